"""Dates as the blog writes them: ``Dec 4, 2009``."""

import datetime

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag(name="day")
def whole_day(date: datetime.date, **attributes: str) -> SafeString:
    """A ``<time>`` that people and programs can read; its only attribute may be a ``class``."""
    # Translators: how a day is written; see Django's date filter.
    return _time(date, gettext("M j, Y"), attributes.get("class", ""))


@register.simple_tag
def month_and_day(date: datetime.date, **attributes: str) -> SafeString:
    """The same where the year is said already."""
    # Translators: how a day is written in a list of one year; see Django's date filter.
    return _time(date, gettext("M j"), attributes.get("class", ""))


def _time(date: datetime.date, form: str, css_class: str = "") -> SafeString:
    words = date_format(date, form)
    if css_class:
        return format_html('<time class="{}" datetime="{}">{}</time>', css_class, date.isoformat(), words)
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), words)
