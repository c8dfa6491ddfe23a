"""`manage.py person add|grant`: the first people of an installation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.clock import now
from common.errors import DomainError
from people.models import Department, User
from people.roles import Role
from people.services.add_person import add_person
from people.services.grant_role import grant_role


class Command(BaseCommand):
    """Add people and grant roles from the command line."""

    help = "Add a person, or grant one a role. They set their password by 'Forgot your password?'."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the two actions and what they take."""
        actions = parser.add_subparsers(dest="action", required=True)
        add = actions.add_parser("add", help="Add a person.")
        add.add_argument("email")
        add.add_argument("name")
        add.add_argument("--number", help="Employee number.")
        add.add_argument("--time-zone", default="UTC")
        grant = actions.add_parser("grant", help="Grant a role.")
        grant.add_argument("email")
        grant.add_argument("role", choices=[role.value for role in Role if role != Role.LEARNER])
        grant.add_argument("--department", help="Its name; everywhere without.")

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
        person = User.objects.filter(email__iexact=options["email"]).first()
        if person is None:
            raise CommandError(f"Nobody signs in as {options['email']}. Add them first.")
        department = None
        if options["department"]:
            found = Department.objects.filter(name=options["department"])
            if found.count() != 1:
                raise CommandError(
                    f"{found.count()} departments are called {options['department']}; "
                    "name exactly one."
                )
            department = found.get()
        grant = grant_role(
            person=person, role=Role(options["role"]), department=department, by=None, at=now()
        )
        return f"Granted: {grant.audit_label()}."
