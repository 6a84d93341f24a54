"""A search, answered: posts, counts, facets, and what was done so that there is something to read."""

import logging
import math
from collections import Counter
from collections.abc import Callable, Iterable

from django.core.paginator import Page, Paginator
from django.db import DatabaseError
from django.db.models import Q, QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from taggit.models import Tag

from blog.kept import keep
from blog.models import Author, BlogIndexPage, BlogPage, Topic
from blog.querysets import BlogPageQuerySet
from search.answer import Answer, Choice, Facet, Hit
from search.backends import engine as engine_here
from search.backends.engine import BEGIN_MARK, BROKEN, END_MARK, tokens
from search.found import KINDS, NOBODY, Found, count_each, find, how_many_fit, keys_of
from search.models import Language, SearchSettings
from search.pins import pinned
from search.relaxing import Relaxing, Step, said_of_some
from search.terms import All, AnyOf, In, Phrase, Word
from search.wanted import Wanted

logger = logging.getLogger(__name__)
POSTS_ON_A_PAGE = 10
FEW = 2  # posts: so many may have made the same mistake as the reader
MOST_CHOICES = 10  # of a facet, besides those that are chosen


class Pages(Paginator):
    """Of keys that the database has cut out already."""

    def __init__(self, found: Found) -> None:
        super().__init__(found.keys, POSTS_ON_A_PAGE)
        self.found = found

    @property
    def count(self) -> int:
        return self.found.count

    def page(self, number: int | str) -> Page:
        return Page(self.found.keys, int(number), self)


def answer(wanted: Wanted, with_pins: bool = True) -> Answer:
    """In a fixed number of queries at most, however much is found; by titles alone while the index is broken.

    Without pins, a post that an editor put first stands among the others, or nowhere.
    """
    try:
        return _Search(wanted).answer(with_pins)
    except DatabaseError:
        logger.exception(BROKEN)
        return _Search(wanted).by_titles()


def posts_within(wanted: Wanted) -> BlogPageQuerySet:
    """All that words can find: what readers may see of the site, or of one of its blogs."""
    posts = BlogPage.objects.descendant_of(wanted.site.root_page).listed()
    return posts.of_blog(wanted.blog) if wanted.blog else posts


