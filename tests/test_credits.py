"""Who made a picture, said beside it wherever it is used."""

import pytest
from django.core.exceptions import ValidationError

from images.licences import LICENCES
from images.models import CreditState, CustomImage
from tests.factories import ImageFactory, PostFactory
from tests.reading import all_words, read, words

pytestmark = pytest.mark.any_database

SHED = {
    "credit": "Maud Ferris",
    "credit_url": "https://maud.example.org/",
    "kind": "illustration",
    "licence": "cc-by-4.0",
    "caption": "Ten places for nine people.",
}


def use_of(image, **fields):
    return ("image", {"image": {"image": image, "alt_text": "A table", "decorative": False}, "caption": "", **fields})


def figure_of(client, image, **fields):
    return read(client.get(PostFactory(body=[use_of(image, **fields)]).url)).select_one(".prose figure")


@pytest.mark.django_db
@pytest.mark.parametrize("credit", ["", "Maud Ferris"])
@pytest.mark.parametrize("licence", LICENCES)
def test_credit_state_follows_from_credit_and_licence(licence, credit):
    image = ImageFactory(credit=credit, licence=licence)
    free = licence in ("own", "cc0-1.0", "pdm-1.0")
    state = CreditState.CREDITED if credit else CreditState.NOT_NEEDED if free else CreditState.NEEDED
    assert image.credit_state == state
    assert [s for s in CreditState if CustomImage.objects.in_credit_state(s).exists()] == [state]


def test_there_are_the_promised_licences():
    creative_commons = [key for key in LICENCES if key.startswith("cc-")]
    assert len(creative_commons) == 6 * 5
    assert {"permission", "own", "cc0-1.0", "pdm-1.0", "unknown"} == set(LICENCES) - set(creative_commons)


@pytest.mark.parametrize(
    ("licence", "deed"),
    [
        ("cc-by-sa-3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
        ("cc-by-nc-nd-4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
        ("cc-by-nc-nd-1.0", "https://creativecommons.org/licenses/by-nd-nc/1.0/"),
        ("cc0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("pdm-1.0", "https://creativecommons.org/publicdomain/mark/1.0/"),
    ],
)
def test_licence_leads_to_its_deed(licence, deed):
    assert LICENCES[licence].url == deed


def test_figure_reads_caption_then_credit(client, blog):
    figcaption = figure_of(client, ImageFactory(**SHED)).figcaption
    assert words(figcaption) == "Ten places for nine people. Illustration: Maud Ferris, CC BY 4.0"
    source, deed = figcaption.find_all("a")
    assert (words(source), source["href"]) == ("Maud Ferris", "https://maud.example.org/")
    assert (words(deed), deed["href"]) == ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert deed["rel"] == ["license"]
    assert source.get("rel") is None


def test_figure_without_caption_has_the_credit_alone(client, blog):
    figcaption = figure_of(client, ImageFactory(**SHED | {"caption": ""})).figcaption
    assert words(figcaption) == "Illustration: Maud Ferris, CC BY 4.0"


def test_figure_without_credit_has_the_caption_alone(client, blog):
    assert words(figure_of(client, ImageFactory(caption="A table.")).figcaption) == "A table."


def test_figure_without_caption_and_credit_has_neither(client, blog):
    assert figure_of(client, ImageFactory(licence="cc-by-4.0")).figcaption is None


@pytest.mark.parametrize("licence", ["own", "permission", "unknown"])
def test_credit_names_no_licence_that_readers_need_not_know(client, blog, licence):
    image = ImageFactory(credit="Tom", kind="photo", licence=licence)
    assert words(figure_of(client, image).figcaption) == "Photo: Tom"


def test_changed_credit_is_changed_in_every_post(client, blog, at_commit):
    image = ImageFactory(**SHED)
    posts = [PostFactory(body=[use_of(image)]), PostFactory(lead_picture=image)]
    posts.append(PostFactory(body=[("gallery", {"pictures": [use_of(image)[1]] * 2})]))
    for post in posts:
        client.get(post.url)
    with at_commit():
        image.credit = "Callum Reid"
        image.save()
    for post in posts:
        credits = all_words(read(client.get(post.url)), "figure .credit")
        assert set(credits) == {"Illustration: Callum Reid, CC BY 4.0"}


def test_one_use_of_a_picture_may_have_its_own_caption_alt_text_and_credit(client, blog):
    figure = figure_of(client, ImageFactory(**SHED), caption="Nine, then.", credit="Montage: Tom and Maud Ferris")
    assert words(figure.figcaption) == "Nine, then. Montage: Tom and Maud Ferris"
    assert figure.img["alt"] == "A table"
    assert not figure.figcaption.find_all("a")


def test_picture_is_described_as_the_library_does_unless_a_use_says_otherwise(client, blog):
    use = use_of(ImageFactory(description="A long table"))
    use[1]["image"]["alt_text"] = ""
    page = read(client.get(PostFactory(body=[use]).url))
    assert page.select_one(".prose img")["alt"] == "A long table"


def test_decorative_picture_is_passed_over_by_screen_readers(client, blog):
    use = use_of(ImageFactory(description="A flourish"))
    use[1]["image"] |= {"decorative": True, "alt_text": ""}
    assert read(client.get(PostFactory(body=[use]).url)).select_one(".prose img")["alt"] == ""


def test_lead_picture_has_caption_credit_and_description(client, blog):
    post = PostFactory(lead_picture=ImageFactory(**SHED, description="A long table"), lead_caption="Before they came.")
    figure = read(client.get(post.url)).select_one("figure.hero")
    assert words(figure.figcaption) == "Before they came. Illustration: Maud Ferris, CC BY 4.0"
    assert figure.img["alt"] == "A long table"


def test_missing_file_leaves_the_page_with_its_description_and_credit(client, blog):
    image = ImageFactory(**SHED)
    post = PostFactory(body=[use_of(image)], lead_picture=image)
    image.file.storage.delete(image.file.name)
    page = read(client.get(post.url))
    assert [img["alt"] for img in page.select("article img")] == ["A harbour", "A table"]
    assert len(page.select("figure .credit")) == 2
    for address in ("/", blog.url):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/a", "data:text/html,x", "//example.org"])
def test_source_of_a_picture_is_a_web_address(address):
    image = ImageFactory()
    image.credit_url = address
    with pytest.raises(ValidationError) as error:
        image.full_clean()
    assert "credit_url" in error.value.message_dict


def test_picture_may_lead_somewhere(client, blog):
    link = figure_of(client, ImageFactory(), link="https://example.org/table").a
    assert link["href"] == "https://example.org/table"
    assert link.img["alt"] == "A table"
