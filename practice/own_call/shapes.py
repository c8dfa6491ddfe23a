"""What is asked of somebody's own call, step by step: plain texts by the name of their field."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, str]

CHANNELS = ("phone", "chat", "email", "in_person", "video")
# What the face is drawn from: how pleasant, -1 to 1, and how stirred, 0 to 1.
FEELINGS: Mapping[str, tuple[float, float]] = {
    "angry": (-0.7, 0.8), "furious": (-0.9, 0.95), "frustrated": (-0.6, 0.6),
    "annoyed": (-0.5, 0.5), "impatient": (-0.4, 0.7), "disappointed": (-0.6, 0.3),
    "hurt": (-0.7, 0.4), "worried": (-0.4, 0.6), "anxious": (-0.5, 0.75), "afraid": (-0.7, 0.8),
    "ashamed": (-0.6, 0.4), "embarrassed": (-0.4, 0.5), "sad": (-0.6, 0.25),
    "lonely": (-0.6, 0.2), "tired": (-0.3, 0.1), "confused": (-0.3, 0.4),
    "surprised": (0.1, 0.7), "relieved": (0.5, 0.3), "grateful": (0.7, 0.4),
    "hopeful": (0.4, 0.45), "calm": (0.3, 0.15),
}  # fmt: skip
CHOSEN: Mapping[str, tuple[str, ...]] = {"channel": CHANNELS, "felt": tuple(FEELINGS)}

# The three replies; each has what was said, the customer's answer, and why or what came of it.
REPLIES = ("mine", "wish", "missed")
STEPS: Mapping[str, tuple[str, ...]] = {
    "moment": ("channel", "persona", "said", "felt", "cue"),
    "reply": ("mine", "mine_answer", "mine_why"),
    "others": ("wish", "wish_answer", "wish_why", "missed", "missed_answer", "missed_why"),
}
FIELDS = tuple(name for names in STEPS.values() for name in names)
LONGEST: Mapping[str, int] = {"persona": 40, "said": 500, "cue": 300}
LONGEST_ELSE = 400


def longest(field: str) -> int:
    """Return how many characters a field holds."""
    return LONGEST.get(field, LONGEST_ELSE)


def clean(field: str, typed: str) -> str:
    """Return a text as it is kept: one kind of line end, no blanks around; a choice or nothing."""
    if field in CHOSEN:
        return typed if typed in CHOSEN[field] else ""
    lines = (" ".join(line.split()) for line in typed.splitlines())
    kept = "\n".join(line for line in lines if line)
    return " ".join(kept.split()) if field == "persona" else kept


def missing(words: Words, step: str) -> tuple[str, ...]:
    """Return the fields of a step that say nothing yet."""
    return tuple(name for name in STEPS[step] if not words.get(name))


def alike(words: Words) -> tuple[str, ...]:
    """Return the replies that repeat an earlier one: a scene wants three that differ."""
    seen: set[str] = set()
    found = []
    for name in REPLIES:
        said = " ".join(words.get(name, "").casefold().split())
        if said and said in seen:
            found.append(name)
        seen.add(said)
    return tuple(found)
