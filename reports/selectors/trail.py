"""Reading the audit trail: in scope, filtered, page by page without skipping a line."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from audit.models import AuditEvent
from people.models import User
from people.models.user import UserQuerySet
from people.roles import Permission
from people.viewer import Viewer

PAGE = 40
NAMED_AT_MOST = 200


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What to show of the trail; None is no condition."""

    verb: str | None = None
    who: str = ""
    person: uuid.UUID | None = None
    target: uuid.UUID | None = None
    first_on: dt.date | None = None
    last_on: dt.date | None = None
    before: uuid.UUID | None = None


@dataclass(frozen=True)
class Page:
    """Some events, the latest first, and the cursor of the next older page."""

    events: list[AuditEvent]
    older: uuid.UUID | None


def people_for(viewer: Viewer) -> UserQuerySet:
    """Return the people whose evidence the viewer may read."""
    scope = viewer.scope(Permission.READ_AUDIT_TRAIL)
    people: UserQuerySet = User.objects.all()
    return people.none() if scope == frozenset() else people.within(scope, on=viewer.on)


def people_named(viewer: Viewer, words: str) -> QuerySet[User]:
    """Return people in scope by part of a name, by number or by email."""
    words = words.strip()
    if not words or "\0" in words:
        return people_for(viewer).none()
    match = (
        Q(legal_name__icontains=words) | Q(employee_number__iexact=words) | Q(email__iexact=words)
    )
    return people_for(viewer).filter(match).order_by("legal_name", "id")


def events_for(viewer: Viewer) -> QuerySet[AuditEvent]:
    """Return the events that concern somebody in the viewer's scope."""
    events = AuditEvent.objects.all()
    if viewer.scope(Permission.READ_AUDIT_TRAIL) is None:
        return events
    people = people_for(viewer).values("uuid")
    # An event about somebody else stays out, even when its actor is in scope.
    return events.filter(
        Q(subject_uuid__in=people)
        | Q(subject_uuid__isnull=True, target_kind="User", target_uuid__in=people)
        | (Q(subject_uuid__isnull=True, actor_uuid__in=people) & ~Q(target_kind="User"))
    )


def page_of(viewer: Viewer, filters: Filters) -> Page:
    """Return one page of the trail."""
    events = events_for(viewer).filter(**_plain(filters))
    if filters.person:
        events = events.filter(_about([filters.person]))
    if filters.who:
        named = people_named(viewer, filters.who)[:NAMED_AT_MOST]
        label = Q(actor_label__icontains=filters.who) if "\0" not in filters.who else Q(pk=None)
        events = events.filter(_about(list(named.values_list("uuid", flat=True))) | label)
    if filters.before:
        cursor = AuditEvent.objects.filter(uuid=filters.before).values("id")[:1]
        events = events.filter(id__lt=cursor)
    found = list(events.order_by("-id")[: PAGE + 1])
    older = found[PAGE - 1].uuid if len(found) > PAGE else None
    return Page(found[:PAGE], older)


def names_in(viewer: Viewer, events: Iterable[AuditEvent]) -> dict[uuid.UUID | None, str]:
    """Return the names of those whom the events concern, as far as the viewer may read of them."""
    concerned = {event.subject_uuid for event in events if event.subject_uuid}
    if not concerned:
        return {}
    people = people_for(viewer).filter(uuid__in=concerned)
    return dict(people.values_list("uuid", "legal_name"))


def _plain(filters: Filters) -> dict[str, Any]:
    zone = timezone.get_current_timezone()
    conditions: dict[str, Any] = {}
    if filters.verb:
        conditions["verb"] = filters.verb
    if filters.target:
        conditions["target_uuid"] = filters.target
    if filters.first_on:
        conditions["at__gte"] = dt.datetime.combine(filters.first_on, dt.time.min, zone)
    if filters.last_on:
        after = filters.last_on + dt.timedelta(days=1)
        conditions["at__lt"] = dt.datetime.combine(after, dt.time.min, zone)
    return conditions


def _about(people: list[uuid.UUID]) -> Q:
    return Q(subject_uuid__in=people) | Q(actor_uuid__in=people) | Q(target_uuid__in=people)
