"""What a report kind is made of: a version, typed columns, one SELECT."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise


class Shape(StrEnum):
    """The type of a column decides how it is written; what stands in a cell never does."""

    TEXT = "text"  # what people wrote: guarded
    WORD = "word"  # one of a closed list, a code, a hash, an identifier
    NUMBER = "number"
    DAY = "day"  # ISO 8601
    INSTANT = "instant"  # ISO 8601, UTC


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, its type, what it means to the reader."""

    name: str
    shape: Shape
    meaning: str
    is_score: bool = False
    is_given: bool = False  # never null


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What a run is about, frozen when it was asked for."""

    from_at: datetime
    to_at: datetime  # exclusive
    judged_at: datetime  # what is due before this and not done is overdue
    on: date  # whose departments count
    departments: tuple[str, ...] | None  # uuids; None: everywhere
    course: str | None = None
    has_scores: bool = False

    def values(self) -> dict[str, Any]:
        """Return the parameters of the SQL."""
        return {
            "from_at": self.from_at, "to_at": self.to_at, "judged_at": self.judged_at,
            "on": self.on, "departments": list(self.departments or ()), "course": self.course,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of report. A change of columns or SQL is a new version.

    The last column is an instant that is always given: its final letter ends every line, which
    makes the ends of lines findable without reading the quotes (see `lines`).
    """

    name: str
    version: int
    label: Promise
    description: Promise
    population: str
    columns: tuple[Column, ...]
    rows: Callable[[Frame], str]
    order: str
    totals_by: str = ""
    states: tuple[str, ...] = field(default=())
    is_for_auditors_only: bool = False

    def columns_for(self, frame: Frame) -> tuple[Column, ...]:
        """Return the columns of a run: score columns only where they were granted."""
        return tuple(column for column in self.columns if frame.has_scores or not column.is_score)


PEOPLE_IN_SCOPE = """
SELECT spell.person_id FROM people_employment AS spell
  JOIN people_department AS node ON node.id = spell.department_id
 WHERE spell.valid @> %(on)s::date
   AND node.path && (SELECT array_agg(id) FROM people_department
                      WHERE uuid = ANY(%(departments)s::uuid[]))
"""
# Whoever left belongs to where they worked last: what they completed is evidence of that place.
PEOPLE_OF_SCOPE = """
SELECT latest.person_id FROM (
  SELECT DISTINCT ON (spell.person_id) spell.person_id, spell.department_id
    FROM people_employment AS spell
   WHERE lower(spell.valid) IS NULL OR lower(spell.valid) <= %(on)s::date
   ORDER BY spell.person_id, lower(spell.valid) DESC NULLS LAST) AS latest
  JOIN people_department AS node ON node.id = latest.department_id
 WHERE node.path && (SELECT array_agg(id) FROM people_department
                      WHERE uuid = ANY(%(departments)s::uuid[]))
"""
