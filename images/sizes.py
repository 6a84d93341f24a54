"""The sizes in which readers get pictures, by the place they stand in.

Each place has one or more renditions (Wagtail's filter specs) and the ``sizes`` that tells
a browser which to take. Widths are in pixels, places as the style sheet lays them out.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class PictureSize:
    specs: tuple[str, ...]
    sizes: str = ""


def _widths(*widths: int) -> tuple[str, ...]:
    return tuple(f"width-{width}|format-webp" for width in widths)


SIZES = {
    "wide": PictureSize(_widths(480, 960, 1600), "(min-width: 60rem) 712px, 92vw"),
    "normal": PictureSize(_widths(480, 960, 1600), "(min-width: 60rem) 640px, 92vw"),
    "small": PictureSize(_widths(480, 960), "(min-width: 44rem) 282px, 92vw"),
    "gallery": PictureSize(_widths(480, 960), "(min-width: 44rem) 312px, 92vw"),
    "lead": PictureSize(
        ("fill-480x300|format-webp", "fill-960x600|format-webp", "fill-1440x900|format-webp"),
        "(min-width: 56rem) 660px, 92vw",
    ),
    "thumbnail": PictureSize(
        ("fill-240x160|format-webp", "fill-480x320|format-webp"), "(min-width: 36rem) 160px, 132px"
    ),
    "face": PictureSize(("fill-176x176|format-webp",)),
}


def specs_of(*places: str) -> list[str]:
    """The filter specs that these places use, each once."""
    return list(dict.fromkeys(spec for place in places for spec in SIZES[place].specs))
