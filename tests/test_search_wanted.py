"""What an address or a reader asks of the archive is found among what readers may know of; all else is left out."""

from datetime import date

import pytest
from django.http import HttpResponse, QueryDict
from django.urls import path
from wagtail.models import PageViewRestriction, Site

from blog.models import BlogIndexPageAuthor
from search.wanted import MOST_VALUES, Wanted
from tests.factories import AuthorFactory, BlogFactory, HomeFactory, PostFactory, TopicFactory
from tests.hostile_searches import HOSTILE_SEARCHES, in_address

urlpatterns = [path("search/", lambda request: HttpResponse(), name="search")]
pytestmark = pytest.mark.urls(__name__)
PARAMETERS = ("q", "topic", "tag", "author", "year", "credit", "blog", "sort", "page")


@pytest.fixture
def site(blog):
    """An archive of one post under everything that can be chosen."""
    wide = TopicFactory(name="Gathering")
    PostFactory(
        topics=[TopicFactory(name="Café society", parent=wide)],
        tags=["Straße", "C++", "déjà vu"],
        authors=[AuthorFactory(name="Inès Halloran"), AuthorFactory(name="Tom Adeyemi")],
    )
    return Site.objects.get()


@pytest.fixture
def wanted(site):
    return lambda address: Wanted.of(QueryDict(address), site)


def named(things):
    return [thing.name for thing in things]


def test_topic_is_found_by_its_address_or_its_name(wanted):
    for address in ("topic=café-society", "q=topic:cafe-society", 'q=topic:"CAFE society"', "q=topic:cafe"):
        asked = wanted(address)
        assert (named(asked.topics), asked.notices) == (["Café society"], []), address


def test_wide_topic_is_asked_for_with_its_parts(wanted):
    asked = wanted("topic=gathering")
    assert named(asked.topics) == ["Gathering"]
    assert named(asked.parts) == ["Gathering", "Café society"]


TAGS = {
    "tag=déjà-vu": "déjà vu",
    'q=tag:"Deja Vu"': "déjà vu",
    "q=tag:DÉJÀ-vu": "déjà vu",
    "q=tag:Straße": "Straße",
    "q=tag:STRASSE": "Straße",
    "q=tag:strasse": "Straße",
    'q=tag:"c%2B%2B"': "C++",
    "q=tag:c": "C++",
}


def test_tag_is_found_by_its_address_or_its_name(wanted):
    for address, tag in TAGS.items():
        asked = wanted(address)
        assert (named(asked.tags), asked.notices) == ([tag], []), address


def test_address_says_slugs_and_nothing_near_them(wanted):
    assert wanted("tag=deja-vu&topic=cafe&author=ines").chips == []


def test_author_is_found_by_their_address_or_any_part_of_their_name(wanted):
    for address in ("author=inès-halloran", 'q=author:"ines halloran"', "q=author:INES", "q=author:halloran"):
        assert named(wanted(address).authors) == ["Inès Halloran"], address


def test_what_is_typed_and_what_is_chosen_come_together(wanted):
    asked = wanted("q=robot+author:tom+year:2011+after:2009&author=inès-halloran&year=2012&year=2011&topic=gathering")
    assert named(asked.authors) == ["Inès Halloran", "Tom Adeyemi"]
    assert asked.years == [2011, 2012]
    assert (asked.query.words, asked.query.after) == (("robot",), date(2009, 1, 1))
    assert asked.address() == (
        "/search/?q=robot+after%3A2009&topic=gathering&author=in%C3%A8s-halloran&author=tom-adeyemi"
        "&year=2011&year=2012&sort=best"
    )


def test_reader_is_told_of_every_wrong_value(wanted):
    asked = wanted("topic=x&topic=y&tag=x&author=x&blog=x&year=x&year=20090&sort=x&page=x&credit=a&credit=b&q=tag:<b>")
    assert asked.notices == [
        "There is no topic “x, y” here. It was left out.",
        "There is no tag “x, <b>” here. It was left out.",
        "There is no author “x” here. It was left out.",
        "“x, 20090” is not a year. It was left out.",
        "Only one credit can be looked for at a time. “b” was left out.",
        "There is no blog “x” here. All of them were searched.",
        "Results can’t be sorted by “x”. The best come first.",
        "There is no page “x”. This is the first.",
    ]
    assert asked.params() == [("credit", "a"), ("sort", "best")]


def test_nobody_is_told_of_what_has_no_post_for_readers(wanted):
    private = BlogFactory(title="Staff")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for place in ({"parent": private}, {"live": False}, {"parent": BlogFactory(parent=other_home())}):
        PostFactory(
            topics=[TopicFactory(name="Layoffs")], tags=["layoffs"], authors=[AuthorFactory(name="Lay")], **place
        )
        asked = wanted("topic=layoffs&tag=layoffs&author=lay&blog=staff")
        assert (asked.topics, asked.tags, asked.authors, asked.blog) == ([], [], [], None)
        assert len(asked.notices) == 4
    TopicFactory(name="Draft", live=False)
    assert not wanted("topic=draft").topics


