"""Feeds of every list of posts: Atom, RSS 2.0 and JSON Feed 1.1, with whole texts and the credits of pictures."""

from blog.feeds.answer import feed_of

__all__ = ["feed_of"]
