"""What attempts show of a published scene, beside its graph; the same as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.formula import guarded
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import Scenario
from practice.scenario.shapes import VALUES
from practice.scenario.source.read import source_hash
from practice.selectors.playing.scenes import scene as played
from quizzes.statistics.verdicts import FEWEST, KEY_ERROR_FROM, WEAK_FROM
from studio.scenes.attempts import (
    LEAVING_ABOVE,
    UNTAKEN_FROM,
    NodeStatistic,
    OptionStatistic,
    node_statistics,
    people_in,
)
from studio.selectors import editions
from studio.selectors import published as selectors
from studio.selectors.editions import Edition
from studio.selectors.scenes import shelf
from studio.selectors.scenes.attempts import published_scene, ways_through
from studio.selectors.scenes.shelf import Scene
from studio.views.scenes.words import AVOIDED, QUALITIES, TONES, UNTAKEN

Cell = str | int | float | None
COLUMNS = ("node", "people", "stepped_out", "option", "text", "quality", "offered", "taken",
           "share", "rest", "remark")  # fmt: skip


@require_safe
@requires(Permission.PREVIEW_COURSE)
def page(request: ViewerRequest, slug: str, scene: str) -> HttpResponse:
    """Show counts by node and option of the published scene of that name."""
    edition = editions.package_edition(slug)
    found = shelf.scene_of(edition, scene)
    row, statistics, people = _counted(request, edition, found)
    context = {
        "edition": edition,
        "scene": found,
        "row": row,
        "is_same": bool(row and row.sha256 == source_hash(found.content)),
        "people": people,
        "nodes": [(one, [_told(option) for option in one.options]) for one in statistics],
        "odd": [one for one in statistics if one.is_odd],
        "fewest": FEWEST,
        "possible_from": KEY_ERROR_FROM,
        "weak_from": WEAK_FROM,
        "untaken_from": UNTAKEN_FROM,
        "leaving_above": round(LEAVING_ABOVE * 100),
    }
    return render(request, "studio/scenes/attempts/attempts.html", context)


@require_safe
@requires(Permission.PREVIEW_COURSE)
def download(request: ViewerRequest, slug: str, scene: str) -> HttpResponse:
    """Send the same as CSV; a scene that was never published has none."""
    edition = editions.package_edition(slug)
    found = shelf.scene_of(edition, scene)
    row, statistics, _people = _counted(request, edition, found)
    if row is None:
        raise Http404
    response = HttpResponse(csv_of(statistics), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.id}-attempts.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _counted(
    request: ViewerRequest, edition: Edition, found: Scene
) -> tuple[Scenario | None, Sequence[NodeStatistic], int]:
    published = selectors.published(request.viewer, edition.survey.package.slug)
    row = published_scene(published.course, found.id) if published else None
    if published is None or row is None:
        return None, (), 0
    ways = ways_through(row, published.course)
    return row, node_statistics(played(row.pk, row.language).script, ways), people_in(ways)


def _told(option: OptionStatistic) -> dict[str, Any]:
    return {
        "told": option,
        "quality": QUALITIES[option.choice.quality],
        "tone": TONES[option.choice.quality],
        "percent": round(option.share * 100),
        "untaken": UNTAKEN[option.choice.value >= VALUES["ok"]] if option.is_untaken else None,
        "avoided": AVOIDED.get(option.verdict) if option.verdict else None,
    }


def csv_of(statistics: Sequence[NodeStatistic]) -> bytes:
    """Return a row for each option; what is not shown is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in _rows(statistics))
    return text.getvalue().encode()


def _rows(statistics: Sequence[NodeStatistic]) -> Iterator[Sequence[Cell]]:
    for one in statistics:
        if one.people is None:
            yield (one.node.name, *[None] * (len(COLUMNS) - 2), "fewer than 10")
        for option in one.options:
            is_shown = option.offered > 0
            yield (
                one.node.name, one.people, one.left, option.choice.id, option.choice.text,
                option.choice.quality, option.offered if is_shown else None,
                option.taken if is_shown else None, option.share if is_shown else None,
                option.rest, _remark(one, option),
            )  # fmt: skip


def _remark(one: NodeStatistic, option: OptionStatistic) -> str:
    parts = [
        "left often" if one.is_left_often else "",
        "never taken" if option.is_untaken else "",
        str(option.verdict) if option.is_odd and option.verdict else "",
    ]
    return ", ".join(filter(None, parts))


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    return f"{value:.4f}" if isinstance(value, float) else str(value)
