"""Pictures that are as hard to compress as photographs: light, edges, and texture of every fineness."""

import random
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

SIZE = (4000, 3000)  # twelve megapixels
COARSEST = 5
FINENESSES = 10  # each twice as fine as the one before: 5 to 2,560 grains across
SHAPES = 30
COLOURFUL = 0.4  # the world is less so than noise of three colours


def photograph(seed: int) -> bytes:
    """A JPEG; the same for the same ``seed``."""
    chance = random.Random(seed)
    near, far = ImageOps.autocontrast(texture(chance), cutoff=1), light(chance)
    near = Image.blend(near.convert("L").convert("RGB"), near, COLOURFUL)
    scene = Image.composite(near, Image.blend(near, far, 0.6), outlines(chance))
    out = BytesIO()
    scene.resize(SIZE, Image.Resampling.BICUBIC).save(out, "JPEG", quality=88)
    return out.getvalue()


def texture(chance: random.Random) -> Image.Image:
    """Noise whose every fineness is equally strong, as in pictures of the world."""
    woven = noise(chance, COARSEST)
    for number in range(1, FINENESSES):
        finer = noise(chance, COARSEST * 2**number)
        woven = Image.blend(woven.resize(finer.size, Image.Resampling.BICUBIC), finer, 1 / (number + 1))
    return woven


def noise(chance: random.Random, across: int) -> Image.Image:
    size = (across, across * SIZE[1] // SIZE[0])
    return Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))


def size_of_texture() -> tuple[int, int]:
    return noise(random.Random(0), COARSEST * 2 ** (FINENESSES - 1)).size


def light(chance: random.Random) -> Image.Image:
    """From one colour above to another below."""
    return noise(chance, 2).resize((4, 3)).resize(size_of_texture(), Image.Resampling.BICUBIC)


def outlines(chance: random.Random) -> Image.Image:
    """Hard edges: a mask of overlapping things."""
    width, height = size_of_texture()
    mask = Image.new("L", (width, height), 90)
    pen = ImageDraw.Draw(mask)
    for _ in range(SHAPES):
        corners = [(chance.randrange(width), chance.randrange(height)) for _ in range(3)]
        pen.polygon(corners, fill=chance.randrange(256))
    return mask
