"""What plugins had a post say to search engines."""

import re

from wordpress.importing.titles import cut, plain_title
from wordpress.wxr.facts import Item

TITLES = ("_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "_aioseop_title")
DESCRIPTIONS = (
    "_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_aioseop_description"
)  # fmt: skip
# "%%sitename%%", "%sep%", "#post_title": filled in there as a page was shown.
VARIABLE = re.compile(r"%%?\w+%%?|#(?:post|site|separator)\w*")
LONGEST_TITLE = 255


def described(item: Item) -> tuple[str, str]:
    """The title and the description for search engines, each "" where nothing was written."""
    return cut(_first(item, TITLES), LONGEST_TITLE), _first(item, DESCRIPTIONS)


def _first(item: Item, keys: tuple[str, ...]) -> str:
    """Without what stood for something else: a title made of nothing but variables was nobody's words."""
    for key in keys:
        words = plain_title(VARIABLE.sub(" ", item.meta_value(key))).strip(" -–|·»")
        if words:
            return words
    return ""
