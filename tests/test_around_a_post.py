"""What stands around the text of a post: neighbours, related posts, its age, contents, credits."""

import datetime
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from blog.models import BlogPage, BlogSettings, RelatedPost
from blog.post_page.related import related_to
from tests.factories import BlogFactory, HomeFactory, ImageFactory, PostFactory, TopicFactory
from tests.reading import all_words, read, words

pytestmark = pytest.mark.any_database

DAY = datetime.date(2012, 2, 29)
PAST = DAY - datetime.timedelta(days=1)


def page_of(client, post):
    return read(client.get(post.url))


# Older and newer


def neighbours(page):
    return {link.small.get_text(): link["href"] for link in page.select("article .turn a")}


def test_post_leads_to_the_next_older_and_the_next_newer_one(client, blog):
    first, second, third = (PostFactory(date=DAY.replace(year=year)) for year in (2004, 2012, 2020))
    assert neighbours(page_of(client, second)) == {"Older": first.url, "Newer": third.url}
    assert neighbours(page_of(client, first)) == {"Newer": second.url}
    assert neighbours(page_of(client, third)) == {"Older": second.url}


def test_words_of_a_link_to_a_post_stand_apart_without_a_style_sheet(client, blog):
    blog.sidebar = [("open_questions", {"title": "Questions"})]
    blog.save()
    PostFactory(title="Tea", date=DAY, question="Who has the keys?")
    page = page_of(client, PostFactory(title="Cake"))
    assert words(page.select_one(".turn a")) == "Older Tea"
    assert words(page.select_one("#related ~ .lines a")) == "Tea Feb 29, 2012"
    assert words(page.select_one(".open a")) == "Who has the keys? Feb 29, 2012"


def test_post_leads_on_by_its_date_whatever_it_was_written_after(client, blog):
    newest, oldest = PostFactory(date=DAY), PostFactory(date=PAST)
    assert neighbours(page_of(client, newest)) == {"Older": oldest.url}


def test_posts_of_one_day_follow_each_other_by_time_and_then_as_they_were_written(client, blog):
    at = {name: {"date": DAY, "time": datetime.time(hour)} for name, hour in (("morning", 8), ("evening", 20))}
    evening, morning, written_later = (PostFactory(**at[name]) for name in ("evening", "morning", "morning"))
    before = PostFactory(date=PAST, time=datetime.time(23))
    walk, post = [], evening
    while post:
        walk.append(post)
        post = BlogPage.objects.filter(slug=neighbours(page_of(client, post)).get("Older", "//").split("/")[-2]).first()
    assert walk == [evening, written_later, morning, before] == [*BlogPage.objects.listed()]


def test_only_post_has_no_neighbours(client, blog):
    assert not page_of(client, PostFactory()).select(".turn")


def test_neighbour_is_of_the_same_blog_and_one_that_readers_may_see(client, blog):
    oldest, older = PostFactory(), PostFactory(live=False)
    post = PostFactory()
    PostFactory(parent=BlogFactory())
    PageViewRestriction.objects.create(page=PostFactory(), restriction_type=PageViewRestriction.LOGIN)
    newest = PostFactory()
    assert neighbours(page_of(client, post)) == {"Older": oldest.url, "Newer": newest.url}
    assert older.url not in client.get(post.url).content.decode()


def test_draft_with_another_date_is_not_its_own_neighbour(owner, blog):
    post = PostFactory(date=DAY)
    post.date = datetime.date(2020, 1, 1)
    post.save_revision()
    answer = owner.get(f"/admin/pages/{post.pk}/view_draft/")
    assert not read(answer).select(".turn")


# Related posts


def related(page):
    return [next(link.stripped_strings) for link in page.select("#related ~ .lines a")]


def test_picked_posts_alone_are_shown_in_the_order_they_were_picked_in(client, blog):
    for number in range(4):
        PostFactory(title=f"Other {number}")
    first, second = PostFactory(title="First"), PostFactory(title="Second")
    assert related(page_of(client, PostFactory(related=[second, first]))) == ["Second", "First"]


def test_picked_posts_that_nobody_may_see_make_way_for_the_nearest(client, blog):
    PostFactory(title="Seen")
    post = PostFactory(related=[PostFactory(title="Hidden", live=False)])
    assert related(page_of(client, post)) == ["Seen"]


def test_posts_that_share_the_most_are_shown_the_nearest_first(client, blog):
    tea = TopicFactory(name="Tea")
    PostFactory(title="One tag", tags=["kettle"])
    PostFactory(title="Tags and topic", tags=["kettle", "hall"], topics=[tea])
    PostFactory(title="Two tags", tags=["kettle", "hall"])
    PostFactory(title="One topic", topics=[tea])
    for number in range(12):
        PostFactory(title=f"Newer {number}")
    post = PostFactory(tags=["kettle", "hall"], topics=[tea])
    assert related(page_of(client, post)) == ["Tags and topic", "Two tags", "One tag"]


