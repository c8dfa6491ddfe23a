"""What an HR user may choose from: departments as a tree, job titles that occur."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from people.models import Department, Employment

TITLES_AT_MOST = 60


@dataclass(frozen=True)
class DepartmentChoice:
    """A department at its place in the tree, with the active people at or below it."""

    uuid: str
    name: str
    depth: int
    people: int


def department_choices(scope: frozenset[int] | None, *, on: date) -> list[DepartmentChoice]:
    """Return the departments in scope in the order of the tree (two queries)."""
    found = {row.pk: row for row in Department.objects.at_or_below(scope)}
    names = {row.pk: row.name for row in found.values()}
    counts: Counter[int] = Counter()
    direct = (
        Employment.objects.filter(valid__contains=on, person__is_active=True)
        .filter(department__in=list(found))
        .values_list("department")
        .annotate(total=Count("person", distinct=True))
    )
    for department_id, total in direct:
        for node in found[department_id].path:
            counts[node] += total
    shown = [(tuple(n for n in row.path if n in found), row) for row in found.values()]
    shown.sort(key=lambda entry: [(names[node].casefold(), node) for node in entry[0]])
    return [
        DepartmentChoice(str(row.uuid), row.name, min(len(path), 6) - 1, counts[row.pk])
        for path, row in shown
    ]


def title_choices(scope: frozenset[int] | None, *, on: date) -> list[str]:
    """Return the job titles held in scope, the most frequent ones if there are many."""
    spells = Employment.objects.filter(valid__contains=on, person__is_active=True)
    if scope is not None:
        spells = spells.filter(department__path__overlap=sorted(scope))
    rows = spells.exclude(job_title="").values("job_title").annotate(total=Count("id"))
    found = rows.order_by("-total", "job_title").values_list("job_title", flat=True)
    return sorted(found[:TITLES_AT_MOST], key=str.casefold)
