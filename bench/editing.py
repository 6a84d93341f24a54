"""An editor who saves one post again and again, through the admin's own form."""

import json
import time
from random import Random
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import User
from django.test import Client

from bench.prose import Prose
from blog.models import BlogIndexPage, BlogPage

WORDS = 450


class Editor:
    """With a post of their own, of about 450 words."""

    def __init__(self) -> None:
        user = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("bench-editor")
        self.admin = Client(SERVER_NAME="localhost")
        self.admin.force_login(user)
        self.prose = Prose(Random(1))
        blog = BlogIndexPage.objects.order_by("path").first()
        self.address = f"/admin/pages/add/blog/blogpage/{blog.pk}/"
        self.save(publish=False)
        post = BlogPage.objects.order_by("pk").last()
        self.address = f"/admin/pages/{post.pk}/edit/"
        self.save(publish=True)

    def save(self, publish: bool) -> float:
        """Change the text and save it; says how many milliseconds the answer took."""
        form = self._fields() | self._text() | ({"action-publish": "action-publish"} if publish else {})
        began = time.perf_counter()
        answer = self.admin.post(self.address, form)
        took = (time.perf_counter() - began) * 1e3
        assert answer.status_code == 302, answer.status_code
        return took

    def _fields(self) -> dict[str, str]:
        """What a browser would send from the form if nothing were typed."""
        page = BeautifulSoup(self.admin.get(self.address).content, "html.parser")
        fields = page.select("form[data-edit-form] :is(input[name], textarea[name])")
        return {str(field["name"]): str(field.get("value") or field.text) for field in fields if _is_sent(field)}

    def _text(self) -> dict[str, str]:
        line: dict[str, Any] = {"type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
        lines = [line | {"key": f"line{n}", "text": self.prose.paragraph(WORDS // 6)} for n in range(6)]
        return {
            "title": "A post that is saved again and again",
            "slug": "saved-again-and-again",
            "body-count": "1",
            "body-0-type": "text",
            "body-0-value": json.dumps({"blocks": lines, "entityMap": {}}),
            "body-0-order": "0",
            "body-0-deleted": "",
            "sidebar-count": "0",
        }


def _is_sent(field: Tag) -> bool:
    ticked = field.get("type") not in ("checkbox", "radio") or field.has_attr("checked")
    return ticked and field.get("type") not in ("submit", "button", "file") and "__prefix__" not in str(field["name"])
