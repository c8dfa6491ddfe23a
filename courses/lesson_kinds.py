"""Lesson kinds: an app that brings one registers it in its AppConfig.ready().

A kind reads its file from a package, stores its own rows while a version is published, and shows
its page inside the player. Adding a kind changes nothing here (CONTRIBUTING, “Add a lesson kind”).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise

from courses.lint.rules import Rule
from courses.lint.run import RULES
from courses.models import Lesson
from courses.package.drafts import LessonDraft
from courses.package.lessons import Read, Translating
from people.access import ViewerRequest

# The second argument is enrollments.player.LessonContext, which stands above this layer.
Page = Callable[[ViewerRequest, Any], HttpResponse]


@dataclasses.dataclass(frozen=True, kw_only=True)
class LessonKind:
    """What a kind of lesson is called, how it is read, stored and shown.

    `lint` holds the rules that the kind adds to a strict check of a package. `store` finds the
    lesson in other languages in the draft's `translations`.
    """

    key: str
    label: Promise
    icon: str
    read: Read
    store: Callable[[Lesson, LessonDraft], None]
    page: Page | None = None
    lint: tuple[Rule, ...] = ()
    translating: Translating | None = None


_kinds: dict[str, LessonKind] = {}
_pages: dict[str, Page] = {}


def register(kind: LessonKind) -> None:
    """Add a kind; registering the same key twice is a mistake in the code."""
    if kind.key in _kinds:
        raise ValueError(f"lesson kind {kind.key} is registered twice")
    _kinds[kind.key] = kind


def attach_page(key: str, page: Page) -> None:
    """Give a kind its page from a higher layer; the apps may start in any order."""
    _pages[key] = page


def page(key: str) -> Page | None:
    """Return the page that shows lessons of a kind, if this installation has one."""
    kind = _kinds.get(key)
    return _pages.get(key) or (kind.page if kind else None)


def get(key: str) -> LessonKind:
    """Return the kind of that key; raises KeyError for an unknown one."""
    return _kinds[key]


def readers() -> dict[str, Read]:
    """Return who reads which kind of lesson from a package."""
    return {key: kind.read for key, kind in _kinds.items()}


def lint_rules() -> tuple[Rule, ...]:
    """Return the rules of a strict check: those of every course and those of each kind."""
    return (*RULES, *(rule for kind in all() for rule in kind.lint))


def translating() -> dict[str, Translating]:
    """Return how the lessons of each kind are translated, of the kinds that have texts."""
    return {key: kind.translating for key, kind in _kinds.items() if kind.translating}


def all() -> tuple[LessonKind, ...]:  # noqa: A001 - lesson_kinds.all() reads well at the caller's
    """Return every kind in the order of their keys."""
    return tuple(_kinds[key] for key in sorted(_kinds))
