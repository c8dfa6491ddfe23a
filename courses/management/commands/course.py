"""`manage.py course check|map|strings|publish|export|report|explain`: packages at a shell.

Exit codes: 0 all is well, 1 the package or the course says no, 2 the command cannot be understood.
"""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from common.clock import now
from common.errors import DomainError, InvalidInput
from courses import lesson_kinds
from courses.course_map import map_of
from courses.lint import people_report, told
from courses.lint.desk import Desk
from courses.lint.explain import sections
from courses.lint.run import lint, stops
from courses.map_text import as_text
from courses.package.drafts import Package
from courses.package.problems import PackageProblems
from courses.package.read import read_package
from courses.services.export import export_package
from courses.services.publish import publish_package
from courses.translations.work import find_work, write_overlays

REMARKS_AT_MOST = 20


class Command(BaseCommand):
    """Check, translate, publish and export course packages."""

    help = "Check, translate, publish or export a course package."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one of these actions, each with its own arguments."""
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="Tell every problem of a package.")
        check.add_argument("path", type=Path)
        check.add_argument("--strict", action="store_true", help="Apply the lint rules as well.")
        check.add_argument("--json", action="store_true", help="Tell it to a machine.")
        drawn = actions.add_parser("map", help="Show objectives, lessons and questions; tell gaps.")
        drawn.add_argument("path", type=Path)
        report = actions.add_parser("report", help="Tell who appears in a package, how often.")
        report.add_argument("path", type=Path)
        explain = actions.add_parser("explain", help="Tell what a code of the check means.")
        explain.add_argument("code")
        strings = actions.add_parser(
            "strings", help="Tell what is not translated, or not any more."
        )
        strings.add_argument("path", type=Path)
        strings.add_argument("--language", required=True, help="A tag such as de or pt-BR.")
        strings.add_argument(
            "--write", action="store_true", help="Write the overlay files; what is done stays."
        )
        publish = actions.add_parser("publish", help="Publish a package as a new version.")
        publish.add_argument("path", type=Path)
        change = publish.add_mutually_exclusive_group()
        change.add_argument("--major", dest="change", action="store_const", const="major")
        change.add_argument("--minor", dest="change", action="store_const", const="minor")
        publish.add_argument("--note", default="", help="Why; it stands in the audit trail.")
        export = actions.add_parser("export", help="Write a published package to a new folder.")
        export.add_argument("slug")
        export.add_argument("path", type=Path)
        export.add_argument("--version", dest="number", type=int, help="Not the latest, this one.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; on a refusal tell why and exit with 1."""
        act = {
            "check": self._check, "strings": self._strings, "publish": self._publish,
            "export": self._export, "report": self._report, "explain": self._explain,
            "map": self._map,
        }  # fmt: skip
        try:
            done = act[options["action"]](options)
        except PackageProblems as found:
            for problem in found.problems:
                self.stderr.write(str(problem))
            self.stderr.write(found.message)
            sys.exit(1)
        except DomainError as refused:
            self.stderr.write(refused.message)
            sys.exit(1)
        self.stdout.write(done)

    def _check(self, options: dict[str, Any]) -> str:
        try:
            package = read_package(
                options["path"],
                kinds=lesson_kinds.readers(),
                translating=lesson_kinds.translating(),
            )
        except PackageProblems as problems:
            if not options["json"]:
                raise
            found = [told.from_problem(problem) for problem in problems.problems]
            self.stdout.write(told.as_json(found, course=None, passes=False))
            sys.exit(1)
        found = lint(package, lesson_kinds.lint_rules()) if options["strict"] else []
        if options["strict"]:
            found = [*found, *map(told.from_problem, package.stale)]
        passes = not stops(found)
        if options["json"]:
            lines = [told.as_json(found, course=package.slug, passes=passes)]
        else:
            self._remark(package)
            lines = [*map(str, found), _summary(package) if passes else told.summary(found)]
        if passes:
            return "\n".join(lines)
        (self.stdout if options["json"] else self.stderr).write("\n".join(lines))
        sys.exit(1)

    def _map(self, options: dict[str, Any]) -> str:
        package = read_package(options["path"], kinds=lesson_kinds.readers())
        found = map_of(package, lesson_kinds.asks())
        if not found.gaps:
            return as_text(found)
        self.stdout.write(as_text(found))
        sys.exit(1)

    def _report(self, options: dict[str, Any]) -> str:
        package = read_package(options["path"], kinds=lesson_kinds.readers())
        return people_report.report(Desk(package))

    def _explain(self, options: dict[str, Any]) -> str:
        known = sections(Path(settings.BASE_DIR) / "docs" / "reference" / "lint")
        code = str(options["code"]).upper()
        if code in known:
            return known[code]
        near = difflib.get_close_matches(code, known, n=1) or sorted(known)[:1]
        raise InvalidInput(f"There is no code “{code[:20]}”. Did you mean {', '.join(near)}?")

    def _remark(self, package: Package) -> None:
        for remark in [*package.stale, *package.unfinished[:REMARKS_AT_MOST]]:
            self.stderr.write(f"{remark}")
        if len(package.unfinished) > REMARKS_AT_MOST:
            more = len(package.unfinished) - REMARKS_AT_MOST
            self.stderr.write(f"And {more} more that are not translated; see `course strings`.")

    def _strings(self, options: dict[str, Any]) -> str:
        language = options["language"]
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
            raise InvalidInput("Write a language tag such as de or pt-BR.", field="language")
        work = find_work(
            options["path"],
            language,
            kinds=lesson_kinds.readers(),
            translating=lesson_kinds.translating(),
        )
        for line in work.lines:
            self.stdout.write(line)
        if options["write"]:
            write_overlays(options["path"], work)
            return f"Wrote {len(work.files)} files below translations/{language.lower()}/."
        return f"{language}: {work.done} of {work.total} texts are translated."

    def _publish(self, options: dict[str, Any]) -> str:
        result = publish_package(
            path=options["path"], by=None, at=now(), change=options["change"], note=options["note"]
        )
        version = result.version
        if not result.is_new:
            return f"Unchanged: this is version {version.number} of {version.course.slug} already."
        return f"Published version {version.number} of {version.course.slug} ({version.change})."

    def _export(self, options: dict[str, Any]) -> str:
        version = export_package(
            slug=options["slug"], path=options["path"], number=options["number"]
        )
        return f"Version {version.number} of {options['slug']} stands in {options['path']}."


def _summary(package: Package) -> str:
    lessons = package.lessons()
    return (
        f"{package.slug}: {len(package.modules)} modules, {len(lessons)} lessons, "
        f"{sum(lesson.minutes for lesson in lessons)} minutes. Nothing to mend."
    )
