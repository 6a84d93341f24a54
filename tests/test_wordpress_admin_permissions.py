"""Nobody but owners moves a blog in."""

import pytest
from django.test import Client

from blog.models import BlogPage
from tests.factories import UserFactory
from tests.wordpress_owner import CHANGING, CHOSEN, PAGE, addresses, moved_in
from tests.wordpress_runs import old_blog
from wordpress.models import ImportRun, RunState

pytestmark = pytest.mark.usefixtures("data_dir")


@pytest.mark.parametrize("group", ["Writers", "Editors", None])
def test_nobody_but_owners_comes_near(group, tmp_path, db, data_dir):
    old_blog(data_dir / "imports")
    run = ImportRun.objects.create(is_rehearsal=True, state=RunState.DONE, files=[str(tmp_path)])
    client = Client()
    if group:
        client.force_login(UserFactory(groups=[group]))
    before = ImportRun.objects.values().get()
    for address in addresses(run):
        for answer in (client.get(address), client.post(address, CHOSEN | {"laid_exports": "old-blog.xml"})):
            assert answer.status_code == 302
            assert answer.url.startswith("/admin/" if group else "/admin/login/")
    assert ImportRun.objects.values().get() == before
    if group:
        assert "Move in from WordPress" not in client.get("/admin/").text


def test_owners_by_their_group_may(db, tmp_path):
    client = Client()
    client.force_login(UserFactory(groups=["Owners"]))
    assert moved_in(client, tmp_path).state == RunState.DONE


def test_nothing_changes_by_looking(owner, tmp_path):
    run = moved_in(owner, tmp_path)
    for address in CHANGING:
        assert owner.get(PAGE + address.format(run=run.pk)).status_code == 405
    assert BlogPage.objects.count() == 4


def test_nothing_changes_from_another_site(db, tmp_path):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(UserFactory(is_superuser=True, is_staff=True))
    run = ImportRun.objects.create(is_rehearsal=True, state=RunState.DONE)
    for address in ["", *CHANGING]:
        assert careful.post(PAGE + address.format(run=run.pk)).status_code == 403
    assert ImportRun.objects.count() == 1
