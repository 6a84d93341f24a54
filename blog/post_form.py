"""The form a post is written with: three tabs, in the order and words an editor thinks in."""

import itertools
from typing import Any

from django import forms
from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    MultipleChooserPanel,
    ObjectList,
    PageChooserPanel,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminTagWidget
from wagtail.models import Page

from blog.publishing.dating import on_the_wall
from blog.publishing.form import PicturesCheckedForm
from blog.validators import RESERVED_IN_A_BLOG, is_reserved_slug


class TagWidget(AdminTagWidget):
    """Without Wagtail's own help, which speaks of double quotes: the field's help says what to do."""

    def get_context(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(*args, **kwargs)
        return context | {"widget": context["widget"] | {"help_text": ""}}


class BlogPageForm(PicturesCheckedForm):
    """A new post starts with one empty Text block, and with the author who is signed in or the site's default one.

    A draft needs a title and nothing else; two posts may have the same one.
    """

    MOST_TOPICS = 5

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        post, user = kwargs.get("instance"), kwargs.get("for_user")
        if post is not None and post._state.adding and not args and "data" not in kwargs:
            _begin(post, user, kwargs.get("parent_page"))
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = ""  # the placeholder says it all
        self.fields["title"].error_messages["required"] = _("Give the post a title.")
        for name in ("slug", "date", "time"):
            self.fields[name].required = False
        self.fields["topics"].label_from_instance = _label_of_topic
        self._leave_undated()
        if address := _form_of_blog(kwargs.get("parent_page"), user):
            sentence = gettext("Only where this post needs another sidebar than its blog, {link}.")
            link = format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', address, _("which has its own"))
            self.fields["sidebar"].help_text = format_html(sentence, link=link)

    def clean(self) -> dict[str, Any]:
        """Date and time both left empty: those of the first publishing. Until then a draft has those of its saving."""
        cleaned = super().clean()
        post, chosen = self.instance, cleaned.get("date") or cleaned.get("time")
        post.dated_when_published = not (chosen or post.was_published)
        date, time = (post.date, post.time) if post.was_published else on_the_wall()
        for name, value in {"date": date, "time": time}.items():
            if not cleaned.get(name) and name not in self.errors:
                cleaned[name] = value
        return cleaned

    def clean_slug(self) -> str:
        """As given, if it can be had; else, unless somebody chose it, the next one that is free."""
        slug, from_title = self.cleaned_data["slug"], slugify(self.cleaned_data.get("title", ""), allow_unicode=True)
        made_for_title = slug == from_title and is_reserved_slug(slug, RESERVED_IN_A_BLOG, years=True)
        if slug and not self._is_taken(slug) and not made_for_title:
            return slug
        if slug and slug != from_title:
            raise forms.ValidationError(_("Another post of this blog has this address. Choose a different last part."))
        return self._free_slug(from_title[:200] or "post")

    def clean_topics(self) -> Any:
        """A post that came with more of them from elsewhere keeps those."""
        topics = self.cleaned_data["topics"]
        kept = set(self.instance.topics.all()) if self.instance.imported else set()
        if len(topics) > self.MOST_TOPICS and not kept.issuperset(topics):
            raise forms.ValidationError(_("Choose at most 5 topics."))
        return topics

    def _leave_undated(self) -> None:
        """Empty as long as nobody has chosen a date, and saying what that means."""
        if self.instance.pk is None or self.instance.dated_when_published:
            self.initial |= {"date": None, "time": None}
        if not self.instance.was_published:
            self.fields["date"].widget.attrs["placeholder"] = _("when published")
            self.fields["time"].widget.attrs["placeholder"] = _("when published")

    def _is_taken(self, slug: str) -> bool:
        return self.parent_page.get_children().exclude(pk=self.instance.pk).filter(slug=slug).exists()

    def _free_slug(self, wanted: str) -> str:
        if is_reserved_slug(wanted, RESERVED_IN_A_BLOG, years=True):
            wanted = f"{wanted}-post"
        numbered = (f"{wanted}-{number}" for number in itertools.count(2))
        return next(slug for slug in itertools.chain([wanted], numbered) if not self._is_taken(slug))


def _form_of_blog(blog: Page | None, user: AbstractBaseUser | None) -> str:
    """Where the blog's own sidebar is; "" for whoever may not change it."""
    if blog is None or user is None or not blog.permissions_for_user(user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[blog.pk])


def _label_of_topic(topic: Any) -> str:
    return topic.name if topic.live else _("%(topic)s (draft: readers don’t see it)") % {"topic": topic.name}


def _begin(post: Any, user: AbstractBaseUser | None, blog: Page | None) -> None:
    if not post.body:
        post.body = [("text", "")]
    author = getattr(user, "author", None) or _default_author(blog)
    if author and not post.post_authors.all():
        post.post_authors = [post.post_authors.model(author=author, sort_order=0)]


def _default_author(blog: Page | None) -> Any:
    site = blog.get_site() if blog else None
    return apps.get_model("blog", "BlogSettings").of(site).default_author if site else None


WRITE = [
    TitleFieldPanel("title", placeholder=_("Give it a title"), classname="title"),
    FieldPanel("introduction", widget=forms.Textarea(attrs={"rows": 2})),
    FieldPanel("lead_picture"),
    FieldPanel("body"),
    FieldRowPanel([FieldPanel("question"), FieldPanel("question_closed")], heading=_("Question")),
]
DETAILS = [
    MultipleChooserPanel(
        "post_authors",
        heading=_("Author(s)"),
        label=_("Author"),
        chooser_field_name="author",
        help_text=_("Nobody named: the authors of the blog."),
        panels=[FieldPanel("author")],
    ),
    FieldRowPanel(
        [FieldPanel("date"), FieldPanel("time")],
        heading=_("Date and time"),
        help_text=_(
            "Readers see the date. Left empty, both are those of the first publishing. To publish at a later time, "
            "press the “i” at the top right, then “Set schedule”, choose when, and press “Save schedule”. "
            "It is settled when you then press the arrow beside “Save draft” and “Schedule to publish”."
        ),
    ),
    FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
    FieldPanel("tags", widget=TagWidget),
    FieldPanel("lead_caption"),
    FieldRowPanel([FieldPanel("tell_readers_updated"), FieldPanel("updated_note")], heading=_("Updates")),
    FieldPanel("featured_until"),
    MultipleChooserPanel(
        "related_posts",
        heading=_("Related posts"),
        label=_("Post"),
        chooser_field_name="post",
        max_num=3,
        help_text=_("Up to 3 are shown, not more. With none chosen, similar posts are found by themselves."),
        panels=[PageChooserPanel("post", "blog.BlogPage")],
    ),
    FieldPanel("sidebar"),
    PublishingPanel(),
    CommentPanel(),
]
SHARING = [
    FieldPanel("seo_title", heading=_("Title for search engines"), help_text=_("Empty: the title of the post.")),
    FieldPanel(
        "search_description",
        heading=_("Description for search engines"),
        help_text=_("Empty: the introduction, or the start of the text."),
    ),
    FieldPanel("sharing_picture"),
    FieldPanel(
        "slug",
        heading=_("Last part of the address"),
        help_text=_("Made from the title. When you change it later, the old address leads to the new one."),
    ),
]
TABS = [
    ObjectList(WRITE, heading=_("Write")),
    ObjectList(DETAILS, heading=_("Details")),
    ObjectList(SHARING, heading=_("Sharing and search")),
]
