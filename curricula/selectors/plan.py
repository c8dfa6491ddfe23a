"""What an assignment would do: who is in, who has it already, what follows for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from curricula import due_dates
from curricula.audience import (
    Audience,
    departments_of,
    in_words,
    people_in,
    scope_departments,
)
from curricula.due_dates import Anchor, DueRule, Moment, Problem
from curricula.models import Curriculum
from people.models import Department, Employment
from people.models.user import UserQuerySet

UNKNOWN = date.min  # stands for "no hire date" where SQL needs to compare


@dataclass(frozen=True)
class Group:
    """People to whom the same moment applies: one time zone and one anchor date."""

    time_zone: str
    anchor_on: date
    moment: Moment


@dataclass(frozen=True)
class Intent:
    """What HR describes: which curriculum, for whom, until when, as of which day."""

    curriculum: Curriculum
    audience: Audience
    due: DueRule
    departments: tuple[Department, ...]
    named: tuple[Department, ...]
    scope: frozenset[int] | None
    on: date
    at: datetime

    @property
    def words(self) -> str:
        """Return the audience as one phrase."""
        if self.departments:
            return in_words(self.audience, self.departments)
        return in_words(replace(self.audience, include_below=True), self.named)


@dataclass(frozen=True)
class Totals:
    """How many are in, and what becomes of them; `digest` stands for exactly these people."""

    people: int
    holders: int
    problems: dict[Problem, int]
    digest: str

    @property
    def newcomers(self) -> int:
        """Return how many would get the curriculum now."""
        return self.people - self.holders

    @property
    def exceptions(self) -> int:
        """Return for how many newcomers no due date follows."""
        return sum(self.problems.values())


def intent(
    *,
    curriculum: Curriculum,
    audience: Audience,
    due: DueRule,
    scope: frozenset[int] | None,
    time_zone: str,
    at: datetime,
) -> Intent:
    """Return the intent with its departments looked up; "today" is the day in the actor's zone."""
    departments = tuple(departments_of(audience, scope=scope))
    on = at.astimezone(ZoneInfo(due_dates.known_zone(time_zone))).date()
    # Who chose no department meant all of their own, so these are named.
    named = departments or scope_departments(scope)
    return Intent(curriculum, audience, due, departments, named, scope, on, at)


def anchored(people: UserQuerySet, *, due: DueRule, on: date) -> QuerySet[Any]:
    """Return the people with `anchor_on`: the hire date where the due date counts from it."""
    unknown = Value(UNKNOWN, DateField())
    if due.anchor != Anchor.HIRED:
        return people.annotate(anchor_on=unknown)
    spells = Employment.objects.filter(person=OuterRef("pk"), valid__contains=on)
    return people.annotate(anchor_on=Coalesce(Subquery(spells.values("hired_on")[:1]), unknown))


def people_of(wanted: Intent) -> UserQuerySet:
    """Return the people that are in."""
    return people_in(wanted.audience, wanted.departments, scope=wanted.scope, on=wanted.on)


def audience_sql(wanted: Intent) -> tuple[str, list[Any]]:
    """Return the SELECT of id, time_zone, anchor_on of everybody who is in."""
    return anchored_sql(people_of(wanted), due=wanted.due, on=wanted.on)


def anchored_sql(people: UserQuerySet, *, due: DueRule, on: date) -> tuple[str, list[Any]]:
    """Return the SELECT of id, time_zone, anchor_on of these people."""
    rows = anchored(people, due=due, on=on).order_by()
    sql, params = rows.values_list("pk", "time_zone", "anchor_on").query.sql_with_params()
    return f"SELECT * FROM ({sql}) AS found(id, time_zone, anchor_on)", list(params)  # noqa: S608


def groups(wanted: Intent) -> list[Group]:
    """Return what follows for each zone and anchor date that occurs in the audience."""
    sql, params = audience_sql(wanted)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT time_zone, anchor_on FROM ({sql}) AS audience", params)  # noqa: S608
        return [_group(wanted, *row) for row in cursor.fetchall()]


def _group(wanted: Intent, time_zone: str, anchor_on: date) -> Group:
    hired_on = None if anchor_on == UNKNOWN else anchor_on
    moment = due_dates.moment(wanted.due, time_zone=time_zone, hired_on=hired_on, at=wanted.at)
    return Group(time_zone, anchor_on, moment)


MOMENTS = """
SELECT * FROM unnest(%s::text[], %s::date[], %s::text[], %s::date[], %s::date[],
                     %s::timestamptz[], %s::text[])
    AS moment(time_zone, anchor_on, zone, opens_on, due_on, due_at, problem)
"""


def moments_params(found: Iterable[Group]) -> list[list[Any]]:
    """Return the parameters of MOMENTS."""
    rows = [
        (
            group.time_zone, group.anchor_on, group.moment.zone, group.moment.opens_on,
            group.moment.due_on, group.moment.due_at, group.moment.problem.value,
        )
        for group in found
    ]  # fmt: skip
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(7)]


# A cycle that is open, or satisfied and still valid on the person's day: who has one needs none.
COUNTS = """
(live.state = 'open' OR (live.state = 'satisfied' AND (
   live.expires_on IS NULL OR live.expires_on >= (%s AT TIME ZONE live.zone)::date)))
"""
HOLDS = f"""
EXISTS (SELECT FROM curricula_assignment AS held
          JOIN curricula_cycle AS live ON live.assignment_id = held.id
         WHERE held.person_id = audience.id AND held.curriculum_id = %s
           AND held.state = 'active' AND {COUNTS})
"""
# Who joins or leaves, has it by now, or gets another date, changes this.
DIGEST = """
md5(coalesce(string_agg(concat_ws(':', id, due_at, problem, is_holder), ',' ORDER BY id), ''))
"""
JUDGED = f"""
WITH audience AS ({{audience}}), moment AS ({MOMENTS}),
     judged AS MATERIALIZED (SELECT audience.id, {HOLDS} AS is_holder,
                                      moment.zone, moment.due_on, moment.due_at,
                                      moment.problem
                               FROM audience JOIN moment USING (time_zone, anchor_on))
"""  # noqa: S608 - our own constants
_TOTALS = f"""
{JUDGED} SELECT count(*), count(*) FILTER (WHERE is_holder), {DIGEST} FROM judged
"""  # noqa: S608
_PROBLEMS = f"""
{JUDGED} SELECT problem, count(*) FROM judged WHERE problem <> '' AND NOT is_holder GROUP BY 1
"""  # noqa: S608


def totals(wanted: Intent, found: Sequence[Group]) -> Totals:
    """Return how many are in and what becomes of them."""
    sql, params = audience_sql(wanted)
    params += [*moments_params(found), wanted.curriculum.pk, wanted.at]
    problems: dict[Problem, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS.format(audience=sql), params)
        people, holders, digest = cursor.fetchone()
        if any(group.moment.problem for group in found):
            cursor.execute(_PROBLEMS.format(audience=sql), params)
            problems = {Problem(name): count for name, count in cursor.fetchall()}
    return Totals(people, holders, problems, digest)
