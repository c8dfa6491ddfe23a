"""`manage.py person add|grant|end|deactivate|activate`: who comes, what they may do, who leaves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.clock import now
from common.errors import DomainError
from people.models import Department, User
from people.roles import Role
from people.services.add_person import add_person
from people.services.grant_role import end_role, grant_role
from people.services.set_active import set_active

ROLES = [role.value for role in Role if role != Role.LEARNER]


class Command(BaseCommand):
    """Add people, grant and end roles, and shut out who left, from the command line."""

    help = (
        "Add a person, grant or end a role, shut somebody out or let them in again. "
        "People set their password by 'Forgot your password?'."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the actions and what they take."""
        actions = parser.add_subparsers(dest="action", required=True)
        add = actions.add_parser("add", help="Add a person.")
        add.add_argument("email")
        add.add_argument("name")
        add.add_argument("--number", help="Employee number.")
        add.add_argument("--time-zone", default="UTC")
        grant = actions.add_parser("grant", help="Grant a role from today on.")
        end = actions.add_parser("end", help="End a role at once.")
        for part in (grant, end):
            part.add_argument("email")
            part.add_argument("role", choices=ROLES)
            part.add_argument("--department", help="Its name; everywhere without.")
        grant.add_argument("--until", type=date.fromisoformat, help="Its last day, YYYY-MM-DD.")
        for name, words in (("deactivate", "Shut somebody out."), ("activate", "Let them in.")):
            actions.add_parser(name, help=words).add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of them and say what was done."""
        try:
            self.stdout.write(getattr(self, f"_{options['action']}")(options))
        except DomainError as error:
            raise CommandError(error.message) from error

    def _add(self, options: dict[str, Any]) -> str:
        person = add_person(
            email=options["email"],
            legal_name=options["name"],
            employee_number=options["number"],
            time_zone=options["time_zone"],
            by=None,
            at=now(),
        )
        return f"{person.legal_name} signs in as {person.email}, after setting a password by mail."

    def _grant(self, options: dict[str, Any]) -> str:
        grant = grant_role(
            person=_person(options), role=Role(options["role"]), department=_department(options),
            last_on=options["until"], by=None, at=now(),
        )  # fmt: skip
        return f"Granted: {grant.audit_label()}."

    def _end(self, options: dict[str, Any]) -> str:
        person = _person(options)
        end_role(
            person=person, role=Role(options["role"]), department=_department(options),
            by=None, at=now(),
        )  # fmt: skip
        return f"Ended: {options['role']} for {person.legal_name}."

    def _deactivate(self, options: dict[str, Any]) -> str:
        person = _person(options)
        set_active(person=person, is_active=False, by=None, at=now())
        return f"{person.legal_name} is shut out from now on. What they did stays on record."

    def _activate(self, options: dict[str, Any]) -> str:
        person = _person(options)
        set_active(person=person, is_active=True, by=None, at=now())
        return f"{person.legal_name} signs in again as {person.email}."


def _person(options: dict[str, Any]) -> User:
    person: User | None = User.objects.filter(email__iexact=options["email"]).first()
    if person is None:
        raise CommandError(f"Nobody signs in as {options['email']}. Add them first.")
    return person


def _department(options: dict[str, Any]) -> Department | None:
    name = options["department"]
    if not name:
        return None
    found = list(Department.objects.filter(name=name)[:2])
    if len(found) != 1:
        count = Department.objects.filter(name=name).count()
        raise CommandError(f"{count} departments are called {name}; name exactly one.")
    return found[0]
