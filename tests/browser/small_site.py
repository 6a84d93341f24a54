"""A database with one post of every kind, for a browser to look at.

Built in a process of its own, so that the browser meets the site with the settings it is served with.
"""

import datetime
import json
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.models import Site

from blog.blocks import BodyBlock
from blog.models import Author, BlogIndexPage, BlogPage, BlogPageAuthor, Notice, Topic
from config.prepare import prepare
from home.demo.work import done_at_once
from home.models import HomePage, SiteSettings, StandardPage
from images.models import CreditSuggestion, CustomImage
from search.models import LoggedSearch
from tests.browser.pages import EDITOR, FILES, OLD_POST, OWNER, PASSWORD, PICTURES, TODAY
from tests.browser.photographs import photograph
from tests.wordpress_everything import EVERYTHING
from tests.wordpress_surroundings import Around
from wordpress.body.converting import convert
from wordpress.importing.as_edited import as_edited
from wordpress.importing.block_ids import with_ids

BODY = BodyBlock()
PROSE = "<p>Down our street there is a woman who knows everybody’s spare-key arrangements.</p>" * 6
ENTRIES_ON_A_SECOND_PAGE = 12
PHOTOGRAPHS = 10


def build() -> None:
    prepare(demo=False)
    with done_at_once():  # what a worker would have done by the time a reader comes
        fill()


def build_empty() -> None:
    """What somebody finds who has just installed it, and may do everything."""
    prepare(demo=False)
    User.objects.create_superuser(OWNER, password=PASSWORD)


def fill() -> None:
    pictures = [picture(name) for name in ("table.webp", "cups.webp", "doors.webp")]
    authors = [author(name, pictures[1]) for name in ("Ines Halloran", "Tom Adeyemi", "Rukhsana Mir")]
    whole = Topic.objects.create(name="People", description="<p>Whoever <b>comes in</b>, and who stays.</p>")
    topic = Topic.objects.create(name="Welcoming", parent=whole)
    blog = the_blog(authors[0])
    for number in range(ENTRIES_ON_A_SECOND_PAGE):
        years = ENTRIES_ON_A_SECOND_PAGE - number
        day = datetime.date(TODAY.year - years, TODAY.month, min(TODAY.day, 28))
        publish(blog, f"An earlier post, number {number + 1}", [("text", PROSE)], topics=[topic], date=day)
    publish(blog, "A post with very little in it", [("text", "<p>Two lines.</p><p>No more.</p>")])
    publish(
        blog, "A post in italics", [("text", PROSE + "<p><i>On the latch</i>.</p>")], question="Who left a door open?"
    )
    ten_photographs(blog)
    every_block(blog, authors, topic, pictures)
    from_an_old_blog(blog, pictures[0])
    home_page(authors[0])
    old_pictures()
    searches()
    editor()


def picture(file_name: str) -> CustomImage:
    with (PICTURES / file_name).open("rb") as file:
        return CustomImage.objects.create(
            title=Path(file_name).stem,
            file=ImageFile(file, name=file_name),
            description="What is seen in it",
            kind="illustration",
            credit="Maud Ferris",
            credit_url="https://example.org/maud-ferris",
            licence="cc-by-4.0",
        )


def author(name: str, portrait: CustomImage) -> Author:
    reach = [
        ("email", "ines@example.org"),
        ("profile", {"label": "Mastodon", "text": "@ines", "url": "https://example.org/@ines"}),
        ("other", {"label": "By post", "text": "PO Box 41, Leith"}),
    ]
    words = {"short_bio": "Writes here most Fridays.", "bio": "<p>Writes here most Fridays, and answers.</p>"}
    return Author.objects.create(name=name, portrait=portrait, reach=reach, **words)


def the_blog(author: Author) -> BlogIndexPage:
    blog = BlogIndexPage.objects.get()
    notice = Notice.objects.create(title="The hall", text="<p>Open from six. <a href='/blog/'>Bring a cup</a>.</p>")
    blog.introduction = "Everything, newest first."
    blog.blog_authors = [BlogIndexPage.blog_authors.rel.related_model(author=author)]
    blog.sidebar = [
        ("notice", {"notice": notice}),
        ("topics", {"title": "Topics"}),
        ("open_questions", {"title": "Questions still open"}),
        ("this_week", {"title": "This week, years ago"}),
        ("share", {"title": "Pass it on"}),
    ]
    blog.save_revision().publish()
    return blog


def publish(blog: BlogIndexPage, title: str, body: list, **fields: object) -> BlogPage:
    post = BlogPage(title=title, body=body)
    for name, value in fields.items():
        setattr(post, name, value)
    blog.add_child(instance=post)
    post.save_revision().publish()
    return post


