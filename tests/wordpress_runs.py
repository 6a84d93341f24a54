"""Imports run in a test, and an old blog that has a little of everything."""

from pathlib import Path

from tests.factories import picture_file
from tests.wordpress_exports import (
    HOME,
    attachment,
    author,
    category,
    comment,
    export,
    item,
    tag,
    term,
)
from wordpress.importing.options import Options
from wordpress.importing.progress import Progress
from wordpress.importing.run import run_import
from wordpress.importing.starting import run_for
from wordpress.models import ImportRun

UPLOADS = f"{HOME}/wp-content/uploads"


def bring(path: Path, progress: Progress | None = None, **options) -> ImportRun:
    """An import of a file from its beginning to its end."""
    run = run_for([str(path)], Options(**options))
    run_import(run, progress or Progress())
    run.refresh_from_db()
    return run


def written(folder: Path, *items: str, name: str = "export.xml", **channel) -> Path:
    path = folder / name
    path.write_bytes(export(items, **channel))
    return path


def pictures(folder: Path) -> Path:
    """A copy of the old blog's uploads."""
    uploads = folder / "uploads" / "2010" / "01"
    uploads.mkdir(parents=True)
    for name, colour in (("harbour.jpg", "teal"), ("kettle.jpg", "salmon")):
        (uploads / name).write_bytes(picture_file(name, colour=colour).read())
    return folder / "uploads"


def old_blog(folder: Path, *more: str, **changed: str) -> Path:
    """``changed`` are texts of posts, by their slugs, that are others than usual."""
    texts = {
        "first": f'<p>It began at the <a href="{HOME}/2010/03/third/">harbour</a>.</p>',
        "second": f'<p><img class="wp-image-11" src="{UPLOADS}/2010/01/harbour-300x200.jpg" alt="The harbour"></p>'
        "<p>Photo: Ines Harbour</p><p>Nobody was there but us.</p>",
        "third": f'<p>See <a href="{HOME}/?p=1">the first</a> and <a href="{HOME}/about/">about us</a>.</p>',
        "fourth": "<p>One.</p><!--more--><p>Two.</p>",
    } | changed
    posts = [
        item(
            id=number,
            slug=slug,
            title=slug.capitalize(),
            date=f"2010-0{number}-05 10:00:00",
            link=f"{HOME}/2010/0{number}/{slug}/",
            content=text,
            terms=[term("tea", "Tea"), term("loose-leaf", "Loose leaf", "post_tag")],
            comments=[comment(number * 10), comment(number * 10 + 1, "So it was.", parent=number * 10)],
        )
        for number, (slug, text) in enumerate(texts.items(), 1)
    ]
    pages = [
        item("page", 21, slug="people", title="People", parent=22, content="<p>Ann and Ben.</p>"),
        item("page", 22, slug="about", title="About", content="<p>Who we are.</p>", link=f"{HOME}/about/"),
    ]
    files = [
        attachment(11, f"{UPLOADS}/2010/01/harbour.jpg", parent=2),
        attachment(12, f"{UPLOADS}/2010/01/kettle.jpg"),
    ]
    menu = item("nav_menu_item", 31)
    terms = [category("black-tea", "Tea", parent="tea"), category("tea", "Tea"), tag("loose-leaf", "Loose leaf")]
    path = folder / "old-blog.xml"
    path.write_bytes(export([*posts, *pages, *files, menu, *more], authors=[author("ann", "Ann Teller")], terms=terms))
    return path
