"""What is read from an export that nothing is wrong with, whatever version of WordPress has written it."""

from dataclasses import replace

import pytest

from tests.wordpress_exports import (
    EMAIL,
    HOME,
    IP,
    NAMESPACES,
    attachment,
    author,
    category,
    comment,
    custom_term,
    export,
    item,
    tag,
    term,
)  # fmt: skip
from wordpress.wxr.facts import Comment, OldBlog, Person, Term
from wordpress.wxr.reading import Reading, parse_item


@pytest.fixture
def read(tmp_path):
    """The items of files with these bytes, and the rest of what they say."""

    def reading(*contents):
        files = [tmp_path / f"export-{number}.xml" for number in range(len(contents))]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
        reading = Reading(files)
        return list(reading.items()), reading.export

    return reading


def only(items):
    (item,) = items
    return item


def test_a_post_is_read_with_all_that_it_says(read):
    (post,), _export = read(
        export(
            [
                item(
                    id=7,
                    title="The boiler",
                    content="<p>It is mended.</p>\n",
                    excerpt="Mended",
                    slug="the-boiler",
                    date="2009-12-31 23:59:59",
                    modified="2010-01-02 08:00:00",
                    menu_order=3,
                    password="enter",
                    sticky=True,
                    meta={"_thumbnail_id": "20"},
                )
            ]
        )
    )
    assert (post.type, post.wp_id, post.ordinal, post.status) == ("post", 7, 1, "publish")
    assert (post.title, post.content, post.excerpt) == ("The boiler", "<p>It is mended.</p>\n", "Mended")
    assert (post.link, post.guid) == (f"{HOME}/2009/12/the-boiler/", f"{HOME}/?p=7")
    assert (post.slug, post.creator, post.password) == ("the-boiler", "ann", "enter")
    assert (post.date, post.date_gmt) == ("2009-12-31 23:59:59", "2009-12-31 22:59:59")
    assert (post.modified, post.modified_gmt) == ("2010-01-02 08:00:00", "2010-01-02 07:00:00")
    assert (post.menu_order, post.is_sticky, post.meta_value("_thumbnail_id")) == (3, True, "20")
    assert (post.repairs, post.trouble, post.is_whole) == ((), "", True)


def test_a_picture_is_read_with_its_address_caption_and_alternative_text(read):
    address = f"{HOME}/wp-content/uploads/2009/a.jpg?w=604&h=1"
    (picture,), _export = read(export([attachment(4, address, alt="A door", excerpt="The door", parent=7)]))
    assert (picture.type, picture.attachment_url, picture.excerpt) == ("attachment", address, "The door")
    assert (picture.meta_value("_wp_attachment_image_alt"), picture.parent) == ("A door", 7)


def test_the_channel_names_blog_people_and_terms(read):
    _items, found = read(
        export(
            authors=[author("ann", "Ann Lee", 5)],
            terms=[
                category("news", "News", description="What’s new", id=2),
                category("local", "Local", parent="news", id=3),
                tag("tea", "Tea", id=4),
                custom_term("series", "first", "First", id=9),
            ],
        )
    )
    assert found.blog == OldBlog("An old blog", HOME, "Words of ten years", "en-GB", "1.2")
    assert found.people == [Person("ann", "Ann Lee", 5)]
    assert found.terms == [
        Term("category", "news", "News", "", "What’s new", 2),
        Term("category", "local", "Local", "news", "", 3),
        Term("tag", "tea", "Tea", "", "", 4),
        Term("series", "first", "First", "", "", 9),
    ]
    assert (found.repairs, found.warnings) == ([], [])


@pytest.mark.parametrize(
    ("shown", "first", "last", "name"),
    [
        ("ann", "Ann", "Lee", "Ann Lee"),
        ("ANN", "", "Lee", "Lee"),
        ("ann", "", "", "ann"),
        ("Ann of Leith", "Ann", "Lee", "Ann of Leith"),
    ],
)
def test_somebody_shown_as_a_login_is_called_by_name(read, shown, first, last, name):
    _items, found = read(export(authors=[author("ann", shown, first=first, last=last)]))
    assert found.people == [Person("ann", name, 1)]


def test_the_address_is_that_of_the_blog_and_not_of_its_host(read):
    _items, found = read(export(home="https://me.host.example/blog/", site="https://host.example/"))
    assert found.blog.address == "https://me.host.example/blog"


def test_terms_that_newer_exports_repeat_are_there_once(read):
    repeated = [category("news"), tag("tea"), custom_term("category", "news"), custom_term("post_tag", "tea")]
    _items, found = read(export(terms=repeated))
    assert [(term.taxonomy, term.slug) for term in found.terms] == [("category", "news"), ("tag", "tea")]


