"""*Synonyms* in the admin."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from search.admin.ways import words_of
from search.letters import clean, plain, words_in
from search.models import Synonyms

MOST = 20


class SynonymsForm(forms.ModelForm):
    """Two to twenty words or groups of words, of which none is in another set."""

    class Meta:
        model = Synonyms
        fields = ["words"]
        error_messages = {
            "words": {
                "max_length": _("This is more than %(limit_value)d characters. Keep the words that readers use."),
                "required": _("Write at least two words, with a comma between them."),
            }
        }

    def clean_words(self) -> str:
        """One way to write each word, and no word twice."""
        each = {plain(word): word for part in self.cleaned_data["words"].split(",") if (word := clean(part))}
        for word in each.values():
            if not words_in(word):
                self._refuse(gettext("“%(word)s” has no letter or number in it. Leave it out."), word=word)
        if len(each) < 2:
            self._refuse(gettext("Write at least two different words, with a comma between them."))
        if len(each) > MOST:
            self._refuse(gettext("These are more than %(most)s words. Keep those that readers use."), most=MOST)
        self._refuse_what_is_elsewhere(each)
        return ", ".join(each.values())

    def _refuse_what_is_elsewhere(self, each: dict[str, str]) -> None:
        for other in Synonyms.objects.exclude(pk=self.instance.pk):
            for word in map(plain, map(clean, other.each)):
                if word in each:
                    sentence = gettext("“%(word)s” already means the same as others: %(others)s. Add your words there.")
                    self._refuse(sentence, word=each[word], others=other.words)

    def _refuse(self, sentence: str, **values: Any) -> None:
        raise forms.ValidationError(sentence % values)


class AddSynonymsView(CreateView):
    """The address may name the first of the ``words``."""

    request: HttpRequest

    def get_initial(self) -> dict[str, Any]:
        words = words_of(self.request.GET.get("words", "")).replace(",", " ")
        return {"words": f"{words}, "} if words else {}


class SynonymsViewSet(ModelViewSet):
    model = Synonyms
    name = "synonyms"
    icon = "list-ul"
    add_view_class = AddSynonymsView
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["words"]
    search_fields = ["words"]
    search_backend_name = None  # they are no pages

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return SynonymsForm
