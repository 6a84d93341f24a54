"""The form of a picture: what it asks, what it says the credit will be, and what of a picture that comes twice."""

import datetime
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, ModelLogEntry

from images.models import CustomImage
from tests.factories import AuthorFactory, ImageFactory, PostFactory, UserFactory, picture_file
from tests.reading import all_words, read, words

pytestmark = pytest.mark.any_database

ADD, ADD_SEVERAL, CHOOSE = "/admin/images/add/", "/admin/images/multiple/add/", "/admin/images/chooser/create/"
ORDER = [
    "Title*",
    "Describe it for someone who cannot see it",
    "Kind",
    "Who made it",
    "Where it is from",
    "Licence",
    "Readers will see",
]
CREDIT = {"credit": "Maud Ferris", "licence": "cc-by-4.0"}


def upload():
    return SimpleUploadedFile("again.jpg", picture_file().read())


def edit_form(client, image):
    return read(client.get(f"/admin/images/{image.pk}/"))


def upload_one_of_several(client, title="Harbour at dawn"):
    answer = client.post(ADD_SEVERAL, {"title": title, "files[]": upload()}).json()
    return {name: BeautifulSoup(html, "html.parser") for name, html in answer.items() if isinstance(html, str)}


def labels(page):
    return [label.replace(" ", "") if "*" in label else label for label in all_words(page, ".w-field__label")]


def line(page):
    return words(page.select_one("output"))


def described(page, field):
    """What is read out with a field, from the elements that it names."""
    return [words(page.find(id=name)) for name in field.get("aria-describedby", "").split()]


@pytest.fixture
def harbour(db):
    """In the library, credited, and shown in three posts; it stands in a draft and two other places too."""
    harbour = ImageFactory(title="Harbour", **CREDIT)
    for live in (True, True, True, False):
        PostFactory(lead_picture=harbour, body=[one_picture(harbour)], live=live)
    PostFactory(sharing_picture=harbour)
    AuthorFactory(portrait=harbour)
    return harbour


def one_picture(image):
    return ("image", {"image": {"image": image, "alt_text": "", "decorative": False}, "caption": ""})


def test_picture_is_asked_about_in_the_same_order_everywhere(owner):
    edit = labels(edit_form(owner, ImageFactory()))
    add = labels(read(owner.get(ADD)))
    one_of_several = labels(upload_one_of_several(owner)["form"])
    assert edit[1:8] == add[1:8] == one_of_several[:7] == ORDER
    assert edit[8:11] == ["Note on permission", "Use until", "Caption"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({**CREDIT, "kind": "illustration"}, "Credited Illustration: Maud Ferris, CC BY 4.0"),
        ({"licence": "own"}, "No credit needed No credit: none is needed."),
        ({}, "Needs a credit No credit yet. Add who made it, or choose “Our own”."),
    ],
)
def test_form_says_what_readers_will_see(owner, fields, shown):
    assert line(edit_form(owner, ImageFactory(**fields))) == shown


def test_form_that_comes_back_says_what_readers_would_see_of_what_it_holds(owner):
    fields = {**CREDIT, "kind": "<i>none</i>", "credit": "<b>Maud</b>"}
    assert line(read(owner.post(ADD, {"title": "", **fields}))) == "Credited Photo: <b>Maud</b>, CC BY 4.0"


def test_our_own_is_whoever_signs_in_as_an_author(db, client):
    user = UserFactory(groups=["Editors"])
    client.force_login(user)
    assert read(client.get(ADD)).select_one("[data-own-name]")["data-own-name"] == ""
    AuthorFactory(name="Rukhsana Mir", user=user)
    assert read(client.get(ADD)).select_one("[data-own-name]")["data-own-name"] == "Rukhsana Mir"


