"""Every list of a blog and every feed of it, where there is a topic, a tag and an author; all parts of a sidebar."""

FEEDS = ["feed/", "feed/rss/", "feed/json/"]
PARTS = ["", "archive/", "2021/", "2021/06/", "topic/hosting/", "tag/kettle/", "author/ines/"]
LISTS = [f"/blog/{part}" for part in PARTS]
EVERYWHERE = [*LISTS, *(f"/blog/{part}{feed}" for part in PARTS if part != "archive/" for feed in FEEDS)]
OF_EVERY_PART = [(part, {"title": part}) for part in ("topics", "open_questions", "this_week")]
