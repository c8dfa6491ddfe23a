"""Assign a curriculum to an audience: everything for everybody, or nothing, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg2.errors import DeadlockDetected, LockNotAvailable, QueryCanceled

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict
from curricula.audience import Audience
from curricula.due_dates import DueRule
from curricula.models import AssignmentRule, Curriculum
from curricula.selectors.plan import Group, Intent, groups, intent, totals
from curricula.services.refresh_cycles import OF_RULE, satisfy
from curricula.services.refuse import Exceptions, check
from curricula.services.tell_people import tell_people
from curricula.services.write_assignments import enroll_cycles, grant, open_cycles
from people.models import User

MANY = 1000

__all__ = ["AudienceChanged", "Exceptions", "assign"]


class AudienceChanged(Conflict):
    """Who gets what is no longer what was shown."""

    code = "audience_changed"


def assign(
    *,
    curriculum: Curriculum,
    audience: Audience,
    due: DueRule,
    by: User,
    scope: frozenset[int] | None,
    at: datetime,
    note: str = "",
    exceptions: Exceptions = Exceptions.ASK,
    token: uuid.UUID | None = None,
    expected: str | None = None,
) -> AssignmentRule:
    """Assign the curriculum to everybody who is in and within the scope; return the rule.

    `token` makes it happen once: sent twice, it gives the same rule back. `expected` is the digest
    of what was shown; when the audience is another one by now, nothing is written.
    """
    with _busy_is_a_conflict(), transaction.atomic():
        _allow_time()
        wanted = intent(
            curriculum=curriculum, audience=audience, due=due, scope=scope,
            time_zone=by.time_zone, at=at,
        )  # fmt: skip
        rule, is_new = _write_rule(wanted, by=by, note=note, token=token)
        if is_new:
            found = groups(wanted)
            counted = totals(wanted, found)
            check(wanted, counted, exceptions=exceptions)
            _expect(counted.people)
            _write(wanted, rule, found, by=by, exceptions=exceptions, expected=expected)
    return rule


def _write_rule(
    wanted: Intent, *, by: User, note: str, token: uuid.UUID | None
) -> tuple[AssignmentRule, bool]:
    said = {
        "curriculum": wanted.curriculum,
        "audience": wanted.audience.as_json(),
        "anchor": wanted.due.anchor,
        "due_on": wanted.due.due_on,
        "offset_days": wanted.due.offset_days,
        "note": note,
        "created_by": by,
    }
    rule, is_new = AssignmentRule.objects.get_or_create(
        uuid=token or uuid.uuid4(),
        defaults=said | {"audience_words": wanted.words, "created_at": wanted.at},
    )
    if any(getattr(rule, name) != value for name, value in said.items()):
        raise Conflict(_("This form was sent for something else. Please open it again."))
    return rule, is_new


def _write(
    wanted: Intent,
    rule: AssignmentRule,
    found: Sequence[Group],
    *,
    by: User,
    exceptions: Exceptions,
    expected: str | None,
) -> None:
    takes_all = exceptions == Exceptions.WITHOUT_DATE
    granted, digest = grant(wanted, rule, groups=found, why=_why(rule), takes_all=takes_all)
    if expected is not None and digest != expected:
        raise AudienceChanged(
            _("Since you looked, something changed about who is in. Nothing was assigned yet; "
              "please look at the list again.")
        )  # fmt: skip
    opened = open_cycles(wanted, rule, groups=found)
    enroll_cycles(wanted.curriculum, rule, by=by, at=wanted.at)
    satisfy(which=OF_RULE, params=[rule.pk], at=wanted.at)
    tell_people(rule, by=by, at=wanted.at)
    record(
        Verb.CURRICULUM_ASSIGNED, actor=by, target=rule, at=wanted.at, reason=rule.note,
        detail={"people": granted, "new": opened, "exceptions": exceptions, **rule.audience},
    )  # fmt: skip


def _why(rule: AssignmentRule) -> str:
    words = f"{rule.audience_words[:1].upper()}{rule.audience_words[1:]}"
    return f"{words}. {rule.note}" if rule.note else words


@contextmanager
def _busy_is_a_conflict() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise Conflict(
                _("This took too long and was stopped; nothing was changed. Please choose fewer "
                  "departments at a time.")
            ) from error  # fmt: skip
        if not isinstance(error.__cause__, (LockNotAvailable, DeadlockDetected)):
            raise
        raise Conflict(
            _("Somebody is assigning this curriculum to some of these people right now. "
              "Nothing was changed; please try again in a moment.")
        ) from error  # fmt: skip


def _expect(people: int) -> None:
    # The planner has no figures yet about rows that this very transaction writes and takes them
    # for few; a hundred thousand in nested loops would take hours.
    if people > MANY:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_nestloop = off")


def _allow_time() -> None:
    # A hundred thousand people take seconds; a second click waits for the first to finish.
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '60s'; SET LOCAL lock_timeout = '15s'")
