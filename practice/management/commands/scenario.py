"""`manage.py scenario check|fmt|strings|import|export`: role-play scenarios from the command line.

Exit codes: 0 all is well, 1 a scenario says no, 2 the command cannot be understood.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from common.errors import DomainError
from practice.scenario.exchange.on_paper import printed_alone
from practice.scenario.report.move import (
    as_twee,
    read_foreign,
    scenario_in,
    told,
    write_draft,
)
from practice.scenario.report.told import as_json, as_lines, passes
from practice.scenario.report.work import check_paths, lay_out, strings_of


class Command(BaseCommand):
    """Check and lay out role-play scenarios, translate them, and exchange them with others."""

    help = "Check, lay out, translate, import and export role-play scenarios."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one of five actions, each with its own arguments."""
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="Tell every finding of scenarios.")
        check.add_argument("path", type=Path, nargs="+", help="Scenario files, or folders of them.")
        check.add_argument("--strict", action="store_true", help="Let warnings fail as well.")
        check.add_argument("--json", action="store_true", help="Tell it to a machine.")
        fmt = actions.add_parser("fmt", help="Write scenarios in one layout; comments stay.")
        fmt.add_argument("path", type=Path, nargs="+", help="Scenario files, or folders of them.")
        fmt.add_argument("--check", action="store_true", help="Only tell what would change.")
        strings = actions.add_parser("strings", help="Tell what is left to translate.")
        strings.add_argument("path", type=Path)
        strings.add_argument("--language", required=True, help="A tag such as de or pt-BR.")
        strings.add_argument("--write", action="store_true", help="Write the overlay file.")
        bring = actions.add_parser("import", help="Make a draft of a Twee or H5P file.")
        bring.add_argument("path", type=Path, help="A .twee, .h5p or content.json.")
        bring.add_argument("--to", type=Path, required=True, help="The folder for the draft.")
        give = actions.add_parser("export", help="Write a scene for others.")
        give.add_argument("path", type=Path)
        give.add_argument("--as", dest="form", choices=["twee", "script"], required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; exit with 1 when there is something to mend."""
        act = {
            "check": self._check, "fmt": self._fmt, "strings": self._strings,
            "import": self._import, "export": self._export,
        }  # fmt: skip
        try:
            text, fine = act[options["action"]](options)
        except DomainError as refused:
            self.stderr.write(refused.message)
            sys.exit(1)
        out = self.stdout if fine or options.get("json") else self.stderr
        if text:
            out.write(text)
        if not fine:
            sys.exit(1)

    def _check(self, options: dict[str, Any]) -> tuple[str, bool]:
        reports, catalog = check_paths(options["path"])
        strict = options["strict"]
        fine = passes(reports, catalog, strict=strict)
        if options["json"]:
            return as_json(reports, catalog, strict=strict), fine
        return "\n".join(as_lines(reports, catalog, strict=strict)), fine

    def _fmt(self, options: dict[str, Any]) -> tuple[str, bool]:
        changed, refused = lay_out(options["path"], write=not options["check"])
        verb = "Would be laid out" if options["check"] else "Laid out"
        lines = [*map(str, refused), *(f"{verb}: {file}" for file in changed)]
        if not lines:
            lines = ["Nothing to lay out."]
        return "\n".join(lines), not refused and not (changed and options["check"])

    def _strings(self, options: dict[str, Any]) -> tuple[str, bool]:
        lines = strings_of(options["path"], options["language"], write=options["write"])
        return "\n".join(lines), True

    def _import(self, options: dict[str, Any]) -> tuple[str, bool]:
        found = read_foreign(options["path"])
        if not found.draft:
            return "\n".join([*map(str, found.problems), "Nothing was imported."]), False
        target = write_draft(found, options["to"])
        return "\n".join([f"{target}: a draft.", *told(found)]), True

    def _export(self, options: dict[str, Any]) -> tuple[str, bool]:
        scenario = scenario_in(options["path"])
        if options["form"] == "script":
            return printed_alone(scenario), True
        text, lost = as_twee(scenario)
        self.stderr.write("\n".join(lost))
        return text, True
