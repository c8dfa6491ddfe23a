"""`manage.py scenario check`: role-play scenarios from the command line.

Exit codes: 0 all is well, 1 a scenario says no, 2 the command cannot be understood.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from practice.scenario.report.told import as_json, as_lines, passes
from practice.scenario.report.work import check_paths


class Command(BaseCommand):
    """Check role-play scenarios."""

    help = "Check role-play scenarios."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one action with its own arguments."""
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="Tell every finding of scenarios.")
        check.add_argument("path", type=Path, nargs="+", help="Scenario files, or folders of them.")
        check.add_argument("--strict", action="store_true", help="Let warnings fail as well.")
        check.add_argument("--json", action="store_true", help="Tell it to a machine.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; exit with 1 when there is something to mend."""
        reports, catalog = check_paths(options["path"])
        strict = options["strict"]
        fine = passes(reports, catalog, strict=strict)
        if options["json"]:
            self.stdout.write(as_json(reports, catalog, strict=strict))
        else:
            out = self.stdout if fine else self.stderr
            out.write("\n".join(as_lines(reports, catalog, strict=strict)))
        if not fine:
            sys.exit(1)
