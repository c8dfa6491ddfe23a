"""A lesson or a job aid of a package, as learners will see it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from courses import lesson_kinds
from courses.lesson_kinds import Look
from courses.package.drafts import LessonDraft
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.package.roleplay import RoleplayDraft
from studio.selectors import editions
from studio.selectors import published as selectors
from studio.selectors.editions import Edition
from studio.selectors.remarks import text_of
from studio.views.outline import Entry, Outline


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREVIEW_COURSE)
def lesson(request: ViewerRequest, slug: str, key: str) -> HttpResponse:
    """Show a lesson by its kind's own template; what is answered on it is kept nowhere."""
    edition = editions.package_edition(slug)
    is_strict = edition.is_whole and "strict" in request.GET
    outline = Outline(editions.with_findings(edition) if is_strict else edition)
    entry = outline.lesson(key)
    draft = entry.draft
    assert isinstance(draft, LessonDraft)
    found = lesson_kinds.preview(draft.kind)
    context: dict[str, Any] = {
        "frame": "studio/preview/frame.html",
        "draft": draft,
        "is_strict": is_strict,
        "kind": lesson_kinds.get(draft.kind),
        "scene_url": _scene_url(edition, draft),
        "statistics_url": _statistics_url(request, outline, draft),
        **_place(outline, entry),
    }
    if found is None:
        return render(request, "studio/preview/no_preview.html", context)
    shown = found(draft, _look(outline, entry, request.POST))
    return render(request, shown.template, context | shown.context)


@require_safe
@requires(Permission.PREVIEW_COURSE)
def job_aid(request: ViewerRequest, slug: str, key: str) -> HttpResponse:
    """Show one page for the desk."""
    outline = Outline(editions.package_edition(slug))
    entry = outline.job_aid(key)
    context = {"aid": entry.draft, **_place(outline, entry)}
    return render(request, "studio/preview/job_aid.html", context)


def _look(outline: Outline, entry: Entry, sent: QueryDict) -> Look:
    content = outline.edition.survey.package.files.get(entry.surveyed.path, b"")
    return Look(source=text_of(content), problems=entry.remarks, sent=sent)


def _place(outline: Outline, entry: Entry) -> dict[str, Any]:
    lessons = outline.readable
    at = lessons.index(entry) if entry in lessons else -1
    return {
        "edition": outline.edition,
        "outline": outline,
        "entry": entry,
        "here": outline.chapter_of(entry),
        "number": at + 1,
        "total": len(lessons),
        "previous": lessons[at - 1] if at > 0 else None,
        "next": lessons[at + 1] if -1 < at < len(lessons) - 1 else None,
    }


def _scene_url(edition: Edition, draft: LessonDraft) -> str:
    """Return where the scene of a role-play is drawn and tried."""
    if not isinstance(draft.payload, RoleplayDraft):
        return ""
    return reverse("studio:scene", args=[edition.folder, draft.payload.script.id])


def _statistics_url(request: ViewerRequest, outline: Outline, draft: LessonDraft) -> str:
    """Return where the answers of learners are counted, once the quiz is published."""
    if not lesson_kinds.get(draft.kind).asks:
        return ""
    slug = outline.edition.survey.package.slug
    published = selectors.courses(request.viewer).filter(
        slug=slug, effective_version__lessons__key=draft.key
    )
    return selectors.statistics_url(slug, draft.key) if published.exists() else ""
