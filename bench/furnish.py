"""What stands around the posts of a benchmark: authors with faces and ways to reach them, a sidebar, a footer."""

from blog.models import Author, BlogIndexPage, BlogIndexPageAuthor, Notice
from home.models import SiteSettings
from images.models import CustomImage
from images.tasks import make_renditions

REACH = [
    ("email", "ines@example.org"),
    ("profile", {"label": "Mastodon", "text": "@ines", "url": "https://example.org/@ines"}),
    ("other", {"label": "By post", "text": "PO Box 41, Leith"}),
]
PLACES = ["wide", "lead", "thumbnail", "normal", "small", "gallery", "face", "portrait", "sharing"]


def furnish() -> None:
    portrait = CustomImage.objects.first()
    for author in Author.objects.all():
        author.portrait, author.reach = portrait, REACH
        author.short_bio = "Has looked after communities for a radio station, two museums and a city allotment."
        author.save()
    notice = Notice.objects.create(title="The Friday list", text="<p>Three questions that hang by my kettle.</p>")
    blog = BlogIndexPage.objects.get()
    blog.introduction = "Everything, newest first."
    blog.blog_authors = [BlogIndexPageAuthor(author=Author.objects.first())]
    blog.sidebar = [("notice", {"notice": notice}), ("topics", {"title": "Topics"})]
    blog.save_revision().publish()
    for picture in CustomImage.objects.all():
        make_renditions.call(picture.pk, PLACES)
    SiteSettings.objects.update(footer_line="Thank you for reading. The door is on the latch.")
