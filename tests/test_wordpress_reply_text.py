"""A reply's text is kept as its paragraphs, links and quotations, and as nothing that could do harm."""

import pytest
from bs4 import BeautifulSoup

from blog.replies import LONGEST_ADDRESS, clean_reply, sanitised_reply, web_address, words_of_reply
from tests.reading import programs

ZOO = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\tscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='http://example.org/' onclick='alert(1)' style='position:fixed' id='main' class='btn' target='_top'>x</a>",
    "<b onmouseover=alert(1)>x</b>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<iframe src='http://example.org/'></iframe><object data='x'></object><embed src='x'>",
    "<form action='http://example.org/'><input name='q'><button>x</button></form>",
    "<style>*{display:none}</style><link rel=stylesheet href='http://example.org/x.css'>",
    "<base href='http://example.org/'><meta http-equiv=refresh content='0;url=http://example.org/'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<a linktype='page' id='3'>x</a><embed embedtype='image' id='1'>",
    "</div></article></main><h1>Mine now</h1>",
    "<<script>script>alert(1)<</script>/script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<!--><script>alert(1)</script>-->",
    "\n\n".join(["<a href='http://example.org/'><b><i>x"] * 20),
]


@pytest.mark.parametrize("text", ZOO)
def test_nothing_in_a_reply_runs_loads_styles_or_breaks_out(text):
    page = BeautifulSoup(f"<main>{sanitised_reply(text)}</main>", "html.parser")
    assert programs(page) == []
    assert "\0" not in str(page)
    assert {tag.name for tag in page.main.find_all(True)} <= set("a b blockquote br code em i p strong".split())
    for tag in page.main.find_all(True):
        assert set(tag.attrs) <= {"href", "rel"}
        assert tag.get("href", "http:").startswith("http:")
        assert tag.name != "a" or tag["rel"] == ["nofollow", "ugc", "noopener"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("One.\nTwo.\n\nThree.", "<p>One.<br>Two.</p><p>Three.</p>"),
        ("One.\r\n \r\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("<p>One.</p>\n<p>Two.<br />Three.</p>", "<p>One.</p><p>Two.<br>Three.</p>"),
        ("<em>One.\n\nTwo.</em>", "<p><em>One.</em></p><p><em>Two.</em></p>"),
        ("<blockquote>So?\n\nNo.</blockquote>\nYes.", "<blockquote><p>So?</p><p>No.</p></blockquote><p>Yes.</p>"),
        ("<blockquote>Never closed", "<blockquote><p>Never closed</p></blockquote>"),
        ("I <3 this & that, a < b", "<p>I &lt;3 this &amp; that, a &lt; b</p>"),
        (r"\o/ ¯\_(ツ)_/¯", r"<p>\o/ ¯\_(ツ)_/¯</p>"),
        ("See http://example.org/?a=1&b=2", "<p>See http://example.org/?a=1&amp;b=2</p>"),
        ("<h1>Big</h1> <u>words</u>", "<p>Big words</p>"),
    ],
)
def test_paragraphs_and_lines_are_as_the_old_blog_showed_them(written, shown):
    assert sanitised_reply(written) == shown
    assert sanitised_reply(shown) == clean_reply(shown) == shown


@pytest.mark.parametrize("text", ["", " \n\n ", "<p></p><br>", "<b> </b>", "&nbsp;", "<script>x</script>", "\x00"])
def test_reply_that_says_nothing_is_none(text):
    assert sanitised_reply(text) == ""


@pytest.mark.parametrize("piece", ["<", "<p>", "\n ", " ", "<b>x\n\n", "<blockquote>x", "<a href=x>x\n\n", "&", "<br>"])
def test_hostile_length_stays_in_proportion(piece):
    assert len(sanitised_reply(piece * (60_000 // len(piece)))) < 2_000_000


def test_words_are_read_without_their_elements():
    assert words_of_reply("<p>So <b>tr</b>ue.<br>Yes</p><p>&lt;b&gt; &amp; more</p>") == "So true. Yes <b> & more"


@pytest.mark.parametrize("address", ["http://example.org", "HTTPS://example.org/a?b=c#d", " https://example.org/ "])
def test_name_leads_to_a_web_address(address):
    assert web_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://",
        "example.org",
        "//example.org",
        "http://a b",
        "http:\\\\example.org",
        "http://example.org/\x01",
        "mailto:a@example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        f"http://{'a' * LONGEST_ADDRESS}",
    ],
)
def test_name_leads_nowhere_else(address):
    assert web_address(address) == ""
