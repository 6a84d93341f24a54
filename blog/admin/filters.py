"""How the editors' list of posts can be narrowed."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.admin.states import PostState
from blog.admin.uncredited import with_uncredited_pictures
from blog.models import Author, BlogPage, Topic

Choices = list[tuple[str, Any]]


class ChoiceFilter(SimpleListFilter):
    """One of its own choices or everything, whatever the address says; ``everything`` is what that is called."""

    everything: str | Promise

    def value(self) -> str | None:
        value = super().value()
        return value if value in {key for key, _label in self.lookup_choices} else None


class StateFilter(ChoiceFilter):
    title = _("State")
    parameter_name = "state"
    everything = _("All states")

    def lookups(self, request: HttpRequest, model_admin) -> Choices:
        return PostState.choices

    def queryset(self, request: HttpRequest, posts: QuerySet[BlogPage]) -> QuerySet[BlogPage]:
        return posts.filter(state=self.value()) if self.value() else posts


class AuthorFilter(ChoiceFilter):
    title = _("Author")
    parameter_name = "author"
    everything = _("All authors")

    def lookups(self, request: HttpRequest, model_admin) -> Choices:
        return [(str(pk), name) for pk, name in Author.objects.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, posts: QuerySet[BlogPage]) -> QuerySet[BlogPage]:
        return posts.filter(post_authors__author=self.value()) if self.value() else posts


class TopicFilter(ChoiceFilter):
    title = _("Topic")
    parameter_name = "topic"
    everything = _("All topics")

    def lookups(self, request: HttpRequest, model_admin) -> Choices:
        return [(str(pk), name) for pk, name in Topic.objects.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, posts: QuerySet[BlogPage]) -> QuerySet[BlogPage]:
        return posts.filter(topics=self.value()) if self.value() else posts


class YearFilter(ChoiceFilter):
    title = _("Year")
    parameter_name = "year"
    everything = _("All years")

    def lookups(self, request: HttpRequest, model_admin) -> Choices:
        years = BlogPage.objects.order_by().dates("date", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in years]

    def queryset(self, request: HttpRequest, posts: QuerySet[BlogPage]) -> QuerySet[BlogPage]:
        return posts.filter(date__year=self.value()) if self.value() else posts


class QuestionFilter(ChoiceFilter):
    title = _("Question")
    parameter_name = "question"
    everything = _("All")

    def lookups(self, request: HttpRequest, model_admin) -> Choices:
        return [("open", _("Open"))]

    def queryset(self, request: HttpRequest, posts: QuerySet[BlogPage]) -> QuerySet[BlogPage]:
        return posts.filter(question__gt="", question_closed=False) if self.value() else posts


class CreditFilter(ChoiceFilter):
    title = _("Pictures")
    parameter_name = "pictures"
    everything = _("All pictures")

    def lookups(self, request: HttpRequest, model_admin) -> Choices:
        return [("uncredited", _("Needs a credit"))]

    def queryset(self, request: HttpRequest, posts: QuerySet[BlogPage]) -> QuerySet[BlogPage]:
        return with_uncredited_pictures(posts) if self.value() else posts