def test_posts_that_share_words_are_nearer_than_those_that_share_nothing(client, blog):
    PostFactory(title="How to borrow a lantern")
    PostFactory(title="A committee of geese")
    PostFactory(title="The ferry timetable")
    PostFactory(title="Of something else")
    post = PostFactory(title="The borrowed lanterns", introduction="Every lantern in the harbour.")
    assert related(page_of(client, post))[0] == "How to borrow a lantern"
    assert len(related(page_of(client, post))) == 3


def test_posts_that_share_the_same_are_shown_the_newest_first(client, blog):
    for number in range(5):
        PostFactory(title=f"Kettle {number}", body=[], tags=["kettle"])
    post = PostFactory(title="Post", body=[], tags=["kettle"])
    assert related(page_of(client, post)) == ["Kettle 4", "Kettle 3", "Kettle 2"]


def test_post_that_shares_nothing_is_followed_by_the_newest(client, blog):
    post = PostFactory(title="あ", body=[], slug="a")
    for number in range(3):
        PostFactory(title=f"Newer {number}")
    assert related(page_of(client, post)) == ["Newer 2", "Newer 1", "Newer 0"]


def test_related_posts_are_never_the_post_itself_hidden_or_of_another_blog(client, blog):
    tea = TopicFactory(name="Tea")
    same = {"introduction": "Kettles and lanterns.", "tags": ["kettle"], "topics": [tea]}
    PostFactory(live=False, **same)
    PageViewRestriction.objects.create(page=PostFactory(**same), restriction_type=PageViewRestriction.LOGIN)
    PostFactory(parent=BlogFactory(), **same)
    PostFactory(title="Seen")
    assert related(page_of(client, PostFactory(**same))) == ["Seen"]


@pytest.mark.parametrize("same", ["tags", "topics"])
def test_many_posts_of_another_blog_never_crowd_out_the_nearest_of_this_one(client, blog, monkeypatch, same):
    monkeypatch.setattr("blog.post_page.related.SHARING_TAGS", 2)
    monkeypatch.setattr("blog.post_page.related.SHARING_TOPICS", 2)
    monkeypatch.setattr("blog.post_page.related.NEWEST", 3)
    shared = {"tags": ["kettle"]} if same == "tags" else {"topics": [TopicFactory(name="Tea")]}
    PostFactory(title="Near", **shared)
    PostFactory.create_batch(3)
    PostFactory.create_batch(3, parent=BlogFactory(), **shared)
    assert related(page_of(client, PostFactory(**shared)))[0] == "Near"


def test_only_post_of_a_blog_has_nothing_related(client, blog):
    PostFactory(parent=BlogFactory(), title="Elsewhere")
    assert not page_of(client, PostFactory()).select("#related")


def test_draft_shows_the_posts_it_has_picked_itself(owner, blog):
    first, second = PostFactory(title="First"), PostFactory(title="Second")
    post = PostFactory(related=[first])
    post.related_posts.set([RelatedPost(post=second, sort_order=0), RelatedPost(post=first, sort_order=1)])
    post.save_revision()
    assert related(read(owner.get(f"/admin/pages/{post.pk}/view_draft/"))) == ["Second", "First"]
    assert related(page_of(Client(), post)) == ["First"]


@pytest.mark.parametrize("picked", [False, True])
def test_related_posts_take_one_query(blog, picked):
    others = [PostFactory(tags=["kettle"], topics=[TopicFactory()]) for _ in range(5)]
    same = {"tags": ["kettle"], "topics": others[0].topics.all()}
    post = BlogPage.objects.get(pk=PostFactory(related=others[:1] if picked else [], **same).pk)
    assert post.shown_tags
    assert post.shown_topics
    assert post.its_blog
    BlogPage.objects.listed().first()  # what is restricted is kept
    site = Site.objects.select_related("root_page").get()
    with CaptureQueriesContext(connection) as captured:
        found = related_to(post, site)
        assert all(one.title and one.address and one.date for one in found)
    assert (len(captured), len(found)) == (1, 1 if picked else 3)


# Age


@pytest.fixture
def today(monkeypatch):
    """``today(date)``: from now on it is that day."""
    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: day)


def age_note(client, post):
    note = page_of(client, post).select_one(".aged")
    return words(note) if note else None


