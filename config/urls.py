"""Every address of the site, the most particular first."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home import cards, credits, health, media, well_known
from home.sitemap import sitemap
from images.views import make_picture

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("robots.txt", well_known.robots),
    path("sitemap.xml", sitemap),
    path(".well-known/security.txt", well_known.security, name="security"),
    path("security.txt", RedirectView.as_view(pattern_name="security", permanent=True)),  # where it stood before
    path("credits/", credits.makers, name="credits"),
    path("credits/<str:slug>/", credits.maker, name="maker"),
    path("search/", include("search.urls")),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^media/documents/(?P<document_id>\d+)/(?P<filename>.*)$", media.serve_document),
    path("media/documents/", include(wagtaildocs_urls)),  # the same once more, to be found by its name; passwords
    re_path(r"^media/cards/(?P<name>.*)$", cards.serve),
    path("media/pictures/<int:image_id>/<str:place>/<str:signature>", make_picture, name="make_picture"),
    path("media/<path:name>", media.serve),
    path("", include(wagtail_urls)),
]
handler404 = "home.errors.page_not_found"
handler500 = "home.errors.server_error"
if settings.DEBUG_TOOLBAR:
    urlpatterns.insert(0, path("__debug__/", include("debug_toolbar.urls")))
