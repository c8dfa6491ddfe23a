"""What an argument of a command means: somebody by address, a department by path."""

from __future__ import annotations

from django.core.management.base import CommandError

from common.management.shell import near
from people.models import Department, User
from people.selectors.departments import BETWEEN, Place, chart, find

SHOWN_AT_MOST = 5


def person_of(argument: str, email: str) -> User:
    """Return who signs in with that address; raises CommandError that says how to add them."""
    person: User | None = User.objects.filter(email__iexact=email.strip()).first()
    if person is None:
        raise CommandError(
            f"argument {argument}: Nobody signs in as {email}. Add them first: "
            f'manage.py person add {email} "NAME"'
        )
    return person


def department_of(argument: str, said: str) -> Department:
    """Return the one department that a path, or the end of one, means; raises CommandError."""
    return place_of(argument, said).department


def place_of(argument: str, said: str) -> Place:
    """Return the one department that a path, or the end of one, means, with its whole path."""
    found = find(said)
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(f"argument {argument}: {_none(said)}")
    paths = [f"“{place.path}”" for place in found[:SHOWN_AT_MOST]]
    more = f" and {len(found) - SHOWN_AT_MOST} more" if len(found) > SHOWN_AT_MOST else ""
    raise CommandError(
        f"argument {argument}: “{said}” means {len(found)} departments. "
        f"Name one by its path: {', '.join(paths)}{more}."
    )


def _none(said: str) -> str:
    places = chart()
    if not places:
        return 'There is no department yet. Add the first: manage.py department add "NAME"'
    names = {place.department.name for place in places}
    known = [place.path for place in places] if BETWEEN in said else sorted(names)
    return (
        f"No department is called “{said}”.{near(said, known)} "
        "All of them: manage.py department list"
    )
