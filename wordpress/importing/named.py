"""Topics, tags and authors: what a category, a tag or a login of the old blog is here."""

from collections.abc import Iterable, Iterator
from itertools import chain, count

from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify
from taggit.models import Tag

from blog.models import Author, Topic
from wordpress.importing.batches import within
from wordpress.importing.titles import clean_slug, cut
from wordpress.models import ImportedBlog, ImportedPerson, ImportedTerm, ImportRun
from wordpress.wxr.facts import Person, Term

LONGEST_NAME = 100  # of a topic, a tag or an author
KEPT = ("category", "tag")
BYLINE = "author"  # the taxonomy of Co-Authors


class Terms:
    """``topics`` and ``tags`` are keys of what there is here, by the slugs of the old blog."""

    def __init__(self, blog: ImportedBlog, run: ImportRun) -> None:
        self.blog, self.run = blog, run
        self.topics: dict[str, int] = {}
        self.tags: dict[str, int] = {}
        self._load()

    @transaction.atomic
    def bring(self, terms: Iterable[Term]) -> None:
        """What came over at an earlier time is left as it is here. Of two with one slug the first counts."""
        known = {(term.taxonomy, term.slug) for term in self.blog.terms.all()}
        new = {key_of(term): term for term in reversed(list(terms)) if term.taxonomy in KEPT and term.slug}
        wanted = [new[key] for key in sorted(new.keys() - known)]
        parents = {term.slug: term for term in wanted if term.taxonomy == "category"}
        # Of two with one name, the wider one is called by it alone.
        categories = sorted(parents.values(), key=lambda term: (_depth(term, parents), term.slug))
        made = {term.slug for term in categories if self._bring_topic(term, parents)}
        for term in categories:
            if term.slug in made:
                self._put_below(term, parents)
        for term in wanted:
            if term.taxonomy == "tag":
                self._bring_tag(term)
        self._load()

    def _bring_topic(self, term: Term, others: dict[str, Term]) -> bool:
        """Whether it had to be made."""
        slug = clean_slug(term.slug)[:LONGEST_NAME] or slugify(term.name)[:LONGEST_NAME]
        topic = Topic.objects.filter(slug=slug).first()
        is_new = topic is None
        if topic is None:
            name = self._free_name(term, others)
            topic = Topic.objects.create(name=name, slug=slug, description=_paragraph(term.description))
        self._remember(term, topic=topic, made_by=self.run if is_new else None)
        return is_new

    def _free_name(self, term: Term, others: dict[str, Term]) -> str:
        """Names of topics differ: a second "News", below "Harbour", is called "News (Harbour)"."""
        name = cut(term.name or term.slug, LONGEST_NAME)
        above = others.get(term.parent)
        candidates = [name, *(_with(name, further) for further in (above.name if above else "", term.slug) if further)]
        numbered = (_with(name, str(number)) for number in count(2))
        taken = Topic.objects.filter
        return next(one for one in chain(candidates, numbered) if not taken(name__iexact=one).exists())

    def _put_below(self, term: Term, others: dict[str, Term]) -> None:
        if not term.parent or _goes_round(term, others):
            return
        above = self.blog.terms.filter(taxonomy="category", slug=term.parent, topic__isnull=False).first()
        below = self.blog.terms.get(taxonomy="category", slug=term.slug)
        if above and below.topic and above.topic_id != below.topic_id:
            below.topic.parent_id = above.topic_id
            below.topic.save(update_fields=["parent"])

    def _bring_tag(self, term: Term) -> None:
        slug, name = clean_slug(term.slug)[:LONGEST_NAME], cut(term.name or term.slug, LONGEST_NAME)
        tag = Tag.objects.filter(slug=slug).first() or Tag.objects.filter(name__iexact=name).first()
        is_new = tag is None
        if tag is None:
            tag = Tag.objects.create(name=name, slug=slug or f"tag-{abs(term.wp_id)}")
        self._remember(term, tag=tag, made_by=self.run if is_new else None)

    def _remember(self, term: Term, **what: Topic | Tag | ImportRun | None) -> None:
        ImportedTerm.objects.create(
            blog=self.blog, taxonomy=term.taxonomy, slug=key_of(term)[1], wp_id=within(term.wp_id, 63), **what
        )

    def _load(self) -> None:
        rows = self.blog.terms.values_list("taxonomy", "slug", "topic_id", "tag_id")
        self.topics = {slug: topic for taxonomy, slug, topic, _tag in rows if taxonomy == "category" and topic}
        self.tags = {slug: tag for taxonomy, slug, _topic, tag in rows if taxonomy == "tag" and tag}


