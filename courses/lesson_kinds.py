"""Lesson kinds: an app that brings one registers it in its AppConfig.ready().

A kind reads its file from a package, stores its own rows while a version is published, and shows
its page inside the player. Adding a kind changes nothing here (CONTRIBUTING, “Add a lesson kind”).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.functional import Promise

from courses.course_map import Ask
from courses.lint.rules import Rule
from courses.lint.run import RULES
from courses.models import Lesson
from courses.package.drafts import LessonDraft
from courses.package.lessons import Read, Translating
from courses.package.problems import Problem
from people.access import ViewerRequest

# The second argument is enrollments.player.LessonContext, which stands above this layer.
Page = Callable[[ViewerRequest, Any], HttpResponse]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Preview:
    """The template of a lesson's page and what it shows, made from a draft without any row.

    The template takes its frame from `frame`, so authors see in theirs what learners see in the
    player.
    """

    template: str
    context: dict[str, Any]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Look:
    """What a preview goes by beside the draft: the file's text, what is wrong with it by line, and
    what a form of the preview sent. Nothing of that is kept.
    """

    source: str = ""
    problems: tuple[Problem, ...] = ()
    sent: QueryDict = dataclasses.field(default_factory=QueryDict)


ShowDraft = Callable[[LessonDraft, Look], Preview]


@dataclasses.dataclass(frozen=True, kw_only=True)
class LessonKind:
    """What a kind of lesson is called, how it is read, stored and shown.

    `lint` holds the rules that the kind adds to a strict check of a package.
    `preview` shows a draft before it is published; `asks` tells the course map what it asks.
    `store` finds the lesson in other languages in the draft's `translations`.
    """

    key: str
    label: Promise
    icon: str
    read: Read
    store: Callable[[Lesson, LessonDraft], None]
    page: Page | None = None
    lint: tuple[Rule, ...] = ()
    preview: ShowDraft | None = None
    asks: Ask | None = None
    translating: Translating | None = None


_kinds: dict[str, LessonKind] = {}
_pages: dict[str, Page] = {}
_previews: dict[str, ShowDraft] = {}


def register(kind: LessonKind) -> None:
    """Add a kind; registering the same key twice is a mistake in the code."""
    if kind.key in _kinds:
        raise ValueError(f"lesson kind {kind.key} is registered twice")
    _kinds[kind.key] = kind


def attach_page(key: str, page: Page, preview: ShowDraft) -> None:
    """Give a kind its page from a higher layer; the apps may start in any order."""
    _pages[key] = page
    _previews[key] = preview


def page(key: str) -> Page | None:
    """Return the page that shows lessons of a kind, if this installation has one."""
    kind = _kinds.get(key)
    return _pages.get(key) or (kind.page if kind else None)


def preview(key: str) -> ShowDraft | None:
    """Return what shows a draft of that kind, if there is such a kind and it can."""
    kind = _kinds.get(key)
    return _previews.get(key) or (kind.preview if kind else None)


def asks() -> dict[str, Ask]:
    """Return who tells what a lesson asks, of the kinds that ask anything."""
    return {key: kind.asks for key, kind in _kinds.items() if kind.asks}


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
