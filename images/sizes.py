"""The sizes in which readers get pictures, by the place they stand in.

A place has several widths in AVIF, fewer in WebP (for browsers of before 2024), and one fallback that every
program can show. All are Wagtail's filter specs; widths are in pixels, places as the style sheet lays them out.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath

# What may be see-through or drawn, and would suffer as JPEG.
DRAWN = (".png", ".gif")


@dataclass(frozen=True)
class PictureSize:
    """``sizes`` tells a browser which width to take; "" where there is only one.

    ``opaque`` says that the fallback is a JPEG whatever the picture is.
    """

    fallback: str
    avif: tuple[str, ...] = ()
    webp: tuple[str, ...] = ()
    sizes: str = ""
    opaque: bool = False

    def in_format(self, name: str) -> tuple[str, ...]:
        """The specs of ``avif`` or ``webp``, narrowest first."""
        return tuple(f"{spec}|format-{name}" for spec in getattr(self, name))

    def fallback_of(self, file_name: str) -> str:
        """The spec that every program can show, for a picture kept in a file of this name."""
        drawn = not self.opaque and PurePath(file_name).suffix.lower() in DRAWN
        return f"{self.fallback}|format-{'png' if drawn else 'jpeg'}"

    @property
    def fallbacks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.fallback_of(name) for name in ("a.jpg", "a.png")))

    def specs_of(self, file_name: str) -> tuple[str, ...]:
        """Everything that a picture kept in a file of this name needs here, the fallback first."""
        return (self.fallback_of(file_name), *self.in_format("avif"), *self.in_format("webp"))

    @property
    def specs(self) -> tuple[str, ...]:
        """Everything that any picture may need here."""
        return (*self.fallbacks, *self.in_format("avif"), *self.in_format("webp"))


def _widths(*widths: int) -> tuple[str, ...]:
    return tuple(f"width-{width}" for width in widths)


# As wide as the text where it fills the window.
FULL = "min(92vw, 100vw - 2.5rem)"


def _of_text(sizes: str, *widest: int) -> PictureSize:
    """On a telephone all of these are as wide as the text: 350 of its 390 pixels, two to each on a sharp screen."""
    return PictureSize("width-960", _widths(480, 720, 1080, *widest), _widths(480, 720), f"{sizes}, {FULL}")


SIZES = {
    "wide": _of_text("(min-width: 60rem) 712px", 1440),
    "normal": _of_text("(min-width: 60rem) 640px", 1440),
    "small": _of_text("(min-width: 60rem) 282px, (min-width: 44rem) 41vw"),
    "gallery": _of_text("(min-width: 60rem) 348px, (min-width: 34rem) 45vw"),
    "lead": PictureSize(
        "fill-960x600",
        ("fill-480x300", "fill-720x450", "fill-1320x825"),
        ("fill-480x300", "fill-720x450"),
        f"(min-width: 80rem) 658px, (min-width: 56rem) 52vw, {FULL}",
    ),
    "thumbnail": PictureSize(
        "fill-480x320",
        ("fill-240x160", "fill-480x320"),
        ("fill-240x160", "fill-480x320"),
        "(min-width: 40rem) 160px, 132px",
    ),
    "face": PictureSize("fill-176x176", ("fill-176x176",), ("fill-176x176",)),
    "portrait": PictureSize(
        "fill-576x576", ("fill-288x288", "fill-576x576"), ("fill-576x576",), "(min-width: 56rem) 288px, 256px"
    ),
    # What other sites show beside a link to a page.
    "sharing": PictureSize("fill-1200x630", opaque=True),
}


def places_of(specs: Collection[str]) -> list[str]:
    """The places whose fallback is among these filter specs."""
    return [place for place, size in SIZES.items() if not set(size.fallbacks).isdisjoint(specs)]


def specs_of(*places: str) -> list[str]:
    """The filter specs that pictures of any kind use at these places, each once."""
    return list(dict.fromkeys(spec for place in places for spec in SIZES[place].specs))
