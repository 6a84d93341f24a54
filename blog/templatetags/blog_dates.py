"""Dates as the blog writes them: ``Dec 4, 2009``."""

import datetime

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def day(date: datetime.date) -> SafeString:
    """A ``<time>`` that people and programs can read."""
    # Translators: how a day is written; see Django's date filter.
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), date_format(date, gettext("M j, Y")))