def test_people_and_terms_of_several_files_are_there_once_and_items_are_counted_on(read):
    one, two = ([item(id=number)] for number in (1, 2))
    items, found = read(
        export(one, [author("ann")], [tag("tea")]), export(two, [author("Ann"), author("bob")], [tag("tea")])
    )
    assert [(item.ordinal, item.wp_id) for item in items] == [(1, 1), (2, 2)]
    assert [person.login for person in found.people] == ["ann", "bob"]
    assert len(found.terms) == 1


def test_files_of_two_blogs_are_told(read):
    _items, found = read(export(), export(home="https://another.example"))
    assert found.warnings == [f"Two blogs in one import: {HOME} and https://another.example."]


def test_people_and_terms_behind_the_items_are_found(read):
    _items, found = read(export([item(), author("late", "Late"), category("later")]))
    assert found.people[0].login == "late"
    assert found.terms[0].slug == "later"


def test_replies_are_read_without_what_is_nobodys_business(read):
    replies = [
        comment(3, "Well <b>said</b>.", author="Jo &amp; Co", url="https://jo.example/?a=1&b=2", parent=0),
        comment(4, "Thanks!", parent=3, approved="0", kind=""),
        comment(5, "[…]", kind="pingback", approved="post-trashed"),
    ]
    (post,), found = read(export([item(comments=replies)], [author("ann")]))
    assert post.comments[0] == Comment(
        3, "Jo & Co", "https://jo.example/?a=1&b=2", "2010-01-01 12:00:00", "2010-01-01 11:00:00",
        "Well <b>said</b>.", "1", "comment", 0,
    )  # fmt: skip
    assert [(reply.parent, reply.approved, reply.kind) for reply in post.comments[1:]] == [
        (3, "0", ""), (0, "post-trashed", "pingback"),
    ]  # fmt: skip
    assert EMAIL not in repr(replace(post, raw=b"")) + repr(found)
    assert IP not in repr(replace(post, raw=b""))


def test_old_exports_file_a_post_twice_under_each_term_which_counts_once(read):
    terms = [
        "<category><![CDATA[News & views]]></category>",
        '<category domain="category" nicename="news"><![CDATA[News & views]]></category>',
        '<category domain="tag"><![CDATA[Tea]]></category>',
        '<category domain="tag" nicename="tea"><![CDATA[Tea]]></category>',
        '<category domain="tag"><![CDATA[Hot Water]]></category>',
    ]
    old = {
        **NAMESPACES,
        "wp": "http://wordpress.org/export/1.0/",
        "excerpt": "http://wordpress.org/export/1.0/excerpt/",
    }
    (post,), found = read(export([item(terms=terms)], version="1.0", namespaces=old))
    assert post.terms == (
        Term("category", "news", "News & views"), Term("tag", "tea", "Tea"), Term("tag", "hot-water", "Hot Water"),
    )  # fmt: skip
    assert (found.people, post.creator) == ([], "ann")


def test_slugs_are_decoded_and_those_of_terms_are_in_small_letters(read):
    (post,), _export = read(
        export(
            [
                item(
                    slug="%ce%ba%ce%b1%CE%BB%CE%AC",
                    terms=[term("CAF%C3%89", "Café"), term("50%-off", domain="post_tag")],
                )
            ]
        )
    )
    assert post.slug == "καλά"
    assert [term.slug for term in post.terms] == ["café", "50%-off"]


