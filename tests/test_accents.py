"""Every accent an owner can choose is as easy to read as the first."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from home.models import Accent
from tests.colours import contrast

pytestmark = pytest.mark.any_database

CSS = (Path(settings.BASE_DIR) / "static" / "css" / "site.css").read_text()
PAIR = r"light-dark\((#\w{6}),(#\w{6})\)"
# Text on each colour of a set, by day and by night, and the contrast that AAA asks of body text.
TEXT_ON = {"sun": ("ink",), "sun-soft": ("ink", "ink-2")}
ENOUGH = 7.0


def tokens(accent):
    """The pair of colours of every token, as this accent sets them."""
    everywhere = {}
    for name, day, night in re.findall(rf"--([\w-]+):{PAIR}", CSS.split("[data-accent", 1)[0]):
        everywhere[name] = (day, night)
    if accent != Accent.MARIGOLD:
        own = re.search(rf"\[data-accent={accent}\]{{(.*?)}}", CSS)[1]
        everywhere |= {name: (day, night) for name, day, night in re.findall(rf"--([\w-]+):{PAIR}", own)}
    return everywhere


@pytest.mark.parametrize("accent", Accent.values)
def test_accent_keeps_text_readable_by_day_and_by_night(accent):
    colours = tokens(accent)
    for ground, texts in TEXT_ON.items():
        for text in texts:
            for scheme in (0, 1):
                assert contrast(colours[ground][scheme], colours[text][scheme]) >= ENOUGH, (ground, text, scheme)


@pytest.mark.parametrize("accent", Accent.values)
def test_accent_keeps_marked_words_readable(accent):
    on_mark = re.search(r"--on-mark:(#\w{6})", CSS)[1]
    assert all(contrast(colour, on_mark) >= ENOUGH for colour in tokens(accent)["mark"])
