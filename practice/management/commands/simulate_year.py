"""Play a year of many learners with the engine that serves real ones."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from practice.spacing.simulation.year import simulate


class Command(BaseCommand):
    """`manage.py simulate_year [--learners N] [--cards N] [--seed N]`: prints the figures."""

    help = "Simulate a practice year and print its figures. It touches no data."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the sizes."""
        parser.add_argument("--learners", type=int, default=1000, help="how many people")
        parser.add_argument("--cards", type=int, default=45, help="how many cards the deck has")
        parser.add_argument("--seed", type=int, default=1, help="another seed is another year")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print one figure a line."""
        found = simulate(
            learners=max(1, options["learners"]), cards=max(1, options["cards"]),
            start=date(2026, 1, 5), seed=options["seed"],
        )  # fmt: skip
        for field in dataclasses.fields(found):
            value = getattr(found, field.name)
            told = value if not isinstance(value, float) else f"{value:.2f}"
            if isinstance(value, dict):
                told = ", ".join(f"{name} {count:.0f}" for name, count in value.items())
            self.stdout.write(f"{field.name.replace('_', ' '):<22}{told}")
