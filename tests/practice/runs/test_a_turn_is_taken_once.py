"""Two tabs, the back button, a double click: one turn, or a readable no."""

from __future__ import annotations

import pytest
from django.http import Http404

from common.errors import InvalidInput
from practice.models import Run, Turn
from practice.selectors.playing.sealed import of_turn, opened
from practice.selectors.runs.stage import stage_of
from practice.services.runs.delete_run import delete_run
from practice.services.runs.prepare_turn import prepare_turn
from practice.services.runs.refusals import RunIsOver, WentOn
from tests.practice.runs.conftest import begin, later, play, say, whole


def prepare(run, *, taken=None, **given):
    taken = run.turns_taken if taken is None else taken
    return prepare_turn(run=run, turns_taken=taken, by=run.learner, at=later(1), **given)


def test_sent_twice_it_is_said_once(enrollment):
    run = begin(enrollment)
    first, second = say(run, "c", taken=0), say(run, "c", taken=0)
    assert first.turn.pk is None or first.turn.pk == second.turn.pk
    assert second.run.turns_taken == run.turns.count() == 1


def test_another_choice_on_an_older_page_is_told_so(enrollment):
    run = begin(enrollment)
    say(run, "c", taken=0)
    with pytest.raises(WentOn) as refused:
        say(run, "a", taken=0)
    assert refused.value.run.turns_taken == 1
    assert refused.value.status == 409
    assert run.turns.get().choice == "c"


def test_the_last_turn_sent_twice_gives_the_same_debrief(enrollment):
    run = play(begin(enrollment), ("c", "c"))
    first, second = say(run, "a", taken=2), say(run, "a", taken=2)
    assert first.run.state == second.run.state == Run.State.DEBRIEFED
    with pytest.raises(RunIsOver):
        say(run, "b", taken=2)
    with pytest.raises(RunIsOver):
        say(run, "a", taken=3)


@pytest.mark.parametrize("choice", ["z", "", "c\x00", "open.c", "c" * 5000])
def test_what_is_not_offered_cannot_be_said(enrollment, choice):
    run = begin(enrollment)
    with pytest.raises(InvalidInput) as refused:
        say(run, choice)
    assert refused.value.field == "choice"
    assert run.turns.count() == 0


def test_a_condition_closes_a_choice(enrollment):
    run = say(say(begin(enrollment), "a").run, "a").run  # trust stays at 3, b wants 5
    with pytest.raises(InvalidInput):
        say(run, "b")


def test_a_page_from_nowhere_is_refused(enrollment):
    run = begin(enrollment)
    with pytest.raises(WentOn):
        say(run, "c", taken=7)


def test_what_comes_before_the_options_is_kept_and_goes_into_the_turn(enrollment):
    run = begin(enrollment)
    assert stage_of(run).step == "notice"
    run = prepare(run, noticed=1)
    stage = stage_of(whole(run))
    assert (stage.step, stage.noticed.is_best) == ("write", True)
    run = prepare(run, wrote="  That is hard.  ")
    stage = stage_of(whole(run))
    assert (stage.step, stage.wrote) == ("choose", "That is hard.")
    turn = Turn.objects.get(pk=say(run, "c").run.turns.get().pk)
    assert turn.noticed == 1
    assert b"hard" not in bytes(turn.wrote)
    assert opened(run.uuid, of_turn(1, "wrote"), turn.wrote) == "That is hard."
    run.refresh_from_db()
    assert (run.now_noticed, run.now_wrote) == (None, None)


def test_what_was_noticed_first_stands_once_the_best_is_told(enrollment):
    run = prepare(begin(enrollment), noticed=0)
    assert stage_of(whole(run)).noticed.is_best is False  # and the page says which one is
    run = prepare(run, noticed=1)  # the back button, or another tab
    assert stage_of(whole(run)).noticed.is_best is False
    run = say(prepare(run), "c", noticed=1).run
    assert run.turns.get().noticed == 0


def test_writing_first_may_be_passed_over_the_question_not(enrollment):
    run = begin(enrollment)
    with pytest.raises(InvalidInput) as refused:
        prepare(run)
    assert refused.value.field == "noticed"
    run = prepare(prepare(run, noticed=0))
    assert stage_of(run).step == "choose"


@pytest.mark.parametrize(
    ("given", "field"),
    [({"noticed": 9}, "noticed"), ({"noticed": -1}, "noticed"), ({"noticed": True}, "noticed"),
     ({"wrote": "x" * 2001}, "wrote"), ({"wrote": "a\x00b"}, "wrote"),
     ({"noticed_words": "\ud800"}, "noticed_words"), ({"wrote": 7}, "wrote")],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_by_name(enrollment, given, field):
    run = begin(enrollment)
    for act in (lambda: prepare(run, **given), lambda: say(run, "c", **given)):
        with pytest.raises(InvalidInput) as refused:
            act()
        assert refused.value.field == field
    assert run.turns.count() == 0


def test_preparing_on_an_older_page_is_told_so(enrollment):
    run = begin(enrollment)
    say(run, "c", taken=0)
    with pytest.raises(WentOn):
        prepare(run, taken=0, noticed=1)


def test_words_written_on_an_older_page_are_not_lost_without_a_word(enrollment):
    run = begin(enrollment)
    say(run, "c", taken=0, wrote="One")
    assert say(run, "c", taken=0, wrote="One").run.turns_taken == 1
    with pytest.raises(WentOn):
        say(run, "c", taken=0, wrote="Another")


def test_a_turn_of_a_deleted_run_is_404(enrollment):
    run = begin(enrollment)
    delete_run(run=run, by=run.learner)
    with pytest.raises(Http404):
        say(run, "c", taken=0)
