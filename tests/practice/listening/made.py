"""A listening lesson with one exercise of every type, as an author writes it."""

from __future__ import annotations

from courses.package.drafts import Asset, Objective, PackageContext, SourceFile
from courses.package.problems import Problems
from practice.package.listening import read_listening

HEAD = """\
key: m1-listening
kind: listening
title: Name it, then answer it
minutes: 8
objectives: [M1.1]
move_on: completed
required: no
intro: One line from each customer.
exercises:
"""

NAME_IT = """\
  - id: named
    type: name_it
    title: The parcel
    customer: {name: Ingrid, channel: phone, text: "I called twice and nobody rang back.", voice: "(softly)"}
    feelings: [worried, angry, bored]
    best: worried
    strength: {from: 3, to: 4}
    cues: ["nobody rang back", "twice"]
    best_cue: "nobody rang back"
    why: Softly is how worry sounds.
"""

PARAPHRASE = """\
  - id: given-back
    type: paraphrase
    title: Give it back
    customer: {name: Rosa, channel: phone, text: "The parcel did not come on Tuesday and the party is tomorrow."}
    points:
      - {id: late, say: ["parcel is late", "it did not come on Tuesday"]}
      - {id: party, say: ["the party is tomorrow"]}
    feelings: [worried]
    misreadings:
      - {text: ["you want a refund"], ask: "She spoke of tomorrow. Did she ask for money?"}
      - {text: ["angry at the courier"], ask: "Whom did she name?"}
    models:
      - {style: plain, text: "The parcel is late and the party is tomorrow."}
      - {style: warm, text: "So it is not here, and tomorrow is the day."}
    shareable: yes
"""


def _written(key: str, kind: str, more: str = "") -> str:
    return f"""\
  - id: {key}
    type: {kind}
    customer: {{name: Ben, channel: chat, text: "I kept every receipt."}}
{more}    models: [{{style: plain, text: "You kept them all."}}, {{style: warm, text: "That helps, you kept each."}}]
"""


HOLD_FLOOR = """\
  - id: floor
    type: hold_floor
    title: The watch
    customer: {name: Noor, channel: phone}
    chunks:
      - {text: "It is about a parcel."}
      - {text: "It left on Monday.", facts: [monday]}
      - {text: "My father's watch is in it.", facts: [watch]}
      - {text: "He died in spring.", voice: "(slower)"}
      - {text: "My son turns eighteen on Sunday.", facts: [sunday]}
    facts:
      - {id: monday, text: It left on Monday}
      - {id: watch, text: Her father's watch is in it}
      - {id: sunday, text: The birthday is on Sunday}
    seconds: 40
    after: You needed the last piece.
"""

ROADBLOCK = """\
  - id: block
    type: roadblock
    customer: {name: Ali, channel: email, text: "My card was charged twice."}
    reply: "I understand. There is nothing I can do. Please wait for the bank."
    parts: ["I understand", "There is nothing I can do", "Please wait for the bank"]
    block: "There is nothing I can do"
    kind_of_block: policy_wall
    why: It ends the talk.
    models: [{style: plain, text: "I will ask the bank now."}, {style: warm, text: "Twice is wrong. I am on it."}]
"""

INBOX = """\
  - id: inbox
    type: inbox
    seconds: 60
    messages:
      - {id: a, from: Kim, text: "Where is my invoice?", best: routine, why: One sentence will do.}
      - {id: b, from: Lou, text: "I do not know how to go on.", best: deeper, why: This is not about an invoice.}
"""

MARK = """\
  - id: marked
    type: mark
    title: Where it turns
    text: "It was fine at first. Then nobody answered. Now I only want my money."
    parts: ["fine at first", "Then nobody answered", "only want my money"]
    best: "Then nobody answered"
    why: From here on she is alone with it.
"""

SORT = """\
  - id: sorted
    type: sort
    bins: [{id: baseline, label: As before}, {id: changed, label: Changed}]
    items:
      - {id: a, text: "Sure, go ahead.", best: baseline, why: Her usual pace.}
      - {id: b, text: "Fine.", voice: "(flat)", best: changed, why: One word where there were ten.}
"""

RATE = """\
  - id: rated
    type: rate
    items:
      - {id: direct, text: "This is not acceptable.", own: 7, why: She says what she means.}
      - {id: ironic, text: "Great, a third voucher.", own: 9, why: Irony hides the height.}
"""

NOTICE = """\
  - id: body
    type: notice_body
    title: The third chapter
    chapters: ["She told it quietly.", {title: Later, text: "Then she stopped.", voice: "(a pause)"}]
    signs: [jaw, breath, shoulders]
    reset: Breathe out longer than in.
"""

PICTURE = "    picture: {file: photo.svg, alt: A man at a desk}\n"
EVERY = [
    NAME_IT, PARAPHRASE, _written("felt", "reflect"), _written("affirmed", "affirm"),
    _written("checked", "check_back"),
    _written("opened", "open_up", '    closed: "Did it come damaged?"\n'),
    _written("described", "describe", PICTURE), _written("rewritten", "rewrite"), HOLD_FLOOR,
    ROADBLOCK, INBOX, MARK, SORT, RATE, _written("inner", "inner_voice"), NOTICE,
]  # fmt: skip
WHOLE = HEAD + "".join(EVERY)

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
