"""Permissions and roles: the one table that guards, pages and tests are made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What somebody may do; views name one of these or say why they are public."""

    LEARN = auto()
    SEE_TEAM = auto()
    ASSIGN_CURRICULUM = auto()
    FOLLOW_PROGRESS = auto()
    MANAGE_PEOPLE = auto()
    GRANT_ATTEMPTS = auto()
    SET_EXTRA_TIME = auto()
    PREVIEW_COURSE = auto()
    REQUEST_REPORT = auto()
    READ_AUDIT_TRAIL = auto()
    SEE_STATUS = auto()


class Role(StrEnum):
    """A role is granted to a person for a department (or everywhere) and a time."""

    LEARNER = "learner"
    MANAGER = "manager"
    HR = "hr"
    AUTHOR = "author"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True)
class Grants:
    """What a role is called, what it means in one sentence, and what it allows."""

    label: Promise
    description: Promise
    permissions: frozenset[Permission]


ROLES: dict[Role, Grants] = {
    Role.LEARNER: Grants(
        _("Learner"),
        _("Studies what is assigned and what is open. Everybody is a learner."),
        frozenset({Permission.LEARN}),
    ),
    Role.MANAGER: Grants(
        _("Manager"),
        _("Sees the state and dates of the people who report to them. Never answers or scores."),
        frozenset({Permission.SEE_TEAM, Permission.GRANT_ATTEMPTS}),
    ),
    Role.HR: Grants(
        _("HR"),
        _("Assigns curricula to people in scope, follows progress and downloads reports."),
        frozenset(
            {Permission.ASSIGN_CURRICULUM, Permission.FOLLOW_PROGRESS, Permission.MANAGE_PEOPLE,
             Permission.REQUEST_REPORT, Permission.GRANT_ATTEMPTS, Permission.SET_EXTRA_TIME}
        ),
    ),
    Role.AUTHOR: Grants(
        _("Author"),
        _("Writes, previews and publishes courses. Sees no person's learning."),
        frozenset({Permission.PREVIEW_COURSE}),
    ),
    Role.AUDITOR: Grants(
        _("Auditor"),
        _("Reads completion records and the audit trail, downloads reports. Changes nothing."),
        frozenset({Permission.REQUEST_REPORT, Permission.READ_AUDIT_TRAIL}),
    ),
    Role.ADMIN: Grants(
        _("Admin"),
        _("Operates the installation: status, roles, settings. Sees no person's learning."),
        frozenset({Permission.SEE_STATUS, Permission.MANAGE_PEOPLE}),
    ),
}  # fmt: skip
