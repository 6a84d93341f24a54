import tracemalloc

import pytest

from wordpress.media.addresses import folder_of_one_among_several, originals, to_fetch, uploads_path
from wordpress.media.index import MediaIndex

UPLOADS = "https://example.org/wp-content/uploads"
METADATA = (
    'a:3:{{s:4:"file";s:19:"2012/05/{name}.jpg";s:5:"sizes";a:2:{{'
    's:6:"medium";a:1:{{s:4:"file";s:22:"{name}-300x200.jpg";}}'
    's:4:"wide";a:1:{{s:4:"file";s:15:"cropped-for-the-top.jpg";}}}}s:14:"original_image";s:9:"IMG_77.jpg";}}'
)


@pytest.fixture
def index():
    index = MediaIndex(["https-only.example", "blog.example.org"])
    index.add(1, f"{UPLOADS}/2012/05/harbour.jpg", "2012/05/harbour.jpg")
    index.add(2, f"{UPLOADS}/2012/05/tea-300x200.jpg", "2012/05/tea-300x200.jpg")
    index.add(3, f"{UPLOADS}/2012/05/tea.jpg", "2012/05/tea.jpg")
    index.add(4, f"{UPLOADS}/2012/05/boat-e1371234567890.jpg", "2012/05/boat-e1371234567890.jpg")
    index.add(5, f"{UPLOADS}/2020/01/pier-scaled.jpg", "2020/01/pier-scaled.jpg", METADATA.format(name="pier"))
    index.add(6, f"{UPLOADS}/2012/05/caf%C3%A9.png", "2012/05/cafe\u0301.png")
    index.add(7, "https://hers.files.wordpress.com/2008/06/urn.jpg")
    return index


