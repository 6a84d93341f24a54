"""Whatever is broken in an export, everything readable in it is read, and what was mended or is missing is told."""

import gzip

import pytest

from tests.damaged_exports import read_damaged
from tests.wordpress_exports import attachment, author, category, export, item
from wordpress.wxr.facts import Repair
from wordpress.wxr.reading import Reading, parse_item


@pytest.fixture
def read(tmp_path):
    """The items of a file with these bytes, and the rest of what it says."""

    def reading(content):
        file = tmp_path / "export.xml"
        file.write_bytes(content)
        reading = Reading([file])
        return list(reading.items()), reading.export

    return reading


def with_content(written):
    """Three posts, of which the second has just these bytes as its content."""
    return export([item(id=1), item(id=2, content="CONTENT"), item(id=3)]).replace(b"CONTENT", written)


IN_A_TEXT = {
    "control characters": (b"a\x00b\x01c\x08d\x0be\x1cf", "abcdef", {"control character": 5}),
    "no characters": (b"a\xef\xbf\xbeb\xef\xbf\xbfc", "abc", {"control character": 6}),
    "Windows bytes": (b"D\xfcrer\x92s caf\xe9", "Dürer’s café", {"byte of an older encoding": 3}),
    "Windows bytes among right ones": ("“日本” ".encode() + b"\x80", "“日本” €", {"byte of an older encoding": 1}),
    "halves of characters": (b"\xed\xa0\xbd\xed\xb8\x80!", "😀!", {"character in two halves": 1}),
    "half a character": (b"\xed\xa0\xbd!", "\ufffd!", {"half a character": 1}),
    "an end in the midst": (b"a ]]> b <i>c</i>", "a ]]> b <i>c</i>", {"“]]>” inside a text": 1}),
    "several ends": (b"x[y[0]]>1 ]]> ]]", "x[y[0]]>1 ]]> ]]", {"“]]>” inside a text": 2}),
    "an end as WordPress writes it": (b"a ]]]]><![CDATA[> b", "a ]]> b", {}),
    "an end written in another way": (b"a ]]]><![CDATA[]> b", "a ]]> b", {}),
    "a start": (b"a <![CDATA[ b", "a <![CDATA[ b", {}),
    "references and ampersands, which are text here": (b"&nbsp; & &#1; &#55357;", "&nbsp; & &#1; &#55357;", {}),
    "later control characters, which are allowed": ("a\x85b\u202ec".encode(), "a\x85b\u202ec", {}),
    "letters converted twice, which only a human can tell": ("â€™".encode(), "â€™", {}),
    "line ends of Windows": (b"a\r\nb", "a\nb", {}),
}


@pytest.mark.parametrize("name", IN_A_TEXT)
def test_a_text_is_mended_and_nothing_of_it_is_lost(read, name):
    written, meant, repairs = IN_A_TEXT[name]
    items, _export = read(with_content(written))
    assert [item.wp_id for item in items] == [1, 2, 3]
    assert items[1].content == meant
    assert items[1].repairs == tuple(Repair(*repair) for repair in repairs.items())
    assert not any(item.trouble for item in items)
    assert parse_item(items[1].raw).content == meant


IN_A_BARE_FIELD = {
    "a bare ampersand": (b"a?b=1&c=2 & d", "a?b=1&c=2 & d", {"bare ampersand": 2}),
    "entities of HTML": (b"a&nbsp;b&hellip;&AMP;&ouml;", "a\xa0b…&ö", {"entity of HTML": 4}),
    "an entity of nobody": (b"&lol9;", "&lol9;", {"bare ampersand": 1}),
    "references to no character": (b"a&#1;b&#x1F;c&#55357;d&#9999999;", "abcd", {"reference to no character": 4}),
    "a character in two references": (b"&#55357;&#56832; &#xD83D;&#xDE00;", "😀 😀", {"character in two halves": 2}),
    "a reference as Windows means it": (b"don&#146;t", "don’t", {"reference to no character": 1}),
    "what is right": (b"&lt;b&gt; &amp; &quot;&apos; &#8217;&#x2019;", "<b> & \"' ’’", {}),
    "broken bytes": (b"caf\xe9\x01 &", "café &", {
        "bare ampersand": 1, "byte of an older encoding": 1, "control character": 1,
    }),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_A_BARE_FIELD)
def test_a_field_without_cdata_is_mended(read, name):
    written, meant, repairs = IN_A_BARE_FIELD[name]
    post = item(
        id=2, more="<wp:postmeta><wp:meta_key>bare</wp:meta_key><wp:meta_value>VALUE</wp:meta_value></wp:postmeta>"
    )
    items, _export = read(export([item(id=1), post, item(id=3)]).replace(b"VALUE", written))
    assert items[1].meta_value("bare") == meant
    assert items[1].repairs == tuple(Repair(*repair) for repair in sorted(repairs.items()))
    assert (len(items), items[1].trouble) == (3, "")


