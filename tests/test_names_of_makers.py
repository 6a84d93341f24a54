"""Each maker of pictures has an address of their own, whatever the name is written in."""

from hashlib import sha256
from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import cache

from images.credits import maker_slug
from images.models import CustomImage
from tests.factories import ImageFactory, PostFactory
from tests.reading import read


@pytest.mark.parametrize(
    "names",
    [("राम", "रमा"), ("C", "C#", "C++"), ("Ann", "Ann 🎨"), ("Łukasz", "Lukasz"), ("maud", "@maud"), ("தமிழ", "தமழ")],
)
def test_names_that_differ_in_a_sign_are_different_people(names):
    assert len({maker_slug(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Maud  FERRIS", "maud-ferris"),
        ("© Seán O’Brien, Jr.", "seán-obrien-jr"),
        ("Orr & Sons / Leith", "orr-sons-leith"),
        ("İpek \u202eErdem", "ipek-erdem"),
        ("राम", "राम"),
        ("x" * 201, f"{'x' * 191}-{sha256(b'x' * 201).hexdigest()[:8]}"),
        ("!!!", "maker-e84c538e"),
        (" \u200b", ""),
    ],
)
def test_address_of_a_maker_follows_from_the_name(name, slug):
    assert maker_slug(name) == slug


def test_makers_who_shared_an_address_have_their_own_and_the_old_one_leads_on(client, blog, at_commit):
    makers = ["राम", "रमा", "C", "C++", "Ann 🎨"]
    with at_commit():
        PostFactory(body=[("image", {"image": {"image": ImageFactory(credit=name)}}) for name in makers])
    for shared, names in {"रम": ["राम", "रमा"], "c": ["C", "C++"], "ann": ["Ann 🎨"]}.items():
        CustomImage.objects.filter(credit__in=names).update(credit_slug=shared)
    import_module("images.migrations.0005_makers_told_apart").tell_makers_apart(apps, None)
    cache.clear()
    assert client.get("/credits/राम/").status_code == client.get("/credits/c/").status_code == 200
    assert client.get("/credits/रम/")["Location"] == "/credits/"
    assert client.get("/credits/ann/")["Location"] == f"/credits/{maker_slug('Ann 🎨')}/"


def test_name_holds_no_character_that_turns_the_words_around_it(client, blog):
    PostFactory(lead_picture=ImageFactory(credit="\u202eAda\x07 Orr\n"))
    assert CustomImage.objects.get().credit == "Ada  Orr"
    assert read(client.get("/credits/")).select_one(".maker h2 bdi").text == "Ada  Orr"
