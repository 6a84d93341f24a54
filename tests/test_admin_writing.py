"""A post on its way from the admin's own form to its readers."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from blog.models import BlogPage
from blog.rich_text import FEATURES_OF_TEXT
from tests.factories import (
    AuthorFactory,
    BlogFactory,
    ImageFactory,
    NoticeFactory,
    PostFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.reading import all_words, programs, read, words

NOTHING = {
    "title": "",
    "body": streamfield([]),
    "sidebar": streamfield([]),
    "post_authors": inline_formset([]),
    "related_posts": inline_formset([]),
    "comments": inline_formset([]),
}


def form(topics=(), **fields):
    return nested_form_data(NOTHING | {"title": "Tea at four"} | fields) | {"topics": [topic.pk for topic in topics]}


def text(words):
    return ("text", rich_text(f"<p>{words}</p>", features=FEATURES_OF_TEXT))


def publishing(*body, **fields):
    return form(body=streamfield(body or [text("Two cups.")]), **fields) | {"action-publish": "1"}


@pytest.fixture
def new(blog):
    return f"/admin/pages/add/blog/blogpage/{blog.pk}/"


def edit(post):
    return f"/admin/pages/{post.pk}/edit/"


def send(client, address, data, at_commit):
    with at_commit():
        answer = client.post(address, data, follow=True)
    problems = [words(error) for error in read(answer).select(".w-field__errors .error-message, .messages .error")]
    assert problems == []
    return BlogPage.objects.latest("pk")


def found(query):
    return list(BlogPage.objects.live().search(query, order_by_relevance=False))


def test_draft_needs_nothing_but_a_title(editor, new, at_commit):
    post = send(editor, new, form(), at_commit)
    assert (post.title, post.slug, post.live) == ("Tea at four", "tea-at-four", False)
    assert Client().get(post.url).status_code == 404


def test_half_filled_draft_is_saved_and_can_be_looked_at(editor, new, at_commit):
    half = [
        ("heading", {"text": "", "level": "2", "anchor": ""}),
        ("quote", {"words": "", "name": "", "role": "", "link": ""}),
    ]
    half.append(("button", {"label": "Go", "link": ""}))
    post = send(editor, new, form(body=streamfield(half)), at_commit)
    assert editor.get(f"/admin/pages/{post.pk}/view_draft/").status_code == 200
    assert editor.get(edit(post)).status_code == 200


def preview(client, address, data):
    """What the panel beside the form shows while somebody writes."""
    assert client.post(address, data).json()["is_valid"]
    answer = client.get(address, {"in_preview_panel": "true"})
    assert answer["X-Frame-Options"].upper() == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    return read(answer)


def test_new_post_is_previewed_before_it_is_saved(editor, new):
    page = preview(editor, f"{new}preview/", form(body=streamfield([text("Two cups.")])))
    assert words(page.h1) == "Tea at four"
    assert "Two cups." in words(page.select_one(".prose"))
    assert not BlogPage.objects.exists()


def test_change_of_a_post_is_previewed_and_not_shown_to_readers(editor, blog):
    post = PostFactory(title="Before")
    page = preview(editor, f"{edit(post)}preview/", form(title="After", slug=post.slug))
    assert words(page.h1) == "After"
    assert words(read(Client().get(post.url)).h1) == "Before"


@pytest.mark.parametrize("make", [AuthorFactory, TopicFactory, NoticeFactory])
def test_author_topic_and_notice_are_previewed(editor, blog, make):
    thing = make()
    data = nested_form_data({"name": "New words", "title": "New words", "slug": "new", "reach": streamfield([])})
    data |= dict.fromkeys(("text", "bio", "description"), rich_text("<p>New words</p>"))
    page = preview(editor, f"/admin/snippets/blog/{thing._meta.model_name}/preview/{thing.pk}/", data)
    assert words(page.h1) == "New words"


def test_two_drafts_may_have_the_same_title(editor, new, at_commit):
    slugs = [send(editor, new, form(), at_commit).slug for _ in range(3)]
    assert slugs == ["tea-at-four", "tea-at-four-2", "tea-at-four-3"]


def test_post_without_a_title_is_refused_with_a_sentence(editor, new):
    answer = editor.post(new, form(title=""))
    assert answer.status_code == 200
    assert "Give the post a title." in answer.content.decode()
    assert not BlogPage.objects.exists()


def test_published_post_is_what_its_editor_wrote(editor, new, at_commit):
    picture = ImageFactory(credit="Maud Ferris", licence="cc-by-4.0", kind="illustration")
    first, second = AuthorFactory(name="Ines"), AuthorFactory(name="Tom")
    authors = inline_formset([{"author": first.pk, "ORDER": "2"}, {"author": second.pk, "ORDER": "1"}])
    image = {"image": picture.pk, "decorative": "", "alt_text": "A table"}
    post = send(
        editor,
        new,
        publishing(
            text("Two cups."),
            (
                "image",
                {"image": image, "caption": "Ten places for nine people.", "credit": "", "width": "wide", "link": ""},
            ),
            introduction="In short.",
            question="Who has the keys?",
            post_authors=authors,
            topics=[TopicFactory(name="Hosting")],
            tags="kettle, tea",
            date="2009-12-04",
            time="20:15",
        ),
        at_commit,
    )
    page = read(Client().get(post.url))
    assert words(page.h1) == "Tea at four"
    assert (
        words(page.select_one(".prose figcaption"))
        == "Ten places for nine people. Illustration: Maud Ferris, CC BY 4.0"
    )
    assert "By Tom and Ines" in words(page.select_one(".posthead"))
    assert sorted(all_words(page, "article .tags li")) == ["Hosting", "kettle", "tea"]
    assert words(page.select_one(".ask h2")) == "Who has the keys?"
    assert page.select_one(".posthead time")["datetime"] == "2009-12-04"
    assert "Tea at four" in Client().get("/").content.decode()


def test_renditions_are_there_before_the_first_reader(editor, new, at_commit):
    picture = ImageFactory(licence="own")
    send(editor, new, publishing(lead_picture=picture.pk), at_commit)
    before = picture.renditions.count()
    assert before >= 6
    for address in ("/", "/blog/", "/blog/tea-at-four/"):
        Client().get(address)
    assert picture.renditions.count() == before


def test_post_is_found_by_all_its_words_right_after_publishing(editor, new, at_commit):
    topic = TopicFactory(name="Hospitality")
    data = publishing(text("marmalade"), introduction="introducing", topics=[topic], tags="samovar, tea room")
    post = send(editor, new, data, at_commit)
    for query in ("four", "marmalade", "introducing", "hospitality", "samovar", "room"):
        assert found(query) == [post], query


def test_post_is_not_found_any_more_by_a_tag_it_has_lost(editor, new, at_commit):
    post = send(editor, new, publishing(tags="samovar"), at_commit)
    send(editor, edit(post), publishing(slug=post.slug, tags="kettle"), at_commit)
    assert found("samovar") == []
    assert found("kettle") == [post]


def test_draft_is_not_found(editor, new, at_commit):
    send(editor, new, form(tags="samovar"), at_commit)
    assert found("four") == []


def test_changed_address_leads_readers_to_the_new_one(editor, new, at_commit):
    post = send(editor, new, publishing(), at_commit)
    old = post.url
    post = send(editor, edit(post), publishing(slug="tea-at-five"), at_commit)
    answer = Client().get(old)
    assert (answer.status_code, answer["Location"]) == (301, "/blog/tea-at-five/")
    assert Client().get("/blog/tea-at-five/").status_code == 200


def test_address_changed_twice_leads_there_at_once(editor, new, at_commit):
    post = send(editor, new, publishing(), at_commit)
    for slug in ("second", "third"):
        post = send(editor, edit(post), publishing(slug=slug), at_commit)
    for old in ("/blog/tea-at-four/", "/blog/second/"):
        assert Client().get(old)["Location"] == "/blog/third/"


def test_moved_post_leads_readers_to_its_new_place(editor, home, new, at_commit):
    post = send(editor, new, publishing(), at_commit)
    elsewhere = BlogFactory(title="Shed news")
    with at_commit():
        editor.post(f"/admin/pages/{post.pk}/move/{elsewhere.pk}/confirm/")
    assert Client().get("/blog/tea-at-four/")["Location"] == "/shed-news/tea-at-four/"


def test_reserved_address_is_refused_with_a_sentence(editor, new):
    answer = editor.post(new, publishing(slug="archive"))
    assert "is needed for another part of the site" in answer.content.decode()
    assert not BlogPage.objects.exists()


def test_title_that_would_be_a_reserved_address_is_taken_all_the_same(editor, new, at_commit):
    assert send(editor, new, publishing(title="2009"), at_commit).slug == "2009-post"


def test_more_than_five_topics_are_refused_with_a_sentence(editor, new):
    answer = editor.post(new, publishing(topics=TopicFactory.create_batch(6)))
    assert "Choose at most 5 topics." in answer.content.decode()


def test_script_typed_into_the_form_is_shown_as_text(editor, new, at_commit):
    script = "<script>alert(1)</script>"
    data = publishing(text(f"Tea {script}"), title=script, introduction=script, question=script, tags=f'"{script}"')
    page = read(Client().get(send(editor, new, data, at_commit).url))
    assert programs(page) == []
    assert words(page.h1) == script


def test_post_of_the_future_goes_live_at_its_time(editor, new, at_commit, monkeypatch):
    soon = timezone.now() + datetime.timedelta(hours=1)
    post = send(editor, new, publishing(go_live_at=soon.strftime("%Y-%m-%d %H:%M")), at_commit)
    assert Client().get(post.url).status_code == 404
    call_command("publish_scheduled")
    assert Client().get(post.url).status_code == 404
    due = soon + datetime.timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: due)
    with at_commit():
        call_command("publish_scheduled")
    assert Client().get(post.url).status_code == 200
    assert day_of(post) == due.date().isoformat()
    assert "Tea at four" in Client().get("/").content.decode()


@pytest.fixture
def a_week_later(monkeypatch):
    """Brings it about."""
    later = timezone.now() + datetime.timedelta(days=7)
    return lambda: monkeypatch.setattr("django.utils.timezone.now", lambda: later)


def day_of(post):
    return read(Client().get(post.url)).select_one(".posthead time")["datetime"]


def dates_in_form(client, post):
    page = read(client.get(edit(post)))
    return [page.select_one(f"input[name={name}]").get("value", "") for name in ("date", "time")]


def test_draft_that_waited_a_week_has_the_day_it_is_published(editor, new, at_commit, a_week_later):
    post = send(editor, new, form(), at_commit)
    assert dates_in_form(editor, post) == ["", ""]
    a_week_later()
    post = send(editor, edit(post), publishing(slug=post.slug), at_commit)
    today = timezone.localdate().isoformat()
    assert day_of(post) == today
    assert dates_in_form(editor, post)[0] == today


def test_date_that_an_editor_chose_stays_when_the_post_is_published_later(editor, new, at_commit, a_week_later):
    post = send(editor, new, form(date="2009-12-04", time="20:15"), at_commit)
    assert dates_in_form(editor, post) == ["2009-12-04", "20:15"]
    a_week_later()
    send(editor, edit(post), publishing(slug=post.slug, date="2009-12-04", time="20:15"), at_commit)
    assert day_of(post) == "2009-12-04"


def test_published_post_keeps_its_day_when_it_is_changed(editor, new, at_commit, a_week_later):
    post = send(editor, new, publishing(), at_commit)
    day = day_of(post)
    a_week_later()
    send(editor, edit(post), publishing(slug=post.slug, title="Tea at five"), at_commit)
    assert day_of(post) == day


def test_version_from_before_the_first_publishing_does_not_move_the_post(editor, new, at_commit, a_week_later):
    post = send(editor, new, form(), at_commit)
    draft = post.latest_revision
    a_week_later()
    with at_commit():
        post.save_revision().publish()
    day = day_of(post)
    with at_commit():
        draft.publish()
    assert day_of(post) == day == timezone.localdate().isoformat()


def test_new_post_begins_with_the_author_who_is_signed_in(client, new):
    user = UserFactory(groups=["Writers"])
    AuthorFactory(name="Ines Pirie", user=user)
    client.force_login(user)
    page = read(client.get(new))
    assert page.select_one("input[name='post_authors-TOTAL_FORMS']")["value"] == "1"


def test_writer_can_write_but_not_publish(client, new, at_commit):
    client.force_login(UserFactory(groups=["Writers"]))
    with at_commit():
        client.post(new, publishing(), follow=True)
    post = BlogPage.objects.get()
    assert not post.live
    assert post.get_latest_revision_as_object().title == "Tea at four"


def test_writer_cannot_touch_what_somebody_else_wrote(client, blog):
    client.force_login(UserFactory(groups=["Writers"]))
    assert client.get(edit(PostFactory())).status_code == 302
    assert client.get(edit(blog)).status_code == 302


@pytest.mark.parametrize("group", ["Writers", "Editors", "Owners"])
def test_everybody_who_writes_reaches_the_list_of_posts_and_a_new_draft(client, blog, new, group):
    client.force_login(UserFactory(groups=[group]))
    PostFactory(title="On the list")
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/posts/").status_code == 200
    assert client.get("/admin/posts/create/")["Location"].startswith(new)


def test_list_of_posts_shows_those_of_all_blogs_and_can_be_searched(editor, blog, new, at_commit):
    with at_commit():
        PostFactory(title="From the hall")
        PostFactory(title="From the shed", parent=BlogFactory())
    every = editor.get("/admin/posts/").content.decode()
    assert "From the hall" in every
    assert "From the shed" in every
    some = editor.get("/admin/posts/", {"q": "shed"}).content.decode()
    assert "From the hall" not in some
    assert "From the shed" in some


@pytest.mark.parametrize(
    "address", ["/admin/posts/", "/admin/images/", "/admin/pages/search/", "/admin/snippets/blog/author/"]
)
@pytest.mark.parametrize(
    "query",
    [
        '"',
        " ",
        "\t",
        "a\u2028b",
        "%",
        "100% C++ O'Reilly AND NEAR( -",
        "😀",
        "a " * 1500,
        '"a" ' * 700,
        'title:"x',
        "\x01",
        '"a" "',
    ],
)
def test_strange_search_is_no_error_of_ours(editor, blog, at_commit, address, query):
    with at_commit():
        PostFactory(), ImageFactory(), AuthorFactory()
    assert editor.get(address, {"q": query}, follow=True).status_code == 200


@pytest.mark.parametrize(
    "screen",
    """/ /posts/ /images/ /images/add/ /documents/ /snippets/blog/author/ /snippets/blog/topic/ /snippets/blog/notice/
    /pages/ /reports/locked/ /redirects/ /users/ /sites/ /settings/home/sitesettings/""".split(),
)
def test_screen_of_the_admin_opens(owner, blog, screen):
    PostFactory(authors=[AuthorFactory()], topics=[TopicFactory()], lead_picture=ImageFactory())
    assert owner.get(f"/admin{screen}", follow=True).status_code == 200


def test_everything_can_be_opened_in_the_admin(owner, home, blog):
    post, image, about = PostFactory(), ImageFactory(), StandardPageFactory()
    author, topic, notice = AuthorFactory(), TopicFactory(), NoticeFactory()
    pages = [edit(page) for page in (post, blog, home, about)]
    snippets = [f"/admin/snippets/blog/{thing._meta.model_name}/edit/{thing.pk}/" for thing in (author, topic, notice)]
    for address in (*pages, *snippets, f"/admin/images/{image.pk}/", f"/admin/pages/{post.pk}/history/"):
        assert owner.get(address).status_code == 200, address


def test_title_whose_address_the_browser_made_is_taken_all_the_same(editor, new, at_commit):
    assert send(editor, new, publishing(title="Archive", slug="archive"), at_commit).slug == "archive-post"


def test_heading_keeps_no_anchor_while_it_is_being_typed(editor, new, at_commit):
    heading = ("heading", {"text": "Befo", "level": "2", "anchor": ""})
    draft = form(body=streamfield([text("Tea."), heading]))
    post = send(editor, new, draft, at_commit)
    assert post.get_latest_revision_as_object().body[1].value["anchor"] == ""
    heading = ("heading", {"text": "Before tea", "level": "2", "anchor": ""})
    send(editor, edit(post), publishing(text("Tea."), heading), at_commit)
    assert 'id="before-tea"' in Client().get(post.url).content.decode()


def test_new_blog_is_previewed_before_it_is_saved(owner, home):
    address = reverse("wagtailadmin_pages:preview_on_add", args=["blog", "blogindexpage", home.pk])
    form = nested_form_data(
        {
            "title": "Workshop",
            "slug": "workshop",
            "introduction": "",
            "blog_authors": inline_formset([]),
            "sidebar": streamfield([]),
            "comments": inline_formset([]),
        }
    )
    assert owner.post(address, form).json()["is_valid"]
    assert words(read(owner.get(address)).h1) == "Workshop"


def test_topic_says_how_many_posts_have_it_before_it_is_deleted(editor, blog):
    topic = TopicFactory(name="Tools")
    PostFactory.create_batch(2, topics=[topic])
    page = words(read(editor.get(f"/admin/snippets/blog/topic/delete/{topic.pk}/")).main)
    assert "2 posts have this topic. They stay, without it." in page
    listed = read(editor.get(f"/admin/snippets/blog/topic/usage/{topic.pk}/"))
    assert len(listed.select("main tbody tr")) == 2


def test_second_topic_of_the_same_name_or_address_is_refused_with_a_sentence(editor, blog):
    TopicFactory(name="Tools", slug="tools")
    new_topic = {"description": rich_text(""), "parent": ""}
    for fields, sentence in (
        ({"name": "tools", "slug": "more-tools"}, "There is a topic of this name already."),
        ({"name": "Spades", "slug": "tools"}, "This address is taken. Choose a different last part."),
    ):
        answer = editor.post("/admin/snippets/blog/topic/add/", new_topic | fields)
        assert sentence in words(read(answer).main)


def test_second_part_of_its_kind_in_a_sidebar_is_refused_with_a_sentence(editor, new):
    answer = editor.post(new, form(sidebar=streamfield([("topics", {"title": "Topics"})] * 2)))
    assert "once. Delete the second one." in answer.content.decode()


def test_topic_that_is_a_draft_says_so_where_it_is_chosen(editor, new):
    TopicFactory(name="Shed", live=False)
    assert "Shed (draft: readers don’t see it)" in all_words(read(editor.get(new)), "label")


def test_list_of_posts_can_be_narrowed_to_open_questions(editor, blog):
    PostFactory(title="Open", question="Who has the keys?")
    PostFactory(title="Shut", question="Who had the keys?", question_closed=True)
    page = read(editor.get("/admin/posts/", {"question": "open"})).main
    assert "Open" in all_words(page, "td a")
    assert "Shut" not in words(page)
