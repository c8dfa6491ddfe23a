"""Who is looking, with every grant that is valid today: loaded once per request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import SimpleLazyObject

from people.models import RoleGrant, User
from people.roles import ROLES, Permission, Role


@dataclass(frozen=True)
class Grant:
    """One valid grant: the role and its department's id (None: everywhere)."""

    role: Role
    department_id: int | None


@dataclass(frozen=True)
class Viewer:
    """A signed-in person and what they may do on a day."""

    user: User
    grants: tuple[Grant, ...]
    on: date

    def has(self, permission: Permission) -> bool:
        """Return whether any grant allows it; learning is everybody's."""
        return self.scope(permission) != frozenset()

    def scope(self, permission: Permission) -> frozenset[int] | None:
        """Return the department ids in which it is allowed: None everywhere, empty nowhere."""
        if not self.user.is_active:
            return frozenset()
        if permission in ROLES[Role.LEARNER].permissions:
            return None
        found = [grant for grant in self.grants if permission in ROLES[grant.role].permissions]
        if any(grant.department_id is None for grant in found):
            return None
        return frozenset(grant.department_id for grant in found if grant.department_id is not None)

    def roles(self) -> frozenset[Role]:
        """Return the roles held today."""
        return frozenset(grant.role for grant in self.grants) | {Role.LEARNER}


def _as_grants(rows: Iterable[tuple[str, int | None]]) -> tuple[Grant, ...]:
    return tuple(Grant(Role(role), department_id) for role, department_id in rows)


def viewer_for(user: User, *, on: date) -> Viewer:
    """Return the viewer that this user is on that day (one query, once a grant matters)."""
    held = RoleGrant.objects.filter(person_id=user.pk, valid__contains=on)
    grants: Any = SimpleLazyObject(lambda: _as_grants(held.values_list("role", "department_id")))
    return Viewer(user, grants, on)
