"""Asking the archive as a reader does, without the page around the answer."""

from django.http import QueryDict
from django.utils.http import urlencode
from wagtail.models import Site

from search.answering import answer
from search.wanted import Wanted


def ask(words="", **parameters):
    """The answer to what a reader typed and chose: ``ask("kettle", year=[2009])``."""
    query = QueryDict(urlencode({"q": words, **parameters}, doseq=True))
    return answer(Wanted.of(query, Site.objects.get(is_default_site=True)))


def titles(words="", **parameters):
    return [hit.post.title for hit in ask(words, **parameters).hits]


def counts(answer, facet):
    """Of a facet's choices, by what the address calls them."""
    return {choice.value: choice.count for one in answer.facets if one.name == facet for choice in one.choices}
