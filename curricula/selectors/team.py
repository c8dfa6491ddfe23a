"""What a manager sees of the people who report to them today: state and dates, nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from curricula.due_dates import Standing
from curricula.models import Cycle
from curricula.selectors.rows import URGENCY, Row, in_order, placed, rows_of
from people.models import Employment, User
from people.viewer import Viewer


@dataclass(frozen=True)
class Member:
    """One report with what they owe; somebody without assignments has no rows."""

    uuid: UUID
    name: str
    job_title: str
    rows: list[Row]

    @property
    def urgency(self) -> int:
        """Return the place in the list: what is overdue stands first, nothing to do last."""
        return min((URGENCY.index(row.standing) for row in self.rows), default=len(URGENCY))


def team_of(viewer: Viewer, *, at: datetime) -> list[Member]:
    """Return the viewer's reports, those first who may need a word (three queries)."""
    spells = Employment.objects.filter(
        person=OuterRef("pk"), valid__contains=viewer.on, manager=viewer.user
    )
    reports = User.objects.active().reporting_to(viewer, on=viewer.on)
    people = reports.annotate(post=Subquery(spells.values("job_title")[:1]))
    cycles = placed(Cycle.objects.current().of_team(viewer), on=viewer.on).with_standing(at=at)
    cycles = cycles.select_related("assignment__person", "assignment__curriculum")
    found: dict[int, list[Row]] = {}
    for row in rows_of(in_order(cycles), course="", at=at):
        found.setdefault(row.person_id, []).append(row)
    members = [
        Member(uuid, name, post or "", found.get(pk, []))
        for pk, uuid, name, post in people.order_by("legal_name", "id").values_list(
            "pk", "uuid", "legal_name", "post"
        )
    ]
    return sorted(members, key=lambda member: member.urgency)


def team_figures(members: list[Member]) -> dict[str, int]:
    """Return how many assignments of the team stand where."""
    counted = {standing.value: 0 for standing in Standing}
    for member in members:
        for row in member.rows:
            counted[row.standing.value] += 1
    return counted
