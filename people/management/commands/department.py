"""`manage.py department list|add|rename|move`: the org chart, from the command line."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.clock import now
from common.management.shell import naming
from people.management.lookups import department_of, place_of
from people.models import Department
from people.selectors.departments import BETWEEN, chart, path_of, people_by_department
from people.services.add_department import add_department
from people.services.change_department import move_department, rename_department

ARGUMENTS = {"name": "NAME", "parent": "--below"}
PATH_HELP = "Its path such as Northwind/Europe/Bookings; the end of one will do if it is clear."


class Command(BaseCommand):
    """Show the departments, add one, rename one, move one with all below it."""

    help = "Show the org chart, add a department, rename or move one. Nothing is ever deleted."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the actions and what they take."""
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("list", help="Show all by path, with the people at or below each today.")
        add = actions.add_parser("add", help="Add a department, at the top without --below.")
        add.add_argument("name", metavar="NAME")
        add.add_argument("--below", metavar="PATH", help=PATH_HELP)
        rename = actions.add_parser("rename", help="Give a department another name.")
        rename.add_argument("path", metavar="PATH", help=PATH_HELP)
        rename.add_argument("name", metavar="NAME", help="The new name alone, without a path.")
        move = actions.add_parser("move", help="Move a department with all that is below it.")
        move.add_argument("path", metavar="PATH", help=PATH_HELP)
        where = move.add_mutually_exclusive_group(required=True)
        where.add_argument("--below", metavar="PATH", help=PATH_HELP)
        where.add_argument("--to-top", action="store_true", help="Below no other one.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of them and say what was done."""
        act = {
            "list": self._list, "add": self._add, "rename": self._rename, "move": self._move,
        }  # fmt: skip
        with naming(ARGUMENTS):
            self.stdout.write(act[options["action"]](options))

    def _list(self, options: dict[str, Any]) -> str:
        places, counts = chart(), people_by_department(on=now().date())
        if not places:
            return 'There is no department yet. Add the first: manage.py department add "NAME"'
        return "\n".join(
            f"{place.path} ({_people(counts[place.department.pk])})" for place in places
        )

    def _add(self, options: dict[str, Any]) -> str:
        department = add_department(
            name=_name(options), parent=_below(options), by=None, at=now()
        )  # fmt: skip
        return f"Added: {path_of(department)}."

    def _rename(self, options: dict[str, Any]) -> str:
        place = place_of("PATH", options["path"])
        changed = rename_department(
            department=place.department, name=_name(options), by=None, at=now()
        )  # fmt: skip
        return f"Renamed: {place.path} is {path_of(changed)} from now on."

    def _move(self, options: dict[str, Any]) -> str:
        place = place_of("PATH", options["path"])
        changed = move_department(
            department=place.department, parent=_below(options), by=None, at=now()
        )  # fmt: skip
        return (
            f"Moved: {place.path} is {path_of(changed)} from now on. "
            "Roles for what stands above it reach down to it."
        )


def _below(options: dict[str, Any]) -> Department | None:
    said = options["below"]
    return None if said is None else department_of("--below", said)


def _name(options: dict[str, Any]) -> str:
    name: str = options["name"]
    if BETWEEN in name:
        raise CommandError(
            f"argument NAME: “{name}” holds “{BETWEEN}”, which stands between the names of a path. "
            "Give the last name alone, and where it belongs by --below."
        )
    return name


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
