"""Where it is, below the admin's own address."""

from django.urls import path

from wordpress.admin import actions, views

urlpatterns = [
    path("move-in/", views.begin, name="wordpress_begin"),
    path("move-in/send/<slug:kind>/", views.take, name="wordpress_send"),
    path("move-in/<int:key>/", views.look, name="wordpress_run"),
    path("move-in/<int:key>/progress/", views.progress, name="wordpress_progress"),
    path("move-in/<int:key>/report.json", views.report_file, {"format": "json"}, name="wordpress_report_json"),
    path("move-in/<int:key>/report.html", views.report_file, {"format": "html"}, name="wordpress_report_html"),
    path("move-in/<int:key>/start/", actions.start, name="wordpress_start"),
    path("move-in/<int:key>/try-again/", actions.try_again, name="wordpress_try_again"),
    path("move-in/<int:key>/go-on/", actions.go_on, name="wordpress_go_on"),
    path("move-in/<int:key>/stop/", actions.stop, name="wordpress_stop"),
    path("move-in/<int:key>/undo/", views.confirm_undo, name="wordpress_confirm_undo"),
    path("move-in/<int:key>/undo/now/", actions.undo, name="wordpress_undo"),
    path("move-in/<int:key>/delete-files/", actions.delete_files, name="wordpress_delete_files"),
    path("move-in/<int:key>/remove/", actions.remove, name="wordpress_remove"),
]
