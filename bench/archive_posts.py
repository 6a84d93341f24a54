"""What the posts of a made-up archive say: the same for the same seed. Knows nothing of the database."""

import datetime
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from bench.prose import HEADINGS, QUESTIONS, TITLES, WITH_A_PHOTOGRAPH, Prose

FIRST_DAY = datetime.date(2006, 1, 1)
DAYS_TO_CHOOSE_FROM = 50 * 365
WORDS_IN_A_POST = (220, 580)


@dataclass(frozen=True)
class Things:
    """What posts can be joined to, the most used first."""

    authors: Sequence[int]
    topics: Sequence[int]
    tags: Sequence[int]
    pictures: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class ArchivePost:
    title: str
    date: datetime.date
    time: datetime.time
    introduction: str
    question: str
    lead_picture: int | None
    authors: list[int]
    topics: list[int]
    tags: list[int]
    body: list[dict[str, Any]]


def days_of_posts(seed: int, count: int, today: datetime.date) -> list[tuple[datetime.date, int]]:
    """The day and the number of each post, oldest first."""
    return sorted((_day(random.Random(f"{seed}/{number}/day"), today), number) for number in range(count))


def make_post(seed: int, number: int, date: datetime.date, things: Things) -> ArchivePost:
    """The same words for the same ``seed`` and ``number``, whatever the other posts are."""
    rng = random.Random(f"{seed}/{number}")
    prose = Prose(rng)
    return ArchivePost(
        title=prose.sentence(TITLES),
        date=date,
        time=datetime.time(rng.randrange(7, 22), rng.randrange(60)),
        introduction=prose.paragraph(12) if rng.random() < 0.7 else "",
        question=prose.sentence(QUESTIONS) if rng.random() < 0.1 else "",
        lead_picture=_few(rng, things.pictures, 1)[0][0] if rng.random() < 0.4 else None,
        authors=_few(rng, things.authors, 2 if rng.random() < 0.05 else 1),
        topics=_few(rng, things.topics, rng.choice((0, 1, 1, 1, 2))),
        tags=_few(rng, things.tags, rng.choice((0, 1, 2, 3, 4))),
        body=_body(prose, things),
    )


def _day(rng: random.Random, today: datetime.date) -> datetime.date:
    """A day between the first and ``today``; the same tomorrow, nearly always."""
    while True:
        day = FIRST_DAY + datetime.timedelta(days=rng.randrange(DAYS_TO_CHOOSE_FROM))
        if day <= today:
            return day


def _few(rng: random.Random, things: Sequence[Any], count: int) -> list[Any]:
    """Up to ``count`` different ones, the first of ``things`` the most often."""
    return list(dict.fromkeys(things[int(len(things) * rng.random() ** 2)] for _ in range(count)))


def _body(prose: Prose, things: Things) -> list[dict[str, Any]]:
    """4 to 8 blocks: a text before and after one picture, and now and then something else between them."""
    rng = prose.rng
    texts = rng.choice((2, 3, 3, 4))
    words = rng.randint(*WORDS_IN_A_POST) // texts
    photograph = rng.randrange(texts) if rng.random() < 1 / 3 else None
    blocks: list[tuple[str, Any]] = []
    for number in range(texts):
        more = (WITH_A_PHOTOGRAPH,) if number == photograph else ()
        blocks.append(("text", _paragraphs(prose, words, more)))
        blocks.append(_picture(prose, things) if number == 0 else _between(prose))
    return [{"type": kind, "value": value, "id": _id(rng)} for kind, value in blocks]


def _paragraphs(prose: Prose, words: int, more: tuple[str, ...]) -> str:
    lengths = [words // 2, words - words // 2]
    kinds = [more, ()]
    paragraphs = (prose.paragraph(length, *kind) for length, kind in zip(lengths, kinds, strict=True))
    return "".join(f'<p data-block-key="{_key(prose.rng)}">{escape(words, quote=False)}</p>' for words in paragraphs)


def _picture(prose: Prose, things: Things) -> tuple[str, Any]:
    ((picture, description),) = _few(prose.rng, things.pictures, 1)
    image = {"image": picture, "decorative": False, "alt_text": description}
    how = {"width": prose.rng.choice(("normal", "wide", "small")), "link": ""}
    return "image", {"image": image, "caption": prose.sentence(HEADINGS), "credit": "", **how}


def _between(prose: Prose) -> tuple[str, Any]:
    kind = prose.rng.choice(("heading", "quote", "pull_quote", "note", "divider"))
    if kind == "heading":
        return kind, {"text": prose.sentence(HEADINGS), "level": "2", "anchor": ""}
    if kind == "quote":
        name = f"{prose.word('name')}, {prose.word('place')}"
        return kind, {"words": prose.sentence(), "name": name, "role": "", "link": ""}
    if kind == "note":
        return kind, f'<p data-block-key="{_key(prose.rng)}">{escape(prose.sentence(), quote=False)}</p>'
    return kind, prose.sentence() if kind == "pull_quote" else None


def _key(rng: random.Random) -> str:
    return f"{rng.getrandbits(20):05x}"


def _id(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))
