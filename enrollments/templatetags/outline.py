"""Drawing the lines of an outline.

It stands beside each lesson and is most of the page's work, so its lines are drawn without a
template: a page of a long course stays as fast as one of a short one (`manage.py bench lengths`),
and all of them near a bare page (`manage.py bench pages`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.tongues import tongue
from enrollments.player import Entry, Part

register = template.Library()

CLOSED = (
    '<li class="outline-closed"><a class="outline-item {state}" href="{url}">'
    "{icon}<span{tongue}>{title}</span>{far}</a></li>"
)
LESSON = (
    '<li><a class="outline-item {state}" href="{url}"{here}>{icon}'
    "<span><span{tongue}>{title}</span>{optional}</span><small>{minutes}</small></a></li>"
)


@register.simple_tag
def closed_modules(parts: Iterable[Part], done: str, now: str, open_: str) -> SafeString:
    """Return a list of the modules: title, how far it is, and the way to what is open.

    `done`, `now` and `open_` are the icons for the three states, drawn already.
    """
    words = escape(_("%(done)s of %(total)s"))
    icons = {"done": done, "now": now, "open": open_}
    lines = "\n".join(_module(part, words, icons) for part in parts)
    return mark_safe(f"<ul>{lines}</ul>" if lines else "")  # noqa: S308 - escaped in _module


def _module(part: Part, words: str, icons: dict[str, str]) -> str:
    far = words % {"done": part.done, "total": part.total} if part.total else ""
    return CLOSED.format(
        state=part.state,
        url=escape(part.url),
        icon=icons[part.state],
        title=_escaped(part.title),
        tongue=tongue(part.language),
        far=f"<small>{far}</small>" if far else "",
    )


@register.simple_tag
def lesson_lines(entries: Iterable[Entry], done: str, now: str, open_: str) -> SafeString:
    """Return a list of lessons: title, minutes, and the way there.

    `done`, `now` and `open_` are the icons for the three states, drawn already.
    """
    icons = {"done": done, "now": now, "open": open_}
    word = escape(pgettext("lesson", "optional"))
    optional = f' <span class="quiet">{word}</span>'
    lines = "\n".join(
        LESSON.format(
            state=entry.state,
            url=escape(entry.url),
            here=' aria-current="page"' if entry.is_current else "",
            icon=icons[entry.state],
            title=_escaped(entry.title),
            tongue=tongue(entry.language),
            optional="" if entry.is_required else optional,
            minutes=escape(entry.minutes),
        )
        for entry in entries
    )
    return mark_safe(f"<ol>{lines}</ol>")  # noqa: S308 - escaped line by line


@lru_cache(maxsize=2048)
def _escaped(title: str) -> str:
    return escape(title)
