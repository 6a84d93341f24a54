"""The blocks of a post's body. Their names live in every post's data and are never changed."""

from blog.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
