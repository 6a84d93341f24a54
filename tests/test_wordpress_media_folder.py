import io
import os
import tarfile
import zipfile

import pytest

from wordpress.media import archives, folder
from wordpress.media.folder import MediaFolder
from wordpress.media.trouble import MediaTrouble

ARCHIVES = ["copy.zip", "copy.tar", "copy.tar.gz", "copy.tgz", "copy.tar.bz2", "copy.tar.xz"]
PACKING = {".tar": "", ".tgz": "gz"}


def packed(path, files):
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return path
    with tarfile.open(path, f"w:{PACKING.get(path.suffix, path.suffix[1:])}") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def laid_out(root, files):
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def content_of(media, path):
    file = media.open(path)
    return file and file.read()


@pytest.fixture(params=["a folder", *ARCHIVES])
def copy_of(request, tmp_path):
    """``copy_of({"2012/05/a.jpg": b"…"})`` is a copy of uploads in each of its forms."""
    opened = []

    def make(files):
        is_folder = request.param == "a folder"
        made = laid_out(tmp_path / "copy", files) if is_folder else packed(tmp_path / request.param, files)
        opened.append(MediaFolder(made))
        return opened[-1]

    yield make
    for media in opened:
        media.close()


@pytest.mark.parametrize("way", ["", "uploads/", "wp-content/uploads/"])
def test_a_file_is_found_in_a_copy_of_uploads_of_wp_content_and_of_the_site(copy_of, way):
    media = copy_of({f"{way}2012/05/a.jpg": b"picture", f"{way}2012/06/b.jpg": b"another"})
    assert content_of(media, "2012/06/b.jpg") == b"another"
    assert content_of(media, "2012/05/a.jpg") == b"picture"
    assert content_of(media, "2012/05/a.jpg") == b"picture"
    assert media.open("2012/05/c.jpg") is None


def test_a_file_is_found_however_a_disk_wrote_its_name(copy_of):
    media = copy_of({"2012/05/Cafe\u0301 1.JPG": b"picture"})
    assert content_of(media, "2012/05/caf\u00e9 1.jpg") == b"picture"
    assert content_of(media, "2012/05/Caf\u00e9 1.JPG") == b"picture"


def test_of_two_names_that_differ_in_capitals_each_leads_to_its_own(copy_of):
    media = copy_of({"2012/05/a.jpg": b"small", "2012/05/A.jpg": b"capital"})
    assert content_of(media, "2012/05/a.jpg") == b"small"
    assert content_of(media, "2012/05/A.jpg") == b"capital"


def test_blogs_that_share_a_site_keep_apart(copy_of):
    media = copy_of({"sites/3/2012/05/a.jpg": b"third", "sites/4/2012/05/a.jpg": b"fourth"})
    assert content_of(media, "sites/3/2012/05/a.jpg") == b"third"
    assert content_of(media, "sites/4/2012/05/a.jpg") == b"fourth"


@pytest.mark.parametrize(
    "path",
    "../secret.txt 2012/../../secret.txt /etc/hostname . 2012 2012/05 2012/05/ a\0.jpg 2012//05/a.jpg \udc80".split(
        " "
    ),
)
def test_nothing_else_is_opened(copy_of, tmp_path, path):
    (tmp_path / "secret.txt").write_text("secret")
    media = copy_of({"2012/05/a.jpg": b"picture"})
    assert [media.open(name) for name in (path, "", "x" * 5000)] == [None] * 3


def test_a_link_is_followed_inside_the_folder_and_not_out_of_it(tmp_path):
    root = laid_out(tmp_path / "copy", {"2012/05/a.jpg": b"picture"})
    (tmp_path / "secret.jpg").write_text("secret")
    (root / "out.jpg").symlink_to(tmp_path / "secret.jpg")
    (root / "up").symlink_to(tmp_path)
    (root / "circle.jpg").symlink_to(root / "circle.jpg")
    (root / "in.jpg").symlink_to(root / "2012/05/a.jpg")
    media = MediaFolder(root)
    assert [media.open(path) for path in ("out.jpg", "OUT.jpg", "up/secret.jpg", "circle.jpg")] == [None] * 4
    assert content_of(media, "in.jpg") == b"picture"


def test_the_folder_itself_may_be_a_link(tmp_path):
    laid_out(tmp_path / "disk", {"2012/05/a.jpg": b"picture"})
    (tmp_path / "copy").symlink_to(tmp_path / "disk")
    assert content_of(MediaFolder(tmp_path / "copy"), "2012/05/a.jpg") == b"picture"


def test_a_pipe_and_a_device_are_no_files(tmp_path):
    root = laid_out(tmp_path / "copy", {"a.jpg": b"picture"})
    os.mkfifo(root / "pipe.jpg")
    (root / "device.jpg").symlink_to("/dev/zero")
    media = MediaFolder(root)
    assert media.open("pipe.jpg") is None
    assert media.open("device.jpg") is None


