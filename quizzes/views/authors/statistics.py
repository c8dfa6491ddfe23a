"""How the questions of a quiz behave, for its authors: figures, pictures, what to look at."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import ViewerRequest, requires
from people.roles import Permission
from quizzes.selectors.corrections import authored_quiz
from quizzes.selectors.item_statistics import ItemRow, item_statistics
from quizzes.statistics.plot import Plot, plot_of
from quizzes.statistics.verdicts import FEWEST, KEY_ERROR_FROM, WEAK_FROM
from quizzes.views.authors.statistics_csv import PARTS, csv_of
from quizzes.views.authors.words import LOOKS, Look


@require_safe
@requires(Permission.PREVIEW_COURSE)
def page(request: ViewerRequest, slug: str, key: str) -> HttpResponse:
    """Show the statistics of the quiz in the effective version."""
    found = item_statistics(authored_quiz(request.viewer, slug, key))
    context = {
        "found": found,
        "version": found.quiz.lesson.version,
        "rows": [_looked_at(row) for row in found.rows],
        "to_look_at": [_looked_at(row) for row in found.to_look_at],
        "plot": _plot(found.rows),
        "fewest": FEWEST,
        "key_error_from": KEY_ERROR_FROM,
        "weak_from": WEAK_FROM,
    }
    return render(request, "quizzes/studio/statistics.html", context)


@require_safe
@requires(Permission.PREVIEW_COURSE)
def download(request: ViewerRequest, slug: str, key: str, part: str) -> HttpResponse:
    """Send one of the tables as CSV: `items` or `choices`."""
    quiz = authored_quiz(request.viewer, slug, key)
    if part not in PARTS:
        raise Http404
    response = HttpResponse(
        csv_of(item_statistics(quiz), part), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{slug}-{key}-{part}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _looked_at(row: ItemRow) -> dict[str, Any]:
    look: Look = LOOKS[row.statistic.verdict]
    return {"row": row, "told": row.statistic, "look": look}


def _plot(rows: Any) -> Plot | None:
    points = [
        (row.number, told.difficulty, told.discrimination, told.verdict)
        for row in rows
        if (told := row.statistic).discrimination is not None
    ]
    return plot_of(points) if points else None
