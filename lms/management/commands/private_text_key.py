"""Print a fresh key for PRIVATE_TEXT_KEYS."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from common.private_text import new_key


class Command(BaseCommand):
    """Print a key; nothing is stored."""

    help = "Print a fresh key for PRIVATE_TEXT_KEYS, which seals what people write for themselves."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        """Print the key alone, so that it can be piped into a secret store."""
        print(new_key())
