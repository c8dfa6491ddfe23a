"""Somebody's own call as a scene: one moment, three replies, and what follows from each.

    moment ─ mine ──→ after_mine ── wish | leave ─→ endings
           ─ missed → after_missed ─ wish | leave ─→ endings
           ─ wish ──→ ending

After a reply that did not reach the customer the better one can still be said: a quick repair
beats a defense. No meters and nothing to score; the qualities that the format asks for follow from
what the writer called their replies, and no page shows them.
"""

from __future__ import annotations

from practice.own_call.shapes import FEELINGS, Words
from practice.scenario.check import is_playable
from practice.scenario.shapes import (
    Choice,
    Customer,
    Debrief,
    Emotion,
    Ending,
    Node,
    Persona,
    Safeguards,
    Scenario,
)
from practice.scenario.space import explore, ordered

MOMENT, LEAVE = "moment", "leave"
QUALITY = {"mine": "ok", "wish": "best", "missed": "weak"}
OUTCOME = {"mine": "settled", "wish": "restored", "missed": "lost"}
INTENSITY = 2


class UnplayableError(ValueError):
    """The words make no scene that always comes to an end."""


def scene_of(words: Words, *, leave: str) -> Scenario:
    """Return the scene that the words of a whole call make; `leave` is what ending it says."""
    feeling = words["felt"]
    valence, arousal = FEELINGS[feeling]
    emotion = Emotion(label=feeling, valence=valence, arousal=arousal)
    nodes = [
        Node(
            name=MOMENT,
            customer=Customer(text=words["said"], emotion=emotion),
            choices=tuple(
                _choice(words, name, goto=f"after_{name}" if name != "wish" else "end_wish")
                for name in ("mine", "wish", "missed")
            ),
        ),
        *(_after(words, name, emotion, leave) for name in ("mine", "missed")),
    ]
    return Scenario(
        id="own-call", version=1, language="", license="", title="", summary="", module="",
        complexity="routine", difficulty=1, minutes=5, objectives=(), skills=(), slips=(),
        safeguards=Safeguards(intensity=INTENSITY),
        persona=Persona(id="own", name=words["persona"], channel=words["channel"]),
        meters=(), start=MOMENT, nodes={node.name: node for node in nodes},
        endings={
            f"end_{name}": Ending(name=f"end_{name}", outcome=outcome, text=words[f"{name}_answer"])
            for name, outcome in OUTCOME.items()
        },
        debrief=Debrief(feel="", fact="", transfer=""),
    )  # fmt: skip


def prove(scene: Scenario) -> None:
    """Raise UnplayableError unless every state is known, offers something and leads to an end."""
    if not is_playable(scene):
        raise UnplayableError("a step leads nowhere")
    space = explore(scene)
    _, back = ordered(space)
    if space.stuck or space.unrouted or space.circling or back or not space.is_complete:
        raise UnplayableError("somebody could get stuck")
    if not {*scene.nodes, *scene.endings} <= space.seen:
        raise UnplayableError("something is never reached")


def _after(words: Words, name: str, emotion: Emotion, leave: str) -> Node:
    return Node(
        name=f"after_{name}",
        customer=Customer(text=words[f"{name}_answer"], emotion=emotion),
        choices=(
            _choice(words, "wish", goto="end_wish"),
            Choice(
                id=LEAVE, text=leave, quality=QUALITY[name], goto=f"end_{name}",
                feedback=words[f"{name}_why"],
            ),
        ),
    )  # fmt: skip


def _choice(words: Words, name: str, *, goto: str) -> Choice:
    return Choice(
        id=name, text=words[name], quality=QUALITY[name], goto=goto, feedback=words[f"{name}_why"]
    )