class People:
    """``author(login)`` is the key of an author here, whichever way the login is written."""

    def __init__(self, blog: ImportedBlog, run: ImportRun, chosen: dict[str, str]) -> None:
        self.blog, self.run = blog, run
        self.chosen = {plain_login(login): slug for login, slug in chosen.items()}
        self._authors: dict[str, int] = {}
        self._load()

    @transaction.atomic
    def bring(self, people: Iterable[Person]) -> None:
        """Declared or not. Of several with one login, the first that says a name counts."""
        known = set(self.blog.people.values_list("login", flat=True))
        wanted: dict[str, Person] = {}
        for person in people:
            login = plain_login(person.login)
            if not wanted.get(login) or not wanted[login].name:
                wanted[login] = person
        for login in sorted(wanted.keys() - known - {""}):
            self._bring(login, wanted[login])
        self._load()

    def author(self, login: str) -> int | None:
        return self._authors.get(plain_login(login))

    def _bring(self, login: str, person: Person) -> None:
        name = cut(" ".join((person.name or person.login).split()), LONGEST_NAME)
        author = self._known(login, name)
        is_new = author is None
        if author is None:
            slug = clean_slug(login)[:LONGEST_NAME]
            author = Author(name=name, slug="" if Author.objects.filter(slug=slug).exists() else slug)
            author.save()
        ImportedPerson.objects.create(
            blog=self.blog, login=login[:255], wp_id=person.wp_id, author=author, made_by=self.run if is_new else None
        )

    def _known(self, login: str, name: str) -> Author | None:
        """Somebody who writes here already: chosen, or of the same name."""
        if login in self.chosen:
            return Author.objects.filter(slug=self.chosen[login]).first()
        return Author.objects.filter(name__iexact=name).order_by("pk").first()

    def _load(self) -> None:
        rows = self.blog.people.filter(author__isnull=False).values_list("login", "author_id")
        self._authors = {login: author for login, author in rows if author}


def key_of(term: Term) -> tuple[str, str]:
    """What it is known by: its taxonomy and its slug."""
    return term.taxonomy, term.slug[:255]


def login_of(byline: Term) -> str:
    """As Co-Authors writes it in front of the login."""
    return byline.slug.removeprefix("cap-")


def plain_login(login: str) -> str:
    """Without what damaged files have around it."""
    return " ".join(login.strip(" \t\r\n<>\"'").lower().split())


def _paragraph(text: str) -> str:
    return f"<p>{escape(' '.join(text.split()))}</p>" if text.strip() else ""


def _with(name: str, further: str) -> str:
    return f"{cut(name, LONGEST_NAME - 43)} ({cut(further, 40)})"


def _depth(term: Term, others: dict[str, Term]) -> int:
    return sum(1 for _above in _ancestors(term, others))


def _goes_round(term: Term, others: dict[str, Term]) -> bool:
    return any(above.parent == term.slug for above in _ancestors(term, others)) or term.parent == term.slug


def _ancestors(term: Term, others: dict[str, Term]) -> Iterator[Term]:
    """From below; where they go round in a circle, each once."""
    seen = {term.slug}
    while (above := others.get(term.parent)) is not None and above.slug not in seen:
        seen.add(above.slug)
        yield above
        term = above
