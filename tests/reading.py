"""A page as a reader meets it: its words, its elements, what it asks for."""

import re

from bs4 import BeautifulSoup

ADDRESS_IN_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)")
LOADS = {
    "link": "href",
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
    "audio": "src",
    "video": "src",
}


def read(answer):
    """The page of an answer, ready for ``select``."""
    assert answer.status_code == 200, answer.status_code
    return BeautifulSoup(answer.content, "html.parser")


def words(element):
    """As text, every run of white space one space."""
    return " ".join(element.get_text().split())


def all_words(page, selector):
    return [words(element) for element in page.select(selector)]


def loaded_addresses(page):
    """Everything a browser asks for by itself while it shows the page."""
    for tag, attribute in LOADS.items():
        for element in page.find_all(tag):
            if element.get(attribute):
                yield element[attribute]
            yield from (part.split()[0] for part in element.get("srcset", "").split(",") if part.strip())


def empty_elements(page):
    """Elements of the main part that show nothing: a mark of a template that forgot to ask."""
    showing = ["img", "source", "svg", "hr", "audio", "video", "iframe", "br", "use", "path", "circle", "input", "col"]
    return [
        element
        for element in page.select("main *")
        if element.name not in showing and not element.get_text(strip=True) and not element.find(showing)
    ]
