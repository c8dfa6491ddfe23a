"""What the two seats of a call show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from practice.own_call.scene import scene_of
from practice.own_call.shapes import REPLIES
from practice.scenario import engine, shapes
from practice.selectors.own_call.mine import OpenedCall
from practice.selectors.playing.labels import EMOTIONS, label


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What was said, what the customer had said before, and the writer's own why."""

    customer: str
    said: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A call at its writer's turn, or at its end (`ending`).

    `arousal` is as the face takes it, -1 to 1.
    """

    persona: str
    feeling: str
    valence: float
    arousal: float
    line: str
    turns: tuple[Turn, ...]
    options: tuple[shapes.Choice, ...]
    said: tuple[str, ...]
    ending: str

    @property
    def latest(self) -> Turn | None:
        """Return the turn just taken."""
        return self.turns[-1] if self.turns else None


def stage_of(call: OpenedCall, said: Sequence[str], *, leave: str) -> Stage:
    """Return the scene after these choices. Raises NotOfferedError for one that is not offered."""
    scene = scene_of(call.words, leave=leave)
    state = engine.start(scene)
    turns = []
    for choice in said:
        node = scene.nodes.get(state.at)
        chosen = node.choice(choice) if node else None
        state = engine.step(scene, state, choice)
        customer = node.customer if node else None
        assert customer is not None  # it was left by a choice
        assert chosen is not None
        turns.append(Turn(customer=customer.text, said=chosen.text, why=chosen.feedback))
    return _shown(call, scene, state, turns, said)


def _shown(
    call: OpenedCall,
    scene: shapes.Scenario,
    state: engine.State,
    turns: Sequence[Turn],
    said: Sequence[str],
) -> Stage:
    node = scene.nodes.get(state.at)
    customer = node.customer if node else None
    feeling = scene.nodes[scene.start].customer
    assert feeling is not None  # the moment has the customer's words
    return Stage(
        persona=call.words["persona"],
        feeling=label(EMOTIONS, feeling.emotion.label),
        valence=feeling.emotion.valence,
        arousal=2 * feeling.emotion.arousal - 1,
        line=customer.text if customer else "",
        turns=tuple(turns),
        options=_mixed(call, engine.options(scene, state), len(said)),
        said=tuple(said),
        ending=scene.endings[state.at].text if state.at in scene.endings else "",
    )


def in_mixed_order(call: OpenedCall) -> tuple[str, ...]:
    """Return the replies in the order in which the customer's seat reads them, ever the same."""
    replies = list(REPLIES)
    Random(f"{call.uuid}/seat").shuffle(replies)  # noqa: S311 - an order, no secret
    return tuple(replies)


def _mixed(
    call: OpenedCall, options: Sequence[shapes.Choice], turn: int
) -> tuple[shapes.Choice, ...]:
    mixed = list(options)
    Random(f"{call.uuid}/{turn}").shuffle(mixed)  # noqa: S311 - an order, no secret
    return tuple(mixed)
