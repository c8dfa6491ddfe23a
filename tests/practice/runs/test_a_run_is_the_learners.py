"""Retry, notes, ratings, export, deletion: a run belongs to who played it, and to nobody else."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.http import Http404

from common.errors import Conflict, InvalidInput
from enrollments.models import LessonCompletion
from practice.models import DebriefNote, Run, SeatRating, Turn
from practice.selectors.runs.debrief import debrief_of
from practice.selectors.runs.export import as_text, transcripts
from practice.selectors.runs.mine import my_run
from practice.selectors.runs.my_practice import my_practice
from practice.selectors.runs.stage import stage_of
from practice.services.runs.delete_run import delete_run
from practice.services.runs.prepare_turn import prepare_turn
from practice.services.runs.refusals import NotesChanged
from practice.services.runs.retry_from import retry_from
from practice.services.runs.set_comfort import set_comfort
from practice.services.runs.write_debrief import rate_seat, write_debrief
from tests.practice.runs.conftest import MUDDLE, begin, later, play, say, viewer, whole
from tests.support.factories import SPRING

SECRET = "My canary sentence: I froze."


@pytest.fixture
def run(enrollment):
    run = say(begin(enrollment), MUDDLE[0], noticed=1, wrote=f"{SECRET} (first)").run
    return whole(play(run, MUDDLE[1:]))


def write(run, **more):
    texts = {"feel": SECRET, "fact": "", "transfer": "I will ask.", **more}
    return write_debrief(run=run, by=run.learner, at=later(20), **texts)


def test_a_retry_stands_before_its_turn_and_plays_on(run):
    again = retry_from(run=run, turn=2, by=run.learner, at=later(30), key="k")
    assert (again.turns_taken, again.from_turn, again.continues_id) == (1, 2, run.pk)
    assert stage_of(whole(again)).line.text == "My daughter will think I forgot."
    assert again.turns.get().wrote is None
    assert retry_from(run=run, turn=2, by=run.learner, at=later(31), key="k").pk == again.pk
    other = retry_from(run=run, turn=3, by=run.learner, at=later(31))
    assert other.ordinal == 3
    over = play(whole(again), ("c", "a"))
    assert over.state == Run.State.DEBRIEFED
    assert [step.quality for step in debrief_of(whole(over)).own] == ["weak", "best", "best"]


@pytest.mark.parametrize("turn", [0, 4, -1, True, "2"])
def test_a_retry_begins_at_a_turn_of_the_run(run, turn):
    with pytest.raises(InvalidInput):
        retry_from(run=run, turn=turn, by=run.learner, at=later(30))


def test_a_running_scene_is_not_retried(enrollment):
    with pytest.raises(Conflict, match="goes on"):
        retry_from(run=say(begin(enrollment), "c").run, turn=1, by=enrollment.learner, at=SPRING)


def test_notes_are_the_learners_words_and_sealed_at_rest(run):
    write(run)
    note = DebriefNote.objects.get()
    assert debrief_of(run).notes.feel == SECRET
    assert SECRET.encode() not in bytes(note.feel)
    assert note.fact is None
    write(run, feel="", fact="The sentence.")
    notes = debrief_of(run).notes
    assert (notes.feel, notes.fact, notes.transfer) == ("", "The sentence.", "I will ask.")
    assert DebriefNote.objects.count() == 1


def test_a_second_tab_does_not_wipe_what_the_first_saved(run):
    mark = write(run, seen="").mark
    assert debrief_of(run).notes.mark == mark
    with pytest.raises(NotesChanged):
        write_debrief(
            run=run, by=run.learner, at=later(21), feel="", fact="Other", transfer="", seen=""
        )
    assert debrief_of(run).notes.feel == SECRET
    write(run, seen="")  # the same words again, as by a double click
    write_debrief(
        run=run, by=run.learner, at=later(22), feel="", fact="Other", transfer="", seen=mark
    )
    assert debrief_of(run).notes.fact == "Other"


def test_no_table_holds_the_words(run):
    """The canary: every text of the database, the audit trail among them."""
    write(run)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' "
            "AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", ["%canary se%"])
            assert cursor.fetchone() == (0,), table


@pytest.mark.parametrize(
    ("given", "field"),
    [({"feel": "x" * 4001}, "feel"), ({"fact": "a\x00"}, "fact"), ({"transfer": None}, "transfer")],
)
def test_a_note_that_cannot_be_kept_is_refused_whole(run, given, field):
    with pytest.raises(InvalidInput) as refused:
        write(run, **given)
    assert refused.value.field == field
    assert not DebriefNote.objects.exists()


def test_before_the_end_nothing_is_written(enrollment):
    run = begin(enrollment)
    with pytest.raises(Conflict):
        write(run)
    with pytest.raises(Conflict):
        rate_seat(run=run, by=run.learner, at=SPRING, heard=3, respected=3)


def test_the_seat_is_rated_from_one_to_five(run):
    rate_seat(run=run, by=run.learner, at=later(20), heard="2", respected=4)
    rate_seat(run=run, by=run.learner, at=later(21), heard=5, respected=4)
    assert debrief_of(run).ratings.heard == SeatRating.objects.get().heard == 5
    for wrong in (0, 6, "x", None, True, "", "²"):
        with pytest.raises(InvalidInput):
            rate_seat(run=run, by=run.learner, at=later(20), heard=wrong, respected=4)


def test_nobody_else_reads_a_run_whatever_their_role(run, ada, vera, omar, milo, theo):
    for person in (ada, vera, omar, milo, theo):
        with pytest.raises(Http404):
            my_run(viewer(person), run.uuid)
        assert my_practice(viewer(person)).total == 0
        assert transcripts(viewer(person), at=SPRING)["runs"] == []


def test_control_the_owner_does(run):
    assert my_run(viewer(run.learner), run.uuid).pk == run.pk
    assert my_practice(viewer(run.learner)).total == 1


def test_the_export_says_everything_and_reads_well(run):
    write(run)
    rate_seat(run=run, by=run.learner, at=later(20), heard=2, respected=4)
    told = transcripts(viewer(run.learner), at=later(40))
    assert json.loads(json.dumps(told)) == told
    (only,) = told["runs"]
    assert [turn["quality"] for turn in only["turns"]] == ["weak", "weak", "weak"]
    assert only["turns"][0]["wrote_first"] == f"{SECRET} (first)"
    assert only["turns"][0]["noticed"] == "worried"
    assert only["notes"]["feel"] == SECRET
    text = as_text(told)
    for words in (SECRET, "I noticed: worried", "Rosa", "heard 2, respected 4"):
        assert words in text


def test_the_export_holds_the_turn_being_made_and_how_near_a_run_came(run, enrollment):
    going_on = begin(enrollment, at=later(60))
    prepare_turn(
        run=going_on, turns_taken=0, by=run.learner, at=later(61), noticed=0,
        wrote=f"{SECRET} (not said yet)",
    )  # fmt: skip
    set_comfort(
        by=run.learner, intensity_cap=2, shows_meters=True, shows_timer=False, shows_voice=True
    )
    told = transcripts(viewer(run.learner), at=later(70))
    first, second = told["runs"]
    shown = debrief_of(run).index
    assert first["index"] == {"words": shown.words, "share": shown.share}
    assert (second["index"], first["turn_being_made"]) == (None, None)
    pending = second["turn_being_made"]
    assert (pending["number"], pending["noticed"]) == (1, "angry")
    assert pending["wrote_first"] == f"{SECRET} (not said yet)"
    assert told["choices"]["intensity_cap"] == 2
    text = as_text(told)
    for words in ("I noticed: angry", "(not said yet)", first["index"]["words"]):
        assert words in text


def test_a_deleted_run_is_gone_and_the_lesson_stays_done(run):
    write(run)
    rate_seat(run=run, by=run.learner, at=later(20), heard=2, respected=4)
    again = retry_from(run=run, turn=2, by=run.learner, at=later(30))
    delete_run(run=run, by=run.learner)
    assert [row.pk for row in Run.objects.all()] == [again.pk]
    again.refresh_from_db()
    assert again.continues_id is None
    assert Turn.objects.filter(run_id=run.pk).count() == 0
    assert DebriefNote.objects.count() == SeatRating.objects.count() == 0
    assert LessonCompletion.objects.filter(lesson__key="r1-1").exists()
    with pytest.raises(Http404):
        delete_run(run=run, by=run.learner)
    assert play(whole(again), ("c", "a")).state == Run.State.DEBRIEFED


def test_nobody_deletes_anothers_run(run, ada):
    with pytest.raises(Http404):
        delete_run(run=run, by=ada)
    assert Run.objects.count() == 1
