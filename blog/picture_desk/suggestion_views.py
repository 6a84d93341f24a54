"""The desk's second list: suggested credits, each to be accepted, changed or skipped."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from wagtail.models import Page

from blog.picture_desk.forms import CreditForm
from blog.picture_desk.queries import in_order
from blog.picture_desk.suggestions import Decided, accept, open_suggestions, pages_to_name, skip, words_around
from blog.picture_desk.thumbnails import Thumbnail, thumbnail_of, with_thumbnails
from blog.picture_desk.views import UNPROCESSABLE, AtTheDesk
from images.licences import UNKNOWN
from images.models import CreditSuggestion, CustomImage, SuggestionState


@dataclass
class SuggestionRow:
    suggestion: CreditSuggestion
    picture: CustomImage
    form: CreditForm
    page: Page | None  # the one it was found on, where it may be named

    @property
    def words(self) -> tuple[str, str, str]:
        return words_around(self.suggestion)

    @property
    def knows_licence(self) -> bool:
        return self.suggestion.licence != UNKNOWN.key

    @property
    def thumbnail(self) -> Thumbnail:
        return thumbnail_of(self.picture)


class SuggestionsView(AtTheDesk):
    template_name = "blog/picture_desk/suggestions.html"
    tab = "suggestions"

    def get_context_data(self, changed: CreditForm | None = None, **kwargs: Any) -> dict[str, Any]:
        page = self.paged(open_suggestions(self.library.pictures).select_related("page"))
        rows = self._rows(list(page["page_obj"].object_list))
        for row in rows:
            if changed and changed.instance.pk == row.suggestion.pk:
                row.form = changed
        return super().get_context_data(**kwargs) | page | {"rows": rows}

    def post(self, request: HttpRequest) -> HttpResponse:
        mine = CreditSuggestion.objects.filter(image__in=self.library.pictures)
        suggestion = get_object_or_404(mine.select_related("page"), pk=self.asked_key("suggestion"))
        if suggestion.state != SuggestionState.OPEN:
            decided = Decided(gettext("Somebody has decided this already."), [suggestion.pk])
            return self.answer(decided.said, gone=decided.gone)
        match request.POST.get("decision"):
            case "accept":
                decided = accept(suggestion, request.user)
            case "skip":
                decided = skip(suggestion)
            case "change":
                return self._change(suggestion)
            case _:
                raise Http404("A suggestion is accepted, changed or skipped.")
        return self.answer(decided.said, gone=decided.gone)

    def _change(self, suggestion: CreditSuggestion) -> HttpResponse:
        form = CreditForm(self.request.POST, instance=suggestion)
        if form.is_valid():
            decided = accept(form.instance, self.request.user)
            return self.answer(decided.said, gone=decided.gone)
        form.focus_on_error()
        if self.by_script:
            (row,) = self._rows([CreditSuggestion.objects.select_related("page").get(pk=suggestion.pk)])
            row.form = form
            return JsonResponse({"row": self.rendered("suggestion", {"row": row})}, status=UNPROCESSABLE)
        return self.render_to_response(self.get_context_data(changed=form))

    def _rows(self, suggestions: list[CreditSuggestion]) -> list[SuggestionRow]:
        keys = {suggestion.image_id for suggestion in suggestions}
        pictures = {picture.pk: picture for picture in in_order(keys, with_thumbnails(self.library.pictures))}
        named = pages_to_name([suggestion.page_id for suggestion in suggestions], self.request.user)
        return [
            SuggestionRow(one, pictures[one.image_id], CreditForm(instance=one), named.get(one.page_id))
            for one in suggestions
            if one.image_id in pictures
        ]
