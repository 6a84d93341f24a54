"""Ids for blocks: the same whenever the same post is made of the same source."""

import uuid
from collections.abc import Iterable
from typing import Any

from wordpress.body.contract import Block

NAMESPACE = uuid.UUID("8f9d5c52-3f0e-4b63-9a0c-0f5b7c1d2e41")


def with_ids(blocks: Iterable[Block], name: str) -> list[Block]:
    return [_with_id(block, f"{name}/{number}") for number, block in enumerate(blocks)]


def _with_id(block: Block, name: str) -> Block:
    return {**block, "value": _inside(block["value"], name), "id": str(_lasting(name))}


def short_id(name: str) -> str:
    """As the editor gives to paragraphs."""
    return _lasting(name).hex[:5]


def _lasting(name: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, name)


def _inside(value: Any, name: str) -> Any:
    """A gallery has a list of its own within its value."""
    if not isinstance(value, dict):
        return value
    return {key: with_ids(part, f"{name}/{key}") if _is_list(part) else part for key, part in value.items()}


def _is_list(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(one, dict) and "type" in one for one in part)
