"""Two tabs, double clicks, the way to the debrief, and what counts."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from enrollments.models import LessonCompletion
from practice.live.card import Mark
from practice.models import LiveCard, LiveNote, LiveRound, LiveSession
from practice.services.live.go import WentOn, begin, go_on, stop
from practice.services.live.keep import keep_card, keep_note
from practice.services.live.remove import CARDS_KEPT, delete_session, erase_old_cards
from practice.services.private.revisions import ChangedElsewhere, Removed
from tests.practice.live.conftest import (
    ROLES,
    begun,
    debriefed,
    lesson_in,
    published,
    send,
    signed_in,
)
from tests.support.factories import SPRING, EnrollmentFactory


def is_done(enrollment) -> bool:
    return LessonCompletion.objects.filter(enrollment=enrollment, lesson__kind="live").exists()


@pytest.mark.parametrize("first", ROLES)
def test_three_rounds_with_three_roles_and_then_the_debrief(client, enrollment, first):
    session = debriefed(client, enrollment, first)
    rows = LiveRound.objects.filter(session=session).order_by("ordinal")
    start = ROLES.index(first)
    assert [row.role for row in rows] == [ROLES[(start + n) % 3] for n in range(3)]
    assert session.ended_at is not None
    assert is_done(enrollment)


def test_the_lesson_is_not_done_before_the_debrief(client, enrollment):
    session = begun(client, enrollment)
    send(client, enrollment, session, "on", number=1)
    assert not is_done(enrollment)


def test_we_stopped_counts_as_well_and_is_said_nowhere_else(client, enrollment):
    session = begun(client, enrollment)
    send(client, enrollment, session, "stop")
    session.refresh_from_db()
    assert session.state == "left"
    assert is_done(enrollment)
    row = LessonCompletion.objects.get(enrollment=enrollment)
    assert (row.passed, row.score_percent) == (None, None)


def test_a_lesson_that_shall_not_count_does_not(db, dana):
    enrollment = EnrollmentFactory(course=published(move_on="not_applicable"), learner=dana)
    debriefed(signed_in(dana), enrollment)
    assert not is_done(enrollment)


def test_a_second_click_begins_nothing_new(client, enrollment):
    first = begun(client, enrollment, "observer")
    assert begun(client, enrollment, "speaker") == first
    assert LiveRound.objects.get().role == "observer"


def test_one_session_is_open_a_lesson_and_person_in_the_database_too(enrollment, lesson, dana):
    begin(lesson=lesson, role="speaker", by=dana, at=SPRING)
    with pytest.raises(IntegrityError, match="practice_one_open_live"), transaction.atomic():
        LiveSession.objects.create(owner=dana, lesson=lesson, started_at=SPRING)


def test_another_person_has_an_own_one(enrollment, lesson, dana, omar):
    for person in (dana, omar):
        begin(lesson=lesson, role="speaker", by=person, at=SPRING)
    assert LiveSession.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_control_without_the_constraint_two_would_be_open(enrollment, dana, owner_connection):
    lesson = lesson_in(enrollment)
    begin(lesson=lesson, role="speaker", by=dana, at=SPRING)
    cursor = owner_connection.cursor()
    cursor.execute("BEGIN")
    try:
        cursor.execute("DROP INDEX practice_one_open_live_session")
        cursor.execute(
            "INSERT INTO practice_livesession (uuid, owner_id, lesson_id, state, started_at, "
            "round_number) SELECT gen_random_uuid(), owner_id, lesson_id, state, started_at, 1 "
            "FROM practice_livesession"
        )
        assert cursor.rowcount == 1
    finally:
        cursor.execute("ROLLBACK")


def test_after_the_end_one_may_begin_again(client, enrollment):
    assert debriefed(client, enrollment) != begun(client, enrollment)


def test_going_on_twice_goes_on_once(enrollment, lesson, dana):
    session = begin(lesson=lesson, role="listener", by=dana, at=SPRING)
    for _ in range(2):
        now = go_on(session=session, seen=1, enrollment=enrollment, by=dana, at=SPRING)
        assert now.round_number == 2
    assert LiveRound.objects.count() == 2


def test_the_last_click_twice_is_one_debrief(enrollment, lesson, dana):
    session = begin(lesson=lesson, role="listener", by=dana, at=SPRING)
    for seen in (1, 2, 3, 3):
        now = go_on(session=session, seen=seen, enrollment=enrollment, by=dana, at=SPRING)
    assert now.state == "debriefed"
    assert LessonCompletion.objects.filter(lesson=lesson).count() == 1


@pytest.mark.parametrize("seen", [1, 3, 4, 99])
def test_a_page_of_another_round_moves_nothing(enrollment, lesson, dana, seen):
    session = begin(lesson=lesson, role="listener", by=dana, at=SPRING)
    go_on(session=session, seen=1, enrollment=enrollment, by=dana, at=SPRING)
    if seen == 1:
        go_on(session=session, seen=2, enrollment=enrollment, by=dana, at=SPRING)
    before = LiveSession.objects.get().round_number
    with pytest.raises(WentOn):
        go_on(session=session, seen=seen, enrollment=enrollment, by=dana, at=SPRING)
    assert LiveSession.objects.get().round_number == before


def test_what_was_stopped_does_not_go_on(enrollment, lesson, dana):
    session = begin(lesson=lesson, role="listener", by=dana, at=SPRING)
    assert stop(session=session, enrollment=enrollment, by=dana, at=SPRING)
    assert not stop(session=session, enrollment=enrollment, by=dana, at=SPRING)
    with pytest.raises(WentOn):
        go_on(session=session, seen=1, enrollment=enrollment, by=dana, at=SPRING)


def test_after_a_withdrawal_it_counts_for_nothing_quietly(enrollment, lesson, dana):
    session = begin(lesson=lesson, role="listener", by=dana, at=SPRING)
    type(enrollment).objects.filter(pk=enrollment.pk).update(state="withdrawn", withdrawn_at=SPRING)
    stop(session=session, enrollment=enrollment, by=dana, at=SPRING)
    assert LiveSession.objects.get().state == "left"
    assert not is_done(enrollment)


def test_two_tabs_of_a_card_lose_nothing(client, enrollment):
    session = begun(client, enrollment)
    send(client, enrollment, session, "keep", level_notice="3", words_notice="first tab")
    page = send(client, enrollment, session, "keep", level_notice="2", words_notice="second tab")
    text = page.content.decode()
    assert page.status_code == 409
    assert "first tab" in text
    assert "second tab</textarea>" in text
    assert 'name="revision" value="1"' in text
    again = send(client, enrollment, session, "keep", revision=1, words_notice="both tabs")
    assert again.status_code == 302
    assert "both tabs" in LiveCard.objects.get().opened()


def test_control_without_the_revision_the_first_tab_is_lost(client, enrollment):
    session = begun(client, enrollment)
    send(client, enrollment, session, "keep", words_notice="first tab")
    row = LiveCard.objects.get()
    row.seal("second tab")
    row.save()
    assert "first" not in LiveCard.objects.get().opened()


def test_a_stale_card_does_not_go_on_past_what_was_typed(client, enrollment):
    session = begun(client, enrollment)
    send(client, enrollment, session, "keep", words_notice="first tab")
    page = send(client, enrollment, session, "on", words_notice="second tab")
    assert page.status_code == 409
    assert LiveSession.objects.get().round_number == 1


def test_going_on_keeps_what_was_marked(client, enrollment):
    session = begun(client, enrollment)
    send(client, enrollment, session, "on", level_notice="4", words_notice="quieter")
    assert "quieter" in LiveCard.objects.get(round__ordinal=1).opened()
    assert LiveSession.objects.get().round_number == 2


def test_stopping_works_even_where_the_card_cannot_be_kept(client, enrollment):
    session = begun(client, enrollment)
    send(client, enrollment, session, "keep", words_notice="first tab")
    page = send(client, enrollment, session, "stop", words_notice="x" * 501)
    assert page.status_code == 302
    assert LiveSession.objects.get().state == "left"


def test_who_speaks_or_listens_in_three_has_no_card(client, enrollment):
    session = begun(client, enrollment, "speaker")
    send(client, enrollment, session, "on", level_notice="3", words_notice="smuggled")
    assert not LiveCard.objects.exists()


def test_in_a_pair_the_speaker_keeps_the_card(client, pair):
    session = begun(client, pair, "speaker")
    send(client, pair, session, "on", level_paraphrase="3")
    send(client, pair, session, "on", number=2, level_paraphrase="4")
    card = LiveCard.objects.get()
    assert card.round.role == "speaker"
    assert LiveSession.objects.get().state == "debriefed"


def test_a_deleted_session_takes_all_with_it_and_the_lesson_stays_done(client, enrollment, dana):
    session = begun(client, enrollment)
    send(client, enrollment, session, "on", words_notice="quieter")
    send(client, enrollment, session, "stop", number=2)
    keep_note(session=session, text="Mine", seen=0, by=dana, at=SPRING)
    assert delete_session(session=session, by=dana) == 1
    for model in (LiveCard, LiveNote, LiveRound, LiveSession):
        assert not model.objects.exists()
    assert is_done(enrollment)


def test_cards_go_by_themselves_and_notes_stay(client, enrollment, dana):
    session = begun(client, enrollment)
    send(client, enrollment, session, "on", words_notice="quieter")
    send(client, enrollment, session, "stop", number=2)
    note = keep_note(session=session, text="Mine", seen=0, by=dana, at=SPRING)
    kept_at = LiveCard.objects.get().changed_at
    assert erase_old_cards(at=kept_at + CARDS_KEPT) == 0
    assert erase_old_cards(at=kept_at + CARDS_KEPT * 1.01) == 1
    assert LiveNote.objects.get() == note


def test_nobody_deletes_anothers(client, enrollment, omar):
    session = begun(client, enrollment)
    assert delete_session(session=session, by=omar) == 0
    assert LiveSession.objects.exists()


def test_a_card_of_a_session_that_is_gone_is_not_kept(client, enrollment, dana):
    session = begun(client, enrollment)
    row = LiveRound.objects.get()
    delete_session(session=session, by=dana)
    with pytest.raises(Removed):
        keep_card(of=row, marks={"ask": Mark(level=1)}, seen=0, by=dana, at=SPRING)


def test_a_note_saved_on_another_page_is_not_overwritten(client, enrollment, dana):
    session = debriefed(client, enrollment)
    keep_note(session=session, text="one", seen=0, by=dana, at=SPRING)
    keep_note(session=session, text="one", seen=0, by=dana, at=SPRING)
    with pytest.raises(ChangedElsewhere):
        keep_note(session=session, text="two", seen=0, by=dana, at=SPRING)
    assert LiveNote.objects.get().opened() == "one"


def test_a_card_belongs_to_whose_session_it_is_in_the_database_too(client, enrollment, omar):
    begun(client, enrollment)
    row = LiveCard(learner=omar, round=LiveRound.objects.get(), changed_at=SPRING)
    row.seal("{}")
    with pytest.raises(IntegrityError, match="another person"), transaction.atomic():
        row.save()


def test_so_does_a_note(client, enrollment, omar):
    begun(client, enrollment)
    row = LiveNote(learner=omar, session=LiveSession.objects.get(), changed_at=SPRING)
    row.seal("words")
    with pytest.raises(IntegrityError, match="another person"), transaction.atomic():
        row.save()


@pytest.mark.parametrize("leap", ["+ 2", "- 1"])
def test_no_round_is_leapt_over_and_none_comes_again(client, enrollment, lesson, dana, leap):
    session = begin(lesson=lesson, role="listener", by=dana, at=SPRING)
    go_on(session=session, seen=1, enrollment=enrollment, by=dana, at=SPRING)
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        connection.cursor().execute(
            f"UPDATE practice_livesession SET round_number = round_number {leap}"
        )


REFUSED = [
    "UPDATE practice_liveexercise SET payload = '{}'",
    "DELETE FROM practice_liveexercise",
    "UPDATE practice_livesession SET started_at = now()",
    "UPDATE practice_liveround SET role = 'speaker'",
    "UPDATE practice_livecard SET round_id = round_id + 1",
    "UPDATE practice_livenote SET session_id = session_id + 1",
    "UPDATE practice_livesession SET state = 'open', ended_at = NULL",
    "UPDATE practice_livesession SET round_number = 9",
]


@pytest.fixture
def rows(client, enrollment, dana):
    session = begun(client, enrollment)
    send(client, enrollment, session, "on", words_notice="x")
    send(client, enrollment, session, "stop", number=2)
    keep_note(session=session, text="Mine", seen=0, by=dana, at=SPRING)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses(rows, statement):
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.django_db(transaction=True)
def test_control_without_triggers_all_of_it_would_go_through(rows, owner_connection):
    cursor = owner_connection.cursor()
    cursor.execute("BEGIN")
    try:
        for name in ("exercise", "session", "round", "card", "note"):
            cursor.execute(f"ALTER TABLE practice_live{name} DISABLE TRIGGER USER")
        for statement in REFUSED[2:4] + REFUSED[6:]:
            cursor.execute(statement)
            assert cursor.rowcount >= 1, statement
    finally:
        cursor.execute("ROLLBACK")


@pytest.mark.django_db(transaction=True)
def test_a_published_version_takes_no_other_exercise(enrollment):
    statement = (
        "INSERT INTO practice_liveexercise (uuid, lesson_id, payload) "
        "SELECT gen_random_uuid(), id, '{}' FROM courses_lesson WHERE key = 'l1-1'"
    )
    with pytest.raises(DatabaseError, match="takes no more rows"), transaction.atomic():
        connection.cursor().execute(statement)
