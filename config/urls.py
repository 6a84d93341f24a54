"""Every address of the site, the most particular first."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home import cards, health, media

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^media/documents/(?P<document_id>\d+)/(?P<filename>.*)$", media.serve_document),
    path("media/documents/", include(wagtaildocs_urls)),  # the same once more, to be found by its name; passwords
    re_path(r"^media/cards/(?P<name>.*)$", cards.serve),
    path("media/<path:name>", media.serve),
    path("", include(wagtail_urls)),
]
handler404 = "home.errors.page_not_found"
handler500 = "home.errors.server_error"
if settings.DEBUG_TOOLBAR:
    urlpatterns.insert(0, path("__debug__/", include("debug_toolbar.urls")))
