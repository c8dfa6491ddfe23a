"""Lines, people, meters and answers as pages show them."""

from __future__ import annotations

from collections.abc import Mapping

from practice.models import Comfort, Run, Turn
from practice.scenario import engine, shapes
from practice.selectors.playing.labels import EMOTIONS, METERS, label
from practice.selectors.playing.scenes import Scene
from practice.selectors.playing.sealed import in_words, of_turn
from practice.selectors.runs.looking_back import Curve
from practice.selectors.runs.looks import Feeling, Line, MeterLook, Noticed, Person

CUES_UP_TO, VOICE_UP_TO = 2, 4  # levels of difficulty


def person_of(scene: Scene, *, tells_all: bool = False) -> Person:
    """Return who the customer is; what they hide is for the debrief."""
    persona = scene.script.persona
    return Person(
        name=persona.name,
        channel=persona.channel,
        channel_label=scene.row.get_channel_display(),
        backstory=persona.backstory,
        wants=persona.wants if tells_all else "",
        hides=persona.hides if tells_all else "",
    )


def line_of(
    customer: shapes.Customer | None, *, difficulty: int = 1, comfort: Comfort | None = None
) -> Line | None:
    """Return a line with as many cues as the level shows; what is heard is always told."""
    if customer is None:
        return None
    shows_voice = difficulty <= VOICE_UP_TO and (comfort is None or comfort.shows_voice)
    return Line(
        text=customer.text,
        feeling=Feeling(
            label=label(EMOTIONS, customer.emotion.label),
            valence=customer.emotion.valence,
            arousal=customer.emotion.arousal,
        ),
        voice=customer.voice if shows_voice else (),
        words=customer.words if difficulty <= CUES_UP_TO else (),
        # Pictures and sounds of a line are told in the words that stand for them.
        transcript=" ".join(
            filter(None, (customer.transcript, *(media.words for media in customer.media)))
        ),
    )


def meters_at(
    scene: Scene, state: engine.State, *, shown: set[str], before: engine.State | None = None
) -> tuple[MeterLook, ...]:
    """Return the meters whose `show` is among `shown`, as they stand."""
    values = engine.meters_of(scene.script, state)
    old = engine.meters_of(scene.script, before) if before else values
    return tuple(
        MeterLook(
            name=meter.name,
            label=label(METERS, meter.name),
            value=values[meter.name],
            min=meter.min,
            max=meter.max,
            good=meter.good,
            share=_share(values[meter.name], meter),
            moved=values[meter.name] - old[meter.name],
        )
        for meter in scene.script.meters
        if meter.show in shown
    )


def _share(value: int, meter: shapes.Meter) -> int:
    room = meter.max - meter.min
    return 100 * (value - meter.min) // room if room else 0


def curves_of(scene: Scene, states: tuple[engine.State, ...]) -> tuple[Curve, ...]:
    """Return each meter over the scene, unless it is never shown."""
    told: list[Mapping[str, int]] = [engine.meters_of(scene.script, state) for state in states]
    return tuple(
        Curve(
            name=meter.name,
            label=label(METERS, meter.name),
            min=meter.min,
            max=meter.max,
            good=meter.good,
            values=tuple(values[meter.name] for values in told),
        )
        for meter in scene.script.meters
        if meter.show != "never"
    )


def noticed_in(run: Run, node: shapes.Node, turn: Turn) -> Noticed | None:
    """Return what was answered at a turn's notice step, if anything was."""
    words = in_words(run.uuid, of_turn(turn.ordinal, "noticed_words"), turn.noticed_words)
    return noticed_as(node.notice, turn.noticed, words)


def noticed_as(notice: shapes.Notice | None, place: int | None, words: str) -> Noticed | None:
    """Return an answer to a notice step: one of the options, or own words."""
    if notice is None:
        return None
    if place is not None and place < len(notice.options):
        said, is_best = notice.options[place], notice.options[place] == notice.best
        return Noticed(ask=notice.ask, said=said, best=notice.best, why=notice.why, is_best=is_best)
    if words:
        return Noticed(ask=notice.ask, said=words, best=notice.best, why=notice.why, is_best=None)
    return None
