"""A migrated, empty database already has a home page and a blog at /blog/."""

from django.db import migrations
from django.utils import timezone


def create_first_pages(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")
    BlogIndexPage = apps.get_model("blog", "BlogIndexPage")
    SiteSettings = apps.get_model("home", "SiteSettings")

    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page").first()
    locale = welcome.locale if welcome else Page.objects.get(depth=1).locale
    Page.objects.filter(pk__in=[welcome.pk] if welcome else []).delete()
    root = Page.objects.get(depth=1)
    now = timezone.now()
    common = {"live": True, "locale": locale, "first_published_at": now, "last_published_at": now}

    def content_type(model):
        return ContentType.objects.get_or_create(app_label=model._meta.app_label, model=model._meta.model_name)[0]

    home = HomePage.objects.create(
        title="Home", draft_title="Home", slug="home", path=f"{root.path}0001", depth=2, numchild=1,
        url_path="/home/", content_type=content_type(HomePage), **common,
    )  # fmt: skip
    BlogIndexPage.objects.create(
        title="Blog", draft_title="Blog", slug="blog", path=f"{home.path}0001", depth=3, numchild=0,
        url_path="/home/blog/", show_in_menus=True, content_type=content_type(BlogIndexPage), **common,
    )  # fmt: skip
    root.numchild = Page.objects.filter(depth=2).count()
    root.save(update_fields=["numchild"])
    Site.objects.filter(is_default_site=True).delete()
    site = Site.objects.create(hostname="localhost", port=80, root_page_id=home.pk, is_default_site=True)
    SiteSettings.objects.create(site=site)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("blog", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(create_first_pages, migrations.RunPython.noop)]
