"""What HR sees before saving: who exactly, from when until when, in whose zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Subquery

from curricula.due_dates import Problem
from curricula.selectors.plan import (
    JUDGED,
    Group,
    Intent,
    Totals,
    audience_sql,
    groups,
    moments_params,
    totals,
)
from curricula.words import PROBLEMS, due_words
from people.models import Employment, User

PAGE = 25
SAMPLES = 3

_PAGE = f"""
{JUDGED} SELECT judged.id, is_holder, zone, due_on, problem
  FROM judged JOIN people_user AS person ON person.id = judged.id
 ORDER BY (problem <> '' AND NOT is_holder) DESC, is_holder, person.legal_name, person.id
 LIMIT %s OFFSET %s
"""  # noqa: S608 - our own constants
_SAMPLES = f"""
{JUDGED}
SELECT id, false, zone, due_on, '' FROM (
  SELECT judged.*, row_number() OVER (PARTITION BY zone ORDER BY due_on, id) AS turn
    FROM judged WHERE problem = '' AND NOT is_holder) AS taken
 ORDER BY turn, zone LIMIT %s
"""  # noqa: S608 - our own constants


@dataclass(frozen=True)
class Invited:
    """One person of the audience and what follows for them."""

    name: str
    department: str
    is_holder: bool
    zone: str
    due_on: date | None
    problem: Problem

    @property
    def due_words(self) -> str:
        """Return until when, to the hour, in the person's own zone."""
        return due_words(self.due_on, self.zone) if self.due_on else ""

    @property
    def problem_words(self) -> str:
        """Return why no date follows."""
        return "" if self.is_holder else str(PROBLEMS[self.problem])


@dataclass(frozen=True)
class Preview:
    """Everything about an intent that HR decides on."""

    intent: Intent
    totals: Totals
    people: Sequence[Invited]
    samples: Sequence[Invited]
    page: int

    @property
    def pages(self) -> int:
        """Return how many pages of people there are."""
        return max(1, -(-self.totals.people // PAGE))

    @property
    def first(self) -> int:
        """Return the number of the first person shown."""
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """Return the number of the last person shown."""
        return self.first + len(self.people) - 1

    @property
    def problems(self) -> list[tuple[str, int]]:
        """Return why no date follows, and for how many."""
        return [(str(PROBLEMS[key]), count) for key, count in self.totals.problems.items()]


def preview(wanted: Intent, *, page: int = 1, size: int = PAGE) -> Preview:
    """Return what the intent would do, with one page of its people."""
    found = groups(wanted)
    counted = totals(wanted, found)
    last = max(1, -(-counted.people // PAGE))
    page = min(max(page, 1), last)
    return Preview(
        wanted,
        counted,
        people=_invited(wanted, found, _PAGE, [size, (page - 1) * PAGE]),
        samples=_invited(wanted, found, _SAMPLES, [SAMPLES]),
        page=page,
    )


def _invited(
    wanted: Intent, found: Sequence[Group], statement: str, limits: list[int]
) -> list[Invited]:
    sql, params = audience_sql(wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(audience=sql),
            [*params, *moments_params(found), wanted.curriculum.pk, wanted.at, *limits],
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    people = _people([row[0] for row in rows], on=wanted.on)
    return [
        Invited(*people[key], is_holder, zone, due_on, Problem(problem))
        for key, is_holder, zone, due_on, problem in rows
    ]


def _people(ids: list[int], *, on: date) -> dict[int, tuple[str, str]]:
    spells = Employment.objects.filter(person=OuterRef("pk"), valid__contains=on)
    rows = User.objects.filter(pk__in=ids).annotate(
        place=Subquery(spells.values("department__name")[:1])
    )
    return {
        pk: (name, place or "") for pk, name, place in rows.values_list("pk", "legal_name", "place")
    }
