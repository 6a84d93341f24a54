from django.db import models
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from blog.replies import LONGEST_ADDRESS, LONGEST_NAME, clean_reply, web_address, words_of_reply
from blog.text import excerpt_of


class ReplyQuerySet(models.QuerySet):
    def for_readers(self) -> "ReplyQuerySet":
        """What whoever may read the page may read under it, oldest first."""
        return self.filter(state=Reply.State.APPROVED)


class Reply(models.Model):
    """What a reader wrote under a post or a page of the old blog. It is kept as it came, without how to reach them.

    ``text`` is what ``blog.replies.sanitised_reply`` gives.
    """

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Reply")
        PINGBACK = "pingback", _("Pingback")
        TRACKBACK = "trackback", _("Trackback")

    class State(models.TextChoices):
        APPROVED = "approved", pgettext_lazy("a reply", "Public")
        PENDING = "pending", pgettext_lazy("a reply", "Waiting")

    page = models.ForeignKey(
        Page, verbose_name=_("under"), on_delete=models.CASCADE, related_name="replies", db_index=False
    )
    # What answered a reply that is gone stands by itself.
    parent = models.ForeignKey(
        "self", verbose_name=_("answers"), null=True, blank=True, on_delete=models.SET_NULL, related_name="answers"
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    url = models.CharField(_("website"), max_length=LONGEST_ADDRESS, blank=True)
    # As on the wall where the old blog was, like those of a post.
    date = models.DateField(_("date"))
    time = models.TimeField(_("time"))
    text = models.TextField(_("text"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.COMMENT)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State,
        default=State.PENDING,
        help_text=_("Readers see it when it is public."),
    )
    old_id = models.PositiveBigIntegerField(null=True, editable=False)  # old links say #comment-7

    objects = ReplyQuerySet.as_manager()

    # A page is not "used" by what was said under it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["date", "time", "pk"]
        indexes = [models.Index(fields=["page", "date", "time"], name="blog_replies_of_a_page")]

    def __str__(self) -> str:
        return ": ".join(filter(None, [self.shown_name, self.gist]))

    @property
    def shown_name(self) -> str:
        return self.name or str(_("Somebody"))

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return f"comment-{self.old_id}" if self.old_id else f"reply-{self.pk}"

    @property
    def link(self) -> str:
        """Where the name leads to; "" for what is no web address, whoever stored it."""
        return web_address(self.url)

    @property
    def safe_text(self) -> SafeString:
        """Cleaned once more: not all that is stored came through ``sanitised_reply``."""
        return mark_safe(clean_reply(self.text))  # noqa: S308 - cleaned here

    @property
    def gist(self) -> str:
        """Its first words."""
        return excerpt_of(words_of_reply(self.safe_text))

    @property
    def is_public(self) -> bool:
        return self.state == self.State.APPROVED

    @property
    def public_words(self) -> str:
        """As plain text; of a mention elsewhere readers are shown who it was alone."""
        return f"{self.name}: {words_of_reply(self.safe_text)}" if self.kind == self.Kind.COMMENT else self.name
