"""The org chart in words: each department by its path, such as `Northwind/Europe/Bookings`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from people.models import Department, Employment

BETWEEN = "/"


@dataclass(frozen=True)
class Place:
    """A department and the names from the top of the chart down to it."""

    department: Department
    path: str


def chart() -> list[Place]:
    """Return all departments in the order of the tree (one query)."""
    found = list(Department.objects.all())
    names = {row.pk: row.name for row in found}
    found.sort(key=lambda row: [(names[node].casefold(), node) for node in row.path])
    return [Place(row, BETWEEN.join(names[node] for node in row.path)) for row in found]


def find(said: str) -> list[Place]:
    """Return the departments that a path or the end of one means: one, none or several.

    A whole path means that department, also where another path ends the same way.
    """
    wanted, places = _tidy(said), chart()
    whole = [place for place in places if _tidy(place.path) == wanted]
    return whole or [place for place in places if _tidy(place.path).endswith(f"{BETWEEN}{wanted}")]


def path_of(department: Department) -> str:
    """Return the path of one department as the table has it now (two queries)."""
    nodes = Department.objects.values_list("path", flat=True).get(pk=department.pk)
    names = dict(Department.objects.filter(pk__in=nodes).values_list("pk", "name"))
    return BETWEEN.join(names[node] for node in nodes)


def people_by_department(*, on: date) -> Counter[int]:
    """Return how many active people work at or below each department that day, by its id."""
    counts: Counter[int] = Counter()
    spells = Employment.objects.filter(valid__contains=on, person__is_active=True)
    for path in spells.values_list("department__path", flat=True):
        counts.update(path)
    return counts


def _tidy(path: str) -> str:
    return re.sub(r"\s*/\s*", BETWEEN, " ".join(path.split()))
