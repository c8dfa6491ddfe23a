"""`manage.py quiz export|import`: question banks to and from other systems, as files.

Exit codes: 0 all is well, 1 the file says no, 2 the command cannot be understood.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from common.errors import DomainError
from quizzes.services.move_bank import READERS, BankProblems, export_bank, import_bank


class Command(BaseCommand):
    """Move question banks."""

    help = "Write the questions of a quiz file for another system, or read those of one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one of two actions, each with its own arguments."""
        actions = parser.add_subparsers(dest="action", required=True)
        export = actions.add_parser("export", help="Write a quiz file as a package.")
        export.add_argument("path", type=Path, help="The quiz file of a course package.")
        export.add_argument("--to", dest="kind", choices=["qti"], required=True)
        export.add_argument(
            "target", type=Path, help="The package, a file that does not exist yet."
        )
        bring = actions.add_parser("import", help="Write a bank as a new quiz file.")
        bring.add_argument("path", type=Path, help="The package or text file to read.")
        bring.add_argument("--from", dest="kind", choices=sorted(READERS), required=True)
        bring.add_argument("--to", dest="target", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; on a refusal tell why and exit with 1."""
        act = {"export": self._export, "import": self._import}
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
