"""Who may do what in the admin, at the addresses that are ours and the ones that matter most."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from tests.factories import ImageFactory, PostFactory, UserFactory

OURS = ["/admin/posts/", "/admin/posts/create/", "/admin/images/", "/admin/images/results/"]
FOR_OWNERS = [
    "/admin/users/",
    "/admin/settings/home/sitesettings/",
    "/admin/settings/blog/blogsettings/",
    "/admin/settings/search/searchsettings/",
    "/admin/sites/",
]
FOR_NOBODY_BELOW_ADMINISTRATORS = ["/admin/groups/", "/admin/workflows/list/"]


@pytest.fixture
def sign_in(db):
    def signed_in(group):
        client = Client()
        client.force_login(UserFactory(groups=[group]))
        return client

    return signed_in


@pytest.mark.parametrize("address", [*OURS, *FOR_OWNERS])
def test_strangers_are_led_to_the_sign_in(client, db, address):
    assert client.get(address)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("group", ["Writers", "Editors", "Owners"])
@pytest.mark.parametrize("address", OURS)
def test_everybody_who_writes_comes_to_posts_and_pictures(sign_in, group, address):
    assert sign_in(group).get(address, follow=True).status_code == 200


@pytest.mark.parametrize("address", [*FOR_OWNERS, *FOR_NOBODY_BELOW_ADMINISTRATORS])
@pytest.mark.parametrize("group", ["Writers", "Editors"])
def test_settings_and_people_are_not_for_writers_and_editors(sign_in, group, address):
    assert sign_in(group).get(address).status_code == 302


@pytest.mark.parametrize("address", FOR_OWNERS)
def test_owners_come_to_settings_and_people(sign_in, address):
    assert sign_in("Owners").get(address, follow=True).status_code == 200


@pytest.mark.parametrize("address", FOR_NOBODY_BELOW_ADMINISTRATORS)
def test_owners_do_not_change_what_groups_may_do(sign_in, address):
    assert sign_in("Owners").get(address).status_code == 302


def test_writer_cannot_publish_nor_change_what_others_wrote(sign_in, blog):
    writer, post = sign_in("Writers"), PostFactory(title="Not theirs")
    assert writer.get(f"/admin/pages/{post.pk}/edit/").status_code == 302
    writer.post(f"/admin/pages/{post.pk}/unpublish/")
    post.refresh_from_db()
    assert post.live


@pytest.mark.parametrize("probe", ["owner__password__startswith=zzz", "body__icontains=zzz", "blah=1", "all="])
def test_list_of_posts_answers_no_question_but_its_own(sign_in, blog, probe):
    PostFactory(title="On time")
    page = sign_in("Editors").get(f"/admin/posts/?{probe}")
    assert page.status_code == 200
    assert "On time" in page.content.decode()


def new_user(**more):
    owners = Group.objects.get(name="Owners").pk
    names = {"username": "evil", "email": "e@example.org", "first_name": "E", "last_name": "V"}
    return names | {"password1": "tea-at-four-oclock", "password2": "tea-at-four-oclock", "groups": [owners]} | more


def test_owner_makes_a_user_but_never_an_administrator(sign_in):
    sign_in("Owners").post("/admin/users/new/", new_user(is_superuser="on", is_active="on"))
    assert not get_user_model().objects.get(username="evil").is_superuser


@pytest.mark.parametrize("address", ["/admin/users/edit/{}/", "/admin/users/delete/{}/"])
def test_owner_cannot_touch_an_administrator(sign_in, address):
    administrator = UserFactory(is_superuser=True, username="root")
    owner = sign_in("Owners")
    assert owner.get(address.format(administrator.pk)).status_code in (302, 403)
    owner.post(address.format(administrator.pk), new_user(username="root"))
    administrator.refresh_from_db()
    assert not administrator.check_password("tea-at-four-oclock")


@pytest.mark.parametrize("action", ["set_active_state", "delete", "assign_role"])
def test_owner_cannot_touch_administrators_in_bulk(sign_in, action):
    administrator = UserFactory(is_superuser=True, username="root")
    role = Group.objects.get(name="Owners").pk
    data = {"mark_as_active": "", "role": role}
    sign_in("Owners").post(f"/admin/bulk/auth/user/{action}/?id={administrator.pk}", data)
    administrator.refresh_from_db()
    assert administrator.is_active
    assert not administrator.groups.exists()


def test_administrator_can_make_another(owner):
    owner.post("/admin/users/new/", new_user(is_superuser="on", is_active="on"))
    assert get_user_model().objects.get(username="evil").is_superuser


def test_admin_lists_pictures_without_an_address_of_their_files(sign_in):
    ImageFactory(title="Harbour")
    answer = sign_in("Writers").get("/admin/api/main/images/")
    assert answer.status_code == 200
    assert answer.json()["items"][0]["title"] == "Harbour"
    assert "download_url" not in answer.content.decode()
