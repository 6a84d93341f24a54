"""What an attachment's own facts say about who made the picture."""

import pytest

from wordpress.credits.metadata import AttachmentCredit, read_attachment

CAPTION, DESCRIPTION = "Dawn. Photo: Lena Vogt", "Photo by Ada Brandt"
PLUGIN, FILE = {"_media_credit": "Orla Byrne"}, {"credit": "Marco Bellini"}


@pytest.mark.parametrize(
    ("facts", "credit"),
    [
        ((PLUGIN, FILE, CAPTION, DESCRIPTION), "Lena Vogt"),
        ((PLUGIN, FILE, "Dawn.", DESCRIPTION), "Ada Brandt"),
        ((PLUGIN, FILE, "Dawn.", "Boats at dawn."), "Orla Byrne"),
        (({}, FILE, "Dawn.", "Boats at dawn."), "Marco Bellini"),
        (({}, {}, "Dawn.", "Boats at dawn."), ""),
    ],
)
def test_what_is_nearest_to_the_picture_counts(facts, credit):
    assert read_attachment(*facts).credit == credit


def test_credit_leaves_the_caption():
    html = 'Dawn. Photo: <a href="https://x.example/lena">Lena Vogt</a>, CC BY 2.0'
    assert read_attachment({}, {}, html) == AttachmentCredit(
        "Lena Vogt", "https://x.example/lena", "cc-by-2.0", "Dawn."
    )


def test_caption_without_a_credit_stays_whole():
    assert read_attachment({}, {}, "Dawn &amp; <em>dusk</em>").caption == "Dawn & dusk"
    assert read_attachment({}, {}, "Dawn " * 900).caption == ("Dawn " * 900).strip()


@pytest.mark.parametrize(
    ("meta", "wanted"),
    [
        (
            {"_media_credit": "Lena Vogt", "_media_credit_url": "https://x.example/"},
            AttachmentCredit("Lena Vogt", "https://x.example/"),
        ),
        (
            {"_media_credit": "Lena Vogt", "_navis_media_credit_org": "Harbour News"},
            AttachmentCredit("Lena Vogt / Harbour News"),
        ),
        (
            {"isc_image_source": "Lena Vogt", "isc_image_source_url": "javascript:x", "isc_image_licence": "CC BY 4.0"},
            AttachmentCredit("Lena Vogt", "", "cc-by-4.0"),
        ),
        ({"isc_image_source": "", "isc_image_source_own": "1"}, AttachmentCredit(licence="own")),
        (
            {"credit-tracker-author": "Lena Vogt", "credit-tracker-license": "House licence"},
            AttachmentCredit("Lena Vogt, House licence"),
        ),
        ({"_wp_attachment_source_name": "Photo by Lena Vogt on Flickr"}, AttachmentCredit("Lena Vogt / Flickr")),
        ({"_media_credit": " ", "_edit_last": "1"}, AttachmentCredit()),
    ],
)
def test_fields_of_plugins_are_read(meta, wanted):
    assert read_attachment(meta, {}) == wanted


@pytest.mark.parametrize(
    ("image_meta", "credit"),
    [
        ({"credit": "Lena Vogt", "copyright": "© Ada Brandt"}, "Lena Vogt"),
        ({"credit": "", "copyright": "© 2011 Ada Brandt. All rights reserved."}, "Ada Brandt"),
        ({"credit": "Photo by Lena Vogt"}, "Lena Vogt"),
        ({"credit": "OLYMPUS DIGITAL CAMERA"}, ""),
        ({"credit": "Picasa", "copyright": "Copyright"}, ""),
        ({"credit": "NIKON D90", "camera": "NIKON D90"}, ""),
        ({"credit": ["Lena"], "copyright": None, "camera": 7}, ""),
    ],
)
def test_what_the_file_said_is_read_but_for_a_camera_s_own_words(image_meta, credit):
    assert read_attachment({}, image_meta).credit == credit


def test_guess_is_not_taken():
    assert read_attachment({}, {}, "Photo: The Old Harbour").credit == ""
