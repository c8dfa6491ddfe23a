"""Types of listening exercises, a slice each (docs/reference/practice/listening-format.md)."""

from practice.listening import (
    hold_floor,
    inbox,
    inner_voice,
    mark,
    name_it,
    notice_body,
    rate,
    roadblock,
    sort,
    writing,
)
from practice.listening.base import ExerciseType

TYPES: dict[str, ExerciseType] = {
    found.key: found
    for found in (
        name_it.TYPE, *writing.TYPES, hold_floor.TYPE, roadblock.TYPE, inbox.TYPE, mark.TYPE,
        sort.TYPE, rate.TYPE, inner_voice.TYPE, notice_body.TYPE,
    )
}  # fmt: skip

__all__ = ["TYPES", "ExerciseType"]
