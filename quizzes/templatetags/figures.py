"""Figures of item statistics as people read them."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format

from quizzes.statistics.intervals import Interval

register = template.Library()
NONE = "–"
MINUS = "\u2212"


@register.filter
def share(value: float | None) -> str:
    """Return a share as whole percent."""
    return NONE if value is None else f"{round(value * 100)}%"


@register.filter
def coefficient(value: float | None) -> str:
    """Return a coefficient with two digits and a real minus sign."""
    return NONE if value is None else number_format(value, 2).replace("-", MINUS)


@register.filter
def share_range(interval: Interval | None) -> str:
    """Return an interval of a share."""
    return "" if interval is None else f"{round(interval.low * 100)}–{share(interval.high)}"


@register.filter
def coefficient_range(interval: Interval | None) -> str:
    """Return an interval of a coefficient."""
    return "" if interval is None else f"{coefficient(interval.low)} … {coefficient(interval.high)}"