def test_a_link_with_bare_ampersands_is_whole(read):
    (post,), _export = read(export([item(link="https://old.example/?a=1&b=2&amp;c=3&#038;d=4")]))
    assert post.link == "https://old.example/?a=1&b=2&c=3&d=4"


@pytest.mark.parametrize("before", ["\n\n", "\ufeff", "<br />\n<b>Notice</b>: Undefined x in <b>y.php</b><br />\n"])
def test_what_stands_before_the_beginning_is_passed_over(read, before):
    items, found = read(export([item()], [author("ann")], before=before))
    assert (len(items), found.people[0].login) == (1, "ann")
    assert found.repairs == ([Repair("text before the beginning of the file")] if "Notice" in before else [])


def test_notices_between_the_items_are_passed_over(read):
    notice = "<br />\n<b>Warning</b>: can't <x> & y in <b>z.php</b> on line <b>3</b><br />"
    items, _export = read(export([notice, item(id=1), notice, item(id=2), notice], [author("ann")]))
    assert [(item.wp_id, item.repairs, item.trouble) for item in items] == [(1, (), ""), (2, (), "")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read(read, encoding):
    (post,), found = read(export([item(title="Dürer 😀")]).decode().encode(encoding))
    assert (post.title, post.repairs, found.warnings) == ("Dürer 😀", (), [])


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1251", "shift_jis", "euc-jp", "gb2312", "koi8-r"])
def test_an_older_encoding_is_read_as_declared(read, encoding):
    words = {"iso-8859-1": "Dürer’s", "windows-1251": "Чай", "koi8-r": "Чай"}.get(encoding, "日本")
    content = export([item(title=words)]).decode().replace("UTF-8", encoding, 1)
    written = content.encode("cp1252" if encoding == "iso-8859-1" else encoding)
    (post,), _export = read(written)
    assert (post.title, post.repairs) == (words, ())


@pytest.mark.parametrize("encoding", ["iso-8859-1", "rot13", "utf-7", "zlib", "nonsense"])
def test_utf_8_is_read_whatever_is_declared(read, encoding):
    (post,), _export = read(export([item(title="Dürer")]).replace(b"UTF-8", encoding.encode(), 1))
    assert post.title == "Dürer"


@pytest.mark.parametrize("lost", ["</wp:post_name>", "<wp:status>", "</content:encoded>"])
def test_an_item_of_damaged_mark_up_is_read_as_far_as_it_can_be_and_says_so(read, lost):
    post = item(id=2, title="The boiler", content="It is <b>mended</b>.").replace(lost, "<oops")
    items, _export = read(export([item(id=1), post, item(id=3)]))
    assert [item.wp_id for item in items] == [1, 2, 3]
    assert (items[1].title, items[1].type, items[1].is_whole) == ("The boiler", "post", True)
    assert "damaged" in items[1].trouble
    assert "mended" in items[1].content
    assert (items[0].trouble, items[2].trouble) == ("", "")


@pytest.mark.parametrize("damage", ["]X>", "X]>", "]]X", "", "\n"])
@pytest.mark.parametrize("field", ["content:encoded", "wp:post_name", "wp:meta_value", "wp:attachment_url"])
def test_a_text_without_its_end_does_not_swallow_the_next_items(read, damage, field):
    files = [attachment(number, f"https://old.example/uploads/{number}.jpg") for number in (1, 2, 3)]
    files[1] = files[1].replace(f"]]></{field}>", f"{damage}</{field}>")
    (first, second, third), found = read(export(files))
    assert (first.wp_id, second.wp_id, third.wp_id) == (1, 2, 3)
    assert second.repairs == (Repair("damaged end of a text"),)
    assert (first.repairs, third.repairs, second.trouble) == ((), (), "")
    assert (second.attachment_url.strip(), second.slug.strip()) == ("https://old.example/uploads/2.jpg", "attachment-2")
    assert found.warnings == []


@pytest.mark.parametrize("damage", ["<itXm>", "<xtem>", "Xitem>", "<itemX", "<it\x01em>"])
def test_an_item_is_known_by_its_title_when_its_tag_is_damaged(read, damage):
    items, _export = read(export([item(id=1), item(id=2, content="Here").replace("<item>", damage), item(id=3)]))
    assert [(item.wp_id, item.trouble) for item in items] == [(1, ""), (2, ""), (3, "")]
    assert items[1].content == "Here"


@pytest.mark.parametrize("damage", ["</itXm>", "<item>", "", "</item"])
def test_an_item_ends_where_the_next_begins(read, damage):
    items, _export = read(export([item(id=1), item(id=2, content="Here").replace("</item>", damage), item(id=3)]))
    assert [item.wp_id for item in items if item.wp_id] == [1, 2, 3]
    assert all(item.is_whole for item in items)


def test_an_item_without_beginning_is_told(read):
    items, found = read(export([item(id=1), item(id=2).replace("<item>", ""), item(id=3)]))
    assert [item.wp_id for item in items] == [1, 3]
    assert found.warnings == ["“export.xml” has an item whose beginning is missing: it could not be read."]


def test_a_damaged_author_or_category_spoils_nothing_else(read):
    authors = [author("ann").replace("]]></wp:author_login>", "</wp:author_login>"), author("bob")]
    terms = [category("one").replace("</wp:category>", ""), category("two"), category("three & <b>")]
    items, found = read(export([item(id=1), item(id=2)], authors, terms))
    assert [item.wp_id for item in items] == [1, 2]
    assert [person.login for person in found.people] == ["ann", "bob"]
    assert [term.slug for term in found.terms] == ["one", "two", "three & <b>"]
    assert Repair("damaged end of a text") in found.repairs


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
def test_a_cut_off_file_is_read_to_its_last_byte_and_its_last_item_is_not_taken_for_whole(read, share):
    last = item(id=3, content="A long text. " * 50, meta={"a": "b"})
    whole = export([item(id=1), item(id=2), last])
    start = whole.index(last.encode())
    items, found = read(whole[: start + int(len(last) * share)])
    assert [(item.wp_id, item.is_whole) for item in items[:2]] == [(1, True), (2, True)]
    assert (items[2].title, items[2].is_whole) == ("Post 3", False)
    assert items[2].trouble == "The file ends in the middle of it: what is missing is in none of the files."
    assert found.warnings == ["The end of “export.xml” is missing: it was cut off. Export again, or copy it once more."]
    again = parse_item(items[2].raw)
    assert (again.title, again.is_whole) == ("Post 3", False)


def test_a_file_cut_off_between_two_items_is_told(read):
    items, found = read(export([item(id=1), item(id=2)]).partition(b"</channel>")[0])
    assert [(item.wp_id, item.is_whole) for item in items] == [(1, True), (2, True)]
    assert "was cut off" in found.warnings[0]


def test_a_packed_file_cut_off_is_read_as_far_as_it_goes(tmp_path):
    file = tmp_path / "export.xml.gz"
    packed = gzip.compress(export([item(id=number, content=f"{number * 7919}") for number in range(1, 200)]))
    file.write_bytes(packed[: len(packed) * 3 // 4])
    reading = Reading([file])
    items = list(reading.items())
    assert len(items) > 100
    assert [item.is_whole for item in items[:-1]] == [True] * (len(items) - 1)
    assert "is damaged" in reading.export.warnings[0]


def test_a_text_of_more_than_ten_megabytes_is_read(read):
    items, _export = read(with_content(b"A picture. " * 1_000_000))
    assert [len(item.content) for item in items] == [0, 11_000_000, 0]


def test_an_item_of_absurd_length_is_passed_over_and_told(read):
    items, found = read(with_content(b"0123456789abcdef" * 1024 * 1100))
    assert [item.wp_id for item in items] == [1, 3]
    assert found.warnings == ["Item 2 of “export.xml” was left out: it is longer than 16 MB."]


HOSTILE = {
    "a hundred thousand tags in one another": "<b>" * 100_000,
    "tags that are never ended": "<b " * 100_000,
    "a name without end": f"<{'x' * 300_000}><![CDATA[a]]>",
    "ends without end": f"<wp:x><![CDATA[{']]>' * 200_000}",
    "starts without end": "<wp:x><![CDATA[" * 100_000,
    "ampersands": "&" * 300_000,
    "a thousand prefixes": "".join(f"<p{number}:x/>" for number in range(1000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mark_up_spoils_only_its_own_item(read, name):
    items, _export = read(export([item(id=1), item(id=2, more=HOSTILE[name]), item(id=3)]))
    assert (items[0].wp_id, items[-1].wp_id) == (1, 3)
    assert (items[0].trouble, items[-1].trouble) == ("", "")
    assert items[1].title == "Post 2"


def test_a_wrong_byte_anywhere_harms_nothing_but_the_item_it_is_in():
    figures = read_damaged(count=100, seed=2009)
    assert figures.errors == []
    assert figures.fewest_items >= 10
