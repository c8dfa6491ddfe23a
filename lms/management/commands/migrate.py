"""`manage.py migrate`, as the owner of the database."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from lms.owner_role import owner_role


class Command(Migrate):
    """Django's command, run as the role that may change tables."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate with the owner's connection."""
        with owner_role():
            super().handle(*args, **options)
