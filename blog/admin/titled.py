"""A new post that begins with a title which the address gives it, as in ``?title=The+night+bus``."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page

from blog.models import BlogPage

TITLE = "title"
MOST_CHARACTERS = 255


def titled(address: str, request: HttpRequest) -> str:
    """``address`` of a form for a new post, with the title that ``request`` was given."""
    title = title_of(request)
    return set_query_params(address, {TITLE: title}) if title else address


def title_of(request: HttpRequest) -> str:
    return capfirst(" ".join(request.GET.get(TITLE, "").split()))[:MOST_CHARACTERS]


def begin_with_title(request: HttpRequest, parent: Page, kind: type[Page]) -> HttpResponse | None:
    """Wagtail's form with the title in it; ``None``, and so Wagtail's own, when there is none or no post is begun."""
    if kind is not BlogPage or request.method != "GET" or not title_of(request):
        return None
    return TitledView.as_view()(request, BlogPage._meta.app_label, BlogPage._meta.model_name, parent.pk)


class TitledView(CreateView):
    """Shows the form; where it sends what is written is Wagtail's own."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.page.title = title_of(request)
        return super().get(request)

    def run_hook(self, hook_name: str, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Whether somebody may begin has been asked: it is how this view was come to."""
        return None if hook_name == "before_create_page" else super().run_hook(hook_name, *args, **kwargs)