def test_what_came_from_the_file_is_marked_and_read_out_until_somebody_writes_something_else(owner):
    image = ImageFactory(title="Harbour", from_file=["title", "credit", "no-such-field"], **CREDIT)
    page = edit_form(owner, image)
    assert described(page, page.find(id="id_title"))[0].startswith("From the file, please check A few words")
    assert len(page.select(".from-file")) == 2
    read_out = described(page, page.find(id="id_credit"))
    assert read_out == ["From the file, please check The name as readers will see it."]

    prefix = f"image-{image.pk}-"
    kept, changed = ({prefix + "title": "", prefix + "credit": name} for name in ("Maud Ferris", "Maud F."))
    for data, marks in ((kept, 1), (changed, 0)):
        form = owner.post(f"/admin/images/multiple/{image.pk}/", data).json()["form"]
        assert form.count("From the file, please check") == marks


def test_caption_from_the_file_is_not_left_to_be_found_in_a_fold_that_is_shut(owner):
    image = ImageFactory(caption="Tea for ten", from_file=["caption"])
    untitled = {f"image-{image.pk}-title": "", f"image-{image.pk}-caption": "Tea for ten"}
    form = BeautifulSoup(owner.post(f"/admin/images/multiple/{image.pk}/", untitled).json()["form"], "html.parser")
    assert "From the file, please check" in words(form.select_one("details[open]"))


def test_several_uploads_are_offered_the_same_credit(editor):
    page = BeautifulSoup(read(editor.get(ADD_SEVERAL)).find("template", id="together").decode_contents(), "html.parser")
    assert labels(page) == ["Who made it", "Where it is from", "Licence"]
    assert words(page.h2) == "Same credit for all of these"


def test_picture_that_comes_twice_is_known_in_every_way_to_upload_it(owner, harbour):
    known = "Already in the library as “Harbour”, credited to Maud Ferris, used in 3 posts."
    alone = read(owner.post(ADD, {"title": "Again", "file": upload()}, follow=True))
    assert known in words(alone)
    assert alone.select_one(f".messages a[href='/admin/images/{harbour.pk}/']")
    CustomImage.objects.exclude(pk=harbour.pk).delete()

    among_several = upload_one_of_several(owner)["confirm_duplicate_upload"]
    assert known in words(among_several)
    assert among_several.select_one(f"a[href='/admin/images/{harbour.pk}/']")
    CustomImage.objects.exclude(pk=harbour.pk).delete()

    form = {"image-chooser-upload-title": "Again", "image-chooser-upload-file": upload()}
    chosen = BeautifulSoup(owner.post(CHOOSE, form).json()["htmlFragment"], "html.parser")
    assert known in words(chosen)
    then = chosen.select_one(".use-existing-image")["href"]
    assert f"/admin/images/chooser/chosen/{harbour.pk}/" in unquote(then)


def test_picture_that_its_camera_only_numbered_is_known_when_it_comes_twice(owner, harbour):
    again = upload_one_of_several(owner, title="")["confirm_duplicate_upload"]
    assert "Already in the library as “Harbour”" in words(again)
    assert owner.post(again.select_one(".delete")["href"]).json() == {"success": True}
    assert CustomImage.objects.count() == 1


def test_picture_that_only_a_draft_uses_is_known_without_a_credit(owner):
    PostFactory(lead_picture=ImageFactory(title="Quay"), live=False)
    known = "Already in the library as “Quay”, still without a credit, in no published post yet."
    assert known in words(upload_one_of_several(owner)["confirm_duplicate_upload"])


def test_writer_is_not_sent_to_a_picture_that_is_somebody_else_s(client, harbour):
    client.force_login(UserFactory(groups=["Writers"]))
    again = upload_one_of_several(client)["confirm_duplicate_upload"]
    assert "Already in the library as “Harbour”" in words(again)
    assert not again.select(f"a[href='/admin/images/{harbour.pk}/']")


