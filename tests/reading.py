"""A page as a reader meets it: its words, its elements, what it asks for."""

import json
import re

from bs4 import BeautifulSoup

ADDRESS_IN_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)")
LOADS = {
    "link[rel~=stylesheet], link[rel~=icon], link[rel~=preload]": "href",
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
    for selector, attribute in LOADS.items():
        for element in page.select(selector):
            if element.get(attribute):
                yield element[attribute]
            yield from (part.split()[0] for part in element.get("srcset", "").split(",") if part.strip())


def programs(page):
    """Scripts that a browser would run, but for files of our own; data about the page are none."""
    return [
        script
        for script in page.find_all("script")
        if script.get("type") != "application/ld+json" and not script.get("src", "").startswith("/static/")
    ]


def facts(page):
    """What the page says of itself in the words of schema.org: its nodes by their type."""
    data = page.select("script[type='application/ld+json']")
    return {node["@type"]: node for script in data for node in json.loads(script.string)["@graph"]}


def empty_elements(page):
    """Elements of the main part that show nothing: a mark of a template that forgot to ask."""
    showing = ["img", "source", "svg", "hr", "audio", "video", "iframe", "br", "use", "path", "circle", "input", "col"]
    return [
        element
        for element in page.select("main *")
        if element.name not in showing and not element.get_text(strip=True) and not element.find(showing)
    ]
