"""The course map: objectives, lessons, questions, Bloom levels."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses import lesson_kinds
from courses.course_map import LEVELS, Line, map_of
from people.access import ViewerRequest, requires
from people.roles import Permission
from quizzes.question_types import TYPES
from studio.selectors import editions
from studio.selectors import published as selectors
from studio.selectors.editions import Edition
from studio.views.words import GAPS, LEVEL_NAMES


@require_safe
@requires(Permission.PREVIEW_COURSE)
def package(request: ViewerRequest, slug: str) -> HttpResponse:
    """Show the map of a package as it is on disk now."""
    edition = editions.package_edition(slug)
    return render(request, "studio/map/map.html", {"edition": edition, **_map(edition)})


@require_safe
@requires(Permission.PREVIEW_COURSE)
def course(request: ViewerRequest, slug: str) -> HttpResponse:
    """Show the map of the version that new enrollments get."""
    published = selectors.published_or_404(request.viewer, slug)
    edition = editions.published_edition(published.effective)
    context: dict[str, Any] = {"published": published, "version": published.effective}
    if edition is None:
        return render(request, "studio/no_files.html", context)
    return render(request, "studio/map/map.html", context | {"edition": edition, **_map(edition)})


def _map(edition: Edition) -> dict[str, Any]:
    found = map_of(edition.survey.package, lesson_kinds.asks())
    return {
        "map": found,
        "levels": [(level, LEVEL_NAMES[level], found.counts[level]) for level in LEVELS],
        "types": [
            (TYPES[name].LABEL if name in TYPES else name, count)
            for name, count in sorted(found.types.items())
        ],
        "gaps": [(line, GAPS[gap]) for line, gap in found.gaps],
        "modules": [(module, [_row(line) for line in module.lines]) for module in found.modules],
    }


def _row(line: Line) -> dict[str, Any]:
    return {
        "line": line,
        "cells": [
            {
                "level": level,
                "name": LEVEL_NAMES[level],
                "count": line.counts[level],
                "is_promised": level == line.objective.level,
            }
            for level in LEVELS
        ],
        "gaps": [GAPS[gap] for gap in line.gaps],
    }
