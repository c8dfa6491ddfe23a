"""`manage.py course check|publish|export`: course packages from the command line.

Exit codes: 0 all is well, 1 the package or the course says no, 2 the command cannot be understood.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from common.clock import now
from common.errors import DomainError
from courses import lesson_kinds
from courses.package.problems import PackageProblems
from courses.package.read import read_package
from courses.services.export import export_package
from courses.services.publish import publish_package


class Command(BaseCommand):
    """Check, publish and export course packages."""

    help = "Check, publish or export a course package."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one of three actions, each with its own arguments."""
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="Tell every problem of a package.")
        check.add_argument("path", type=Path)
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
        act = {"check": self._check, "publish": self._publish, "export": self._export}
        try:
            told = act[options["action"]](options)
        except PackageProblems as found:
            for problem in found.problems:
                self.stderr.write(str(problem))
            self.stderr.write(found.message)
            sys.exit(1)
        except DomainError as refused:
            self.stderr.write(refused.message)
            sys.exit(1)
        self.stdout.write(told)

    def _check(self, options: dict[str, Any]) -> str:
        package = read_package(options["path"], kinds=lesson_kinds.readers())
        lessons = package.lessons()
        return (
            f"{package.slug}: {len(package.modules)} modules, {len(lessons)} lessons, "
            f"{sum(lesson.minutes for lesson in lessons)} minutes. Nothing to mend."
        )

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
