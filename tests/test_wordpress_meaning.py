"""What an address of the old blog meant is read from the address alone, however it is written."""

import random

import pytest

from wordpress.addresses.meaning import (
    AllPosts,
    AuthorOf,
    Category,
    DateOf,
    Feed,
    Home,
    Path,
    PostId,
    Shape,
    TagTerm,
    Upload,
    meanings_of,
    normal_path,
)

BY_DATE = Shape(permalinks="/%year%/%monthnum%/%postname%/")
BY_NUMBER = Shape(root="blog", permalinks="/archives/%post_id%", category_base="topics", tag_base="about/tags")

ONE_PATH = [
    "2009/12/café",
    "/2009/12/caf%C3%A9/",
    "/2009/12/caf%c3%a9",
    "/2009/12/Caf%C3%89/",
    "/2009/12/cafe%CC%81/",
    "/2009/12/caf%E9/",
    "/index.php/2009/12/café/",
    "//www.example.org/2009//12/café/",
    "https://example.org:8080/2009/12/café/?utm_source=feed#comment-7",
    "HTTP://EXAMPLE.ORG/2009/12/CAFÉ/",
    "  /2009/12/café/#more-7 ",
]
MEANINGS = {
    "/": (Home(),),
    "https://example.org": (Home(),),
    "/?utm_source=feed": (Home(),),
    "/?p=7": (PostId(7),),
    "/?p=7&p=8": (PostId(8),),
    "/?page_id=7&cat=3": (PostId(7),),
    "/?p=-7": (Home(),),
    "/?p=7x": (Home(),),
    "/?tag=Green+Tea": (TagTerm("green tea"),),
    "/?author_name=jane": (AuthorOf("jane"),),
    "/?year=2009&monthnum=4&day=5": (DateOf(2009, 4, 5),),
    "/?m=20090405": (DateOf(2009, 4, 5),),
    "/?m=200913": (DateOf(2009),),
    "/?feed=atom&tag=tea": (Feed(TagTerm("tea"), "atom"),),
    "/a-post/": (Path(("a-post",)),),
    "/a-post/comment-page-2/feed/atom/": (
        Path(("a-post/comment-page-2/feed/atom", "a-post/comment-page-2", "a-post")),
    ),
    "/2009/12/a-post/3": (Path(("2009/12/a-post/3", "2009/12/a-post")),),
    "/2009/": (Path(("2009",)), DateOf(2009)),
    "/category/food/tea/page/2/": (Path(("category/food/tea/page/2", "category/food/tea")), Category("tea")),
    "/tag/tea/feed/": (Path(("tag/tea/feed", "tag/tea")), Feed(TagTerm("tea"))),
    "/feed/json": (Path(("feed/json",)), Feed(AllPosts(), "json")),
    "/page/4/": (Path(("page/4",)), AllPosts()),
    "/comments/": (Path(("comments",)),),
    "/wp-content/uploads/Tea.pdf": (Upload(("wp-content/uploads/tea.pdf", "wp-content/uploads/tea-scaled.pdf")),),
    "/%00": (),
    "/a%0d%0ab/": (),
    f"/{'a' * 4_001}/": (),
}
BELOW_A_FOLDER = {
    "/blog/": (Home(),),
    "/blog/index.php?p=7": (PostId(7),),
    "/blog/archives/7": (Path(("blog/archives/7",)), PostId(7)),
    "/blog/archives/7/2/": (Path(("blog/archives/7/2", "blog/archives/7")),),
    "/blog/archives/date/2009/04/": (Path(("blog/archives/date/2009/04", "blog/archives/date/2009")), DateOf(2009, 4)),
    "/blog/archives/topics/tea/": (Path(("blog/archives/topics/tea",)), Category("tea")),
    "/blog/about/tags/tea/": (Path(("blog/about/tags/tea",)), TagTerm("tea")),
    "/archives/7": (),
    "/blogs/archives/7": (),
    "/wp-content/uploads/tea.jpg": (Upload(("wp-content/uploads/tea.jpg", "wp-content/uploads/tea-scaled.jpg")),),
}


@pytest.mark.parametrize("address", ONE_PATH)
def test_path_is_the_same_however_it_is_written(address):
    assert normal_path(address) == "2009/12/café"


@pytest.mark.parametrize("address", MEANINGS)
def test_address_of_a_blog_with_a_host_of_its_own(address):
    assert meanings_of(address, BY_DATE) == MEANINGS[address]


@pytest.mark.parametrize("address", BELOW_A_FOLDER)
def test_address_of_a_blog_in_a_folder_with_words_of_its_own(address):
    assert meanings_of(address, BY_NUMBER) == BELOW_A_FOLDER[address]


@pytest.mark.parametrize(
    "name",
    "pot-300x200.jpg pot-1024x768@2x.jpg pot-e1371234567890-300x200.jpg pot-scaled.jpg pot.jpg.webp".split(),
)
def test_picture_in_another_size_may_be_of_the_one_that_was_uploaded(name):
    (found,) = meanings_of(f"/wp-content/uploads/{name}", BY_DATE)
    assert found.paths[0] == f"wp-content/uploads/{name}"
    assert "wp-content/uploads/pot.jpg" in found.paths


def test_twenty_thousand_random_addresses_are_read():
    chance = random.Random(11)
    letters = "/?&=#%.-+:@ \\[]\n\0aZ07éß字\ud800"
    words = ["p=", "feed", "page", "2009", "index.php", "category", "http://", "//", "%C3", "%00", "[::1", "archives/"]
    for _number in range(20_000):
        address = "".join(
            chance.choice([chance.choice(letters), chance.choice(words)]) for _ in range(chance.randrange(12))
        )
        for shape in (BY_DATE, BY_NUMBER):
            for meaning in meanings_of(address, shape):
                assert not isinstance(meaning, Path) or all(path == path.strip("/") for path in meaning.paths), address
