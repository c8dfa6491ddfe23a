"""`manage.py write_reference`: write docs/reference/ from the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from lms import reference


class Command(BaseCommand):
    """Write the reference pages."""

    help = "Write the pages of docs/reference/ that come from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every page."""
        folder = Path(settings.BASE_DIR) / "docs" / "reference"
        for name, text in reference.pages().items():
            (folder / name).write_text(text)
            self.stdout.write(f"docs/reference/{name}")