def test_links_and_pipes_in_an_archive_are_no_files(tmp_path):
    path = packed(tmp_path / "copy.tar", {"2012/05/a.jpg": b"picture"})
    with tarfile.open(path, "a") as archive:
        for name, kind in (("out.jpg", tarfile.SYMTYPE), ("hard.jpg", tarfile.LNKTYPE), ("pipe.jpg", tarfile.FIFOTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/hostname"
            archive.addfile(member)
    media = MediaFolder(path)
    assert [media.open(name) for name in ("out.jpg", "hard.jpg", "pipe.jpg")] == [None] * 3
    media.close()


def test_a_file_that_is_too_large_is_refused_in_words(copy_of, monkeypatch):
    media = copy_of({"a.mp4": b"x" * 11, "b.mp4": b"x" * 10})
    for module in (folder, archives):
        monkeypatch.setattr(module, "MOST_BYTES", 10)
    with pytest.raises(MediaTrouble, match="larger than"):
        media.open("a.mp4")
    assert content_of(media, "b.mp4") == b"x" * 10


def test_an_archive_with_other_copies_of_a_picture_gives_the_one_among_uploads(tmp_path):
    names = ["cache/2012/05/a.jpg", "site/wp-content/uploads/2012/05/a.jpg", "old/2012/05/a.jpg"]
    media = MediaFolder(packed(tmp_path / "copy.zip", {name: name.encode() for name in names}))
    assert content_of(media, "2012/05/a.jpg") == names[1].encode()
    media.close()


def test_names_of_an_archive_that_does_not_say_how_it_writes_letters_are_read(tmp_path):
    path = packed(tmp_path / "copy.zip", {"2012/05/cafXX.jpg": b"picture"})
    path.write_bytes(path.read_bytes().replace(b"cafXX", "café".encode()))
    media = MediaFolder(path)
    assert content_of(media, "2012/05/café.jpg") == b"picture"
    media.close()


def is_refused(path, words):
    with pytest.raises(MediaTrouble, match=words):
        MediaFolder(path)


def test_what_is_no_copy_is_refused_in_words(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "blog.xml").write_text("<rss/>")
    os.mkfifo(tmp_path / "pipe")
    is_refused(tmp_path / "missing", "no folder or file of this name")
    is_refused(tmp_path / "empty", "This folder is empty")
    is_refused(tmp_path / "blog.xml", "neither a folder nor a .zip")
    is_refused(tmp_path / "pipe", "neither a folder nor a file")
    is_refused(packed(tmp_path / "bare.zip", {}), "no file in this archive")
    is_refused(packed(tmp_path / "bare.tar.gz", {}), "no file in this archive")


def test_a_damaged_archive_is_refused_in_words(tmp_path):
    for name in ("copy.zip", "copy.tar.gz"):
        path = packed(tmp_path / name, {"2012/05/a.jpg": os.urandom(9000), "2012/05/b.jpg": os.urandom(9000)})
        path.write_bytes(path.read_bytes()[:12_000])
        is_refused(path, "damaged or not complete")


def test_a_damaged_file_in_an_archive_is_refused_in_words(tmp_path):
    path = packed(tmp_path / "copy.zip", {"a.jpg": b"picture" * 100, "b.jpg": b"another"})
    content = bytearray(path.read_bytes())
    content[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    media = MediaFolder(path)
    with pytest.raises(MediaTrouble, match="damaged in the archive"):
        media.open("a.jpg")
    assert content_of(media, "b.jpg") == b"another"
    media.close()


def test_a_locked_file_is_refused_in_words(tmp_path):
    path = packed(tmp_path / "copy.zip", {"a.jpg": b"picture"})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(content)
    media = MediaFolder(path)
    with pytest.raises(MediaTrouble, match="locked by a password"):
        media.open("a.jpg")
    media.close()


def test_a_file_that_says_it_is_small_gives_no_more_than_that(tmp_path):
    path = packed(tmp_path / "copy.zip", {"a.jpg": b"\0" * 5_000_000})
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\1\2") + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    media = MediaFolder(path)
    with pytest.raises(MediaTrouble, match="damaged in the archive"):
        media.open("a.jpg")
    media.close()


def test_an_archive_that_grows_without_end_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_GROWTH_OF_SMALL", 1_000_000)
    path = packed(tmp_path / "copy.tar.gz", {"a.jpg": b"\0" * 9_000_000})
    is_refused(path, "far larger than pictures make it")


@pytest.mark.parametrize("name", ["copy.zip", "copy.tar"])
def test_an_archive_of_too_many_files_is_refused_in_words(tmp_path, monkeypatch, name):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    is_refused(packed(tmp_path / name, {f"{number}.jpg": b"x" for number in range(3)}), "too many files")


def test_an_archive_with_a_list_too_long_to_be_read_is_refused_before_that(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_OF_A_DIRECTORY", 100)
    is_refused(packed(tmp_path / "copy.zip", {f"{number}.jpg": b"x" for number in range(3)}), "too many files")
