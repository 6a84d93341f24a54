"""Editors see what readers looked for, and pin posts, keep synonyms, and write what is missing."""

import csv
import datetime

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Site

from blog.models import BlogPage
from search.models import LoggedSearch, Synonyms
from search.pins import pinned
from tests.factories import BlogFactory, HomeFactory, PostFactory, StandardPageFactory, UserFactory
from tests.reading import read

SEARCHES, PINS, SYNONYMS = "/admin/searches/", "/admin/searchpicks/", "/admin/synonyms/"
OURS = [SEARCHES, f"{SEARCHES}?export=csv", PINS, f"{PINS}results/", f"{PINS}add/", SYNONYMS, f"{SYNONYMS}new/"]


def looked_for(words, times=1, results=0, clicks=0, days_ago=0, site=None):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    site = site or Site.objects.get(is_default_site=True)
    fields = {"words": words, "times": times, "results": results, "clicks": clicks}
    return LoggedSearch.objects.create(site=site, day=day, **fields)


def listed(client, **asked):
    """Each row as the texts of its cells."""
    rows = read(client.get(SEARCHES, asked)).select("tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows]


def words_listed(client, **asked):
    return [row[0] for row in listed(client, **asked)]


def pin(words, *posts):
    query = Query.get(words)
    for order, post in enumerate(posts):
        SearchPromotion.objects.create(query=query, page=post, sort_order=order)
    return query


def pins_sent(words, *pages, **more):
    form = {"query_string": words, "editors_picks-TOTAL_FORMS": len(pages), "editors_picks-INITIAL_FORMS": 0}
    for number, page in enumerate(pages):
        form |= {f"editors_picks-{number}-page": page, f"editors_picks-{number}-ORDER": number}
    return form | {"editors_picks-MIN_NUM_FORMS": 0, "editors_picks-MAX_NUM_FORMS": 1000} | more


def listed_posts():
    return BlogPage.objects.listed()


@pytest.mark.parametrize("address", OURS)
def test_searches_are_for_editors_not_for_writers_or_strangers(db, editor, address):
    assert editor.get(address).status_code == 200
    writer = Client()
    writer.force_login(UserFactory(groups=["Writers"]))
    assert writer.get(address).status_code == 302
    assert Client().get(address)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("part", ["create/", "edit/{}/"])
def test_nobody_changes_what_readers_looked_for(owner, home, part):
    search = looked_for("night bus")
    assert owner.post(SEARCHES + part.format(search.pk), {"words": "day bus"}).status_code in (302, 403, 404)
    assert list(LoggedSearch.objects.values_list("words", flat=True)) == ["night bus"]


def test_what_found_nothing_comes_first_then_what_few_opened(editor, home):
    looked_for("often opened", times=40, results=3, clicks=30)
    looked_for("seldom opened", times=9, results=3, clicks=1)
    looked_for("not found once")
    looked_for("not found often", times=3)
    order = ["not found often", "not found once", "seldom opened", "often opened"]
    assert words_listed(editor) == order


def test_days_are_summed_and_the_last_says_what_is_found(editor, home):
    looked_for("night bus", times=3, results=0, days_ago=9)
    looked_for("night bus", times=2, results=4, clicks=1)
    (row,) = listed(editor)
    today = timezone.localdate()
    assert row[:4] == ["night bus", "5", "4", "1"]
    assert str(today.year) in row[4]
    assert words_listed(editor, found="nothing") == []


def test_list_can_be_narrowed_to_days_to_what_found_nothing_and_to_words(editor, home):
    looked_for("lately", days_ago=6)
    looked_for("this month", days_ago=29)
    looked_for("found", results=1)
    looked_for("lately", times=9, days_ago=40)
    assert listed(editor, days="7", found="nothing")[0][:2] == ["lately", "1"]
    assert words_listed(editor, days="30") == ["lately", "this month", "found"]
    assert words_listed(editor, q="MONTH") == ["this month"]
    for probe in ({"days": "x"}, {"site__hostname": "x"}, {"o": "-9.x"}, {"p": "99"}):
        assert len(words_listed(editor, **probe)) == 3


@pytest.mark.parametrize("column", range(6))
def test_list_can_be_sorted_by_any_of_its_columns(editor, home, column):
    looked_for("one", times=2)
    looked_for("two", results=1)
    assert sorted(words_listed(editor, o=f"-{column}")) == ["one", "two"]


def test_two_sites_are_told_apart_where_there_are_two(editor, home, root):
    here = Site.objects.get()
    looked_for("night bus", times=2, site=here)
    there = Site.objects.create(hostname="there.example.org", root_page=HomeFactory(parent=root), site_name="There")
    looked_for("night bus", times=5, site=there)
    assert [row[:2] for row in listed(editor, site=there.pk)] == [[f"night bus {there}", "5"]]
    assert len(listed(editor)) == 2


def test_each_row_offers_to_pin_a_post_add_a_synonym_and_write_the_post(editor, home):
    looked_for('night & "bus"')
    page = read(editor.get(SEARCHES))
    ways = {link.get_text(strip=True): link["href"] for link in page.select("tbody .way")}
    assert list(ways) == ["Pin a post", "Add a synonym", "Write this post"]
    form = read(editor.get(ways["Pin a post"]))
    assert form.select_one("[name=query_string]")["value"] == 'night & "bus"'
    form = read(editor.get(ways["Add a synonym"]))
    assert form.select_one("[name=words]")["value"] == 'night & "bus", '
    form = read(editor.get(ways["Write this post"], follow=True))
    assert form.select_one("[name=title]")["value"] == 'Night & "bus"'
    assert not BlogPage.objects.exists()


def test_title_for_a_new_post_is_kept_while_its_blog_is_chosen(editor, blog):
    other = BlogFactory(title="Another")
    page = read(editor.get("/admin/posts/create/?title=night+bus", follow=True))
    link = page.find("a", string="Another")
    assert f"/{other.pk}/?" in link["href"]
    assert read(editor.get(link["href"])).select_one("[name=title]")["value"] == "Night bus"


def test_new_post_of_a_title_is_still_only_for_those_who_may_write(db, blog):
    reader = Client()
    reader.force_login(UserFactory())
    assert reader.get(f"/admin/pages/add/blog/blogpage/{blog.pk}/?title=Mine").status_code == 302


def test_spreadsheet_holds_what_the_list_is_narrowed_to_and_runs_no_formula(editor, home):
    looked_for('=hyperlink("x")', times=2)
    looked_for("night bus", results=3)
    answer = editor.get(SEARCHES, {"export": "csv", "found": "nothing"})
    head, *rows = csv.reader(answer.getvalue().decode().splitlines())
    assert head == ["words", "times", "found", "opened", "last_day", "site"]
    assert [row[:4] for row in rows] == [['\'=hyperlink("x")', "2", "0", "0"]]
    assert "attachment" in answer["Content-Disposition"]


def test_first_screen_shows_editors_five_searches_that_found_nothing_lately(editor, home):
    for number in range(6):
        looked_for(f"words {number}", times=number + 1)
    looked_for("long ago", times=99, days_ago=31)
    looked_for("found", times=99, results=1)
    page = read(editor.get("/admin/"))
    panel = page.select_one("#searches-that-found-nothing, [id*=searches-that-found-nothing]")
    assert [words.get_text() for words in page.select(".not-found b")] == [f"words {n}" for n in (5, 4, 3, 2, 1)]
    assert panel
    writer = Client()
    writer.force_login(UserFactory(groups=["Writers"]))
    assert "not-found" not in writer.get("/admin/").content.decode()


def test_list_asks_the_same_number_of_queries_for_one_row_and_for_twenty(editor, home, django_assert_max_num_queries):
    looked_for("one")
    editor.get(SEARCHES)
    with django_assert_max_num_queries(25) as few:
        editor.get(SEARCHES)
    for number in range(19):
        looked_for(f"words {number}")
    with django_assert_max_num_queries(len(few)):
        editor.get(SEARCHES)


@pytest.mark.parametrize("typed", ["cafe night", "  CAFÉ\tNight ", "Cafe\u0301 night"])
def test_pin_is_found_with_capitals_accents_and_spaces_either_way(home, at_commit, typed):
    first, second = PostFactory(), PostFactory()
    with at_commit():
        pin("Café  night", second, first)
    assert pinned(typed, listed_posts()) == [second, first]
    assert pinned("cafe", listed_posts()) == []
    assert pinned("", listed_posts()) == []


def test_pins_show_only_posts_that_readers_may_find_there(home, root, at_commit):
    draft = PostFactory(live=False)
    foreign = PostFactory(parent=BlogFactory(parent=HomeFactory(parent=root)))
    post = PostFactory()
    with at_commit():
        pin("bus", draft, StandardPageFactory(), foreign, post)
    assert pinned("bus", listed_posts().descendant_of(home)) == [post]


def test_pins_cost_no_query_once_they_are_known_but_for_the_posts(home, at_commit, django_assert_num_queries):
    with at_commit():
        pin("bus", PostFactory())
    posts = listed_posts()
    pinned("bus", posts)
    with django_assert_num_queries(1):
        pinned("bus", posts)
    with django_assert_num_queries(0):
        pinned("train", posts)


def test_editor_pins_posts_changes_them_and_lets_them_go(editor, blog, at_commit):
    post, other = PostFactory(), PostFactory()
    with at_commit():
        editor.post(f"{PINS}add/", pins_sent("Night Bus", post.pk))
    assert pinned("night bus", listed_posts()) == [post]
    looked_for("night bus")
    change = read(editor.get(SEARCHES)).find("a", string="Change its pins")["href"]
    pick = SearchPromotion.objects.get()
    as_it_is = {"editors_picks-INITIAL_FORMS": 1, "editors_picks-0-id": pick.pk}
    with at_commit():
        editor.post(change, pins_sent("night tram", post.pk, other.pk, **as_it_is))
    assert pinned("night bus", listed_posts()) == []
    assert pinned("night tram", listed_posts()) == [post, other]
    with at_commit():
        editor.post(f"{PINS}{Query.objects.get(query_string='night tram').pk}/delete/")
    assert pinned("night tram", listed_posts()) == []


def test_pin_needs_words_and_a_post(editor, home):
    post, page = PostFactory(), StandardPageFactory()
    for words, pages, sentence in [
        ("?!", [post.pk], "Write the words that readers type."),
        ("x" * 201, [post.pk], "at most 200"),
        ("bus", [], "Choose at least one post."),
        ("bus", [page.pk], "Choose a post; other pages can’t be pinned."),
    ]:
        assert sentence in editor.post(f"{PINS}add/", pins_sent(words, *pages)).content.decode()
    assert not SearchPromotion.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("bus", "at least two different words"),
        ("bus, Bus ,BÚS", "at least two different words"),
        ("", "at least two words"),
        ("bus, —", "“—” has no letter or number in it."),
        (", ".join(map(str, range(21))), "more than 20 words"),
        ("bus, " + "x" * 200, "more than 200 characters"),
        ("tram, Cycle", "“Cycle” already means the same as others: bicycle, cycle."),
    ],
)
def test_synonyms_that_say_nothing_are_refused_with_a_sentence(editor, words, sentence):
    Synonyms.objects.create(words="bicycle, cycle")
    assert sentence in editor.post(f"{SYNONYMS}new/", {"words": words}).content.decode()
    assert Synonyms.objects.count() == 1


def test_synonyms_are_written_one_way_and_can_be_saved_again(editor):
    editor.post(f"{SYNONYMS}new/", {"words": " bus ,night   bus,, coach"})
    synonyms = Synonyms.objects.get()
    assert synonyms.words == "bus, night bus, coach"
    editor.post(f"{SYNONYMS}edit/{synonyms.pk}/", {"words": "bus, coach"})
    synonyms.refresh_from_db()
    assert synonyms.each == ["bus", "coach"]
