"""Ids in, one service call each."""

from __future__ import annotations