@pytest.mark.parametrize("slug", ["a%00b", "a%0Ab", "caf%e9", "100%"])
def test_a_slug_that_would_be_no_text_stays_as_it_is(read, slug):
    assert only(read(export([item(slug=slug)]))[0]).slug == slug


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<![CDATA[Salt &amp; pepper]]>", "Salt & pepper"),
        ("<![CDATA[Salt & pepper]]>", "Salt & pepper"),
        ("<![CDATA[About &amp;amp;]]>", "About &amp;"),
        ("<![CDATA[Don&#8217;t &#x1F600;]]>", "Don’t 😀"),
        ("<![CDATA[?a=1&copy=2]]>", "?a=1&copy=2"),
        ("Salt &amp; pepper", "Salt & pepper"),
        ("About &amp;amp;", "About &amp;"),
        ("<![CDATA[A <em>very</em> <b class='x'>old</b> shed]]>", "A very old shed"),
        ("A <em>very</em> old shed", "A very old shed"),
        ("<![CDATA[How &lt;table&gt; came to be]]>", "How <table> came to be"),
        ("\n\t\t<![CDATA[  Of \n two lines ]]>\n", "Of two lines"),
        ('<![CDATA[a \\"great\\" day, isn\\\'t it]]>', 'a \\"great\\" day, isn\\\'t it'),
        ("", ""),
    ],
)
def test_a_title_is_what_readers_were_given(read, written, meant):
    post = item(title="TITLE").replace("<![CDATA[TITLE]]>", written)
    assert only(read(export([post]))[0]).title == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2009-12-31 23:59:59", "2009-12-31 23:59:59"),
        (" 2009-12-31T23:59:59Z ", "2009-12-31 23:59:59"),
        ("0000-00-00 00:00:00", ""),
        ("2009-02-31 10:00:00", ""),
        ("-0001-11-30 00:00:00", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_date_is_one_of_the_calendar_or_none(read, written, meant):
    assert only(read(export([item(date=written, date_gmt=written)]))[0]).date == meant


@pytest.mark.parametrize(
    ("written", "meant"), [(" -5 ", -5), ("7", 7), ("", 0), ("seven", 0), ("9" * 30, 0), ("12.0", 12)]
)
def test_a_number_is_one_or_none(read, written, meant):
    post = item(id=444).replace("<wp:post_id>444<", f"<wp:post_id>{written}<")
    assert only(read(export([post]))[0]).wp_id == meant


def test_the_text_of_a_post_is_kept_to_the_letter(read):
    content = (
        '  Slashes aren\\\'t \\"cool\\" &amp; <![CDATA[ tags ]]> :)\n\n[gallery]\t<!--more--> “ü” 日本 😀 &nbsp; \x85 '
    )
    assert only(read(export([item(content=content)]))[0]).content == content


def test_a_post_about_exports_quotes_one_whole(read):
    quoted = export([item(id=5, content="inner"), item(id=6)]).decode()
    items, _export = read(export([item(id=1, content=quoted), item(id=2)]))
    assert [(item.wp_id, item.content) for item in items] == [(1, quoted), (2, "")]


def test_text_without_cdata_is_the_same(read):
    post = item(content="BODY").replace("<![CDATA[BODY]]>", "&lt;p&gt;Salt &amp;amp; pepper&lt;/p&gt;")
    assert only(read(export([post]))[0]).content == "<p>Salt &amp; pepper</p>"


@pytest.mark.parametrize("address", ["https://wordpress.org/export/1.2/", "http://wordpress.org/export/9.7/"])
def test_every_version_of_the_format_is_read(read, address):
    names = NAMESPACES | {"wp": address, "excerpt": f"{address}excerpt/"}
    post = only(read(export([item(excerpt="Short")], namespaces=names))[0])
    assert (post.wp_id, post.excerpt, post.trouble) == (1, "Short", "")


def test_what_is_not_declared_is_known_by_its_prefix(read):
    (post,), found = read(export([item(more="<media:thumbnail media:url='x'/>")], [author("ann")], namespaces={}))
    assert (post.wp_id, post.creator, post.trouble) == (1, "ann", "")
    assert found.people[0].login == "ann"


def test_another_prefix_means_the_same_and_an_item_can_be_read_again_without_its_file(read):
    names = {"w": NAMESPACES["wp"], **{name: NAMESPACES[name] for name in ("content", "excerpt", "dc")}}
    content = (
        export([item(id=6)], [author("ann")], namespaces=names).replace(b"<wp:", b"<w:").replace(b"</wp:", b"</w:")
    )
    (post,), found = read(content)
    assert (post.wp_id, parse_item(post.raw).wp_id, found.people[0].login) == (6, 6, "ann")


def test_fields_of_another_kind_are_not_taken_for_those_of_wordpress(read):
    post = item(more='<other:post_id xmlns:other="urn:other">9</other:post_id>')
    post = post.replace("<wp:post_id>1</wp:post_id>", "")
    assert only(read(export([post]))[0]).wp_id == 0


def test_an_unknown_version_is_told_and_read(read):
    (post,), found = read(export([item()], version=""))
    assert (post.wp_id, found.warnings) == (
        1, ["“export-0.xml” does not say which kind of export it is: it was read like the newest."],
    )  # fmt: skip


def test_co_authors_are_terms_of_their_own(read):
    (post,), _export = read(export([item(terms=[term("cap-bob", "Bob", domain="author")])]))
    assert post.terms == (Term("author", "cap-bob", "Bob"),)


def test_an_item_kept_aside_can_be_read_again(read):
    items, _export = read(export([item(id=n, content="a ]]> b & c", comments=[comment(1)]) for n in (1, 2)]))
    assert [parse_item(item.raw, item.ordinal) for item in items] == items