def other_home():
    home = HomeFactory(parent=Site.objects.get(is_default_site=True).root_page.get_parent(), slug="elsewhere")
    Site.objects.create(hostname="elsewhere.example.org", root_page=home)
    return home


def test_author_of_a_blog_is_known_before_anybody_named_them(wanted, blog):
    BlogIndexPageAuthor.objects.create(page=blog, author=AuthorFactory(name="Maud"))
    assert named(wanted("author=maud").authors) == ["Maud"]


def test_one_of_several_blogs_is_searched(wanted):
    BlogFactory(title="Shed news", slug="shed")
    asked = wanted("q=robot&blog=shed")
    assert asked.blog.title == "Shed news"
    assert [chip.address for chip in asked.chips] == ["/search/?q=robot&sort=best"]


def test_few_queries_are_made_and_none_for_words_alone(wanted, django_assert_num_queries):
    everything = "&".join(f"{name}={value}" for name in PARAMETERS[1:] for value in ("blog", "x", "gathering"))
    typed = "q=robot+author:x+author:ines+topic:x+tag:x+tag:straße+credit:x"
    wanted(everything)  # what is restricted is kept from here on
    with django_assert_num_queries(4):
        asked = wanted(f"{everything}&{typed}")
        assert asked.address()
        assert [chip.label for chip in asked.chips] == ["Gathering", "Straße", "Inès Halloran", "blog", "Blog"]
    with django_assert_num_queries(0):
        assert wanted("q=robot+-door&sort=newest&page=2&year=2009&credit=Tom").address()


def test_hostile_values_are_no_error_and_the_address_of_what_is_left_says_the_same(wanted):
    for text in HOSTILE_SEARCHES:
        typed = in_address(f'topic:"{text[:40]}" tag:"{text[:40]}" author:"{text[:40]}" {text}')
        asked = wanted("&".join([f"q={typed}", *(f"{name}={in_address(text)}" for name in PARAMETERS[1:])]))
        assert wanted(asked.address().partition("?")[2]).params() == asked.params(), text


def test_very_many_values_are_cut_and_said(wanted):
    (unknown, many) = wanted("&".join(f"topic=x{number}" for number in range(900))).notices
    assert len(unknown) < 150
    assert many == f"Only the first {MOST_VALUES} of each kind were looked at (topic)."


def test_every_state_has_an_address(wanted):
    asked = wanted("q=robot&year=2009&year=2011&author=tom-adeyemi&page=3")
    assert asked.page == 3
    assert asked.address() == "/search/?q=robot&author=tom-adeyemi&year=2009&year=2011&sort=best&page=3"
    assert asked.address(page=4).endswith("&sort=best&page=4")
    assert asked.address(sort="oldest").endswith("&sort=oldest")
    assert asked.toggled("year", "2009") == "/search/?q=robot&author=tom-adeyemi&year=2011&sort=best"
    assert asked.toggled("topic", "gathering").startswith("/search/?q=robot&topic=gathering&author=")
    assert asked.params(author=[], year=[]) == [("q", "robot"), ("sort", "best")]
    assert [(chip.name, chip.label) for chip in asked.chips] == [
        ("author", "Tom Adeyemi"),
        ("year", "2009"),
        ("year", "2011"),
    ]
    with pytest.raises(TypeError):
        asked.address(colour="red")


FIRST = {
    "q=robot": True,
    "q=topic:gathering": True,
    "q=robot&topic=gathering": True,
    "q=robot&year=2009&blog=blog": True,
    "q=": False,
    "": False,
    "topic=gathering": False,
    "q=robot&sort=best": False,
    "q=robot&page=2": False,
}


def test_only_what_comes_out_of_a_field_is_a_first_search(wanted):
    assert {address: wanted(address).is_first for address in FIRST} == FIRST


ORDERS = {
    "q=robot": "best",
    "q=robot&sort=oldest": "oldest",
    "topic=gathering": "newest",
    "q=-robot&sort=best": "newest",
    "q=year:2009": "newest",
}


def test_newest_come_first_where_no_words_say_what_is_best(wanted):
    assert {address: wanted(address).order for address in ORDERS} == ORDERS
    assert not any(wanted(address).is_empty for address in ORDERS)


def test_nothing_is_asked_where_all_was_left_out(wanted):
    assert all(
        wanted(address).is_empty for address in ("", "q=", "topic=x", "q=topic:x", "blog=blog&sort=oldest", "q=!")
    )
