"""What can be found, and the words it is written in.

The database's own full-text structures stand on these rows (``search/backends/``) and follow them by triggers,
so that whoever writes a row has indexed it, on either database.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page
from wagtail.search.backends.base import get_model_root

LONGEST_WORD = 40
# Keys below this are pages'; those of every other kind of thing follow in a stretch of their own.
STRETCH = 2**32


class IndexEntry(models.Model):
    """The text of one page, picture, document or snippet, by how much a word found there counts.

    The entry of a page has the page's own key: searching joins the two without a look at anything else.
    """

    id = models.BigIntegerField(primary_key=True)
    title = models.TextField()
    lead = models.TextField()  # what a post asks and how it begins
    names = models.TextField()  # of its topics, tags and authors
    credits = models.TextField()  # who made its pictures
    body = models.TextField()
    beginnings = models.TextField()  # what somebody may choose it by before the last word is written out

    COLUMNS = ("title", "lead", "names", "credits", "body", "beginnings")

    class Meta:
        verbose_name = "entry of the search index"
        verbose_name_plural = "entries of the search index"

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word that some page contains, in plain small letters: what a mistyped one may have been meant to be.

    It may be one of a draft only, or of no page any more: whoever offers it to readers asks first whether a post of
    theirs has it, in this spelling.
    """

    text = models.CharField(max_length=LONGEST_WORD, primary_key=True)

    class Meta:
        verbose_name = "word of the archive"
        verbose_name_plural = "words of the archive"

    def __str__(self) -> str:
        return self.text


def first_key(model: type[models.Model]) -> int:
    """What is added to the key of a thing of ``model`` to give the key of its entry."""
    root = get_model_root(model)
    if issubclass(root, Page):
        return 0
    return ContentType.objects.get_for_model(root).pk * STRETCH
