"""What stands in another order than before."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher


def moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the names that stand in another order than before: the fewest that explain it."""
    old = [name for name in before if name in set(after)]
    new = [name for name in after if name in set(before)]
    kept: set[str] = set()
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        kept.update(old[block.a : block.a + block.size])
    return set(new) - kept
