"""Where the desk is, below the admin's own address."""

from django.urls import path

from blog.picture_desk.spreadsheet import export
from blog.picture_desk.suggestion_views import SuggestionsView
from blog.picture_desk.thumbnails import thumbnail
from blog.picture_desk.views import PicturesView

urlpatterns = [
    path("picture-desk/", PicturesView.as_view(), name="picture_desk"),
    path("picture-desk/suggestions/", SuggestionsView.as_view(), name="picture_desk_suggestions"),
    path("picture-desk/pictures.csv", export, name="picture_desk_csv"),
    path("picture-desk/thumbnails/<int:image_id>/", thumbnail, name="picture_desk_thumbnail"),
]
