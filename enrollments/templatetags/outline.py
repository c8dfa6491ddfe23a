"""Drawing the modules of an outline that are closed.

A course may have twenty of them beside each lesson, so they are drawn without a template: that is
what keeps a page of a long course as fast as one of a short one (`manage.py bench lengths`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from common.tongues import tongue
from enrollments.player import Part

register = template.Library()

LINE = (
    '<li class="outline-closed"><a class="outline-item {state}" href="{url}">'
    "{icon}<span{tongue}>{title}</span>{far}</a></li>"
)


@register.simple_tag
def closed_modules(parts: Iterable[Part], done: str, open_: str) -> SafeString:
    """Return a list of the modules: title, how far it is, and the way to what is open.

    `done` and `open_` are the icons for the two states, drawn already.
    """
    words = escape(_("%(done)s of %(total)s"))
    lines = "\n".join(_line(part, words, done, open_) for part in parts)
    return mark_safe(f"<ul>{lines}</ul>" if lines else "")  # noqa: S308 - escaped in _line


def _line(part: Part, words: str, done: str, open_: str) -> str:
    far = words % {"done": part.done, "total": part.total} if part.total else ""
    return LINE.format(
        state=part.state,
        url=escape(part.url),
        icon=done if part.state == "done" else open_,
        title=_escaped(part.title),
        tongue=tongue(part.language),
        far=f"<small>{far}</small>" if far else "",
    )


@lru_cache(maxsize=2048)
def _escaped(title: str) -> str:
    return escape(title)
