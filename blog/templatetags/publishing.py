"""What the form of a post says of its pictures after it was not published."""

from django import template
from django.http import HttpRequest
from wagtail.models import Page

from blog.admin.refused import REFUSED, missing_in
from blog.publishing.sentences import Sentence

register = template.Library()


@register.simple_tag
def was_refused(request: HttpRequest) -> bool:
    return request.method == "GET" and REFUSED in request.GET


@register.simple_tag
def what_is_missing(page: Page) -> list[Sentence]:
    return missing_in(page)
