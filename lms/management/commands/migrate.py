"""`manage.py migrate`, as the owner of the database."""

from collections.abc import Callable
from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lms.owner_role import owner_role

Progress = Callable[[int, int], None]


class Command(Migrate):
    """Django's command, run as the role that may change tables."""

    def __init__(self, *args: Any, progress: Progress | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.progress = progress
        self.total = self.applied = 0

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate with the owner's connection."""
        with owner_role():
            executor = MigrationExecutor(connection)
            self.total = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
            super().handle(*args, **options)

    def migration_progress_callback(
        self,
        action: str,
        migration: Any = None,
        fake: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Count what is applied, besides what Django tells."""
        super().migration_progress_callback(action, migration, fake)
        if self.progress is not None and action == "apply_success":
            self.applied += 1
            self.progress(self.applied, self.total)
