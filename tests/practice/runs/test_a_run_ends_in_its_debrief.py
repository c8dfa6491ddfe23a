"""From the briefing to the debrief: what is stored, and what completes the lesson."""

from __future__ import annotations

import pytest

from common.errors import Conflict
from common.idempotency.keys import KeyReused
from enrollments.models import Enrollment, LessonCompletion
from enrollments.services.withdraw import withdraw
from practice.models import Run
from practice.scenario.engine import NotOfferedError
from practice.selectors.runs.debrief import debrief_of
from practice.selectors.runs.seat import seat_of
from practice.selectors.runs.stage import stage_of
from practice.services.runs.leave import read_instead, step_out
from practice.services.runs.start import start_run
from tests.practice.runs.conftest import BEST, MUDDLE, begin, later, play, say, whole
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenes import course_with, enrolled, scenario_in
from tests.support.factories import SPRING


def done(enrollment) -> list[str]:
    rows = LessonCompletion.objects.filter(enrollment=enrollment)
    return list(rows.values_list("lesson__key", flat=True))


def test_the_strongest_path_restores_trust_and_completes_the_lesson(enrollment):
    run = play(begin(enrollment))
    run.refresh_from_db()
    assert (run.state, run.ending, run.outcome) == ("debriefed", "end_restored", "restored")
    assert run.index_numerator == run.index_denominator > 0
    assert run.turns_taken == run.turns.count() == 3
    assert run.skills["name_feeling"] == [2, 2]
    assert done(enrollment) == ["r1-1"]


def test_any_ending_completes_and_nothing_but_that_is_told(enrollment):
    run = play(begin(enrollment), MUDDLE)
    assert run.outcome in {"settled", "lost"}
    fact = LessonCompletion.objects.get(enrollment=enrollment)
    assert (fact.passed, fact.score_percent, fact.attempts) == (None, None, None)


def test_where_practice_does_not_count_nothing_is_noted(dana, db):
    course = course_with(PARCEL, move_on="not_applicable")
    enrollment = enrolled(course, dana)
    run = play(begin(enrollment))
    assert run.state == Run.State.DEBRIEFED
    assert done(enrollment) == []


def test_the_last_lesson_closes_the_course(dana, db):
    course = course_with(PARCEL, is_required=True)
    enrollment = enrolled(course, dana)
    reading = enrollment.version.lessons.get(key="l1-1")
    from enrollments.services.finish_reading import finish_reading

    finish_reading(enrollment=enrollment, lesson=reading, by=dana, at=SPRING)
    play(begin(enrollment))
    enrollment.refresh_from_db()
    assert enrollment.state == Enrollment.State.COMPLETED


def test_the_open_run_goes_on_and_a_key_acts_once(enrollment, scenario):
    first = begin(enrollment, key="k1")
    assert begin(enrollment, key="k2").pk == first.pk
    over = play(first)
    assert begin(enrollment, key="k1").pk == over.pk
    assert begin(enrollment, key="k3").ordinal == 2


def test_a_key_of_another_run_is_refused(dana, db):
    enrollment = enrolled(course_with(PARCEL, PARCEL), dana)
    begin(enrollment, key="k1")
    with pytest.raises(KeyReused):
        begin(enrollment, scenario_in(enrollment, "r1-2"), key="k1")
    assert Run.objects.count() == 1


def test_a_run_stands_where_it_was_left(enrollment):
    run = say(begin(enrollment), "c").run
    stage = stage_of(whole(run))
    assert (stage.number, stage.line.text) == (2, "My daughter will think I forgot.")
    assert [said.said[:9] for said in stage.history] == ["It's late"]
    assert stage.feedback.quality == "best"
    assert stage.meters != ()
    assert {meter.name for meter in stage.meters} == {"frustration"}  # trust is shown after


