"""What rich text may hold, and old HTML made safe."""

import nh3

# Everything here survives Wagtail's editor unchanged; what does not (tables, code, quotations) is a block.
FEATURES_OF_TEXT = [
    "bold", "italic", "link", "document-link", "ol", "ul", "h3", "h4",
    "code", "superscript", "subscript", "strikethrough",
]  # fmt: skip
FEATURES_OF_WORDS = ["bold", "italic", "link"]
FEATURES_OF_NOTES = ["bold", "italic", "link", "ol", "ul"]

_TAGS = set(
    "a abbr b blockquote br caption cite code dd del dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ins kbd li"
    " ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul var".split()
)
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}


def sanitised(html: str) -> str:
    """``html`` with nothing in it that runs, loads or styles: no script, frame, picture or attribute of look."""
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener"
    )
