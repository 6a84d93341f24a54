"""The picture desk with a big library: ``python -m bench.picture_desk`` on the site that ``DATA_DIR`` names."""

import os
import random
import time
import uuid
from collections.abc import Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()  # the models can be imported only now

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from wagtail.models import Page, ReferenceIndex  # noqa: E402

from blog.models import BlogPage  # noqa: E402
from home.demo.work import gather_statistics  # noqa: E402
from images.models import CustomImage  # noqa: E402

PICTURES = 10_000
BATCH = 1_000
ADDRESS = "/admin/picture-desk/"


def furnish(seed: int = 1) -> None:
    """10,000 pictures of every state, most of them in one to four posts: rows only, no files."""
    chance = random.Random(seed)
    model = CustomImage.objects.first()
    pictures = [_picture(number, model, chance) for number in range(PICTURES)]
    posts = list(BlogPage.objects.values_list("pk", flat=True))
    with transaction.atomic():
        made = CustomImage.objects.bulk_create(pictures, batch_size=BATCH)
        ReferenceIndex.objects.bulk_create(list(_uses(made, posts, chance)), batch_size=BATCH)
    gather_statistics()


def _picture(number: int, model: CustomImage, chance: random.Random) -> CustomImage:
    return CustomImage(
        title=f"Picture {number}",
        file=model.file.name,
        width=model.width,
        height=model.height,
        credit=chance.choice(["", "Maud Ferris", "Tom Adeyemi"]),
        licence=chance.choice(["unknown", "cc-by-4.0", "own"]),
        description=chance.choice(["", "What is seen in it"]),
    )


def _uses(pictures: list[CustomImage], posts: list[int], chance: random.Random) -> Iterator[ReferenceIndex]:
    page, post, image = (ContentType.objects.get_for_model(model) for model in (Page, BlogPage, CustomImage))
    for picture in pictures:
        for key in chance.sample(posts, min(len(posts), chance.choice([0, 1, 1, 2, 4]))):
            yield ReferenceIndex(
                base_content_type=page,
                content_type=post,
                object_id=str(key),
                to_content_type=image,
                to_object_id=str(picture.pk),
                model_path="body.image.image",
                content_path=f"body.{picture.pk}.image",
                content_path_hash=uuid.uuid5(uuid.NAMESPACE_OID, f"{key} {picture.pk}"),
            )


def measure() -> str:
    """The second answer: a worker that has been running for a while."""
    user = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("bench-picture-desk")
    desk = Client(SERVER_NAME="localhost")
    desk.force_login(user)
    desk.get(ADDRESS)
    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        answer = desk.get(ADDRESS)
        took = time.perf_counter() - began
    assert answer.status_code == 200, answer.status_code
    in_database = sum(float(one["time"]) for one in queries)
    return f"{took * 1000:.0f} ms, {in_database * 1000:.0f} of them in {len(queries)} queries"


if __name__ == "__main__":
    if CustomImage.objects.count() < PICTURES:
        furnish()
    sizes = f"{CustomImage.objects.count():,} pictures, {BlogPage.objects.count():,} posts"
    print(f"First page of the picture desk, with {sizes}: {measure()}.")
