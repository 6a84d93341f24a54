"""``python -m bench.screenshots OUT``: every kind of page of the demo archive, light and dark, wide and narrow.

With ``--for-docs``, the pictures of the README and docs/ instead, into docs/images/.
"""

import argparse
import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from bench import servers
from bench.browser import chromium
from bench.servers import ROOT

DOCS = ROOT / "docs" / "images"
MOST_BYTES = 120_000
WIDTHS = (1280, 390)
POST = "/blog/a-good-host-leaves-the-door-on-the-latch/"
PAGES = {
    "home": "/",
    "blog": "/blog/",
    "blog-page-3": "/blog/?page=3",
    "post": POST,
    "post-short": "/blog/biscuit-has-had-sight-of-the-report/",
    "post-old": "/blog/an-ambassador-is-a-neighbour-with-a-title/",
    "archive": "/blog/archive/",
    "year": "/blog/2009/",
    "month": "/blog/2009/12/",
    "topic": "/blog/topic/welcoming/",
    "tag": "/blog/tag/newcomers/",
    "author": "/blog/author/ines-halloran/",
    "page": "/about-ines/",
    "search": "/search/?q=welcome",
    "search-for-nothing": "/search/?q=xylophone",
    "search-for-pictures": "/search/?q=hall&show=pictures",
    "404": "/2009/12/embassador/",
    "500": (ROOT / "templates" / "500.html").as_uri(),
    "503": (ROOT / "templates" / "503.html").as_uri(),
}
ALL_PICTURES = """() => Promise.all([...document.images].map(picture => {
  picture.loading = 'eager'
  return picture.decode()
}))"""


def every_page(browser: Browser, address: str, out: Path) -> None:
    for scheme in ("light", "dark"):
        for width in WIDTHS:
            page = browser.new_page(base_url=address, color_scheme=scheme, viewport={"width": width, "height": 900})
            for name, path in PAGES.items():
                _open(page, path).screenshot(path=out / f"{name}-{scheme}-{width}.png", full_page=True)
            page.close()


def for_docs(browser: Browser, address: str, data_dir: Path) -> None:
    wide = {"width": 1280, "height": 1000}
    home = _open(browser.new_page(base_url=address, viewport=wide), "/")
    _keep(home.screenshot(), "home")
    phone = {"width": 390, "height": 844}
    post = _open(browser.new_page(base_url=address, viewport=phone, color_scheme="dark", device_scale_factor=2), POST)
    _keep(post.screenshot(), "post")
    desk = browser.new_page(base_url=address, viewport=wide)
    _sign_in(desk, data_dir)
    desk.goto("/admin/posts/")
    desk.get_by_role("link", name="A good host leaves the door on the latch").click()
    desk.wait_for_load_state("networkidle")
    _keep(desk.screenshot(), "editor")


def _open(page: Page, path: str) -> Page:
    page.goto(path)
    page.evaluate(ALL_PICTURES)
    return page


def _sign_in(page: Page, data_dir: Path) -> None:
    """As the demo's editor."""
    lines = (data_dir / "demo-sign-ins.txt").read_text().splitlines()
    name, password = next(line.split()[:2] for line in lines if line.startswith("editor"))
    page.goto("/admin/")
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill(password)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Write a post").first.wait_for()


def _keep(screenshot: bytes, name: str) -> None:
    """As WebP, at the best quality that stays below the limit."""
    for quality in range(90, 30, -10):
        file = io.BytesIO()
        Image.open(io.BytesIO(screenshot)).convert("RGB").save(file, "WEBP", quality=quality, method=6)
        if len(file.getvalue()) < MOST_BYTES:
            break
    DOCS.mkdir(parents=True, exist_ok=True)
    (DOCS / f"{name}.webp").write_bytes(file.getvalue())


def main() -> None:
    parser = argparse.ArgumentParser(description="Takes screenshots of the demo archive.")
    parser.add_argument("out", type=Path, nargs="?", default=Path("screenshots"), help="the folder for them")
    parser.add_argument("--for-docs", action="store_true", help="renew docs/images/ instead")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="goodwill-screenshots-") as folder:
        data_dir = Path(folder)
        subprocess.run(
            [sys.executable, "-m", "config.prepare", "--demo"], cwd=ROOT, env=servers.settings_for(data_dir), check=True
        )
        with servers.site(data_dir) as server, chromium() as browser:
            server.wait_for("/")
            if wanted.for_docs:
                for_docs(browser, server.address, data_dir)
            else:
                every_page(browser, server.address, wanted.out)


if __name__ == "__main__":
    main()
