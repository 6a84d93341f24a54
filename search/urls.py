"""Every address below ``/search/``."""

from django.urls import path

from search import views

urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="search_suggestions"),
    path("feed/", views.feed, name="search_feed"),
    path("opensearch.xml", views.open_search, name="search_description"),
]
