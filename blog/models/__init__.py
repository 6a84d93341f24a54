"""The blog: posts, who writes them, what they are about, and what stands beside them."""

from blog.models.authors import Author
from blog.models.index_page import BlogIndexPage, BlogIndexPageAuthor
from blog.models.notices import Notice
from blog.models.post import BlogPage, BlogPageAuthor, BlogPageTag, RelatedPost
from blog.models.replies import Reply
from blog.models.settings import BlogSettings
from blog.models.topics import Topic

__all__ = [
    "Author",
    "BlogIndexPage",
    "BlogIndexPageAuthor",
    "BlogPage",
    "BlogPageAuthor",
    "BlogPageTag",
    "BlogSettings",
    "Notice",
    "RelatedPost",
    "Reply",
    "Topic",
]
