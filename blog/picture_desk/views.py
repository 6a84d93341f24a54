"""The desk itself: the list of pictures, a row of it saved, and what stands above both of its lists."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.admin.paginator import WagtailPaginator

from blog.admin.posts import breadcrumbs
from blog.picture_desk.forms import DeskFilter, MendingForm
from blog.picture_desk.needs import Asked, narrowed
from blog.picture_desk.queries import Library, in_order
from blog.picture_desk.rows import Row, row_with, rows_for
from blog.picture_desk.sentences import left_to_do, saved
from blog.picture_desk.suggestions import open_suggestions
from blog.picture_desk.thumbnails import with_thumbnails
from images.models import CustomImage, CustomImageQuerySet
from images.permissions import may_change_any
from images.tasks import waiting_to_be_signed

A_PAGE = 24
UNPROCESSABLE = 422
A_KEY = re.compile(r"[0-9]{1,18}")


class AtTheDesk(TemplateView):
    """For people who may change pictures; it knows only of those pictures."""

    tab: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_change_any(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def library(self) -> Library:
        return Library(self.request.user)

    @property
    def by_script(self) -> bool:
        return self.request.headers.get("X-Requested-With") == "XMLHttpRequest"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk = {"breadcrumbs_items": breadcrumbs(gettext("Picture desk")), "address": self.request.get_full_path()}
        return super().get_context_data(**kwargs) | self.summary() | desk

    def summary(self) -> dict[str, Any]:
        return {
            "progress": self.library.progress,
            "lacking": self.library.to_go(Asked()),
            "suggested": open_suggestions(self.library.pictures).count(),
            "waiting": waiting_to_be_signed(),
            "tab": self.tab,
        }

    def paged(self, things: Any) -> dict[str, Any]:
        pages = WagtailPaginator(things, A_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        return {"page_obj": page, "elided_page_range": pages.get_elided_page_range(page.number)}

    def asked_key(self, name: str) -> int:
        """The key that a row says it is for."""
        given = self.request.POST.get(name, "")
        if not A_KEY.fullmatch(given):
            raise Http404("There is no such row.")
        return int(given)

    def answer(self, said: str, **more: Any) -> HttpResponse:
        """To the script what it puts into the page, as HTML; to everybody else the page anew."""
        if self.by_script:
            summary = self.rendered("summary", self.summary())
            return JsonResponse({"said": said, "summary": summary, **more})
        messages.success(self.request, said)
        return redirect(self.request.get_full_path())

    def rendered(self, name: str, context: dict[str, Any]) -> str:
        address = {"address": self.request.get_full_path()}
        return render_to_string(f"blog/picture_desk/{name}.html", context | address, self.request)


class PicturesView(AtTheDesk):
    template_name = "blog/picture_desk/pictures.html"
    tab = "pictures"

    @cached_property
    def filter(self) -> DeskFilter:
        return DeskFilter(self.request.GET)

    def get_context_data(self, mended: MendingForm | None = None, **kwargs: Any) -> dict[str, Any]:
        page = self.paged(self.library.worst_first(self.filter.asked))
        pictures = in_order(page["page_obj"].object_list, self._pictures())
        rows = [self._mended(row, mended) for row in rows_for(pictures, self.request.user)]
        more = {"filter": self.filter, "rows": rows}
        address = self.request.GET.copy()
        address.pop("p", None)
        export = f"{reverse('picture_desk_csv')}?{address.urlencode()}"
        return super().get_context_data(**kwargs) | page | more | {"export": export}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._saved(self.asked_key("picture"))
        if form.is_valid():
            return self._go_on(form.instance)
        form.focus_on_error()
        if self.by_script:
            return JsonResponse({"row": self._row(form)}, status=UNPROCESSABLE)
        return self.render_to_response(self.get_context_data(mended=form))

    @transaction.atomic
    def _saved(self, key: int) -> MendingForm:
        """Saved if it can be."""
        picture = get_object_or_404(self.library.pictures.select_for_update(of=("self",)), pk=key)
        form = MendingForm(self.request.POST, instance=picture, user=self.request.user)
        if form.is_valid():
            form.save()
        return form

    def _go_on(self, picture: CustomImage) -> HttpResponse:
        asked = self.filter.asked
        said = format_html("{} {}", saved(picture), left_to_do(self.library.to_go(asked)))
        stays = narrowed(self.library.pictures, asked).filter(pk=picture.pk).exists()
        return self.answer(said, row=self._stored_row(picture.pk) if stays and self.by_script else "")

    def _stored_row(self, key: int) -> str:
        (row,) = rows_for(in_order([key], self._pictures()), self.request.user)
        return self.rendered("row", {"row": row})

    def _pictures(self) -> CustomImageQuerySet:
        """With all that a row shows of one; whose "Our own" is, is asked of its uploader."""
        return with_thumbnails(self.library.pictures).select_related("uploaded_by_user__author")

    def _row(self, form: MendingForm) -> str:
        (stored,) = in_order([form.instance.pk], self._pictures())
        return self.rendered("row", {"row": row_with(form, stored)})

    def _mended(self, row: Row, form: MendingForm | None) -> Row:
        return Row(row.picture, form, row.used) if form and form.instance.pk == row.picture.pk else row
