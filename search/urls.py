"""Every address below ``/search/``."""

from django.urls import path

from search import views
from search.opened import opened

urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="search_suggestions"),
    path("opened/", opened, name="search_opened"),
    path("feed/", views.feed, name="search_feed"),
    path("opensearch.xml", views.open_search, name="search_description"),
]
