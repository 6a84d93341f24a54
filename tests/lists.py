"""A list of a topic, a tag or an author, and what a reader sees of it."""

from tests.factories import AuthorFactory, PostFactory, TopicFactory
from tests.reading import all_words, words


def titles(page):
    return all_words(page, ".entries :is(h2, h3)")


def tally(page):
    """How many posts the list says it has, and where its feed is, if it says so on this page."""
    count, feed = page.select_one(".tally span, h2#posts"), page.select_one(".tally a, .profile a[type]")
    return " ".join(words(count).split()[:2]), feed and feed["href"]


def topic(**options):
    subject = TopicFactory(name="Hosting", slug="hosting")
    PostFactory.create_batch(options.get("posts", 1), topics=[subject])
    return "/blog/topic/hosting/"


def tag(**options):
    PostFactory.create_batch(options.get("posts", 1), tags=["kettle"])
    return "/blog/tag/kettle/"


def author(**options):
    PostFactory.create_batch(options.get("posts", 1), authors=[AuthorFactory(name="Ines Pirie")])
    return "/blog/author/ines-pirie/"


LISTS = [topic, tag, author]
