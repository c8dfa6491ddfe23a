"""`manage.py quiz export|import|regrade`: banks as files, and what a corrected key would change.

Exit codes: 0 all is well, 1 the file, the course or the state says no, 2 the command cannot be
understood.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from common.clock import now
from common.errors import DomainError, InvalidInput
from people.models import User
from quizzes.models import Regrade
from quizzes.selectors.corrections import effective_quiz
from quizzes.selectors.regrading import Preview, preview_of
from quizzes.services.move_bank import READERS, BankProblems, export_bank, import_bank
from quizzes.services.regrade import regrade


class Command(BaseCommand):
    """Move question banks, and grade earlier attempts by a corrected key."""

    help = "Move the questions of a quiz to or from another system, or regrade its attempts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one of three actions, each with its own arguments."""
        actions = parser.add_subparsers(dest="action", required=True)
        _export_takes(actions.add_parser("export", help="Write a quiz file as a package."))
        _import_takes(actions.add_parser("import", help="Write a bank as a new quiz file."))
        _regrade_takes(
            actions.add_parser("regrade", help="Show who would change, in counts; or do it.")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; on a refusal tell why and exit with 1."""
        act = {"export": self._export, "import": self._import, "regrade": self._regrade}
        try:
            told = act[options["action"]](options)
        except BankProblems as found:
            for problem in found.problems:
                self.stderr.write(str(problem))
            self.stderr.write(found.message)
            sys.exit(1)
        except DomainError as refused:
            self.stderr.write(refused.message)
            sys.exit(1)
        self.stdout.write(told)

    def _export(self, options: dict[str, Any]) -> str:
        losses = export_bank(path=options["path"], target=options["target"])
        return f"{losses}\nThe package stands in {options['target']}."

    def _import(self, options: dict[str, Any]) -> str:
        done = import_bank(path=options["path"], kind=options["kind"], target=options["target"])
        notes = [f"  {note}" for note in done.notes] or ["  Nothing."]
        tasks = [f"  {task}" for task in done.tasks] or ["  Nothing."]
        return "\n".join(
            [f"{done.questions} questions stand in {options['target']}.", "",
             "Not as it was:", *notes, "", "Left for you to write or mend:", *tasks]
        )  # fmt: skip

    def _regrade(self, options: dict[str, Any]) -> str:
        """Tell what would change; with --apply also do it."""
        quiz = effective_quiz(options["course"], options["lesson"])
        if quiz is None:
            raise InvalidInput(f"{options['course']} has no quiz {options['lesson']} in effect.")
        preview = preview_of(quiz)
        told = "\n".join(_told(preview))
        if not options["apply"]:
            return told
        self.stdout.write(told)  # what was seen stays readable when the decision is refused
        decision = regrade(
            quiz=quiz, seen=options["seen"] or preview.fingerprint, reason=options["reason"],
            by=_person(options["by"]), at=now(),
        )  # fmt: skip
        return _outcome(decision.regrade)


def _export_takes(parser: CommandParser) -> None:
    parser.add_argument("path", type=Path, help="The quiz file of a course package.")
    parser.add_argument("--to", dest="kind", choices=["qti"], required=True)
    parser.add_argument("target", type=Path, help="The package, a file that does not exist yet.")


def _import_takes(parser: CommandParser) -> None:
    parser.add_argument("path", type=Path, help="The package or text file to read.")
    parser.add_argument("--from", dest="kind", choices=sorted(READERS), required=True)
    parser.add_argument("--to", dest="target", type=Path, required=True)


def _regrade_takes(parser: CommandParser) -> None:
    parser.add_argument("course", help="The slug of the course.")
    parser.add_argument("lesson", help="The key of the quiz's lesson.")
    parser.add_argument("--apply", action="store_true", help="Do what the preview shows.")
    parser.add_argument("--reason", default="", help="Why; learners see it with their result.")
    parser.add_argument("--by", metavar="EMAIL", help="Whose decision it is, for the trail.")
    parser.add_argument("--seen", metavar="FINGERPRINT", help="Only if this preview still holds.")


def _person(email: str | None) -> User | None:
    if not email:
        return None
    found: User | None = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise InvalidInput(f"Nobody here has the address {email}.")
    return found


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
