"""Cues of the English language. Tuned on the seeds alone, never on the replies held out."""

# ruff: noqa: E501 - a pattern reads better on one line than cut anywhere

from __future__ import annotations

from practice.feedback.cues.cue import Cue, pattern
from practice.feedback.cues.english.doing import ACT
from practice.feedback.cues.english.feelings import FEELING
from practice.feedback.cues.english.standing_by import VALID, WARM
from practice.feedback.cues.english.taking_in import ASK, BACK

CUES: tuple[Cue, ...] = (*FEELING, *VALID, *WARM, *BACK, *ASK, *ACT)
ABOUT_YOU = pattern(r"\byou(?:r|'re|'ve|'d)?\b")
OWN_WORK = pattern(
    r"\b(?:I'll|I will|I can|let me|we'll|we will|I've|I have|I'm|you (?:can|could|should|need to|must|have to|will|may)|"
    r"you'll|please|if you|unless|sorry|thank|hope|glad)\b"
)
