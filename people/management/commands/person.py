"""`manage.py person`: who comes, where they work, what they may do, who leaves."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from common.clock import now
from common.management.shell import day, naming
from people.management.lookups import department_of, person_of, place_of
from people.models import Department, Employment, User
from people.roles import Permission, Role
from people.selectors.departments import Place, path_of
from people.services.add_person import add_person
from people.services.employ import end_employment, start_employment, take_back_employment
from people.services.grant_role import end_role, grant_role
from people.services.set_active import set_active
from people.viewer import viewer_for

ROLES = [role.value for role in Role if role != Role.LEARNER]
ARGUMENTS = {
    "email": "email", "legal_name": "name", "employee_number": "--number",
    "time_zone": "--time-zone", "person": "email", "role": "role", "job_title": "--title",
    "manager": "--manager", "starts_on": "--from",
}  # fmt: skip
LAST_DAYS = {"grant": "--until", "leave": "--last-day"}
DEPARTMENT_HELP = "Its name, or its path such as Northwind/Europe where several have that name"


class Command(BaseCommand):
    """Add people, say where they work and what they may do, and shut out who left."""

    help = (
        "Add a person, say where they work, grant or end a role, shut somebody out or let them "
        "in again. People set their password by 'Forgot your password?'."
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
            part.add_argument("--department", help=f"{DEPARTMENT_HELP}; everywhere without.")
        grant.add_argument("--until", type=day, help="Its last day, YYYY-MM-DD.")
        _add_employment(actions)
        for name, words in (("deactivate", "Shut somebody out."), ("activate", "Let them in.")):
            actions.add_parser(name, help=words).add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of them and say what was done."""
        last_day = {"last_on": LAST_DAYS.get(options["action"], "")}
        with naming(ARGUMENTS | last_day):
            self.stdout.write(getattr(self, f"_{options['action']}")(options))

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

    def _employ(self, options: dict[str, Any]) -> str:
        person, said = _person(options), options["manager"]
        manager = person_of("--manager", said) if said is not None else None
        place = place_of("department", options["department"])
        spell = start_employment(
            person=person, department=place.department, job_title=options["title"], manager=manager,
            starts_on=options["from"], hired_on=options["hired"], by=None, at=now(),
        )  # fmt: skip
        told = (
            f"{person.legal_name} works in {place.path} from {spell.valid.lower} on, "
            f"hired on {spell.hired_on}."
        )
        return f"{told}{_hint(manager, place)}"

    def _leave(self, options: dict[str, Any]) -> str:
        person = _person(options)
        if options["never_was"]:
            spell = take_back_employment(person=person, by=None, at=now())
            return f"Taken back: {_where(spell)} from {spell.valid.lower} on."
        spell = end_employment(person=person, last_on=options["last_day"], by=None, at=now())
        return (
            f"{_where(spell)} ends; the first day without is {spell.valid.upper}. "
            f"They still sign in; to shut them out: manage.py person deactivate {person.email}"
        )

    def _deactivate(self, options: dict[str, Any]) -> str:
        person = _person(options)
        set_active(person=person, is_active=False, by=None, at=now())
        return f"{person.legal_name} is shut out from now on. What they did stays on record."

    def _activate(self, options: dict[str, Any]) -> str:
        person = _person(options)
        set_active(person=person, is_active=True, by=None, at=now())
        return f"{person.legal_name} signs in again as {person.email}."


def _add_employment(actions: Any) -> None:
    employ = actions.add_parser("employ", help="Say where somebody works, from a day on.")
    employ.add_argument("email")
    employ.add_argument("department", help=f"{DEPARTMENT_HELP}.")
    employ.add_argument("--title", default="", help="Job title; HR assigns by it.")
    employ.add_argument("--manager", metavar="EMAIL", help="Who sees their state and dates.")
    employ.add_argument("--from", type=day, help="First day there, YYYY-MM-DD; today without.")
    employ.add_argument(
        "--hired", type=day,
        help="Day of hire, YYYY-MM-DD; without, the first day, or as before a change of place.",
    )  # fmt: skip
    leave = actions.add_parser("leave", help="End where somebody works, to leave or to change.")
    leave.add_argument("email")
    when = leave.add_mutually_exclusive_group()
    when.add_argument("--last-day", type=day, help="YYYY-MM-DD; today without.")
    when.add_argument(
        "--never-was", action="store_true",
        help="Take the latest entry back, as it was a mistake; the audit trail keeps it.",
    )  # fmt: skip


def _person(options: dict[str, Any]) -> User:
    return person_of("email", options["email"])


def _department(options: dict[str, Any]) -> Department | None:
    said = options["department"]
    return department_of("--department", said) if said is not None else None


def _where(spell: Employment) -> str:
    return f"{spell.person.legal_name} in {path_of(spell.department)}"


def _hint(manager: User | None, place: Place) -> str:
    """Return how a manager comes to see their people, unless they can already."""
    if manager is None or viewer_for(manager, on=now().date()).has(Permission.SEE_TEAM):
        return ""
    return (
        f" {manager.legal_name} does not see them yet; let them: "
        f'manage.py person grant {manager.email} manager --department "{place.path}"'
    )