@pytest.mark.parametrize(
    ("address", "wp_id"),
    [
        ("https://example.org/wp-content/uploads/2012/05/harbour.jpg", 1),
        ("http://example.org/wp-content/uploads/2012/05/harbour.jpg", 1),
        ("//example.org/wp-content/uploads/2012/05/harbour.jpg", 1),
        ("/wp-content/uploads/2012/05/harbour.jpg", 1),
        ("  https://WWW.Example.ORG:443/wp-content/uploads/2012/05/harbour.jpg#top ", 1),
        ("https://blog.example.org/wp-content/uploads/2012/05/harbour.jpg", 1),
        ("https://example.org/old/wp-content/uploads/2012/05/harbour.jpg", 1),
        ("https://example.org/wp-content/uploads/sites/3/2012/05/harbour.jpg", 1),
        ("https://example.org/wp-content/blogs.dir/3/files/2012/05/harbour.jpg", 1),
        ("https://example.org/files/2012/05/harbour.jpg", 1),
        ("https://example.org/wp-content/uploads/2012/05/harbour.jpg?w=604&h=402", 1),
        ("https://i0.wp.com/example.org/wp-content/uploads/2012/05/harbour.jpg?resize=300%2C200&ssl=1", 1),
        ("//i2.wp.com/www.example.org/wp-content/uploads/2012/05/harbour-150x150.jpg", 1),
        ("https://example.org/wp-content/uploads/2012/05/harbour-1024x683.jpg", 1),
        ("https://example.org/wp-content/uploads/2012/05/harbour-1024x683@2x.jpg", 1),
        ("https://example.org/wp-content/uploads/2012/05/harbour-scaled.jpg", 1),
        ("https://example.org/wp-content/uploads/2012/05/harbour-rotated-300x200.jpg", 1),
        ("https://example.org/wp-content/uploads/2012/05/harbour-e1371234567890.jpg", 1),
        ("https://example.org/wp-content/uploads/2012/05/harbour-e1371234567890-300x200.jpg", 1),
        ("https://example.org/wp-content/uploads/2012/05/harbour-300x200.jpg.webp", 1),
        ("https://example.org/wp-content/uploads/2012/05/Harbour-300X200.JPG", 1),
        # Uploaded under names that sizes have: each its own.
        ("https://example.org/wp-content/uploads/2012/05/tea-300x200.jpg", 2),
        ("https://example.org/wp-content/uploads/2012/05/tea-300x200-150x150.jpg", 2),
        ("https://example.org/wp-content/uploads/2012/05/tea-150x150.jpg", 3),
        ("https://example.org/wp-content/uploads/2012/05/tea.jpg", 3),
        # What an edited picture was before, and what one was that came too large.
        ("https://example.org/wp-content/uploads/2012/05/boat.jpg", 4),
        ("https://example.org/wp-content/uploads/2012/05/boat-300x200.jpg", 4),
        ("https://example.org/wp-content/uploads/2020/01/pier.jpg", 5),
        ("https://example.org/wp-content/uploads/2020/01/pier-300x200.jpg", 5),
        # Sizes that plugins name as they like.
        ("https://example.org/wp-content/uploads/2020/01/cropped-for-the-top.jpg", 5),
        ("https://example.org/wp-content/uploads/2020/01/IMG_77.jpg", 5),
        # Letters in either form, %-encoded or not.
        ("https://example.org/wp-content/uploads/2012/05/café.png", 6),
        ("https://example.org/wp-content/uploads/2012/05/cafe%CC%81.png", 6),
        ("https://example.org/wp-content/uploads/2012/05/caf%c3%a9-150x150.png", 6),
        # WordPress.com.
        ("https://hers.files.wordpress.com/2008/06/urn.jpg?w=1024", 7),
        ("http://hers.wordpress.com/files/2008/06/urn.jpg", 7),
        ("https://hers.wordpress.com/wp-content/uploads/2008/06/urn.jpg", 7),
        ("https://i1.wp.com/hers.files.wordpress.com/2008/06/urn.jpg", 7),
        # Not ours, not there, no file, no address.
        ("https://elsewhere.example/wp-content/uploads/2012/05/harbour.jpg", None),
        ("https://i0.wp.com/elsewhere.example/wp-content/uploads/2012/05/harbour.jpg", None),
        ("https://example.org/wp-content/uploads/2013/05/harbour.jpg", None),
        ("https://example.org/wp-content/uploads/2012/05/harbour.png", None),
        ("https://example.org/", None),
        ("data:image/png;base64,iVBORw0KGgo=", None),
        ("file:///2012/05/harbour.jpg", None),
        ("http://[::1/2012/05/harbour.jpg", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_a_picture_is_known_by_any_of_its_addresses(index, address, wp_id):
    assert index.find(address) == wp_id


@pytest.mark.parametrize(
    ("address", "wp_id", "found"),
    [
        ("", 3, 3),
        ("", 99, None),
        ("https://example.org/wp-content/uploads/2012/05/renamed.jpg", 3, 3),
        ("https://example.org/wp-content/uploads/2012/05/renamed.jpg", 99, None),
        # The address says more than an id that was copied along.
        ("https://example.org/wp-content/uploads/2012/05/harbour-300x200.jpg", 3, 1),
        # Of a server for pictures, and of another blog that has the same number.
        ("https://cdn.example.net/x7/harbour-300x200.webp", 1, 1),
        ("https://elsewhere.example/wp-content/uploads/2012/05/kitten.jpg", 1, None),
    ],
)
def test_the_id_in_a_pictures_class_helps_where_its_address_does_not(index, address, wp_id, found):
    assert index.find(address, wp_id) == found


def test_of_two_attachments_with_one_id_both_are_found_by_their_addresses_and_the_first_by_its_id():
    index = MediaIndex()
    index.add(8, f"{UPLOADS}/2012/05/one.jpg")
    index.add(8, f"{UPLOADS}/2012/05/two.jpg")
    assert index.path(8) == "2012/05/one.jpg"
    assert index.find(f"{UPLOADS}/2012/05/two.jpg") == 8


def test_names_that_differ_in_capitals_only_are_told_apart_where_both_are_there():
    index = MediaIndex()
    index.add(8, f"{UPLOADS}/2012/05/IMG_1.JPG")
    index.add(9, f"{UPLOADS}/2012/05/img_1.jpg")
    assert index.find(f"{UPLOADS}/2012/05/IMG_1.JPG") == 8
    assert index.find(f"{UPLOADS}/2012/05/img_1.jpg") == 9
    assert index.find(f"{UPLOADS}/2012/05/Img_1-300x200.jpg") == 8


@pytest.mark.parametrize(
    ("address", "meta", "path"),
    [
        (f"{UPLOADS}/2012/05/harbour.jpg", "2012/05/harbour.jpg", "2012/05/harbour.jpg"),
        (f"{UPLOADS}/2012/05/caf%C3%A9.jpg", "", "2012/05/café.jpg"),
        ("", "/home/hers/public_html/wp-content/uploads/2009/a.jpg", "2009/a.jpg"),
        ("", r"C:\blog\wp-content\uploads\2009\a.jpg", "2009/a.jpg"),
        ("https://example.org/images/a.jpg", "", "images/a.jpg"),
        ("https://hers.files.wordpress.com/2008/06/urn.jpg", "", "2008/06/urn.jpg"),
        (f"{UPLOADS}/sites/3/2012/05/a.jpg", "", "2012/05/a.jpg"),
        ("", "", ""),
    ],
)
def test_an_attachment_has_a_path_under_uploads(address, meta, path):
    assert uploads_path(address, meta) == path


def test_a_blog_among_several_has_a_folder_of_its_own():
    assert folder_of_one_among_several(f"{UPLOADS}/sites/3/2012/05/a.jpg") == "sites/3/"
    assert folder_of_one_among_several(f"{UPLOADS}/2012/05/a.jpg") == ""


def test_what_was_made_of_an_upload_leads_back_to_it_step_by_step():
    steps = ["a-e1371234567890-300x200@2x.jpg", "a-e1371234567890-300x200.jpg", "a-e1371234567890.jpg", "a.jpg"]
    assert list(originals(steps[0])) == steps
    assert list(originals("2012/05/-300x200.jpg")) == ["2012/05/-300x200.jpg"]


@pytest.mark.parametrize(
    ("address", "fetched"),
    [
        ("//example.org/a.jpg?w=604#x", "https://example.org/a.jpg"),
        ("https://i0.wp.com/example.org/caf%C3%A9.jpg?ssl=1", "https://example.org/caf%C3%A9.jpg"),
        ("http://example.org/picture.php?id=7", "http://example.org/picture.php?id=7"),
        ("http://me:secret@example.org/a.jpg", "http://me:secret@example.org/a.jpg"),
        ("/wp-content/uploads/a.jpg", ""),
        ("data:image/png;base64,AA", ""),
    ],
)
def test_the_file_itself_is_fetched_not_a_size_of_it(address, fetched):
    assert to_fetch(address) == fetched


def test_each_attachment_takes_less_than_a_kilobyte_of_memory():
    index = MediaIndex()
    tracemalloc.start()
    for number in range(1000):
        name = f"a-picture-with-a-rather-long-name-{number}"
        sizes = "".join(f'"file";s:9:"{name}-{side}x{side}.jpg";' for side in range(100, 900, 100))
        index.add(number + 1, f"{UPLOADS}/2012/05/{name}.jpg", f"2012/05/{name}.jpg", sizes)
    taken, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 1000 * 1024
