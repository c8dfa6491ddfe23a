"""A live lesson for three and one for a pair, as an author writes them."""

from __future__ import annotations

from courses.package.drafts import Objective, PackageContext, SourceFile
from courses.package.problems import Problems
from practice.package.live import read_live

THREE = """\
key: m1-circle
kind: live
title: The circle
minutes: 14
objectives: [M1.1]
move_on: completed
required: no
who: three
instead: l1-1
intro: Three people, three chairs.
safe_word: Lantern
roles:
  speaker: [Tell it as if it were yours.]
  listener: [Encourage., Say it back., Check.]
  observer: [Write down words.]
steps:
  - {minutes: 3, who: speaker, text: Tells the story.}
  - {minutes: 1, who: observer, text: Reads out two lines.}
behaviors: [notice, paraphrase]
rounds:
  - minutes: 4
    case:
      title: The first card
      situation: The parcel came, and it was somebody else’s.
      wants: To be believed.
      holds_back: It was a present.
  - minutes: 4
    case:
      {title: The second card, situation: It left early., wants: A bed., holds_back: A wedding.}
  - minutes: 4
    case:
      {title: The third card, situation: It was kept., wants: The card., holds_back: A queue.}
debrief:
  speaker: [What reached you?]
  listener: [What did you try?]
  observer: [What did you see?]
"""
ROUND_THREE = THREE[
    THREE.index("  - minutes: 4\n    case:\n      {title: The third") : THREE.index("debrief")
]
PAIR = (
    THREE.replace("key: m1-circle", "key: m1-pair").replace("who: three", "who: pair")
    .replace("  observer: [Write down words.]\n", "")
    .replace("  observer: [What did you see?]\n", "")
    .replace("who: observer, text: Reads out two lines.", "who: all, text: Breathe out.")
    .replace(ROUND_THREE, "")
)  # fmt: skip


def read(text: str = THREE):
    """Return the draft of a lesson and its problems."""
    problems = Problems()
    context = PackageContext(objectives={"M1.1": Objective(id="M1.1", text="Do it.", level="Ap")})
    draft = read_live(SourceFile(path="x.yaml", text=text, context=context), problems)
    return draft, list(problems)


def line_of(text: str, part: str) -> int:
    """Return the number of the line that holds the part."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)
