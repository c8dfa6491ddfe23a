"""`manage.py bench NAME`: ratios against limits measured in the same run."""

from __future__ import annotations

import importlib
import os
import pkgutil
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

import lms.bench
from lms.owner_role import owner_role


def empty_everything() -> None:
    """Empty all tables as their owner, past the triggers that guard evidence."""
    with owner_role(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' "
            "AND tablename NOT IN ('django_migrations', 'django_content_type')"
        )
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _names() -> list[str]:
    found = pkgutil.iter_modules(lms.bench.__path__)
    return sorted(module.name for module in found if not module.name.startswith("_"))


class Command(BaseCommand):
    """Measure one part against its reference."""

    help = "Measure NAME against a reference in the same run; exit 1 below a limit."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the benchmark."""
        parser.add_argument("name", choices=_names())

    def _prepare(self) -> None:
        """Migrate a database that is there for figures only, and start it empty."""
        name = str(connection.settings_dict["NAME"])
        if not os.environ.get("ATTUNE_EMBEDDED") and "bench" not in name:
            raise CommandError(
                f"The database is called {name}. Figures want one of their own: "
                "point DATABASE_URL at one whose name holds the word bench."
            )
        call_command("migrate", verbosity=0, interactive=False)
        empty_everything()

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it and print every ratio beside its limit."""
        self._prepare()
        module = importlib.import_module(f"lms.bench.{options['name']}")
        ratios: list[lms.bench.Ratio] = module.run(self.stdout.write)
        self.stdout.write("")
        for found in ratios:
            verdict = "ok" if found.is_ok else "BELOW THE LIMIT"
            self.stdout.write(
                f"{found.name}: {found.measured:,.1f} / {found.reference:,.1f} {found.unit} "
                f"= {found.ratio:.2f} (limit {found.limit:.2f}) {verdict}"
            )
        if not all(found.is_ok for found in ratios):
            raise CommandError("A ratio is below its limit.")
