"""*Pinned posts* in the admin: Wagtail's promoted results, of which readers see the posts."""

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.search_promotions.forms import QueryForm, SearchPromotionsFormSet
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.contrib.search_promotions.views import settings as stock

from blog.models import BlogPage
from search.admin.ways import MOST_CHARACTERS, words_of
from search.letters import clean, words_in

ICON = "thumbtack"


class WordsForm(QueryForm):
    query_string = forms.CharField(
        label=_("When somebody looks for"),
        max_length=MOST_CHARACTERS,
        help_text=_("The whole of what is typed. Capitals, accents, spaces and signs make no difference."),
    )

    def clean_query_string(self) -> str:
        words = clean(self.cleaned_data["query_string"])
        if not words_in(words):
            raise forms.ValidationError(_("Write the words that readers type."))
        return words


class PostChooser(AdminPageChooser):
    choose_another_text = _("Choose another post")
    link_to_chosen_text = _("Edit this post")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(target_models=[BlogPage], **kwargs)
        self.choose_one_text = _("Choose a post")


class PinForm(WagtailAdminModelForm):
    """Wagtail's own also takes other pages and addresses elsewhere, which no list of posts could show."""

    sort_order = forms.IntegerField(required=False)
    page = forms.ModelChoiceField(
        label=_("Show this post first"),
        queryset=BlogPage.objects.all(),
        widget=PostChooser(),
        error_messages={
            "required": _("Choose a post."),
            "invalid_choice": _("Choose a post; other pages can’t be pinned."),
        },
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = SearchPromotion
        fields = ["query", "page"]


class PinFormSet(SearchPromotionsFormSet):
    form = PinForm
    max_num = 12
    validate_max = True
    minimum_forms_message = _("Choose at least one post.")


class PinsView(stock.IndexView):
    header_icon = ICON
    page_title = _("Pinned posts")
    add_item_label = _("Pin a post")
    columns = [
        TitleColumn(
            "query_string", label=_("Searched for"), url_name="wagtailsearchpromotions:edit", sort_key="query_string"
        ),
        stock.SearchPromotionColumn("editors_picks", label=_("Shown first")),
    ]


class WritePins:
    """What adding and changing have in common."""

    request: HttpRequest
    object: Any
    form_class = WordsForm
    header_icon = ICON
    page_subtitle = _("Pinned posts")
    template_name = "search/admin/pins.html"

    @cached_property
    def searchpicks_formset(self) -> PinFormSet:
        formset = PinFormSet(self.request.POST or None, instance=self.object)
        formset.extra = 0 if self.object and self.object.pk else 1  # a new one begins with a post to choose
        return formset

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        items = super().get_breadcrumbs_items()  # type: ignore[misc]
        items[-2]["label"] = PinsView.page_title
        return items


class AddPinsView(WritePins, stock.CreateView):
    """The address may say for which ``words``."""

    success_message = _("Who looks for “%(query)s” sees this first.")
    submit_button_label = _("Pin")
    submit_button_active_label = _("Pinning…")
    error_message = _("Nothing was pinned. Look at what is marked below.")

    def get_initial(self) -> dict[str, Any]:
        return {"query_string": words_of(self.request.GET.get("words", ""))}


class ChangePinsView(WritePins, stock.EditView):
    success_message = _("What is pinned for “%(query)s” was changed.")
    error_message = _("Nothing was changed. Look at what is marked below.")


class DeletePinsView(stock.DeleteView):
    header_icon = ICON
    success_message = _("Nothing is pinned for these words any more.")
    template_name = "search/admin/delete_pins.html"
