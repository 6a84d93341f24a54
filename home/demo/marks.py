"""How the demo knows its own again: an entry in Wagtail's log for each thing that it made.

The log lives in the database, so the marks go where the database goes; a page, a picture or a
user that is renamed or moved keeps its mark; the history of a post says where it came from;
and what carries no mark was made by somebody and is left alone.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, log
from wagtail.models import ModelLogEntry, PageLogEntry

ACTION = "home.load_demo"


@hooks.register("register_log_actions")
def register_action(actions: LogActionRegistry) -> None:
    actions.register_action(ACTION, _("Load the demo"), _("Brought in with the demo archive"))


@dataclass
class Mark:
    """``thing`` came from what the files call ``key``."""

    thing: Any
    entry: Any

    @property
    def key(self) -> str:
        return self.entry.data["key"]

    @property
    def kind(self) -> str:
        return self.key.split("/")[0]

    @property
    def digest(self) -> str:
        return self.entry.data.get("digest", "")

    @property
    def is_changed(self) -> bool:
        """Whether somebody has written a newer version since, as a draft or published."""
        return getattr(self.thing, "latest_revision_id", None) != self.entry.revision_id

    def renew(self, **data: Any) -> None:
        """Remember ``data``, and the thing as it is now."""
        if hasattr(self.thing, "latest_revision_id"):
            self.thing.refresh_from_db(fields=["latest_revision"])
            self.entry.revision_id = self.thing.latest_revision_id
        self.entry.data |= data
        self.entry.save()


def put_mark(thing: models.Model, key: str, **data: Any) -> Mark:
    mark = Mark(thing, log(thing, ACTION, data={"key": key}))
    mark.renew(**data)
    return mark


def find_marks() -> dict[str, Mark]:
    """By key, in the order they were made; things that are gone are left out."""
    found: dict[str, Mark] = {}
    for model in (PageLogEntry, ModelLogEntry):
        entries = model.objects.filter(action=ACTION).order_by("timestamp", "pk")
        found |= {
            entry.data["key"]: Mark(thing, entry) for entry, thing in entries.with_instances() if thing is not None
        }
    return found


def digest_of(values: Any) -> str:
    """The same for the same values, and another for others."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()
