"""Files that are dragged from a folder into a page, and let go there."""

from playwright.sync_api import expect

COPY = 1


def drop(desk, folder, photographs):
    """Photographs by the names of their files, written into ``folder``; each has its form when this is done."""
    for name, content in photographs.items():
        (folder / name).write_bytes(content)
    place = desk.locator(".drop-zone").bounding_box()
    held = {
        "x": place["x"] + place["width"] / 2,
        "y": place["y"] + 10,
        "data": {"items": [], "files": [str(folder / name) for name in photographs], "dragOperationsMask": COPY},
    }
    browser = desk.context.new_cdp_session(desk)
    for event in ("dragEnter", "dragOver", "drop"):
        browser.send("Input.dispatchDragEvent", {"type": event, **held})
    expect(desk.locator("form.picture-form")).to_have_count(len(photographs))
