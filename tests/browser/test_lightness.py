"""What a page costs its reader, and whom it tells."""

from urllib.parse import urlsplit

import pytest

from tests.browser.pages import PAGES, SPARSE

pytestmark = pytest.mark.browser

WATCH_POLICY = """
  window.violations = []
  addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective + event.blockedURI))
"""
LOAD_ALL_PICTURES = """async () => {
  const pictures = [...document.images]
  pictures.forEach(picture => picture.loading = 'eager')
  await Promise.all(pictures.map(picture => picture.decode()))
}"""


@pytest.mark.parametrize("kind", PAGES)
def test_page_tells_nobody_else_and_breaks_none_of_its_rules(page, site, kind):
    asked, complaints = set(), []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: complaints.append(message.location["url"]))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script(WATCH_POLICY)
    page.goto(PAGES[kind])
    page.evaluate(LOAD_ALL_PICTURES)
    assert asked == {urlsplit(site).netloc}
    assert complaints == ([page.url] if kind == "404" else [])  # a browser remarks on every 404
    assert page.evaluate("violations") == []
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    ("path", "most"), [(SPARSE, 130_000), ("/blog/a-post-in-italics/", 170_000)], ids=["upright", "with italics"]
)
def test_first_view_of_a_post_without_pictures_is_light(page, path, most):
    sizes = []
    network = page.context.new_cdp_session(page)
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    network.send("Network.enable")
    page.goto(path, wait_until="networkidle")
    assert len(sizes) >= 5  # the page, its style and three typefaces
    assert sum(sizes) <= most
    print(f"{sum(sizes):,} bytes in {len(sizes)} files")


def test_style_is_sent_compressed(page):
    with page.expect_response("**/site.*.css") as style:
        page.goto(SPARSE)
    assert style.value.headers["content-encoding"] in ("br", "gzip")
