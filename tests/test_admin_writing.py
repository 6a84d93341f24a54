"""A post on its way from the admin's own form to its readers."""

from django.test import Client
from wagtail.test.utils.form_data import inline_formset, streamfield

from blog.models import BlogPage
from tests.factories import AuthorFactory, BlogFactory, ImageFactory, PostFactory, TopicFactory, UserFactory
from tests.reading import all_words, programs, read, words
from tests.writing import edit, form, publishing, send, text


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


def test_post_from_an_old_blog_keeps_all_its_topics_but_gets_no_more(editor, blog, at_commit):
    topics = TopicFactory.create_batch(7)
    post = PostFactory(imported=True, topics=topics[:6])
    post.save_revision().publish()
    answer = editor.post(edit(post), publishing(topics=topics))
    assert "Choose at most 5 topics." in answer.content.decode()
    send(editor, edit(post), publishing(topics=topics[:6], title="Corrected"), at_commit)
    post.refresh_from_db()
    assert (post.title, post.topics.count()) == ("Corrected", 6)


def test_script_typed_into_the_form_is_shown_as_text(editor, new, at_commit):
    script = "<script>alert(1)</script>"
    data = publishing(text(f"Tea {script}"), title=script, introduction=script, question=script, tags=f'"{script}"')
    page = read(Client().get(send(editor, new, data, at_commit).url))
    assert programs(page) == []
    assert words(page.h1) == script


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


def test_second_part_of_its_kind_in_a_sidebar_is_refused_with_a_sentence(editor, new):
    answer = editor.post(new, form(sidebar=streamfield([("topics", {"title": "Topics"})] * 2)))
    assert "once. Delete the second one." in answer.content.decode()


def test_topic_that_is_a_draft_says_so_where_it_is_chosen(editor, new):
    TopicFactory(name="Shed", live=False)
    assert "Shed (draft: readers don’t see it)" in all_words(read(editor.get(new)), "label")