class _Search:
    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.engine = engine_here()
        self.english = SearchSettings.of(wanted.site).language == Language.ENGLISH
        self.posts = posts_within(wanted)
        self.filters = self._filters()
        self.elsewhere = 0

    def answer(self, with_pins: bool) -> Answer:
        step, found, number = self._found()
        counts = self._counts(step, found)
        posts = {post.pk: post for post in BlogPage.objects.filter(pk__in=found.keys).for_entries()}
        excerpts = self.engine.excerpts(step.term, self.english, found.keys)
        picked = self._picked() if with_pins else []
        shown = [posts[key] for key in found.keys if key in posts and posts[key] not in picked]
        return Answer(
            hits=[_hit(post, excerpts.get(post.pk, {})) for post in shown],
            page=Pages(found).page(number),
            facets=list(self._facets(counts)),
            years=sorted(counts["year"].items()),
            as_typed=0 if step.is_relaxed else found.count or self.elsewhere,
            elsewhere=self.elsewhere,
            said=[*step.said, *self._said_of_some(step, found)],
            did_you_mean=self._meant(step, found),
            pinned=picked,
            year_offered=self._year_offered(),
        )

    def by_titles(self) -> Answer:
        needs_index = self.filters.pop("more", None)
        posts = self._chosen()
        for word in (*self.wanted.query.words, *self.wanted.query.phrases):
            posts = posts.filter(Q(title__icontains=word) | Q(introduction__icontains=word))
        page = Paginator(posts.for_entries(), POSTS_ON_A_PAGE).get_page(self.wanted.page)
        said = [_("The search is being repaired. Until then, only titles and introductions are looked through.")]
        if needs_index:
            said.append(_("Until then, words with a minus and credits make no difference."))
        return Answer([Hit(post, SafeString(), "") for post in page], page, [], [], said=said)

    def _found(self) -> tuple[Step, Found, int]:
        """By what was typed, if any post has it, whatever else is chosen; else by the first step that finds one."""
        relaxing = Relaxing(self.wanted.query, self.engine, self.posts, self.english)
        first = relaxing.as_typed()
        found, number = self._page_of(first)
        if self.filters and not found.count:
            self.elsewhere = count_each(self.posts, [first.match], self.engine)[0]
        if found.count or not first.match or self.elsewhere:
            return first, found, number
        for step in relaxing.relaxed():
            better, number = self._page_of(step)
            if better.count:
                return step, better, number
        return first, found, 1

    def _page_of(self, step: Step) -> tuple[Found, int]:
        """The page asked for, or the last there is."""
        posts, page = self._chosen(), self.wanted.page
        kinds = [] if self._is_everything(step) else [kind for kind in KINDS if kind not in self.filters]
        while True:
            start = (page - 1) * POSTS_ON_A_PAGE
            stop = start + POSTS_ON_A_PAGE
            found = find(posts, step.match, self.engine, order=self.wanted.order, start=start, stop=stop, kinds=kinds)
            if found.keys or page == 1:
                return found, page
            page = max(1, math.ceil(found.count / POSTS_ON_A_PAGE))

    def _counts(self, step: Step, found: Found) -> dict[str, dict[int, int]]:
        """By kind. Of a kind that something is chosen of, the others are counted as if nothing were."""
        counts = self._counts_of_everything() if self._is_everything(step) else found.counts
        counts = {kind: counts.get(kind, {}) for kind in (*KINDS, NOBODY)}
        for kind in KINDS:
            if kind in self.filters:
                counts |= self._counts_but(kind, step)
        return counts

    def _counts_but(self, kind: str, step: Step) -> dict[str, dict[int, int]]:
        kinds = [kind, NOBODY] if kind == "author" else [kind]
        if self._is_everything(step, but=kind):
            counts = self._counts_of_everything()
        else:
            counts = find(self._chosen(but=kind), step.match, self.engine, kinds=[kind]).counts
        return {kind: counts.get(kind, {}) for kind in kinds}

    def _is_everything(self, step: Step, but: str = "") -> bool:
        return step.match is None and not self.filters.keys() - {but}

    def _counts_of_everything(self) -> dict[str, dict[int, int]]:
        """Kept: to count a whole archive takes longer than to search it."""
        name = f"counts-of-everything:{self.wanted.site.pk}:{self.wanted.blog.pk if self.wanted.blog else ''}"
        return keep(name, lambda: find(self.posts, None, self.engine, kinds=KINDS).counts)

    def _filters(self) -> dict[str, Callable[[BlogPageQuerySet], BlogPageQuerySet]]:
        """What is chosen, by the kind of facet it belongs to; "days" and "more", which asks the index, have none."""
        wanted, query = self.wanted, self.wanted.query
        filters: dict[str, Callable[[BlogPageQuerySet], BlogPageQuerySet]] = {}
        if wanted.topics:
            filters["topic"] = lambda posts: posts.on_topics([topic.pk for topic in wanted.parts])
        if wanted.tags:
            filters["tag"] = lambda posts: posts.tagged(*(tag.pk for tag in wanted.tags))
        if wanted.authors:
            authors = [author.pk for author in wanted.authors]
            blogs = [blog for blog, own in _blogs_own_authors().items() if set(own) & set(authors)]
            filters["author"] = lambda posts: posts.by_any_of(authors, blogs)
        if wanted.years:
            filters["year"] = lambda posts: posts.of_years(wanted.years)
        if query.after or query.before:
            filters["days"] = self._of_days
        if wanted.credit or query.without:
            filters["more"] = self._more
        return filters

    def _of_days(self, posts: BlogPageQuerySet) -> BlogPageQuerySet:
        query = self.wanted.query
        if query.after:
            posts = posts.filter(date__gte=query.after)
        return posts.filter(date__lt=query.before) if query.before else posts

    def _more(self, posts: BlogPageQuerySet) -> BlogPageQuerySet:
        unwanted = AnyOf(tuple(map(Phrase, self.wanted.query.without)))
        if match := self.engine.match(unwanted, self.english):
            posts = posts.exclude(pk__in=keys_of(match))
        credit = In(("credits",), All(tuple(map(Word, tokens(self.wanted.credit)))))
        if match := self.engine.match(credit, english=False):
            posts = posts.filter(pk__in=keys_of(match))
        return posts

    def _chosen(self, but: str = "") -> BlogPageQuerySet:
        posts = self.posts
        for kind, chosen in self.filters.items():
            posts = posts if kind == but else chosen(posts)
        return posts

    def _facets(self, counts: dict[str, dict[int, int]]) -> Iterable[Facet]:
        yield _facet("topic", _("Topic"), counts["topic"], self.wanted.topics, Topic.objects.filter(live=True))
        years = sorted(counts["year"].items(), reverse=True)
        yield Facet(
            "year",
            _("Year"),
            [Choice(f"{year:04}", f"{year:04}", count, year in self.wanted.years) for year, count in years],
        )
        by_author = Counter(counts["author"])
        for blog, count in counts[NOBODY].items():
            by_author.update(dict.fromkeys(_blogs_own_authors().get(blog, []), count))
        yield _facet("author", _("Author"), by_author, self.wanted.authors, Author.objects.filter(live=True))
        yield _facet("tag", _("Tag"), counts["tag"], self.wanted.tags, Tag.objects.all())

    def _said_of_some(self, step: Step, found: Found) -> list[str]:
        if not step.words or not isinstance(step.term, AnyOf):
            return []
        matches = [self.engine.match(term, self.english) for term in step.term.terms]
        return [said_of_some(step.words, how_many_fit(found.keys, matches))]

    def _picked(self) -> list[BlogPage]:
        """By an editor, for these words: at the top of what they find, and nowhere else."""
        asked = self.wanted
        return [] if self.filters or asked.page > 1 else pinned(asked.query.typed, self.posts.for_entries())

    def _meant(self, step: Step, found: Found) -> str:
        """What the words may have been meant to be, though a post or two has them as they are."""
        query = self.wanted.query
        if not query.only_words or step.is_relaxed or self.filters or not 0 < found.count <= FEW:
            return ""
        return Relaxing(query, self.engine, self.posts, self.english).meant()

    def _year_offered(self) -> int | None:
        year = self.wanted.query.lone_year
        return year if year and self.posts.of_years([year]).exists() else None


