"""What a page costs its reader, and whom it tells."""

from urllib.parse import urlsplit

import pytest

from tests.browser.pages import PAGES, PHOTOGRAPHS, SPARSE

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


PHONE = {"width": 390, "height": 844}
SCROLL_ON = """() => {
  scrollBy(0, 300)
  return scrollY + innerHeight >= document.body.scrollHeight - 1
}"""
ALL_SHOWN = "[...document.images].every(picture => picture.complete && picture.naturalWidth)"


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


@pytest.mark.parametrize(("ratio", "most"), [(1, 450_000), (2, 900_000)])
def test_ten_photographs_of_twelve_megapixels_are_light_on_a_telephone(window, ratio, most):
    page = window(viewport=PHONE, device_scale_factor=ratio)
    sizes, kinds = count_pictures(page)
    page.goto(PHOTOGRAPHS)
    while not page.evaluate(SCROLL_ON):
        page.wait_for_timeout(50)
    page.wait_for_function(ALL_SHOWN)
    page.wait_for_load_state("networkidle")
    assert kinds.count("image/avif") == 10
    assert sum(sizes) <= most
    print(f"{sum(sizes):,} bytes at {ratio} pixels to one")


def count_pictures(page):
    """The encoded sizes and the types of the pictures that come from now on; icons are none."""
    asked, sizes, kinds = {}, [], []

    def came(event):
        if event["requestId"] in asked:
            sizes.append(event["encodedDataLength"])
            kinds.append(asked[event["requestId"]])

    def answered(event):
        if event["type"] == "Image" and "/media/" in event["response"]["url"]:
            asked[event["requestId"]] = event["response"]["mimeType"]

    network = page.context.new_cdp_session(page)
    network.on("Network.responseReceived", answered)
    network.on("Network.loadingFinished", came)
    network.send("Network.enable")
    return sizes, kinds


def test_style_is_sent_compressed(page):
    with page.expect_response("**/site.*.css") as style:
        page.goto(SPARSE)
    assert style.value.headers["content-encoding"] in ("br", "gzip")
