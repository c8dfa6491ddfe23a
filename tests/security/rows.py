"""What a row of the access table is, who the actors are, and how they stand to objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from people.roles import Role

# Relations of an actor to an object, by today's grants and employments.
OWN, TEAM, POP, ALL, ANY = "own", "team", "pop", "all", "any"

ROLES_OF: dict[str, set[Role]] = {
    "dana": {Role.LEARNER},
    "colm": {Role.LEARNER},
    "milo": {Role.LEARNER, Role.MANAGER},
    "nadia": {Role.LEARNER, Role.MANAGER},
    "omar": {Role.LEARNER, Role.HR},
    "ines": {Role.LEARNER, Role.HR},
    "vera": {Role.LEARNER, Role.AUDITOR},
    "theo": {Role.LEARNER, Role.AUTHOR},
    "ada": {Role.LEARNER, Role.ADMIN},
    "dexter": set(),  # holds HR and manager, but may not sign in any more
    "anonymous": set(),
}
ACTORS = tuple(ROLES_OF)
STRANGERS = ("anonymous", "dexter")

LEARNER_ANY = {Role.LEARNER: ANY}
LEARNER_OWN = {Role.LEARNER: OWN}
MANAGER_ANY = {Role.MANAGER: ANY}
HR_ANY = {Role.HR: ANY}
HR_OWN = {Role.HR: OWN}
HR_POP = {Role.HR: POP}
AUTHOR_ANY = {Role.AUTHOR: ANY}
AUTHOR_ALL = {Role.AUTHOR: ALL}
HR_OR_MANAGER = {Role.HR: POP, Role.MANAGER: TEAM}
AUDITOR_ANY = {Role.AUDITOR: ANY}
AUDITOR_ALL = {Role.AUDITOR: ALL}
ADMIN_ANY = {Role.ADMIN: ANY}
REPORTERS = {Role.HR: OWN, Role.AUDITOR: ALL}
REPORTERS_ANY = {Role.HR: ANY, Role.AUDITOR: ANY}

Body = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Row:
    """One URL and one method."""

    name: str
    status: int | tuple[int, ...]
    may: dict[Role, str] = field(default_factory=dict)
    method: str = "get"
    target: str = ""  # which kind of object the address or the body names
    is_public: bool = False
    body: Body | None = None
    query: str = ""  # a query string with {} for the object
    others: int | None = None  # the answer to the rest where it is not 404

    @property
    def is_api(self) -> bool:
        """Return whether programs call it."""
        return self.name.startswith("api:")

    def statuses(self) -> tuple[int, ...]:
        """Return what those who may are answered."""
        return self.status if isinstance(self.status, tuple) else (self.status,)


def post(name: str, status: Any, may: Any = None, target: str = "", **more: Any) -> Row:
    """Return a row of a POST."""
    return Row(name, status, may or {}, "post", target, **more)


def public(name: str, status: Any, target: str = "", **more: Any) -> Row:
    """Return a row that is open to everybody."""
    return Row(name, status, target=target, is_public=True, **more)
