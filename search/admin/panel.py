"""What readers looked for and did not find, on the admin's first screen."""

from typing import Any

from wagtail.admin.ui.components import Component

from search.admin.summing import without_result
from search.admin.ways import Ways
from search.pins import all_pins, pins_for

DAYS = 30
SHOWN, LOOKED_AT = 5, 50


class SearchesPanel(Component):
    name = "searches_that_found_nothing"
    order = 45
    template_name = "search/admin/panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        ways = Ways(parent_context["request"].user)
        pins = all_pins()
        # Of the others, an editor has chosen what readers see.
        searches = [search for search in without_result(DAYS)[:LOOKED_AT] if not pins_for(search.words, pins)][:SHOWN]
        return {"days": DAYS, "searches": [(search, ways.on(search.words)) for search in searches]}
