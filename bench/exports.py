"""A believable export of a large old blog, written to a file: the same for the same seed."""

import datetime
import random
from collections.abc import Iterator
from pathlib import Path

from bench.prose import HEADINGS, TITLES, Prose
from tests.wordpress_exports import attachment, author, category, comment, export, item, tag, term

FIRST_DAY = datetime.datetime(2004, 5, 1, 7, 30)
TOPICS = 40
TAGS = 400
WRITERS = ("agnes", "callum", "effie", "hazel")
WORDS_IN_A_POST = (480, 1260)
UPLOADS = "https://old.example/wp-content/uploads"


def write_export(file: Path, items: int, seed: int = 1, only_posts: bool = False) -> None:
    """Three of five items are posts of five paragraphs, the others their pictures: some 250 MB for 40,000."""
    terms = [category(f"topic-{number}", f"Topic {number}", id=number) for number in range(TOPICS)]
    terms += [tag(f"tag-{number}", f"Tag {number}", id=TOPICS + number) for number in range(TAGS)]
    frame = export(["<!--items-->"], [author(login, login.capitalize()) for login in WRITERS], terms)
    before, after = frame.split(b"<!--items-->")
    with file.open("wb") as out:
        out.write(before)
        for text in _items(items, seed, only_posts):
            out.write(text.encode() + b"\n")
        out.write(after)


def _items(count: int, seed: int, only_posts: bool) -> Iterator[str]:
    for number in range(1, count + 1):
        prose = Prose(random.Random(f"{seed}/{number}"))
        yield _post(prose, number) if only_posts or number % 5 < 3 else _picture(prose, number)


def _post(prose: Prose, number: int) -> str:
    rng = prose.rng
    return item(
        id=number,
        title=prose.sentence(TITLES),
        content=_classic(prose, number) if rng.random() < 0.5 else _of_blocks(prose, number),
        slug=f"post-{number}",
        creator=rng.choice(WRITERS),
        date=_date(number),
        terms=[
            *(term(f"topic-{rng.randrange(TOPICS)}") for _ in range(rng.choice((1, 1, 2)))),
            *(term(f"tag-{rng.randrange(TAGS)}", domain="post_tag") for _ in range(rng.randrange(5))),
        ],
        meta={"_thumbnail_id": str(number - number % 5 + 3), "_edit_last": "1", "views": str(rng.randrange(9000))},
        comments=[_comment(prose, number * 100 + reply) for reply in range(rng.choice((0, 0, 1, 2, 5)))],
    )


def _classic(prose: Prose, number: int) -> str:
    texts = [prose.paragraph(words) for words in _lengths(prose)]
    picture = f'<img class="wp-image-{number}" src="{UPLOADS}/{number}-300x200.jpg" alt="" width="300" />'
    texts.insert(1, f'[caption id="attachment_{number}" width="300"]{picture} {prose.sentence(HEADINGS)}[/caption]')
    texts[-1] += f' <a href="https://old.example/?p={max(number - 7, 1)}">{prose.sentence(HEADINGS)}</a>'
    return "\r\n\r\n".join(texts)


def _of_blocks(prose: Prose, number: int) -> str:
    parts = [f"<!-- wp:paragraph -->\n<p>{prose.paragraph(n)}</p>\n<!-- /wp:paragraph -->" for n in _lengths(prose)]
    parts.insert(2, f"<!-- wp:heading -->\n<h2>{prose.sentence(HEADINGS)}</h2>\n<!-- /wp:heading -->")
    figure = f'<figure class="wp-block-image"><img src="{UPLOADS}/{number}.jpg" alt=""/></figure>'
    parts.insert(1, f'<!-- wp:image {{"id":{number}}} -->\n{figure}\n<!-- /wp:image -->')
    return "\n\n".join(parts)


def _lengths(prose: Prose) -> list[int]:
    paragraphs = 5
    return [prose.rng.randint(*WORDS_IN_A_POST) // paragraphs] * paragraphs


def _comment(prose: Prose, number: int) -> str:
    return comment(number, prose.paragraph(30), author=prose.word("name"), date="2011-03-04 05:06:07")


def _picture(prose: Prose, number: int) -> str:
    details = 'a:4:{s:5:"width";i:1600;s:6:"height";i:1067;s:4:"file";s:10:"photo.jpeg";s:5:"sizes";a:0:{}}'
    return attachment(
        number,
        f"{UPLOADS}/{number}.jpg",
        alt=prose.sentence(HEADINGS),
        excerpt=prose.sentence(HEADINGS),
        parent=number - number % 5 + 1,
        date=_date(number),
        meta={"_wp_attachment_metadata": details},
    )


def _date(number: int) -> str:
    return f"{FIRST_DAY + datetime.timedelta(hours=4.3 * number):%Y-%m-%d %H:%M:%S}"
