"""Whom HR means: data that can be stored, words that can be read, people that are in today."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from people.models import Department, Employment, User
from people.models.user import UserQuerySet

NAMED_AT_MOST = 3


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Who is meant: departments (none: everybody in scope), hire dates, job titles."""

    departments: tuple[uuid.UUID, ...] = ()
    include_below: bool = True
    hired_from: date | None = None
    hired_to: date | None = None
    job_titles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what nobody can be in."""
        if self.hired_from and self.hired_to and self.hired_from > self.hired_to:
            raise InvalidInput(
                _("The first day of hire lies after the last one, so nobody can be in."),
                field="hired_to",
            )

    def as_json(self) -> dict[str, Any]:
        """Return the audience as data for storing and sending."""
        return {
            "departments": [str(found) for found in self.departments],
            "include_below": self.include_below,
            "hired_from": self.hired_from.isoformat() if self.hired_from else None,
            "hired_to": self.hired_to.isoformat() if self.hired_to else None,
            "job_titles": list(self.job_titles),
        }


def from_json(data: Any) -> Audience:
    """Return the audience that stored data means; raises InvalidInput for anything else."""
    known = {field.name for field in fields(Audience)}
    if not isinstance(data, dict) or not set(data) <= known:
        raise InvalidInput(_("This is not a description of an audience."), field="audience")
    try:
        return Audience(
            departments=tuple(uuid.UUID(found) for found in data.get("departments", ())),
            include_below=data.get("include_below", True) is True,
            hired_from=_date(data.get("hired_from")),
            hired_to=_date(data.get("hired_to")),
            job_titles=tuple(str(found) for found in data.get("job_titles", ())),
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidInput(
            _("This is not a description of an audience."), field="audience"
        ) from error


def _date(value: Any) -> date | None:
    return date.fromisoformat(value) if value is not None else None


def departments_of(audience: Audience, *, scope: frozenset[int] | None) -> list[Department]:
    """Return the departments meant; raises InvalidInput when one is outside the scope.

    One that does not exist and one that is somebody else's get the same answer.
    """
    if not audience.departments:
        return []
    wanted = set(audience.departments)
    found = list(
        Department.objects.at_or_below(scope).filter(uuid__in=wanted).order_by("name", "id")
    )
    if len(found) != len(wanted):
        raise InvalidInput(_("There is no such department for you."), field="departments")
    return found


def scope_departments(scope: frozenset[int] | None) -> tuple[Department, ...]:
    """Return the departments at the top of a scope; none when it is everywhere."""
    if scope is None:
        return ()
    return tuple(Department.objects.filter(pk__in=scope).order_by("name", "id"))


def people_in(
    audience: Audience, departments: Iterable[Department], *, scope: frozenset[int] | None, on: date
) -> UserQuerySet:
    """Return the active people who are in on that day, never beyond the scope."""
    people: UserQuerySet = User.objects.active()
    spells = Employment.objects.filter(person=OuterRef("pk"), valid__contains=on)
    ids = [found.pk for found in departments]
    if scope is not None:
        spells = spells.filter(department__path__overlap=sorted(scope))
    if ids and audience.include_below:
        spells = spells.filter(department__path__overlap=ids)
    elif ids:
        spells = spells.filter(department__in=ids)
    if audience.hired_from:
        spells = spells.filter(hired_on__gte=audience.hired_from)
    if audience.hired_to:
        spells = spells.filter(hired_on__lte=audience.hired_to)
    if audience.job_titles:
        spells = spells.filter(job_title__in=audience.job_titles)
    is_everybody = scope is None and audience == Audience(include_below=audience.include_below)
    return people if is_everybody else people.filter(Exists(spells))


def in_words(audience: Audience, departments: Iterable[Department]) -> str:
    """Return the audience as one phrase, e.g. works in Bookings or below, hired in May 2026."""
    parts = [_where(audience, [found.name for found in departments])]
    if audience.job_titles:
        parts.append(_("as %(titles)s") % {"titles": _listed(list(audience.job_titles))})
    hired = _hired(audience)
    if hired:
        parts.append(hired)
    phrase = ", ".join(parts)
    return phrase if len(phrase) <= 300 else f"{phrase[:299]}…"


def _where(audience: Audience, names: list[str]) -> str:
    if not names:
        return _("works anywhere in the organization")
    if audience.include_below:
        return _("works in %(names)s or below") % {"names": _listed(names)}
    return _("works in %(names)s") % {"names": _listed(names)}


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    if len(names) <= NAMED_AT_MOST:
        return _("%(some)s or %(latest)s") % {"some": ", ".join(names[:-1]), "latest": names[-1]}
    return _("%(some)s or one of %(count)d more") % {
        "some": ", ".join(names[:NAMED_AT_MOST]),
        "count": len(names) - NAMED_AT_MOST,
    }


def _hired(audience: Audience) -> str:
    first, last = (
        date_format(day) if day else "" for day in (audience.hired_from, audience.hired_to)
    )
    if first and last:
        return _("hired from %(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("hired on %(first)s or later") % {"first": first}
    return _("hired on %(last)s or earlier") % {"last": last} if last else ""
