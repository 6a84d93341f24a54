"""Rules over all templates, styles and modules, whatever is added later."""

import ast
import itertools
import re
from collections import Counter
from pathlib import Path

import pytest
from django.template.loader import get_template
from wagtail.models import get_page_models

from tests.factories import DocumentFactory, ImageFactory, PostFactory, StandardPageFactory, one_of_every_block
from tests.reading import read

ROOT = Path(__file__).resolve().parent.parent
APPS = ["config", "wordpress", "home", "search", "blog", "images"]
MODULES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OF_READERS = ("base.html", "blog", "home", "search", "components", "404.html")
PUBLIC = [
    path
    for path in TEMPLATES
    if path.relative_to(ROOT / "templates").parts[0] in OF_READERS and "admin" not in path.parts
]
ids = {"ids": lambda path: str(path.relative_to(ROOT))}
MOST_BYTES_OF_CSS = 30_000


@pytest.mark.parametrize("page_type", [model for model in get_page_models() if model.is_creatable])
def test_page_type_has_a_template(page_type):
    assert get_template(page_type.template)


@pytest.mark.parametrize("path", TEMPLATES, **ids)
def test_template_can_be_read(path):
    assert get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", PUBLIC, **ids)
def test_readers_template_has_no_script_or_style_of_its_own(path):
    source = path.read_text()
    data = '<script type="application/ld+json">{{ graph }}</script>'  # which no browser runs
    assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", source.replace(data, ""))


@pytest.mark.parametrize("path", [path for path in PUBLIC if "components" in path.parts], **ids)
def test_component_is_short(path):
    assert len(path.read_text().splitlines()) <= 30


@pytest.fixture
def pages(client, blog):
    """One page of each kind, read."""
    ImageFactory()
    DocumentFactory()
    post = PostFactory(body=one_of_every_block(), lead_picture=ImageFactory())
    addresses = ["/", blog.url, post.url, PostFactory(body=[]).url, StandardPageFactory(body=one_of_every_block()).url]
    return {address: read(client.get(address)) for address in addresses}


def test_page_has_one_main_heading_and_one_title(pages):
    for address, page in pages.items():
        assert len(page.select("h1")) == 1, address
        assert page.h1.get_text(strip=True), address
        assert page.title.get_text(strip=True), address


def test_headings_of_a_page_leave_out_no_level(pages):
    for address, page in pages.items():
        levels = [
            int(heading.name[1]) for heading in page.select("main h1, main h2, main h3, main h4, main h5, main h6")
        ]
        assert levels[0] == 1, address
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (address, levels)


def test_picture_has_a_description_and_a_size(pages):
    for address, page in pages.items():
        for picture in page.select("img"):
            assert picture.has_attr("alt"), address
            assert int(picture["width"]) > 0
            assert int(picture["height"]) > 0


def test_no_two_elements_of_a_page_have_one_id(pages):
    for address, page in pages.items():
        again = {name: count for name, count in Counter(tag["id"] for tag in page.select("[id]")).items() if count > 1}
        assert again == {}, address


def test_page_says_its_language_and_can_be_skipped_into(pages):
    for page in pages.values():
        assert page.html["lang"] == "en"
        assert page.select_one("a.skip")["href"] == "#main"
        assert page.select_one("main#main")


def test_style_sheet_is_small():
    assert (ROOT / "static" / "css" / "site.css").stat().st_size <= MOST_BYTES_OF_CSS


def test_only_the_one_door_asks_for_live_and_public_pages():
    """All lists go through ``visible()`` and ``listed()``, which say once what readers may see."""
    calls = [node for path in MODULES for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    assert not [call for call in calls if getattr(call.func, "attr", "") == "public"]
    restrictions = [path.name for path in MODULES if "PageViewRestriction.objects" in path.read_text()]
    assert restrictions == ["querysets.py"]


@pytest.mark.parametrize("path", MODULES, **ids)
def test_module_says_what_it_is_for(path):
    assert path.stem not in ("utils", "helpers", "common", "misc")


@pytest.mark.parametrize("path", MODULES, **ids)
def test_environment_is_read_in_one_place(path):
    reads = re.search(r"os\.(environ(\.get|\[)|getenv)", path.read_text())
    assert not reads or path.parent.name == "config"


def test_no_module_imports_inside_a_function():
    late = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef) and function.name != "ready"
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    assert late == []
