"""`manage.py quiz regrade COURSE LESSON`: see what a corrected key would change, then apply it.

Exit codes: 0 all is well, 1 the course or the state says no, 2 the command cannot be understood.
"""

from __future__ import annotations

import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from common.clock import now
from common.errors import DomainError
from people.models import User
from quizzes.models import Regrade
from quizzes.selectors.corrections import effective_quiz
from quizzes.selectors.regrading import Preview, preview_of
from quizzes.services.regrade import regrade


class Command(BaseCommand):
    """Regrade quizzes."""

    help = "Grade earlier attempts at a quiz by the keys of the version in effect."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the place of the quiz, and whether to do it."""
        actions = parser.add_subparsers(dest="action", required=True)
        found = actions.add_parser("regrade", help="Show who would change, in counts; or do it.")
        found.add_argument("course", help="The slug of the course.")
        found.add_argument("lesson", help="The key of the quiz's lesson.")
        found.add_argument("--apply", action="store_true", help="Do what the preview shows.")
        found.add_argument("--reason", default="", help="Why; learners see it with their result.")
        found.add_argument("--by", metavar="EMAIL", help="Whose decision it is, for the trail.")
        found.add_argument(
            "--seen", metavar="FINGERPRINT", help="Only if this preview still holds."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; on a refusal tell why and exit with 1."""
        quiz = effective_quiz(options["course"], options["lesson"])
        if quiz is None:
            self._refuse(f"{options['course']} has no quiz {options['lesson']} in effect.")
        preview = preview_of(quiz)
        for line in _told(preview):
            self.stdout.write(line)
        if not options["apply"]:
            return
        try:
            decision = regrade(
                quiz=quiz, seen=options["seen"] or preview.fingerprint, reason=options["reason"],
                by=self._person(options["by"]), at=now(),
            )  # fmt: skip
        except DomainError as refused:
            self._refuse(refused.message)
        self.stdout.write(_outcome(decision.regrade))

    def _person(self, email: str | None) -> User | None:
        if not email:
            return None
        found: User | None = User.objects.filter(email__iexact=email, is_active=True).first()
        if found is None:
            self._refuse(f"Nobody here has the address {email}.")
        return found

    def _refuse(self, why: str) -> NoReturn:
        self.stderr.write(why)
        sys.exit(1)


def _told(preview: Preview) -> list[str]:
    corrections, counts = preview.corrections, preview.counts()
    lines = [
        f"{found.key}: {'withdrawn' if found.is_withdrawn else 'has another key'}"
        for found in corrections.applied
    ]
    lines += [f"{found.key}: reworded, so left alone" for found in corrections.reworded]
    lines += [f"{name.replace('_', ' ')}: {count}" for name, count in counts.items()]
    return [*lines, f"fingerprint: {preview.fingerprint}"]


def _outcome(made: Regrade) -> str:
    if made.state == Regrade.State.RUNNING:
        return f"A worker takes it from here; attempts to regrade: {made.attempts_total}."
    return f"Regraded: {made.attempts_done}."
