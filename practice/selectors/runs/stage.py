"""What a scene shows at the learner's turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from practice.models import Comfort, Run, Turn
from practice.scenario import engine, shapes
from practice.selectors.playing.labels import QUALITIES, label
from practice.selectors.playing.lines import line_of, meters_at, noticed_as, person_of
from practice.selectors.playing.paths import as_played, scene_of, turns_of
from practice.selectors.playing.scenes import Scene
from practice.selectors.playing.sealed import in_words, of_turn
from practice.selectors.runs.looks import Ask, Feedback, Noticed, Option, Said, Stage
from practice.selectors.runs.mine import comfort_of

METERS_UP_TO, FEEDBACK_UP_TO, FREE_FROM = 2, 4, 5  # levels of difficulty
SECONDS = {"phone": 45, "video": 45, "in_person": 45, "chat": 90, "email": 180}


def stage_of(run: Run) -> Stage:
    """Return the stage of a run that is being played (two queries: turns, comfort).

    One query for a run from `my_run`, none right after `take_turn` or `prepare_turn`.
    """
    scene, turns = scene_of(run), _turns(run)
    comfort: Comfort = getattr(run, "comfort", None) or comfort_of(run.learner_id)
    states = engine.replay(scene.script, as_played(turns))
    state, before = states[-1], states[-2] if turns else None
    node = scene.script.nodes[state.at]
    level = scene.row.difficulty
    ask, noticed = _notice(run, node, level)
    step = _step(run, node, noticed)
    shows_meters = comfort.shows_meters and level <= METERS_UP_TO
    return Stage(
        run=run,
        title=scene.script.title,
        language=scene.language,
        person=person_of(scene),
        number=run.turns_taken + 1,
        turns_taken=run.turns_taken,
        history=tuple(said_at(scene, turn, difficulty=level) for turn in turns),
        line=line_of(node.customer, difficulty=level, comfort=comfort),
        feedback=_feedback(scene, turns) if level <= FEEDBACK_UP_TO else None,
        step=step,
        ask=ask if step == "notice" else None,
        noticed=noticed,
        wrote=in_words(run.uuid, of_turn(run.turns_taken + 1, "wrote"), run.now_wrote),
        options=options_of(run, scene, state) if step == "choose" else (),
        meters=meters_at(scene, state, shown={"live"}, before=before) if shows_meters else (),
        shows_voice=comfort.shows_voice,
        timer_seconds=_seconds(scene, comfort),
        can_pause=scene.script.safeguards.pause,
    )


def options_of(run: Run, scene: Scene, state: engine.State) -> tuple[Option, ...]:
    """Return what can be said, in an order of this run's own that stays when a page is reloaded."""
    offered = [Option(id=found.id, text=found.text) for found in
               engine.options(scene.script, state)]  # fmt: skip
    chance = Random(f"{run.seed}/{run.turns_taken}")  # noqa: S311 - shuffling, not secrecy
    chance.shuffle(offered)
    return tuple(offered)


def _turns(run: Run) -> list[Turn]:
    told: list[Turn] | None = getattr(run, "told_turns", None)
    return turns_of(run) if told is None else told


def _notice(run: Run, node: shapes.Node, level: int) -> tuple[Ask | None, Noticed | None]:
    if node.notice is None:
        return None, None
    options = node.notice.options if level < FREE_FROM else ()
    place = of_turn(run.turns_taken + 1, "noticed_words")
    words = in_words(run.uuid, place, run.now_noticed_words)
    ask = Ask(ask=node.notice.ask, options=tuple(enumerate(options)))
    noticed = noticed_as(node.notice, run.now_noticed, words)
    if noticed is not None and noticed.is_best is None:
        noticed = replace(noticed, best="", why="")  # own words wait for the debrief
    return ask, noticed


def _step(run: Run, node: shapes.Node, noticed: Noticed | None) -> str:
    if node.notice is not None and noticed is None:
        return "notice"
    return "write" if node.write_first and run.now_wrote is None else "choose"


def said_at(scene: Scene, turn: Turn, *, difficulty: int = 1) -> Said:
    """Return a turn as the conversation shows it, with as many cues as the level tells."""
    node = scene.script.nodes[turn.node]
    chosen = node.choice(turn.choice)
    assert chosen is not None  # the replay went through it
    line = line_of(node.customer, difficulty=difficulty)
    return Said(number=turn.ordinal, customer=line, said=chosen.text)


def _feedback(scene: Scene, turns: Sequence[Turn]) -> Feedback | None:
    if not turns:
        return None
    chosen = scene.script.nodes[turns[-1].node].choice(turns[-1].choice)
    assert chosen is not None
    return Feedback(
        said=chosen.text,
        text=chosen.feedback,
        quality=chosen.quality,
        quality_label=label(QUALITIES, chosen.quality),
    )


def _seconds(scene: Scene, comfort: Comfort) -> int | None:
    if scene.row.difficulty < FREE_FROM or not comfort.shows_timer:
        return None
    return SECONDS[scene.row.channel]
