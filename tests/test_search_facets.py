"""Counts beside what can be chosen are those of the posts that choosing it gives."""

import datetime
import random
from itertools import product

from taggit.models import Tag

from blog.models import BlogIndexPageAuthor, BlogPage, BlogPageAuthor, BlogPageTag
from tests.factories import AuthorFactory, PostFactory, TopicFactory
from tests.searching import ask, counts

WORDS = ("lamp", "kettle", "ladder")
YEARS = (2009, 2015, 2016)


def test_counts_are_exact_whatever_else_is_chosen(blog):
    rng = random.Random(5)
    archive = random_archive(blog, rng)
    for words, topics, tags, authors, years in rng.sample(list(product(*CHOICES.values())), 60):
        chosen = {"topic": topics, "tag": tags, "author": authors, "year": years}
        answer = ask(words, **chosen)
        assert answer.page.paginator.count == len(fitting(archive, words, chosen)), (words, chosen)
        for facet in chosen:
            among = fitting(archive, words, chosen | {facet: []})
            expected = {value: count for value in VALUES[facet] if (count := having(among, facet, value))}
            found = {value: count for value, count in counts(answer, facet).items() if count}
            assert found == {str(value): count for value, count in expected.items()}, (words, chosen, facet)


VALUES = {"topic": ["a", "b", "c"], "tag": ["x", "y"], "author": ["ann", "bo", "cy"], "year": list(YEARS)}
CHOICES = {
    "words": ["", "lamp", "lamp kettle"],
    "topic": [[], ["a"], ["a", "b"], ["c"]],
    "tag": [[], ["x"], ["x", "y"]],
    "author": [[], ["ann"], ["bo", "cy"]],
    "year": [[], [2009], [2015, 2016]],
}


def random_archive(blog, rng):
    """40 posts; what each is found by, as the test counts it.

    Ann speaks for the blog where nobody is named; the topic c is part of a.
    """
    topics = {name: TopicFactory(name=name, slug=name, live=True) for name in VALUES["topic"]}
    topics["c"].parent = topics["a"]
    topics["c"].save()
    tags = {name: Tag.objects.create(name=name, slug=name) for name in VALUES["tag"]}
    authors = {name: AuthorFactory(name=name, slug=name, live=True) for name in VALUES["author"]}
    hidden = AuthorFactory(name="Nobody yet", live=False)
    BlogIndexPageAuthor.objects.create(page=blog, author=authors["ann"])
    archive = []
    for number in range(40):
        have = {facet: some(rng, values) for facet, values in VALUES.items()} | {"words": some(rng, WORDS)}
        have["year"] = have["year"][:1] or [2009]
        post = PostFactory(
            title=f"Number {number}",
            date=datetime.date(have["year"][0], 1 + number % 12, 1),
            body=[("text", f"<p>{' '.join(have['words'])}</p>")],
            live=number % 8 != 0,
        )
        post.topics.set([topics[name] for name in have["topic"]])
        post.save()
        BlogPageTag.objects.bulk_create(BlogPageTag(content_object=post, tag=tags[name]) for name in have["tag"])
        named = [authors[name] for name in have["author"]] + ([hidden] if number % 5 == 0 else [])
        BlogPageAuthor.objects.bulk_create(BlogPageAuthor(page=post, author=author) for author in named)
        have["author"] = have["author"] or ["ann"]
        have["topic"] += ["a"] if "c" in have["topic"] else []
        if post.live:
            archive.append(have)
    assert len(archive) == BlogPage.objects.listed().count()
    return archive


def some(rng, values):
    return [value for value in values if rng.random() < 0.45]


def fitting(archive, words, chosen):
    posts = [post for post in archive if set(words.split()) <= set(post["words"])]
    return [
        post for post in posts if all(not values or set(values) & set(post[kind]) for kind, values in chosen.items())
    ]


def having(posts, facet, value):
    return sum(value in post[facet] for post in posts)
