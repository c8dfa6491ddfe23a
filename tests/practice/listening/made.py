"""A listening lesson with one exercise of every type, as an author writes it."""

from __future__ import annotations

import re
from pathlib import Path

from courses.package.drafts import Asset, Objective, PackageContext, SourceFile
from courses.package.problems import Problems
from practice.package.listening import read_listening

WHOLE = (Path(__file__).parent / "every-type.yaml").read_text()
HEAD, *EVERY = re.split(r"^(?=  - id: [a-z-]+\n    type:)", WHOLE, flags=re.MULTILINE)
NAME_IT, PARAPHRASE = EVERY[:2]

ANSWERS = {
    "named": {"feeling": "0", "strength": "3", "cue": "0"},
    "floor": {"heard": "2", "encouraged": "1"},
    "block": {"part": "1", "text": "I will ring the bank and call you at four."},
    "inbox": {"item-a": "routine", "item-b": "routine"},
    "marked": {"part": "1"},
    "sorted": {"item-a": "baseline", "item-b": "baseline"},
    "rated": {"item-direct": "7", "item-ironic": "2"},
    "inner": {"thought": "Not again", "feeling": "tired", "text": "I hear how much that was."},
    "body": {"sign": ["1"], "note": ""},
}
REPLY = {"text": "So the parcel is late and the party is tomorrow. Have I got it?"}


def answer_to(key: str) -> dict:
    """Return what a form sends for an exercise of the lesson."""
    return dict(ANSWERS.get(key, REPLY))


def read(text: str = WHOLE):
    """Return the draft of a lesson and its problems."""
    problems = Problems()
    context = PackageContext(
        objectives={"M1.1": Objective(id="M1.1", text="Do it.", level="Ap")},
        assets={"assets/photo.svg": Asset(path="assets/photo.svg", width=320, height=200)},
        asset_base="/assets/1",
    )
    draft = read_listening(SourceFile(path="x.yaml", text=text, context=context), problems)
    return draft, list(problems)
