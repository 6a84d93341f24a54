"""Credits that were found near pictures: accepted, changed or skipped at the picture desk."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupCollectionPermission, PageViewRestriction

from images.models import CreditSuggestion, CustomImage, SuggestionState
from tests.factories import ImageFactory, PostFactory, UserFactory
from tests.reading import read

SUGGESTIONS = "/admin/picture-desk/suggestions/"
BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
TAGGED = "<script>alert(1)</script>"


def suggest(picture, **fields):
    told = {"words": "Photo credit: Maud Ferris, 2009", "credit": "Maud Ferris", "confidence": 80, **fields}
    return CreditSuggestion.objects.create(image=picture, **told)


def decide(client, suggestion, decision, *, by_script=False, **typed):
    sent = {"suggestion": suggestion.pk, "decision": decision, **typed}
    return client.post(SUGGESTIONS, sent, headers=BY_SCRIPT if by_script else None)


def text_of(html):
    return BeautifulSoup(html, "html.parser").get_text()


def state_of(suggestion):
    return CreditSuggestion.objects.get(pk=suggestion.pk).state


def listed(client):
    page = read(client.get(SUGGESTIONS))
    return page, [strong.get_text() for strong in page.select(".desk-suggested strong")]


def test_suggestions_stand_with_their_words_and_page_the_surest_first(editor):
    post = PostFactory(title="Ten chairs")
    suggest(ImageFactory(), credit="Tom Adeyemi", words="by T. A.", confidence=40)
    suggest(ImageFactory(), words="Photo: MAUD FERRIS.", confidence=90, page=post)
    suggest(ImageFactory(), credit="Rukhsana", confidence=30, page=PostFactory(title="Secret", live=False))
    suggest(ImageFactory(credit="Ines Halloran"), credit="Nobody asks any more")
    page, names = listed(editor)
    assert names == ["Maud Ferris", "Tom Adeyemi", "Rukhsana"]
    assert [mark.get_text() for mark in page.select("mark")] == ["MAUD FERRIS"]
    assert "90 % sure" in page.select_one(".desk-row").get_text()
    assert page.select_one(".desk-row .desk-used a")["href"] == post.url
    assert "Secret" not in page.get_text()
    assert "Suggestions (3)" in page.get_text()


def test_accepted_suggestion_is_written_and_its_siblings_are_skipped(editor):
    picture = ImageFactory(title="Harbour")
    url = "https://example.org/maud"
    accepted = suggest(picture, credit_url=url, licence="cc-by-4.0")
    sibling, other = suggest(picture, words="Or: Tom", credit="Tom Adeyemi"), suggest(ImageFactory())
    answer = decide(editor, accepted, "accept", by_script=True).json()
    assert text_of(answer["said"]) == "“Harbour” is credited to Maud Ferris."
    assert sorted(answer["gone"]) == [accepted.pk, sibling.pk]
    picture.refresh_from_db()
    assert (picture.credit, picture.credit_url, picture.licence) == ("Maud Ferris", url, "cc-by-4.0")
    assert [state_of(one) for one in (accepted, sibling, other)] == ["accepted", "skipped", "open"]


def test_accepting_never_replaces_what_a_person_typed(editor):
    picture = ImageFactory(title="Harbour", credit="Tom Adeyemi", credit_url="https://example.org/tom")
    suggestion = suggest(picture, licence="cc-by-4.0")
    answer = decide(editor, suggestion, "accept", by_script=True).json()
    assert text_of(answer["said"]) == "“Harbour” has a credit already: Photo: Tom Adeyemi. It was left as it is."
    picture.refresh_from_db()
    assert (picture.credit, picture.licence) == ("Tom Adeyemi", "unknown")
    assert state_of(suggestion) == SuggestionState.SKIPPED


def test_accepting_leaves_typed_address_and_licence_of_a_picture_without_a_name(editor):
    picture = ImageFactory(credit_url="https://example.org/typed", licence="permission")
    decide(editor, suggest(picture, credit_url="https://example.org/found", licence="cc-by-4.0"), "accept")
    picture.refresh_from_db()
    assert (picture.credit, picture.credit_url, picture.licence) == (
        "Maud Ferris",
        "https://example.org/typed",
        "permission",
    )


def test_picture_that_needs_no_credit_gets_none(editor):
    picture = ImageFactory(licence="own")
    page = decide(editor, suggest(picture), "accept", by_script=True).json()
    assert "needs no credit any more" in page["said"]
    assert CustomImage.objects.get().credit == ""


def test_changed_suggestion_is_written_as_its_editor_typed_it(editor):
    picture = ImageFactory()
    suggestion = suggest(picture)
    decide(editor, suggestion, "change", credit="Maud A. Ferris", credit_url="example.org/maud", licence="permission")
    picture.refresh_from_db()
    assert (picture.credit, picture.credit_url, picture.licence) == (
        "Maud A. Ferris",
        "https://example.org/maud",
        "permission",
    )
    assert state_of(suggestion) == SuggestionState.ACCEPTED


@pytest.mark.parametrize("wrong", [{"credit": ""}, {"credit": "M" * 201}, {"credit_url": "javascript:alert(1)"}])
def test_wrong_change_says_why_and_decides_nothing(editor, wrong):
    suggestion = suggest(ImageFactory())
    typed = {"credit": "Maud", "credit_url": "", "licence": "own", **wrong}
    page = read(decide(editor, suggestion, "change", **typed))
    assert page.select_one("details[open] .errorlist").get_text(strip=True)
    assert page.select_one("details[open] [autofocus]")["name"] == next(iter(wrong))
    assert decide(editor, suggestion, "change", by_script=True, **typed).status_code == 422
    assert state_of(suggestion) == SuggestionState.OPEN


def test_skipped_suggestion_leaves_the_list_and_the_picture(editor):
    skipped, sibling = (
        suggest(picture := ImageFactory(title="Boats & <b>")),
        suggest(ImageFactory(), credit="Tom Adeyemi"),
    )
    answer = decide(editor, skipped, "skip")
    assert answer["Location"] == SUGGESTIONS
    page, names = listed(editor)
    assert names == [sibling.credit]
    assert "The suggestion for “Boats & <b>” is skipped." in page.get_text()
    assert page.find("a", string="Boats & <b>")["href"] == f"/admin/images/{picture.pk}/"
    picture.refresh_from_db()
    assert picture.credit == ""


def test_suggestion_is_decided_once(editor):
    suggestion = suggest(ImageFactory())
    decide(editor, suggestion, "skip")
    answer = decide(editor, suggestion, "accept", by_script=True).json()
    assert answer["said"] == "Somebody has decided this already."
    assert CustomImage.objects.get().credit == ""


def test_what_is_no_decision_is_refused(editor):
    suggestion = suggest(ImageFactory())
    assert decide(editor, suggestion, "delete").status_code == 404
    assert state_of(suggestion) == SuggestionState.OPEN


def test_hostile_words_of_a_suggestion_are_shown_as_words(editor):
    suggest(ImageFactory(title=TAGGED), words=f"by {TAGGED} ((( [", credit=TAGGED, page=PostFactory(title=TAGGED))
    source = editor.get(SUGGESTIONS).text
    assert TAGGED not in source
    assert "<mark>&lt;script&gt;" in source


def test_suggestions_for_pictures_of_others_are_not_a_writers(client, db):
    user = UserFactory(groups=["Writers"])
    client.force_login(user)
    theirs, own = suggest(ImageFactory()), suggest(ImageFactory(uploaded_by_user=user), credit="Me")
    assert listed(client)[1] == ["Me"]
    assert decide(client, theirs, "accept").status_code == 404
    assert decide(client, own, "accept").status_code == 302


def test_page_behind_a_password_is_named_only_to_who_comes_to_it_in_the_admin(client, editor, db):
    private = PostFactory(title="For members")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    suggest(ImageFactory(), page=private)
    assert listed(editor)[0].select_one(".desk-used a").get_text() == "For members"
    pictures_only = Group.objects.create(name="Of the pictures")
    pictures_only.permissions.set(Group.objects.get(name="Writers").permissions.all())
    everywhere = Collection.get_first_root_node()
    for change in GroupCollectionPermission.objects.filter(group__name="Editors", permission__codename="change_image"):
        GroupCollectionPermission.objects.create(
            group=pictures_only, collection=everywhere, permission=change.permission
        )
    client.force_login(UserFactory(groups=["Of the pictures"]))
    page, names = listed(client)
    assert names == ["Maud Ferris"]
    assert "not open to everybody" in page.get_text()
    assert "For members" not in str(page)
    assert private.url not in str(page)
