"""The colours of a card: those of ``site.css`` by day. A test compares the two."""

from dataclasses import dataclass

INK = "#14211d"
BRAND = "#0f4a3e"


@dataclass(frozen=True)
class Accent:
    """``ground`` is the style sheet's ``sun-soft``."""

    petal: str
    ground: str


MARIGOLD = Accent("#f5ab1d", "#fff1cf")
ACCENTS = {
    "marigold": MARIGOLD,
    "poppy": Accent("#e2553d", "#ffeeea"),
    "cornflower": Accent("#4a78d6", "#ecf2ff"),
    "moss": Accent("#6f9a3a", "#eef6e0"),
    "rose": Accent("#d2588c", "#fdeef4"),
    "slate": Accent("#6c8796", "#eff4f6"),
}