def test_options_stand_in_an_order_of_the_runs_own(enrollment):
    run = say(begin(enrollment), "c").run
    shown = [option.id for option in stage_of(run).options]
    assert sorted(shown) == ["a", "b", "c"]
    assert [option.id for option in stage_of(whole(run)).options] == shown
    orders = {
        tuple(option.id for option in stage_of(Run(**{**fields(run), "seed": seed})).options)
        for seed in range(12)
    }
    assert len(orders) > 1


def fields(run: Run) -> dict:
    names = [field.attname for field in Run._meta.concrete_fields]
    return {name: getattr(run, name) for name in names}


def test_the_debrief_puts_the_own_path_beside_the_experts(enrollment):
    run = play(begin(enrollment), MUDDLE)
    debrief = debrief_of(whole(run))
    assert [step.quality for step in debrief.own] == ["weak", "weak", "weak"]
    assert [step.shortfall for step in debrief.own] == [-2, -2, -2]
    assert [step.quality for step in debrief.expert] == ["best", "best", "best"]
    assert debrief.parts_at == 1
    assert 0 <= debrief.index.share < 100
    assert debrief.index.words
    assert all(len(curve.values) == 4 for curve in debrief.curves)
    assert {count.tag for count in debrief.slips} == {"scripted", "minimise", "vague"}
    assert debrief.person.hides


def test_the_seat_plays_ones_own_lines(enrollment):
    seat = seat_of(whole(play(begin(enrollment))))
    assert len(seat.lines) == 3
    assert seat.trust.values[0] == 3
    assert seat.intro.startswith("You are Rosa")


@pytest.mark.parametrize("look", [debrief_of, seat_of])
def test_before_the_end_there_is_no_debrief(enrollment, look):
    with pytest.raises(Conflict, match="no debrief yet"):
        look(begin(enrollment))


def test_stepping_out_is_no_fail_and_acts_once(enrollment):
    run = say(begin(enrollment), "b").run
    out = step_out(run=run, by=run.learner, at=later(3))
    again = step_out(run=run, by=run.learner, at=later(9))
    assert (out.state, out.outcome, out.ended_at) == ("stepped_out", "safe_exit", later(3))
    assert again.ended_at == later(3)
    assert done(enrollment) == []
    read_instead(enrollment=enrollment, scenario=run.scenario, by=run.learner, at=later(4))
    assert done(enrollment) == ["r1-1"]


def test_a_debriefed_run_cannot_be_left(enrollment):
    run = play(begin(enrollment))
    assert step_out(run=run, by=run.learner, at=later(9)).state == Run.State.DEBRIEFED


def test_after_a_withdrawal_a_run_may_end_and_counts_for_nothing(enrollment, omar):
    run = say(say(begin(enrollment), "c").run, "c").run
    withdraw(enrollment=enrollment, by=omar, at=later(5), reason="Left")
    over = say(run, "a").run
    assert over.state == Run.State.DEBRIEFED
    assert done(enrollment) == []
    enrollment.refresh_from_db()
    with pytest.raises(Conflict, match="closed"):
        begin(enrollment)


def test_a_republished_scene_leaves_the_running_one_alone(enrollment, course):
    run = say(begin(enrollment), "c").run
    course_with(PARCEL.replace("version: 3", "version: 4"), number=2)
    over = play(whole(run), ("c", "a"))
    assert over.outcome == "restored"
    assert over.scenario.version == 3


def test_a_scene_of_another_version_is_refused(enrollment, dana):
    newer = course_with(PARCEL, number=2)
    other = enrolled(newer, None)
    with pytest.raises(Conflict, match="another version"):
        start_run(
            enrollment=enrollment, scenario=scenario_in(other), by=dana, at=SPRING, language="en"
        )


def test_a_choice_that_was_never_there_cannot_be_replayed(enrollment):
    """Negative control: a stored turn that does not fit is found by the replay."""
    run = play(begin(enrollment), BEST[:1])
    run.told_turns[0].choice = "z"
    with pytest.raises(NotOfferedError):
        stage_of(run)
