"""What the endpoints of role-plays give out: to the learner only, and named fields only."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from practice.models import Run
from practice.selectors.runs.looking_back import Debrief
from practice.selectors.runs.looks import Stage
from practice.selectors.runs.stage import stage_of


class RunShape(serializers.Serializer[Any]):
    """A run of one's own, as the list shows it."""

    uuid = serializers.UUIDField()
    enrollment = serializers.UUIDField(source="enrollment.uuid")
    lesson = serializers.CharField(source="scenario.lesson.key")
    title = serializers.CharField(source="scenario.title")
    language = serializers.CharField()
    state = serializers.ChoiceField(choices=Run.State.choices)
    turns_taken = serializers.IntegerField()
    outcome = serializers.CharField(help_text="Empty while the scene goes on.")
    retried_from_turn = serializers.IntegerField(
        source="from_turn", help_text="0: played from the beginning."
    )
    started_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class FeelingShape(serializers.Serializer[Any]):
    """What the face is drawn from."""

    word = serializers.CharField(source="label")
    valence = serializers.FloatField(help_text="-1 to 1")
    arousal = serializers.FloatField(help_text="0 to 1")


class CustomerLineShape(serializers.Serializer[Any]):
    """One line of the customer; the level of the scene decides which cues there are."""

    text = serializers.CharField()
    feeling = FeelingShape()
    voice = serializers.ListField(child=serializers.CharField())
    words = serializers.ListField(child=serializers.CharField())
    transcript = serializers.CharField()


class TurnSaidShape(serializers.Serializer[Any]):
    """A turn that is over."""

    number = serializers.IntegerField()
    customer = CustomerLineShape(allow_null=True)
    said = serializers.CharField()


class NoticeShape(serializers.Serializer[Any]):
    """A question before the options; without options it is answered in own words."""

    ask = serializers.CharField()
    options = serializers.ListField(child=serializers.CharField(), help_text="By place, from 0.")


class NoticedShape(serializers.Serializer[Any]):
    """The answer to it."""

    said = serializers.CharField()
    best = serializers.CharField(help_text="Empty for own words: the debrief tells it.")
    why = serializers.CharField(help_text="Empty for own words.")
    is_best = serializers.BooleanField(allow_null=True, help_text="null: own words.")


class OptionShape(serializers.Serializer[Any]):
    """Something to say."""

    id = serializers.CharField()
    text = serializers.CharField()


class FeedbackShape(serializers.Serializer[Any]):
    """About the choice before, on the act and its consequence."""

    said = serializers.CharField()
    quality = serializers.CharField()
    text = serializers.CharField()


class MeterShape(serializers.Serializer[Any]):
    """A meter as it stands."""

    name = serializers.CharField()
    value = serializers.IntegerField()
    min = serializers.IntegerField()
    max = serializers.IntegerField()
    good = serializers.ChoiceField(choices=["high", "low"])


class StageShape(serializers.Serializer[Any]):
    """The scene at the learner's turn."""

    number = serializers.IntegerField()
    turns_taken = serializers.IntegerField(help_text="Send it with the turn.")
    step = serializers.ChoiceField(choices=["notice", "write", "choose"])
    history = TurnSaidShape(many=True)
    line = CustomerLineShape(allow_null=True)
    feedback = FeedbackShape(allow_null=True)
    ask = NoticeShape(allow_null=True)
    noticed = NoticedShape(allow_null=True)
    wrote = serializers.CharField()
    options = OptionShape(many=True, help_text="Empty before `notice` and `write` are done.")
    meters = MeterShape(many=True)
    timer_seconds = serializers.IntegerField(allow_null=True, help_text="A hint; nothing ends.")


class RunWithStageShape(RunShape):
    """A run; `stage` is null once it is over."""

    stage = StageShape(allow_null=True)


class StepShape(serializers.Serializer[Any]):
    """A turn in the debrief."""

    number = serializers.IntegerField()
    said = serializers.CharField()
    quality = serializers.CharField()
    feedback = serializers.CharField()
    shortfall = serializers.IntegerField(help_text="0 for the best option open there, to -3.")
    wrote = serializers.CharField()


class CountShape(serializers.Serializer[Any]):
    """How often a skill was shown, of how many turns that offered it."""

    tag = serializers.CharField()
    word = serializers.CharField(source="label")
    shown = serializers.IntegerField()
    offered = serializers.IntegerField()


class PromptsShape(serializers.Serializer[Any]):
    """What the debrief asks."""

    feel = serializers.CharField()
    fact = serializers.CharField()
    transfer = serializers.CharField()


class NotesShape(PromptsShape):
    """What the learner wrote, for their eyes."""

    mark = serializers.CharField(help_text="Send it as `seen` with changes; empty for none.")
    cannot_be_opened = serializers.ListField(
        child=serializers.ChoiceField(choices=["feel", "fact", "transfer"]),
        help_text="Texts whose key is not here; an empty one leaves them as they are.",
    )


class IndexShape(serializers.Serializer[Any]):
    """How near the best path."""

    words = serializers.CharField()
    share = serializers.IntegerField(help_text="0 to 100, to draw it; it is no grade.")


class DebriefShape(serializers.Serializer[Any]):
    """What happened, and what to make of it."""

    run = serializers.UUIDField(source="run.uuid")
    outcome = serializers.CharField()
    ending = serializers.CharField()
    prompts = PromptsShape()
    notes = NotesShape()
    own = StepShape(many=True)
    expert = StepShape(many=True)
    expert_ending = serializers.CharField()
    parts_at = serializers.IntegerField(allow_null=True)
    skills = CountShape(many=True)
    slips = CountShape(many=True)
    index = IndexShape(allow_null=True)


class TranscriptsShape(serializers.Serializer[Any]):
    """Every run of one's own with all that was said and written."""

    format = serializers.CharField()
    exported_at = serializers.DateTimeField()
    choices = serializers.DictField(help_text="How intense scenes may be, and what is shown.")
    runs = serializers.ListField(child=serializers.DictField())


def run_body(run: Run) -> dict[str, Any]:
    """Return a run with its stage."""
    stage = stage_of(run) if run.state == Run.State.PLAYING else None
    return {**RunShape(run).data, "stage": _stage(stage) if stage else None}


def _stage(stage: Stage) -> dict[str, Any]:
    body = dict(StageShape(stage).data)
    if stage.ask:
        body["ask"] = {"ask": stage.ask.ask, "options": [text for _, text in stage.ask.options]}
    return body


def debrief_body(debrief: Debrief) -> dict[str, Any]:
    """Return a debrief."""
    return dict(DebriefShape(debrief).data)