def test_writer_can_not_change_somebody_else_s_picture(client, harbour):
    client.force_login(UserFactory(groups=["Writers"]))
    answers = [
        client.post(f"/admin/images/{harbour.pk}/", {"title": "Mine", "credit": "Me"}),
        client.post(f"/admin/images/multiple/{harbour.pk}/", {f"image-{harbour.pk}-title": "Mine"}),
    ]
    assert [answer.status_code for answer in answers] == [302, 302]
    harbour.refresh_from_db()
    assert (harbour.title, harbour.credit) == ("Harbour", "Maud Ferris")


@pytest.mark.parametrize("address", ["/admin/images/", "/admin/images/?layout=list", "/admin/images/chooser/"])
def test_state_and_end_of_a_picture_stand_wherever_it_is_shown(owner, harbour, address):
    CustomImage.objects.update(taken_down_at="2020-01-01T00:00Z")
    answer = owner.get(address)
    html = answer.json()["html"] if "chooser" in address else answer.content
    assert all_words(BeautifulSoup(html, "html.parser"), ".picture-states .credit-state") == ["Credited", "Ended"]


def test_missing_credit_is_said_beside_every_chosen_picture_and_in_no_heading(owner):
    kettle = ImageFactory(title="Kettle")
    use = {"image": {"image": kettle, "alt_text": "", "decorative": False}, "caption": ""}
    post = PostFactory(lead_picture=kettle, body=[("image", use)])
    writing = read(owner.get(f"/admin/pages/{post.pk}/edit/"))
    assert str(writing).count("Kettle (Needs a credit)") == 2
    chosen = owner.get(f"/admin/images/chooser/chosen/{kettle.pk}/").json()["result"]
    several = owner.get("/admin/images/chooser/chosen-multiple/", {"id": kettle.pk}).json()["result"]
    assert [one["title"] for one in (chosen, *several)] == ["Kettle (Needs a credit)"] * 2
    owner.post(f"/admin/images/{kettle.pk}/", sent(form_of(owner, kettle), caption="At night"))
    assert ModelLogEntry.objects.get().label == "Kettle"
    assert "Kettle (" not in str(edit_form(owner, kettle))


def sent(form, **typed):
    """What a browser sends of a form: what it was given, and what somebody typed over it."""
    given = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=file])")}
    given |= {field["name"]: field.get_text().removeprefix("\n") for field in form.select("textarea")}
    for field in form.select("select"):
        given[field["name"]] = field.select_one("option[selected]")["value"]
    return given | typed


def form_of(client, image):
    return edit_form(client, image).select_one("form:has(#id_title)")


@pytest.fixture
def meanwhile(harbour):
    """The picture, and what somebody else does to it while its form is open."""
    harbour.tags.add("sea")
    chapel = Collection.get_first_root_node().add_child(name="Chapel")

    def write(**fields):
        CustomImage.objects.update(collection=chapel, focal_point_x=4, from_file=["caption"], **fields)
        harbour.tags.add("dawn")

    return write


def test_form_leaves_alone_what_somebody_else_wrote_meanwhile(owner, harbour, meanwhile):
    form = form_of(owner, harbour)
    theirs = {"credit": "Tom Adeyemi", "licence": "own", "caption": "At\nnight", "permission_note": "Yes, he said."}
    meanwhile(use_until=datetime.date(2020, 1, 1), **theirs)
    owner.post(f"/admin/images/{harbour.pk}/", sent(form, title="Harbour at dawn"))
    image = CustomImage.objects.get()
    assert {name: getattr(image, name) for name in theirs} == theirs
    assert (image.title, image.use_until, image.collection.name) == (
        "Harbour at dawn",
        datetime.date(2020, 1, 1),
        "Chapel",
    )
    assert (image.focal_point_x, image.from_file, sorted(image.tags.names())) == (4, ["caption"], ["dawn", "sea"])