def _facet(name: str, label: str, counts: dict[int, int], chosen: list, things: QuerySet) -> Facet:
    """Those with the most posts, and what is chosen in any case."""
    most = sorted(counts, key=lambda key: -counts[key])[:MOST_CHOICES]
    keys = {thing.pk for thing in chosen}
    named = things.filter(pk__in=[*most, *keys]).only("name", "slug")
    choices = [Choice(thing.slug, thing.name, counts.get(thing.pk, 0), thing.pk in keys) for thing in named]
    return Facet(name, label, sorted(choices, key=lambda choice: (-choice.count, choice.label)))


def _blogs_own_authors() -> dict[int, list[int]]:
    """Who speaks for each blog, by its key: those posts are by that name nobody."""
    return keep("blogs-own-authors", _all_own_authors)


def _all_own_authors() -> dict[int, list[int]]:
    own: dict[int, list[int]] = {}
    entries = BlogIndexPage.blog_authors.rel.related_model.objects.filter(author__live=True)
    for blog, author in entries.values_list("page_id", "author_id"):
        own.setdefault(blog, []).append(author)
    return own


# Where something was found, when it is not the text; the first of these that has it is shown.
PLACES = ("body", "lead", "credits", "names")


def _hit(post: BlogPage, found: dict[str, str]) -> Hit:
    place = next((column for column in PLACES if column in found), "")
    said = {"credits": _("in a picture credit"), "names": _("in its topics, tags or authors")}
    return Hit(post, _marked(found[place]) if place and place != "names" else SafeString(), said.get(place, ""))


def _marked(text: str) -> SafeString:
    return mark_safe(escape(text).replace(BEGIN_MARK, "<mark>").replace(END_MARK, "</mark>"))  # noqa: S308
