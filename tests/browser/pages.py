"""What the tests know of the small site: a public page of each kind, and who can sign in."""

import datetime
from pathlib import Path

TODAY = datetime.date.today()
# A post stands on this day of each year before: the newest of them a year ago.
LAST_YEAR, LAST_MONTH = TODAY.year - 1, TODAY.month
ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = {
    "home": "/",
    "blog": "/blog/",
    "page 2 of the blog": "/blog/?page=2",
    "post with every block": "/blog/a-post-with-every-block/",
    "sparse post": "/blog/a-post-with-very-little-in-it/",
    "old post": "/blog/an-earlier-post-number-1/",
    "archive": "/blog/archive/",
    "year": f"/blog/{LAST_YEAR}/",
    "month": f"/blog/{LAST_YEAR}/{LAST_MONTH:02}/",
    "topic": "/blog/topic/people/",
    "part of a topic": "/blog/topic/welcoming/",
    "tag": "/blog/tag/newcomers/",
    "author": "/blog/author/ines-halloran/",
    "standard page": "/about-ines/",
    "picture credits": "/credits/",
    "maker of pictures": "/credits/maud-ferris/",
    "search": "/search/?q=arrangements",
    "404": "/nobody/lives/here/",
}
OLD_POST = "From an old blog"  # a draft
PHOTOGRAPHS = "/blog/ten-photographs/"
RICH, SPARSE = PAGES["post with every block"], PAGES["sparse post"]
# What readers see when the site itself fails, or is being looked after: files, so that nothing else can fail with them.
EVERYTHING = {**PAGES, **{name: (ROOT / "templates" / f"{name}.html").as_uri() for name in ("500", "503")}}

PICTURES = ROOT / "home" / "demo" / "pictures"
FILES = ROOT / "home" / "demo" / "files"
EDITOR, OWNER, PASSWORD = "editor", "owner", "soup-before-minutes-41"