@pytest.mark.parametrize(
    ("day", "years"),
    [("2025-06-14", None), ("2025-06-15", 5), ("2026-06-14", 5), ("2026-06-15", 6), ("2019-01-01", None)],
)
def test_post_says_its_age_from_its_birthday_on(client, blog, today, day, years):
    post = PostFactory(date=datetime.date(2020, 6, 15))
    today(datetime.date.fromisoformat(day))
    said = age_note(client, post)
    assert said == (f"This post is {years} years old. Some of what it says may have changed." if years else None)


@pytest.mark.parametrize(("day", "said"), [("2025-02-28", False), ("2025-03-01", True)])
def test_post_of_29_february_is_a_year_older_on_1_march(client, blog, today, day, said):
    post = PostFactory(date=datetime.date(2020, 2, 29))
    today(datetime.date.fromisoformat(day))
    assert bool(age_note(client, post)) == said


@pytest.mark.parametrize(("years", "said"), [(0, None), (1, "This post is a year old."), (2, None), (100, None)])
def test_owner_says_from_which_age_on(client, blog, today, years, said):
    BlogSettings.objects.create(site=Site.objects.get(), age_note_years=years)
    post = PostFactory(date=datetime.date(2020, 6, 15))
    today(datetime.date(2021, 6, 15))
    assert (age_note(client, post) or "").partition(" Some")[0] == (said or "")


def test_very_old_post_says_nothing_of_its_age_where_the_owner_wants_that(client, blog):
    BlogSettings.objects.create(site=Site.objects.get(), age_note_years=0)
    assert age_note(client, PostFactory(date=datetime.date(1, 1, 1))) is None


# Contents


def heading(text, level="2", **fields):
    return ("heading", {"text": text, "level": level, **fields})


def listed(page):
    return [(words(link), unquote(link["href"])) for link in page.select(".contents a")]


def ids(page):
    return [element["id"] for element in page.select("[id]")]


@pytest.mark.parametrize(("number", "shown"), [(3, 0), (4, 4), (5, 5)])
def test_post_lists_its_contents_from_four_headings_on(client, blog, number, shown):
    post = PostFactory(body=[heading(f"Part {count}") for count in range(number)])
    assert len(listed(page_of(client, post))) == shown


def test_contents_lead_to_their_headings_in_order(client, blog):
    text = "<p>Tea.</p><h3>With <b>milk</b> &amp; sugar</h3><p>Or:</p><h4>Without</h4>"
    post = PostFactory(body=[heading("Before"), ("text", text), heading("Tea", "3"), heading("После")])
    page = page_of(client, post)
    assert listed(page) == [
        ("Before", "#before"),
        ("With milk & sugar", "#with-milk-sugar"),
        ("Without", "#without"),
        ("Tea", "#tea"),
        ("После", "#после"),
    ]
    assert [bool(entry.get("class")) for entry in page.select(".contents li")] == [False, True, True, True, False]
    for said, address in listed(page):
        assert words(page.find(id=address[1:])) == said
    assert page.h4["id"] == "without"


def test_headings_that_all_begin_below_a_section_are_not_set_in(client, blog):
    post = PostFactory(body=[heading(name, "3") for name in "abc"] + [heading("d", "4")])
    entries = page_of(client, post).select(".contents li")
    assert [bool(entry.get("class")) for entry in entries] == [False, False, False, True]


def test_headings_of_one_name_have_addresses_of_their_own_that_stay(client, blog):
    text = "<h3>Tea</h3><p>One.</p><h3>Tea</h3><h4>tea</h4>"
    post = PostFactory(body=[heading("Tea"), ("text", text), heading("Tea", "3"), heading("Tea 2", "3")])
    page = page_of(client, post)
    assert [element["id"] for element in page.select(".prose :is(h2, h3, h4)")] == [
        "tea", "tea-2", "tea-3", "tea-4", "tea-5", "tea-2-2",
    ]  # fmt: skip
    assert len(set(ids(page))) == len(ids(page))
    assert ids(page_of(client, post)) == ids(page)


def test_heading_is_never_called_as_another_part_of_the_page(client, blog):
    names = ("Contents", "Credits", "Main", "Petal", "Question", "Related", "!!!", "???")
    post = PostFactory(
        body=[*map(heading, names), *(("image", picture(ImageFactory(credit="Maud"))) for _ in range(2))],
        question="Who has the keys?",
    )
    PostFactory(title="Related")
    page = page_of(client, post)
    assert {"contents", "credits", "main", "question", "related"} <= set(ids(page))
    assert len(set(ids(page))) == len(ids(page))
    assert all(page.find(id=address[1:]) in page.select(".prose h2") for _, address in listed(page))


