"""A scene as prose: the expert's path, told."""

from __future__ import annotations

from django.utils.translation import get_language

from enrollments.player import LessonContext
from practice.scenario import engine
from practice.selectors.playing.lines import line_of, person_of
from practice.selectors.playing.scenes import Scene, language_for, scene
from practice.selectors.runs.debrief import prompts_of
from practice.selectors.runs.looking_back import ReadingVersion, Told
from practice.selectors.runs.mine import scenario_of


def reading_version(context: LessonContext) -> ReadingVersion:
    """Return the reading version of a role-play lesson (one query, once per process)."""
    row = scenario_of(context.lesson.pk)
    found = scene(row.pk, language_for(row, get_language() or row.language))
    return told_as_prose(found, is_done=context.is_done)


def told_as_prose(found: Scene, *, is_done: bool) -> ReadingVersion:
    """Return a scene as prose."""
    script = found.script
    states = engine.replay(script, found.span.expert)
    return ReadingVersion(
        title=script.title,
        summary=script.summary,
        language=found.language,
        person=person_of(found),
        content_note=script.safeguards.content_note,
        moments=tuple(_moment(found, turn) for turn in found.span.expert),
        ending=script.endings[states[-1].at].text,
        prompts=prompts_of(found),
        is_done=is_done,
    )


def _moment(found: Scene, turn: engine.Turn) -> Told:
    node = found.script.nodes[turn.node]
    chosen = node.choice(turn.choice)
    assert chosen is not None
    return Told(customer=line_of(node.customer), said=chosen.text, why=chosen.feedback)
