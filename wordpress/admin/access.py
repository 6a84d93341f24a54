"""Who may move a blog in: superusers, and whoever has been given the permission to."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from blog.admin.posts import AnyUser

View = Callable[..., HttpResponseBase]


def may_move_in(user: AnyUser) -> bool:
    return user.has_perm("wordpress.add_importrun")


def for_owners(view: View) -> View:
    """Everybody else is refused, whatever they ask for."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_move_in(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
