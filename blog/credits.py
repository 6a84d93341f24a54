"""Who made the pictures that readers see, and in which posts they stand.

Only pictures in listed posts count: a maker whose pictures stand in drafts alone is nobody here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from wagtail.models import Site

from blog.kept import keep
from blog.lists.lines import Line, address_at
from blog.models import BlogPage
from blog.picture_uses import picture_uses_in
from blog.querysets import BlogPageQuerySet
from images.licences import LICENCES, UNKNOWN
from images.models import CustomImage


@dataclass
class Maker:
    """``slug`` is the last part of the address; ``pictures`` are keys, those in the newest posts first."""

    slug: str
    names: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    pictures: list[int] = field(default_factory=list)
    posts: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        """As it is written most often."""
        return self.names.most_common(1)[0][0]

    @property
    def shown_licences(self) -> list[str]:
        """Those that readers are told of, the most frequent first."""
        return [name for name, _ in self.licences.most_common() if name]

    def add(self, picture: int, credit: str, licence: str) -> None:
        self.pictures.append(picture)
        self.names[credit] += 1
        self.licences[str(LICENCES.get(licence, UNKNOWN).name)] += 1


def makers_of(site: Site) -> dict[str, Maker]:
    """Everybody whose pictures readers of ``site`` see, by ``slug``, in the order of their names."""
    return keep(f"makers:{site.pk}", lambda: _makers(site))


def pictures_with(keys: Iterable[int], *places: str) -> list[CustomImage]:
    """In the order of ``keys``, with their renditions for these places. Two queries."""
    wanted = list(keys)
    found = CustomImage.objects.with_renditions(*places).in_bulk(wanted)
    return [found[key] for key in wanted if key in found]


def posts_with(pictures: Iterable[CustomImage], site: Site) -> dict[int, list[Line]]:
    """The posts that each picture stands in, newest first. Two queries."""
    posts = _posts_of(site)
    pictures_in = defaultdict(set)
    uses = picture_uses_in(posts).filter(to_object_id__in=[str(picture.pk) for picture in pictures])
    for picture, post in uses.values_list("to_object_id", "object_id"):
        pictures_in[int(post)].add(int(picture))
    lines = defaultdict(list)
    for pk, title, path, date in posts.filter(pk__in=pictures_in).values_list("pk", "title", "url_path", "date"):
        for picture in pictures_in[pk]:
            lines[picture].append(Line(title, address_at(site, path), date))
    return lines


def _makers(site: Site) -> dict[str, Maker]:
    credited = CustomImage.objects.for_readers().exclude(credit_slug="")
    facts = {key: rest for key, *rest in credited.values_list("pk", "credit_slug", "credit", "licence")}
    makers: dict[str, Maker] = {}
    added = set()
    for picture, post in _newest_first(site):
        if picture in facts:
            slug, credit, licence = facts[picture]
            maker = makers.setdefault(slug, Maker(slug))
            maker.posts.add(post)
            if picture not in added:
                added.add(picture)
                maker.add(picture, credit, licence)
    return dict(sorted(makers.items(), key=lambda item: (item[1].name.casefold(), item[0])))


def _newest_first(site: Site) -> Iterator[tuple[int, int]]:
    """Each picture with each post it stands in."""
    pictures_in = defaultdict(set)
    for picture, post in picture_uses_in(_posts_of(site)).values_list("to_object_id", "object_id"):
        pictures_in[int(post)].add(int(picture))
    for post in _posts_of(site).values_list("pk", flat=True):
        yield from ((picture, post) for picture in sorted(pictures_in[post]))


def _posts_of(site: Site) -> BlogPageQuerySet:
    return BlogPage.objects.descendant_of(site.root_page).listed()