def test_editor_is_asked_before_replacing_what_somebody_else_wrote_meanwhile(owner, harbour, meanwhile):
    form = form_of(owner, harbour)
    meanwhile(credit="Tom Adeyemi", licence="own", description="", use_until=datetime.date(2040, 1, 31))
    mine = {"credit": "Maud F.", "licence": "pdm-1.0", "description": "A pier", "use_until": "2041-05-01"}
    typed = {**mine, "tags": "pier", "focal_point_x": "9", "collection": str(harbour.collection_id)}
    again = read(owner.post(f"/admin/images/{harbour.pk}/", sent(form, **typed)))
    said = " ".join(all_words(again, ".error-message, .messages li"))
    for theirs in ("Tom Adeyemi", "Our own", "Jan. 31, 2040", "dawn, sea"):
        assert f"Somebody else has written “{theirs}” here meanwhile. Save again to replace it." in said
    assert "Somebody else has emptied this meanwhile. Save again to write it anew." in said
    assert "Somebody else has marked another focal point meanwhile." in said
    assert CustomImage.objects.get().credit == "Tom Adeyemi"

    owner.post(f"/admin/images/{harbour.pk}/", sent(again.select_one("form:has(#id_title)")))
    image = CustomImage.objects.get()
    assert {name: str(getattr(image, name)) for name in mine} == mine
    assert (image.focal_point_x, image.collection.name, list(image.tags.names())) == (9, "Chapel", ["pier"])


def test_one_of_several_uploads_leaves_alone_what_is_mended_at_the_desk_meanwhile(owner):
    form = upload_one_of_several(owner)["form"]
    image = CustomImage.objects.get()
    CustomImage.objects.update(credit="Tom Adeyemi")
    typed = sent(form, **{f"image-{image.pk}-caption": "At night"})
    assert owner.post(f"/admin/images/multiple/{image.pk}/", typed).json()["success"]
    image.refresh_from_db()
    assert (image.credit, image.caption) == ("Tom Adeyemi", "At night")


@pytest.mark.parametrize(("uploader", "name"), [("author", "Rukhsana Mir"), ("assistant", "Ines Halloran")])
def test_our_own_is_the_author_who_uploaded_it_or_else_whoever_says_so(client, db, uploader, name):
    """By the button and without a script, at the form and at the desk."""
    people = {"author": UserFactory(), "assistant": UserFactory(), "editor": UserFactory(groups=["Editors"])}
    AuthorFactory(name="Rukhsana Mir", user=people["author"])
    AuthorFactory(name="Ines Halloran", user=people["editor"])
    client.force_login(people["editor"])
    at_form, at_desk = (ImageFactory(uploaded_by_user=people[uploader]) for _ in range(2))
    form = form_of(client, at_form)
    row = read(client.get("/admin/picture-desk/")).select_one(f'[data-row="{at_desk.pk}"] form')
    assert form.select_one("[data-own-name]")["data-own-name"] == row.select_one("[data-own]")["data-own"] == name
    client.post(f"/admin/images/{at_form.pk}/", sent(form, licence="own"))
    client.post("/admin/picture-desk/", sent(row, licence="own"))
    assert list(CustomImage.objects.values_list("credit", flat=True)) == [name, name]


def test_nobody_is_named_who_only_mends_a_caption(client, db):
    user = UserFactory(groups=["Editors"])
    AuthorFactory(user=user)
    client.force_login(user)
    image = ImageFactory(licence="own")
    client.post(f"/admin/images/{image.pk}/", sent(form_of(client, image), caption="At night"))
    image.refresh_from_db()
    assert (image.credit, image.caption) == ("", "At night")


def test_form_of_a_few_fields_changes_these_alone(harbour):
    form = get_image_form(CustomImage, ["title"])({"title": "Quay"}, instance=harbour)
    assert form.is_valid()
    form.save()
    harbour.refresh_from_db()
    assert (harbour.title, harbour.credit, harbour.licence) == ("Quay", "Maud Ferris", "cc-by-4.0")
