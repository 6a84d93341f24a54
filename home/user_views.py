"""Owners look after the people who sign in; nobody is made or changed into more than they are themselves."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from wagtail.users.views.users import CreateView, DeleteView, EditView, UserViewSet


def refuse_to_touch_administrators(request: HttpRequest, users: Any) -> None:
    if not request.user.is_superuser and any(user.is_superuser for user in users):
        raise PermissionDenied


class _NoAdministrators:
    """Only an administrator gives, or takes, what an administrator has."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Form:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form


class AddUserView(_NoAdministrators, CreateView):
    pass


class EditUserView(_NoAdministrators, EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refuse_to_touch_administrators(request, [self.object])
        return super().dispatch(request, *args, **kwargs)


class DeleteUserView(DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refuse_to_touch_administrators(request, [self.object])
        return super().dispatch(request, *args, **kwargs)


class OwnersUserViewSet(UserViewSet):
    add_view_class = AddUserView
    edit_view_class = EditUserView
    delete_view_class = DeleteUserView
