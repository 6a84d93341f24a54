"""What a migration of the future can do to what is written today: nothing by accident."""

from importlib import import_module

from django.apps import apps as current
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from blog.models import BlogPage
from home.models import SiteSettings
from tests.factories import PostFactory, one_of_every_block


def test_migration_that_saves_a_post_leaves_its_body_as_it_was(blog):
    post = PostFactory(body=one_of_every_block(), sidebar=[("topics", {"title": "Topics"})])
    executor = MigrationExecutor(connection)
    apps = executor.loader.project_state(executor.loader.graph.leaf_nodes()).apps
    historical = apps.get_model("blog", "BlogPage").objects.get(pk=post.pk)
    historical.introduction = "Written by a migration."
    historical.save()
    saved = BlogPage.objects.get(pk=post.pk)
    assert saved.introduction == "Written by a migration."
    assert [block.block_type for block in saved.body] == [block.block_type for block in post.body]
    assert saved.sidebar[0].value["title"] == "Topics"


def test_migration_that_saves_settings_leaves_their_links(db):
    settings = SiteSettings.objects.get()
    settings.footer_links = [("link", {"label": "About", "address": "/about/"})]
    settings.save()
    executor = MigrationExecutor(connection)
    apps = executor.loader.project_state(executor.loader.graph.leaf_nodes()).apps
    apps.get_model("home", "SiteSettings").objects.get().save()
    assert SiteSettings.objects.get().footer_links[0].value["address"] == "/about/"


def test_site_is_called_in_wagtails_own_record_what_its_settings_call_it(db):
    settings = SiteSettings.objects.get()
    assert Site.objects.get().site_name == settings.name == "Goodwill"
    settings.name = "The Teahouse"
    settings.save()
    assert Site.objects.get().site_name == "The Teahouse"
    Site.objects.update(site_name="")
    import_module("home.migrations.0006_names_of_sites").name_sites(current, None)
    assert Site.objects.get().site_name == "The Teahouse"
