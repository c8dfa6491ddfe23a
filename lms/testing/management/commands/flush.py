"""`manage.py flush` inside a test run: the runtime role may not truncate."""

from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.db import connections

from lms.testing import database


class Command(Flush):
    """Empty the test database after a test that committed."""

    def handle(self, **options: Any) -> None:
        """Empty every table and restore what migrations wrote."""
        database.flush(str(connections[options["database"]].settings_dict["NAME"]))