def every_block(blog: BlogIndexPage, authors: list[Author], topic: Topic, pictures: list[CustomImage]) -> None:
    """Every block with what it previews itself with, and pictures in every width."""
    with (FILES / "switchboard.mp3").open("rb") as file:
        get_document_model().objects.create(title="The switchboard, at night", file=File(file, name="switchboard.mp3"))
    body = [(name, block.get_preview_value()) for name, block in BODY.child_blocks.items()]
    for width in ("small", "wide"):
        value = BODY.child_blocks["image"].get_preview_value()
        value["width"] = width
        body += [("image", value), ("text", PROSE)]
    body += [("heading", {"text": f"Part {number}", "level": level}) for number, level in enumerate("2334")]
    body.append(("table", {"table": wide_table(), "caption": "Wider than a phone", "header_row": True}))
    body.append(("code", {"code": "a line that no telephone has room for " * 5, "language": "text"}))
    post = publish(
        blog,
        "A post with every block",
        stored(body),
        introduction="The warmest places online share one small habit.",
        lead_picture=pictures[2],
        lead_caption="Leith Walk, ten to seven.",
        question="Who left a door on the latch for you?",
        post_authors=[BlogPageAuthor(author=one) for one in authors[:2]],
        topics=[topic],
        related_posts=[BlogPage.related_posts.rel.related_model(post=BlogPage.objects.first())],
    )
    post.tags.add("newcomers", "night shift")
    post.save_revision().publish()


def from_an_old_blog(blog: BlogIndexPage, image: CustomImage) -> None:
    """A draft, so that no reader meets it, with every block that an import makes."""
    around = Around(document=get_document_model().objects.get().pk, image=image.pk)
    body, _lost = as_edited(with_ids(convert(EVERYTHING, around).blocks, "post 1"))
    post = BlogPage(title=OLD_POST, slug="from-an-old-blog", body=json.dumps(body), live=False, imported=True)
    blog.add_child(instance=post)
    post.save_revision()


def ten_photographs(blog: BlogIndexPage) -> None:
    first, *others = [photo(number) for number in range(PHOTOGRAPHS)]
    body = []
    for image in others:
        use = {"image": {"image": image, "alt_text": "", "decorative": False}, "caption": "", "credit": "", "link": ""}
        body += [("text", PROSE), ("image", {**use, "width": "normal"})]
    publish(blog, "Ten photographs", body, lead_picture=first)


def photo(number: int) -> CustomImage:
    file = ImageFile(ContentFile(photograph(number)), name=f"photograph-{number}.jpg")
    return CustomImage.objects.create(
        title=f"Photograph {number}", file=file, description="A photograph", licence="own"
    )


def wide_table() -> dict:
    columns = [{"type": "text", "heading": f"Column-{number}-of-twelve"} for number in range(12)]
    return {"columns": columns, "rows": [{"values": ["Not-to-be-broken"] * 12}], "caption": ""}


def stored(body: list) -> StreamValue:
    """As it comes out of the database: previews are translated only when they are shown."""
    return BODY.to_python(json.loads(json.dumps(BODY.get_prep_value(BODY.normalize(body)), cls=DjangoJSONEncoder)))


def old_pictures() -> None:
    """Three that lack everything, and three whose credits somebody may have found."""
    for title in ("The signal box", "The bus shelter, 2007", "The tea room, 2007"):
        old_picture(title)
    for number, title in enumerate(("The choir, 2009", "The raffle, 2010", "The shed, 2011")):
        words = f"Photo credit: Tom Adeyemi, {title}"
        suggestion = {"credit": "Tom Adeyemi", "words": words, "confidence": 90 - number}
        CreditSuggestion.objects.create(image=old_picture(title, description="What is seen"), **suggestion)


def old_picture(title: str, **fields: str) -> CustomImage:
    with (PICTURES / "doors.webp").open("rb") as file:
        return CustomImage.objects.create(title=title, file=ImageFile(file, name="old.webp"), **fields)


def searches() -> None:
    """One that found nothing, and one that was of use."""
    site = Site.objects.get()
    LoggedSearch.objects.create(site=site, day=timezone.localdate(), words="the kettle rota", times=4)
    LoggedSearch.objects.create(site=site, day=timezone.localdate(), words="italics", times=3, results=1, clicks=2)


def home_page(author: Author) -> None:
    home = HomePage.objects.get()
    home.greeting, home.author = "Hello, I’m Ines. Since 2008 I have been writing about looking after people.", author
    home.save_revision().publish()
    home.add_child(
        instance=StandardPage(
            title="About Ines", show_in_menus=True, introduction="Who writes.", body=[("text", PROSE)]
        )
    )
    SiteSettings.objects.update(footer_line="Thank you for reading. The door is on the latch.")


def editor() -> None:
    user = User.objects.create_user(EDITOR, password=PASSWORD, first_name="Rukhsana", last_name="Mir")
    user.groups.add(Group.objects.get(name="Editors"))
