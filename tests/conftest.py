import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Page

from blog.models import BlogIndexPage
from home.models import HomePage
from tests.factories import PostFactory, UserFactory
from tests.indexing import indexed_when_asked

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_serialized_rollback", "live_server"}


def pytest_addoption(parser):
    parser.addoption(
        "--database-bound",
        action="store_true",
        help="only tests that use the database: what is worth running again on another one",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--database-bound"):
        return
    others = [item for item in items if not uses_database(item)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in others]


def uses_database(item):
    if item.get_closest_marker("any_database"):
        return False
    return item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames)


@pytest.fixture
def running_site(django_db_serialized_rollback, live_server):
    """The site on a port of its own, for a browser; the pages that migrations make are there in every test."""
    return live_server


@pytest.fixture(autouse=True)
def nothing_kept():
    """What one test's pages left in the cache is no other test's; each begins with the first day of its posts."""
    cache.clear()
    PostFactory.reset_sequence(0, force=True)


@pytest.fixture(autouse=True)
def indexes():
    """Those of the search and of what is used where: made when a test looks into them."""
    with indexed_when_asked():
        yield


@pytest.fixture
def root(db):
    return Page.objects.get(depth=1)


@pytest.fixture
def home(db):
    """The home page that migrations make."""
    return HomePage.objects.get()


@pytest.fixture
def blog(db):
    """The blog that migrations make."""
    return BlogIndexPage.objects.get()


@pytest.fixture
def new(blog):
    """Where a new post is written."""
    return f"/admin/pages/add/blog/blogpage/{blog.pk}/"


@pytest.fixture
def at_commit(django_capture_on_commit_callbacks):
    """``with at_commit():`` what happens inside is committed at its end, as a request of its own would be."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def owner(db, client):
    """The test's client, signed in as somebody who may do everything."""
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def editor(db, client):
    """The test's client, signed in as an editor."""
    client.force_login(UserFactory(groups=["Editors"]))
    return client


@pytest.fixture
def midsummer(monkeypatch):
    """The day it is, so that posts of other years are of this week."""
    day = datetime.date(2024, 6, 15)
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: day)
    return day


@pytest.fixture
def data_dir(settings, tmp_path):
    """Of a test's own, with room for what is laid in to be imported."""
    settings.DATA_DIR = tmp_path / "data"
    (settings.DATA_DIR / "imports").mkdir(parents=True)
    return settings.DATA_DIR


@pytest.fixture
def laid(data_dir):
    return data_dir / "imports"
