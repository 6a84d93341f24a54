"""Exports are read from whatever files they come in; anything else is refused in words that say what to do."""

import gzip
import io
import zipfile

import pytest

from tests.wordpress_exports import export, item
from wordpress.wxr.reading import NotAnExport, Reading

MEGABYTE = 1024 * 1024


def packed(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def ids_in(*files):
    return [item.wp_id for item in Reading(files).items()]


@pytest.fixture
def put(tmp_path):
    def put_file(name, content):
        file = tmp_path / name
        file.write_bytes(content)
        return file

    return put_file


def test_one_file_or_several_packed_or_not_are_one_run(put):
    plain = put("one.xml", export([item(id=1)]))
    gzipped = put("two.xml.gz", gzip.compress(export([item(id=2)])) + gzip.compress(b"\n"))
    zipped = put("three.zip", packed(**{
        "old/b.xml": export([item(id=4)]), "old/a.xml": export([item(id=3)]),
        "old/c.xml.gz": gzip.compress(export([item(id=5)])), "old/readme.txt": b"Hello", "__MACOSX/._a.xml": b"\0\5",
    }))  # fmt: skip
    assert ids_in(plain, gzipped, zipped) == [1, 2, 3, 4, 5]


def test_the_kind_of_a_file_is_told_by_what_is_in_it(put):
    assert ids_in(put("export.txt", gzip.compress(export([item(id=2)])))) == [2]


def test_other_xml_in_an_archive_is_passed_over_and_told(put):
    file = put("all.zip", packed(**{"sitemap.xml": b"<urlset/>", "blog.xml": export([item(id=3)])}))
    reading = Reading([file])
    assert [item.wp_id for item in reading.items()] == [3]
    assert reading.export.warnings == ["“sitemap.xml” was passed over: it is not a WordPress export."]


def test_how_far_the_reading_is_can_be_told_at_any_time(put):
    many = export([item(id=number, content=f"{number} words, " * 500) for number in range(200)])
    files = [put("one.xml", many), put("two.xml.gz", gzip.compress(many)), put("three.zip", packed(**{"a.xml": many}))]
    reading = Reading(files)
    told = [reading.bytes_read for _item in reading.items()]
    assert told == sorted(told)
    assert 0 < told[0] <= told[-1] <= reading.bytes_total == reading.bytes_read
    assert len(set(told)) > 5


def test_an_export_can_be_read_twice(put):
    reading = Reading([put("one.xml", export([item(id=1)]))])
    assert list(reading.items()) == list(reading.items())


DECLARING = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>\n<rss'
REFUSED = {
    "an empty file": (b"", "is empty"),
    "blank lines": (b" \n\r\n\0", "is empty"),
    "a web page": (b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>", "is a web page"),
    "a feed": (b'<rss version="2.0"><channel><item><title>x</title></item></channel></rss>', "is a feed"),
    "an Atom feed": (b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "is a feed"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is not a WordPress export"),
    "a bomb of entities": (export([item(title="&b;")]).replace(b"<rss", DECLARING), "begins with declarations"),
    "a declaration far behind the start": (
        export(authors=["x" * MEGABYTE, "<!ENTITY x 'y'>"], items=[item()]), "begins with declarations",
    ),
    "a bomb of nothing": (gzip.compress(export() + bytes(40 * MEGABYTE)), "unpacks to far more"),
    "a bomb in an archive": (packed(**{"a.xml": export() + b" " * 40 * MEGABYTE}), "unpacks to far more"),
    "an archive without exports": (packed(**{"photo.jpg": b"x"}), "There is no WordPress export"),
    "an archive of other xml": (packed(**{"sitemap.xml": b"<urlset/>"}), "There is no WordPress export"),
    "an empty archive": (packed(), "There is no WordPress export"),
    "a damaged archive": (packed(**{"a.xml": export()})[:-30], "is damaged"),
    "an archive of too many exports": (packed(**{f"{number}.xml": b"x" for number in range(1001)}), "too many files"),
    "an archive that says it has too many files": (
        packed(**{"a.xml": export()})[:-12] + b"\xff\xff" + packed(**{"a.xml": export()})[-10:], "too many files",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_export_is_refused_in_words(put, name):
    content, words = REFUSED[name]
    file = put("picked", content)
    with pytest.raises(NotAnExport, match=words) as refusal:
        list(Reading([file]).items())
    assert "“" in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_a_locked_archive_is_refused(put):
    content = bytearray(packed(**{"a.xml": export([item()])}))
    for sign, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(sign) + flags] |= 1
    with pytest.raises(NotAnExport, match="locked with a password"):
        list(Reading([put("locked.zip", bytes(content))]).items())


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(NotAnExport, match="is a folder"):
        list(Reading([tmp_path]).items())


@pytest.mark.parametrize("name", ["nowhere.xml", "nowhere/x.xml", "n\0where.xml", "n" * 300])
def test_a_file_that_is_not_there_is_refused(tmp_path, name):
    with pytest.raises(NotAnExport, match="There is no file|may not be read"):
        list(Reading([tmp_path / name]).items())


def test_nothing_is_read_of_the_first_file_when_the_second_is_none(put):
    reading = Reading([put("one.xml", export([item()])), put("two.xml", b"<html></html>")])
    with pytest.raises(NotAnExport, match="“two.xml” is a web page"):
        next(reading.items())


def test_a_damaged_member_is_read_as_far_as_it_goes(put):
    content = bytearray(packed(**{"a.xml": export([item(id=number, content=f"{number**7}") for number in range(900)])}))
    content[len(content) * 3 // 4] ^= 0xFF
    reading = Reading([put("damaged.zip", bytes(content))])
    assert len(list(reading.items())) > 100
    assert any("is damaged" in warning for warning in reading.export.warnings)


def test_entities_declared_inside_an_item_mean_nothing(put):
    post = item(id=1, more='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><wp:x>&a;</wp:x>')
    (first, second) = Reading([put("one.xml", export([post, item(id=2)]))]).items()
    assert (second.wp_id, second.trouble) == (2, "")
    assert first.title == "Post 1"
