"""Writers, Editors and Owners, and the review that writers ask for.

Wagtail comes with "Editors", who may not publish, and "Moderators", who may.
"""

from django.db import migrations

OWN_DRAFTS = ["add_page"]
EVERY_PAGE = [*OWN_DRAFTS, "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"]

OWN_FILES = [
    ("wagtailimages", "image", "add_image"),
    ("wagtailimages", "image", "choose_image"),
    ("wagtaildocs", "document", "add_document"),
    ("wagtaildocs", "document", "choose_document"),
]
EVERY_FILE = [
    *OWN_FILES,
    ("wagtailimages", "image", "change_image"),
    ("wagtaildocs", "document", "change_document"),
]
COLLECTIONS = [("wagtailcore", "collection", f"{action}_collection") for action in ("add", "change", "delete")]

SNIPPETS = ("author", "topic", "notice")
SIGN_IN = [("wagtailadmin", "admin", "access_admin")]
CHOOSE_SNIPPETS = [("blog", model, f"view_{model}") for model in SNIPPETS]
EDIT_SNIPPETS = [
    ("blog", model, f"{action}_{model}")
    for model in SNIPPETS
    for action in ("add", "change", "delete", "publish", "lock", "unlock")
]
REDIRECTS = [("wagtailredirects", "redirect", f"{action}_redirect") for action in ("add", "change")]
SETTINGS = [
    ("home", "sitesettings", "change_sitesettings"),
    ("wagtailcore", "site", "change_site"),
    ("wagtailredirects", "redirect", "delete_redirect"),
    *[("auth", "user", f"{action}_user") for action in ("add", "change", "delete")],
]

WRITERS = [*SIGN_IN, *CHOOSE_SNIPPETS]
EDITORS = [*WRITERS, *EDIT_SNIPPETS, *REDIRECTS]
OWNERS = [*EDITORS, *SETTINGS]


def create_groups(apps, schema_editor):
    # In this order: the name "Editors" is free once its old bearers are Writers.
    writers = _group(apps, "Writers", was="Editors")
    editors = _group(apps, "Editors", was="Moderators")
    owners = _group(apps, "Owners")
    root = list(apps.get_model("wagtailcore", "Page").objects.filter(depth=1))
    homes = [home.page_ptr for home in apps.get_model("home", "HomePage").objects.all()]
    _grant(apps, writers, WRITERS, homes, OWN_DRAFTS, OWN_FILES)
    _grant(apps, editors, EDITORS, homes, EVERY_PAGE, EVERY_FILE)
    _grant(apps, owners, OWNERS, root, EVERY_PAGE, [*EVERY_FILE, *COLLECTIONS])
    _name_review(apps, [editors, owners])


def _group(apps, name, was=None):
    Group = apps.get_model("auth", "Group")
    group = Group.objects.filter(name=was).first() or Group.objects.filter(name=name).first() or Group()
    group.name = name
    group.save()
    return group


def _grant(apps, group, permissions, pages, of_pages, of_files):
    """Give ``group`` exactly these permissions: on the site, on ``pages``, and on every collection."""
    group.permissions.set([_permission(apps, *permission) for permission in permissions])
    on_pages = apps.get_model("wagtailcore", "GroupPagePermission").objects
    on_pages.filter(group=group).delete()
    for page in pages:
        for codename in of_pages:
            on_pages.create(group=group, page=page, permission=_permission(apps, "wagtailcore", "page", codename))
    on_collections = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    on_collections.filter(group=group).delete()
    every_collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for permission in of_files:
        on_collections.create(group=group, collection=every_collection, permission=_permission(apps, *permission))


def _permission(apps, app_label, model, codename):
    # Django makes permissions after all migrations have run: on an empty database there are none yet.
    content_type = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )[0]
    action = codename.removesuffix(f"_{model}").replace("_", " ")
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {action} {model}"}
    )[0]


def _name_review(apps, reviewers):
    name = "Review by an editor"
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name="Moderators approval"):
        task.name = name
        task.save()
        task.groups.set(reviewers)
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").update(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_pages"),
        ("images", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
