"""Draws a card: title, byline and the site's name in the middle, a marigold hung at either side of the door.

Everything that is said stands in the middle square, since some networks cut the sides off.
"""

import math
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from blog.cards.colours import ACCENTS, BRAND, INK, MARIGOLD, Accent
from blog.cards.lettering import DISPLAY, INTERFACE, CannotDraw, Lines, Room, fit

__all__ = ["DRAWING", "HEIGHT", "WIDTH", "CannotDraw", "Card", "draw"]

# The next number whenever a card of the same words would look different: its address then is another, too.
DRAWING = 1
WIDTH, HEIGHT = 1200, 630
MIDDLE = WIDTH // 2
COLUMN = 560  # of words; the square in the middle is as wide as the card is high
TITLE = Room(COLUMN, 300, most_lines=5, sizes=range(96, 34, -2), leading=1.12)
BYLINE = Room(COLUMN, 40, most_lines=1, sizes=range(30, 22, -2))
NAME = Room(COLUMN - 60, 40, most_lines=1, sizes=range(38, 24, -2))
NAME_ALONE = Room(COLUMN, 220, most_lines=3, sizes=range(84, 38, -2), leading=1.12)
TITLE_TOP, TITLE_BOTTOM = 60, 388
BYLINE_BASELINE = 460
NAME_BASELINE = 556
SMALL, LARGE, HUNG = 48, 200, 500  # rosettes, across
SMOOTH = 4  # each pixel of a rosette is the mean of this many, squared
COLOURS = 64

# One petal of templates/components/rosette.html, whose box is 32 wide, as cubic curves from point to point.
BOX, CENTRE, EYE = 32, 16, 4.2
PETAL = (
    ((16, 14.2), (12.8, 11.8), (11.4, 9.2), (11.4, 6.6)),
    ((11.4, 6.6), (11.4, 3.4), (13.3, 1), (16, 1)),
    ((16, 1), (18.7, 1), (20.6, 3.4), (20.6, 6.6)),
    ((20.6, 6.6), (20.6, 9.2), (19.2, 11.8), (16, 14.2)),
)
Point = tuple[float, float]


@dataclass(frozen=True)
class Card:
    """What a card says. ``accent`` is one of ``ACCENTS``."""

    title: str
    byline: str
    site_name: str
    accent: str


def draw(card: Card) -> bytes:
    """As PNG. What no typeface has characters for is left out; without a title the site's name stands large."""
    accent = ACCENTS.get(card.accent, MARIGOLD)
    canvas = Image.new("RGB", (WIDTH, HEIGHT), accent.ground)
    for x in (0, WIDTH):
        _rosette(canvas, (x, HEIGHT // 2), HUNG, accent)
    title = fit(card.title, DISPLAY, TITLE)
    if title:
        _post(canvas, card, title, accent)
    else:
        _name_alone(canvas, card, accent)
    return _png(canvas)


def _post(canvas: Image.Image, card: Card, title: Lines, accent: Accent) -> None:
    _centred(canvas, title, (TITLE_TOP + TITLE_BOTTOM + title.rise - (title.height - title.rise)) // 2)
    if byline := fit(card.byline, INTERFACE, BYLINE):
        _centred(canvas, byline, BYLINE_BASELINE)
    _signature(canvas, card.site_name, accent)


def _signature(canvas: Image.Image, name: str, accent: Accent) -> None:
    """Rosette and name as in the masthead."""
    lines = fit(name, DISPLAY, NAME)
    if lines is None:
        _rosette(canvas, (MIDDLE, NAME_BASELINE - SMALL // 4), SMALL, accent)
        return
    left = MIDDLE - round(SMALL + 14 + lines.width) // 2
    _rosette(canvas, (left + SMALL // 2, NAME_BASELINE - lines.rise // 2), SMALL, accent)
    _write(canvas, lines.texts[0], lines, (left + SMALL + 14, NAME_BASELINE), "ls")


def _name_alone(canvas: Image.Image, card: Card, accent: Accent) -> None:
    lines = fit(card.site_name, DISPLAY, NAME_ALONE)
    if lines is None:
        _rosette(canvas, (MIDDLE, HEIGHT // 2), LARGE, accent)
        return
    top = (HEIGHT - LARGE - 56 - lines.height) // 2
    _rosette(canvas, (MIDDLE, top + LARGE // 2), LARGE, accent)
    _centred(canvas, lines, top + LARGE + 56 + lines.rise)


def _centred(canvas: Image.Image, lines: Lines, baseline: int) -> None:
    for number, text in enumerate(lines.texts):
        _write(canvas, text, lines, (MIDDLE, baseline + number * lines.leading), "ms")


def _write(canvas: Image.Image, text: str, lines: Lines, at: Point, anchor: str) -> None:
    ImageDraw.Draw(canvas).text(at, text, INK, lines.font, anchor=anchor)


def _rosette(canvas: Image.Image, centre: tuple[int, int], across: int, accent: Accent) -> None:
    scale = across * SMOOTH / BOX
    petals, eye = (Image.new("L", (across * SMOOTH, across * SMOOTH)) for _ in range(2))
    for number in range(8):
        outline = [_turned(point, number * math.pi / 4) for point in _outline()]
        ImageDraw.Draw(petals).polygon([(x * scale, y * scale) for x, y in outline], fill=255)
    ImageDraw.Draw(eye).circle((CENTRE * scale, CENTRE * scale), EYE * scale, fill=255)
    corner = (centre[0] - across // 2, centre[1] - across // 2)
    for shape, colour in ((petals, accent.petal), (eye, BRAND)):
        canvas.paste(colour, corner, shape.reduce(SMOOTH))


def _outline() -> list[Point]:
    return [_on_curve(curve, step / 24) for curve in PETAL for step in range(24)]


def _on_curve(curve: tuple[Point, ...], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y


def _turned(point: Point, angle: float) -> Point:
    x, y = point[0] - CENTRE, point[1] - CENTRE
    return CENTRE + x * math.cos(angle) - y * math.sin(angle), CENTRE + x * math.sin(angle) + y * math.cos(angle)


def _png(canvas: Image.Image) -> bytes:
    out = BytesIO()
    canvas.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
