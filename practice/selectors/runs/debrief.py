"""What a debrief shows: one's own path beside the expert's, and what is worth writing down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from common.errors import Conflict
from practice.models import DebriefNote, Run, SeatRating, Turn
from practice.scenario import engine
from practice.scenario.score import Score, score, shortfalls
from practice.selectors.playing.labels import OUTCOMES, QUALITIES, TAGS, index_words, label
from practice.selectors.playing.lines import curves_of, line_of, meters_at, noticed_in, person_of
from practice.selectors.playing.paths import as_played, scene_of, turns_of
from practice.selectors.playing.scenes import Scene
from practice.selectors.playing.sealed import in_words, of_turn, opened
from practice.selectors.runs.looking_back import (
    Count,
    Debrief,
    Index,
    Notes,
    Prompts,
    Ratings,
    Step,
)

AFTER = {"live", "after"}
NOTES = ("feel", "fact", "transfer")


def debrief_of(run: Run) -> Debrief:
    """Return the debrief of a run; Conflict while the scene goes on (three queries)."""
    if run.state != Run.State.DEBRIEFED:
        raise Conflict(_("This scene has no debrief yet. Play it to its end first."))
    scene, turns = scene_of(run), turns_of(run)
    played = as_played(turns)
    states = engine.replay(scene.script, played)
    told = score(scene.script, played, span=scene.span)
    expert_states = engine.replay(scene.script, scene.span.expert)
    return Debrief(
        run=run,
        title=scene.script.title,
        language=scene.language,
        person=person_of(scene, tells_all=True),
        ending=scene.script.endings[told.ending].text,
        outcome=told.outcome,
        outcome_label=label(OUTCOMES, told.outcome),
        prompts=prompts_of(scene),
        notes=notes_of(run),
        own=_own(run, turns, _steps(scene, played, states)),
        expert=_steps(scene, scene.span.expert, expert_states),
        expert_ending=scene.script.endings[expert_states[-1].at].text,
        parts_at=_parts_at(played, scene.span.expert),
        skills=_skills(told),
        slips=_slips(told),
        index=_index(told),
        curves=curves_of(scene, states),
        has_seat=bool(scene.script.perspectives),
        ratings=ratings_of(run),
    )


def prompts_of(scene: Scene) -> Prompts:
    """Return what the debrief of a scene asks."""
    asked = scene.script.debrief
    return Prompts(feel=asked.feel, fact=asked.fact, transfer=asked.transfer)


def notes_of(run: Run) -> Notes:
    """Return what the learner wrote (one query)."""
    found = DebriefNote.objects.filter(run=run).first()
    if found is None:
        return Notes()
    texts = {name: opened(run.uuid, name, getattr(found, name)) for name in NOTES}
    return Notes(
        **{name: text or "" for name, text in texts.items()},
        mark=found.mark,
        cannot_be_opened=tuple(name for name, text in texts.items() if text is None),
    )


def ratings_of(run: Run) -> Ratings | None:
    """Return the ratings from the customer's seat (one query)."""
    found = SeatRating.objects.filter(run=run).first()
    return Ratings(heard=found.heard, respected=found.respected) if found else None


def _steps(
    scene: Scene, turns: Sequence[engine.Turn], states: Sequence[engine.State]
) -> tuple[Step, ...]:
    short = shortfalls(scene.script, turns)
    return tuple(
        _step(scene, place, turn, short[place], states[place + 1])
        for place, turn in enumerate(turns)
    )


def _step(scene: Scene, place: int, turn: engine.Turn, shortfall: int, after: engine.State) -> Step:
    node = scene.script.nodes[turn.node]
    chosen = node.choice(turn.choice)
    assert chosen is not None
    return Step(
        number=place + 1,
        customer=line_of(node.customer),
        said=chosen.text,
        quality=chosen.quality,
        quality_label=label(QUALITIES, chosen.quality),
        feedback=chosen.feedback,
        shortfall=shortfall,
        meters=meters_at(scene, after, shown=AFTER),
    )


def _own(run: Run, turns: Sequence[Turn], steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(_with_words(run, *both) for both in zip(turns, steps, strict=True))


def _with_words(run: Run, turn: Turn, step: Step) -> Step:
    node = scene_of(run).script.nodes[turn.node]
    wrote = in_words(run.uuid, of_turn(turn.ordinal, "wrote"), turn.wrote)
    return replace(step, noticed=noticed_in(run, node, turn), wrote=wrote)


def _parts_at(own: Sequence[engine.Turn], expert: Sequence[engine.Turn]) -> int | None:
    for place, turn in enumerate(own):
        other = expert[place] if place < len(expert) else None
        if other is None or (turn.node, turn.choice) != (other.node, other.choice):
            return place + 1
    return None


def _skills(told: Score) -> tuple[Count, ...]:
    return tuple(
        Count(tag=tag, label=label(TAGS, tag), shown=found.shown, offered=found.offered)
        for tag, found in told.skills.items()
        if found.offered
    )


def _slips(told: Score) -> tuple[Count, ...]:
    return tuple(
        Count(tag=tag, label=label(TAGS, tag), shown=times)
        for tag, times in told.slips.items()
        if times
    )


def _index(told: Score) -> Index | None:
    if told.index is None:
        return None
    share = round(100 * told.index)
    return Index(words=index_words(share), share=share)
