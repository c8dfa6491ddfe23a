"""Ask every address as every actor and compare with the table."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.security.matrix import ROWS, may
from tests.security.rows import ACTORS, ANY, ROLES_OF, STRANGERS, Row
from tests.security.targets import Target, targets
from tests.security.world import World
from tests.support.house_client import HouseClient

REFUSED = {"department-body": 400}  # a department is one of several things that a body says
CHANGING = re.compile(
    rb'(?:name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|"X-CSRFToken": ?"[^"]*"'
    rb"|&quot;X-CSRFToken&quot;: ?&quot;[^&]*&quot;)"
)
CHANGING_HEADERS = {
    "Expires",
    "X-Request-ID",
    "X-Correlation-ID",
    "Content-Security-Policy",
    "Set-Cookie",
}


@dataclass
class Findings:
    """What was asked, and what was answered otherwise than the table says."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def ask(client: Client, row: Row, target: Target, world: World) -> Any:
    """Send one request; whatever it changed is rolled back."""
    url = reverse(row.name, kwargs=target.kwargs)
    query = f"?{row.query.format(target.word)}" if row.query else ""
    more: dict[str, Any] = {}
    if row.method != "get":
        more["data"] = row.body(world, target) if row.body else {}
        if row.is_api:
            more["content_type"] = "application/json"
    with transaction.atomic():
        response = getattr(client, row.method)(url + query, **more)
        transaction.set_rollback(True)
    if response.streaming:
        response.whole = b"".join(response)
    else:
        response.whole = response.content
    return response


def bare(response: Any) -> tuple[int, bytes, dict[str, str]]:
    """Return an answer without what differs from one request to the next."""
    headers = {name: value for name, value in response.headers.items()
               if name not in CHANGING_HEADERS}  # fmt: skip
    return response.status_code, CHANGING.sub(b"", response.whole), headers


def is_let_in(row: Row, actor: str, target: Target) -> bool:
    """Return what the table says."""
    if target.is_absent or target.is_unusable:
        return False
    if actor in STRANGERS:
        return row.is_public
    relations = target.relations(actor)
    if not row.is_public and not target.is_open and set(row.may.values()) != {ANY}:
        wanted = {relation for role, relation in row.may.items() if role in ROLES_OF[actor]}
        return bool(wanted & relations)
    return may(row, actor, relations)


def expected(row: Row, actor: str, target: Target) -> tuple[int, ...]:
    """Return the statuses that the table allows."""
    if is_let_in(row, actor, target):
        return row.statuses()
    if actor in STRANGERS and not row.is_public:
        return (403,) if row.is_api else (302,)
    holds = any(role in row.may for role in ROLES_OF[actor])
    return (REFUSED.get(row.target, 404) if holds else 404,)


def check(
    world: World, *, actors: tuple[str, ...] = ACTORS, rows: list[Row] | None = None
) -> Findings:
    """Ask everything and return what differs."""
    found, objects = Findings(), targets(world)
    for actor in actors:
        client = world.client(actor, HouseClient)
        for row in rows or ROWS:
            _check_row(world, found, client, actor, row, objects[row.target])
    return found


def _check_row(
    world: World, found: Findings, client: Client, actor: str, row: Row, objects: list[Target]
) -> None:
    absent = None
    for target in reversed(objects):  # the absent one first: the others are compared with it
        response = ask(client, row, target, world)
        found.counts[actor] += 1
        wanted = expected(row, actor, target)
        what = f"{actor} {row.method.upper()} {row.name} [{target.label}]"
        if response.status_code not in wanted:
            found.problems.append(f"{what}: {response.status_code}, not {wanted}")
        if response.status_code == 302 and actor in STRANGERS and not row.is_public:
            _check_sign_in(found, what, response)
        if target.is_absent:
            absent = response
        elif absent is not None and not is_let_in(row, actor, target) and actor not in STRANGERS:
            _check_same(found, what, response, absent)


def _check_sign_in(found: Findings, what: str, response: Any) -> None:
    if not response.headers["Location"].startswith("/accounts/login/?next=/"):
        found.problems.append(f"{what}: leads to {response.headers['Location']}")


def _check_same(found: Findings, what: str, response: Any, absent: Any) -> None:
    if bare(response) != bare(absent):
        found.problems.append(f"{what}: differs from an absent object's answer")
