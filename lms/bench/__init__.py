"""Benchmarks: a ratio against a reference measured in the same run, with a stated limit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """One figure beside its reference; both in the same unit, higher is better."""

    name: str
    measured: float
    reference: float
    unit: str
    limit: float

    @property
    def ratio(self) -> float:
        """Return measured ÷ reference."""
        return self.measured / self.reference

    @property
    def is_ok(self) -> bool:
        """Return whether the ratio reaches the limit."""
        return self.ratio >= self.limit
