"""Which posts have pictures that need a credit: those of which the gate would say so.

A published post is looked at as readers see it, another one as it was last saved.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import BooleanField, Case, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from wagtail.models import Revision, Site

from blog.models import BlogPage
from blog.picture_uses import all_picture_uses, keys_as_text, pages_with
from blog.publishing.lacks import Verdict, judge_each, version_in, version_in_hand
from images.models import Check, CreditState, CustomImage, PictureSettings

# Something in a body that may be the credit line of one use.
OWN_LINE = r'"credit": *"[^"]'
AT_ONCE = 500


def drafts_of(posts: Iterable[BlogPage]) -> dict[int, Revision]:
    """By its own key, what was last saved of each of ``posts`` that is not published."""
    return Revision.objects.in_bulk([post.latest_revision_id for post in posts if not post.live])


def verdicts_on(posts: Iterable[BlogPage], drafts: Mapping[int, Revision]) -> dict[int, Verdict]:
    """By the post's key, in the same number of queries however many posts there are."""
    versions = {
        post.pk: version_in(post, drafts[post.latest_revision_id])
        if post.latest_revision_id in drafts
        else version_in_hand(post)
        for post in posts
    }
    return dict(zip(versions, judge_each(list(versions.values())), strict=True))


def with_uncredited_pictures(posts: QuerySet[BlogPage]) -> QuerySet[BlogPage]:
    """Those of ``posts`` on which the verdict is that some are uncredited.

    The database finds the published ones, of which there are many. Drafts are looked at one by one, and so are posts
    that may name somebody at the picture itself, as the record of references knows nothing of that.
    """
    found = _published()
    named = found.alias(words=Cast("body", TextField())).filter(words__regex=OWN_LINE)
    well = {key for key, uncredited in _looked_at(named.filter(pk__in=posts.values("pk"))) if not uncredited}
    drafts = {key for key, uncredited in _looked_at(posts.filter(live=False)) if uncredited}
    return posts.filter(Q(pk__in=found.values("pk")) & ~Q(pk__in=well) | Q(pk__in=drafts))


def _published() -> QuerySet[BlogPage]:
    """With an uncredited picture, where the site's settings ask for credits."""
    uncredited = CustomImage.objects.in_credit_state(CreditState.NEEDED)
    uses = all_picture_uses().filter(to_object_id__in=keys_as_text(uncredited))
    return BlogPage.objects.filter(_is_asked(), live=True, pk__in=pages_with(uses))


def _is_asked() -> Case:
    """Whether the settings of the site that a post stands in do, as ``judge`` finds site and settings."""
    settings = PictureSettings.by_site()
    return Case(
        *(
            When(
                url_path__startswith=root.root_path,
                imported=imported,
                then=Value(settings[root.site_id].credits_for(imported=imported) != Check.OFF),
            )
            for root in Site.get_site_root_paths()
            for imported in (False, True)
        ),
        default=Value(True),
        output_field=BooleanField(),
    )


def _looked_at(posts: QuerySet[BlogPage]) -> Iterator[tuple[int, int]]:
    """The key of each, and how many pictures of it are uncredited."""
    keys = list(posts.order_by().values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        some = list(BlogPage.objects.filter(pk__in=keys[start : start + AT_ONCE]))
        verdicts = verdicts_on(some, drafts_of(some))
        yield from ((key, verdict.uncredited) for key, verdict in verdicts.items())