def test_anchor_that_an_editor_chose_is_kept(client, blog):
    post = PostFactory(body=[heading("One", anchor="first"), heading("Two", anchor="Zwei_2"), *map(heading, "ab")])
    assert [address for _, address in listed(page_of(client, post))] == ["#first", "#Zwei_2", "#a", "#b"]


def test_heading_with_signs_of_html_stands_in_the_contents_as_written(client, blog):
    title = '<script>alert("x")</script> & "tea"'
    post = PostFactory(body=[heading(title), ("text", "<h3>&lt;b&gt; tea</h3><h3>   </h3>"), *map(heading, "ab")])
    page = page_of(client, post)
    assert [text for text, _ in listed(page)] == [title, "<b> tea", "a", "b"]
    assert not page.select(".contents script, .prose script")


# Picture credits


def picture(image, credit=""):
    return {
        "image": {"image": image, "alt_text": "", "decorative": False},
        "caption": "",
        "credit": credit,
    }


def credits_of(page):
    return all_words(page, ".credits li")


def test_picture_credits_name_every_picture_once_by_who_made_it(client, blog):
    maud, tom = ImageFactory(credit="Maud", caption="The door."), ImageFactory(credit="Tom", caption="Tea?")
    also_maud, nobody = ImageFactory(credit="Maud", description="A hall"), ImageFactory()
    body = [
        ("image", picture(tom)),
        ("gallery", {"pictures": [picture(image) for image in (also_maud, maud, nobody)]}),
        ("image", picture(tom)),
    ]
    found = credits_of(page_of(client, PostFactory(lead_picture=maud, body=body)))
    assert found == ["The door; A hall. Photo: Maud", "Tea? Photo: Tom"]


def test_picture_credits_never_say_what_editors_call_a_picture(client, blog):
    ended = ImageFactory(title="Secret", credit="Maud", caption="Gone", taken_down_at=timezone.now())
    body = [("image", picture(image)) for image in (ended, ImageFactory(title="Secret", credit="Tom", description=""))]
    page = page_of(client, PostFactory(body=body))
    assert credits_of(page) == ["Picture 1. Photo: Maud", "Picture 2. Photo: Tom"]
    assert "/credits/maud/" not in {link["href"] for link in page.select("a[href]")}


def test_pictures_of_one_maker_under_two_licences_are_credited_apart(client, blog):
    images = [ImageFactory(credit="Maud", licence=licence) for licence in ("cc-by-4.0", "cc0-1.0")]
    found = credits_of(page_of(client, PostFactory(body=[("image", picture(image)) for image in images])))
    assert len(found) == 2


def test_pictures_of_one_maker_from_two_places_lead_to_both(client, blog):
    images = [ImageFactory(credit="Maud", credit_url=f"https://example.org/{number}") for number in range(2)]
    page = page_of(client, PostFactory(body=[("image", picture(image)) for image in images]))
    links = [link["href"] for link in page.select(".credits a")]
    assert links == ["/credits/maud/", "https://example.org/0", "/credits/maud/", "https://example.org/1"]


def test_only_picture_has_its_credit_beside_it_and_no_list(client, blog):
    image = ImageFactory(credit="Maud")
    page = page_of(client, PostFactory(lead_picture=image, body=[("image", picture(image))]))
    assert not page.select(".credits")
    assert "Maud" in words(page.figcaption)


def test_pictures_that_nobody_is_named_for_have_no_list(client, blog):
    body = [("image", picture(ImageFactory())) for _ in range(2)]
    assert not page_of(client, PostFactory(body=body)).select(".credits")


def test_post_of_another_site_is_no_related_post(client, blog, root, settings):
    settings.ALLOWED_HOSTS = ["*"]
    elsewhere = HomeFactory(parent=root, title="Elsewhere", slug="elsewhere")
    Site.objects.create(hostname="elsewhere.example.org", root_page=elsewhere, site_name="Elsewhere")
    far = PostFactory(parent=BlogFactory(parent=elsewhere, slug="theirs"), title="Far")
    near = PostFactory(title="Near", parent=BlogFactory(title="Shed news"))
    page = page_of(client, PostFactory(related=[far, near]))
    assert related(page) == ["Near"]
    assert not [link["href"] for link in page.select("a[href]") if link["href"].startswith("//")]


def test_stored_anchor_of_a_heading_is_kept_when_a_small_heading_of_its_name_comes_before_it(client, blog):
    kept = ("heading", {"text": "Tea", "level": "2", "anchor": "tea"})
    page = page_of(client, PostFactory(body=[("text", "<h3>Tea</h3><p>First.</p>"), kept]))
    assert page.select_one(".prose h2")["id"] == "tea"
    assert page.select_one(".prose h3")["id"] == "tea-2"
