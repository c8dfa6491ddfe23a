"""From the rating to the page: owed by id, compared in a worker, shown as one more "found"."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from common.models import OutboxRow
from common.private_text import new_key
from courses.models import Lesson, LessonText
from practice.models import MeaningHint, Try
from practice.services.listening.meaning import compare_owed, keep_hint
from practice.services.listening.remove import KEPT, erase_old_words
from practice.services.listening.steps import rate_try
from practice.services.listening.store import store_listening
from practice.services.listening.write_try import Tried, write_try
from practice.tasks import compare_by_meaning
from tests.practice.listening.conftest import LESSON, rated, tried, url
from tests.practice.listening.made import read
from tests.practice.meaning.made import write_folder
from tests.practice.private.test_canary import tables_that_hold
from tests.support.factories import SPRING, EnrollmentFactory, published_course

CANARY = "heliotrope-4417"
# By words neither point is in it; the second one is not in it by meaning either.
REPLY = f"The package has not arrived yet. And {CANARY}?"
WHY = "Found by meaning"
METHOD = reverse("practice:method")


def rate(client, enrollment, text=REPLY):
    own_try = tried(client, enrollment, "given-back", text=text)
    client.post(url(enrollment, "given-back", own_try, "rate"), {"rating": "3"})
    return own_try


def owed() -> list[OutboxRow]:
    return list(OutboxRow.objects.filter(subscription="practice.compare_by_meaning"))


def states(client, enrollment, own_try) -> list[str]:
    """Return the states of the key points as the page tells them."""
    text = client.get(url(enrollment, own_try.exercise, own_try)).content.decode()
    part = text.split('class="lsn-points"')[1].split("</ul>")[0]
    return re.findall(r"</svg>([A-Za-z ]+)</span>", part)


def test_it_is_off_by_default(client, enrollment, settings):
    assert settings.PRACTICE_EMBEDDING_MODEL == ""
    own_try = rate(client, enrollment)
    assert owed() == []
    assert states(client, enrollment, own_try) == ["Your call", "Your call"]
    assert "by meaning" not in client.get(METHOD).content.decode()


def test_the_page_shows_words_first_and_then_what_meaning_adds(client, enrollment, switched_on):
    own_try = rate(client, enrollment)
    assert states(client, enrollment, own_try) == ["Your call", "Your call"]
    (row,) = owed()
    compare_by_meaning(row_id=row.pk)
    assert MeaningHint.objects.get().points == {"late": True, "party": False}
    assert states(client, enrollment, own_try) == ["Found", "Your call"]
    text = client.get(url(enrollment, "given-back", own_try)).content.decode()
    assert text.count(WHY) == 1
    assert "by meaning" in client.get(METHOD).content.decode()


def test_only_the_try_s_identifier_is_in_the_queue(client, enrollment, switched_on):
    own_try = rate(client, enrollment)
    (row,) = owed()
    assert row.payload == {"try_uuid": str(own_try.uuid)}
    assert row.key == f"practice.compare_by_meaning:{own_try.uuid}"


def test_no_table_and_no_log_holds_a_word_of_it(client, enrollment, switched_on, caplog, capfd):
    caplog.set_level(0)
    rate(client, enrollment)
    compare_by_meaning(row_id=owed()[0].pk)
    assert MeaningHint.objects.exists()
    assert tables_that_hold(CANARY) == []
    said = capfd.readouterr()
    assert CANARY not in caplog.text + said.out + said.err


def test_rated_twice_it_is_compared_once(client, enrollment, switched_on):
    own_try = rate(client, enrollment)
    client.post(url(enrollment, "given-back", own_try, "rate"), {"rating": "1"})
    (row,) = owed()
    for _ in range(2):
        compare_by_meaning(row_id=row.pk)
    keep_hint(row.payload, {"late": False}, own_try.created_at)
    assert MeaningHint.objects.get().points == {"late": True, "party": False}


@pytest.mark.parametrize("exercise", ["felt", "inner", "marked"])
def test_without_key_points_nothing_is_owed(client, enrollment, switched_on, exercise):
    make = tried if exercise == "marked" else rated
    make(client, enrollment, exercise)
    assert owed() == []


def test_a_language_that_was_not_measured_is_left_alone(client, enrollment, switched_on):
    own_try = tried(client, enrollment, "given-back", text=REPLY)
    german = Try(
        learner=own_try.learner, lesson=own_try.lesson, exercise="given-back", ordinal=9,
        language="de", is_written=True, state="written", answer=own_try.answer,
        created_at=own_try.created_at,
    )  # fmt: skip
    german.save()
    client.post(url(enrollment, "given-back", german, "rate"), {"rating": "3"})
    german.refresh_from_db()
    assert german.state == "rated"
    assert owed() == []


def test_it_compares_the_wordings_that_the_learner_read(dana, switched_on):
    draft, _problems = read()
    payload = draft.payload.payload()
    other = [
        {**row, "points": [{"id": "late", "say": ["nobody called back"]}]}
        if row["id"] == "given-back"
        else row
        for row in payload["exercises"]
    ]
    with transaction.atomic():
        course = published_course(lessons=[LESSON])
        lesson = Lesson.objects.get(version__course=course, key="m1-listening")
        store_listening(lesson, draft)
        more = {**payload, "exercises": other}
        LessonText.objects.create(lesson=lesson, language="en-GB", title="x", more=more)
    enrollment = EnrollmentFactory(course=course, learner=dana)
    sent = Tried(
        exercise="given-back", exercises=("given-back",), language="en-GB", writes=True,
        answer={"text": REPLY},
    )  # fmt: skip
    own_try = write_try(
        enrollment=enrollment, lesson=lesson, tried=sent, ordinal=1, by=dana, at=SPRING
    )
    assert rate_try(own_try=own_try, rating=2, by=dana)
    (row,) = owed()
    assert compare_owed(row.payload) == {"late": False}


def test_a_try_deleted_meanwhile_leaves_nothing(client, enrollment, switched_on):
    own_try = rate(client, enrollment)
    (row,) = owed()
    found = compare_owed(row.payload)
    client.post(url(enrollment, "given-back", own_try, "delete"))
    keep_hint(row.payload, found, own_try.created_at)
    compare_by_meaning(row_id=row.pk)
    row.refresh_from_db()
    assert row.done_at is not None
    assert not MeaningHint.objects.exists()


def test_words_emptied_meanwhile_leave_nothing(client, enrollment, switched_on):
    own_try = rate(client, enrollment)
    (row,) = owed()
    found = compare_owed(row.payload)
    erase_old_words(at=own_try.created_at + KEPT * 1.01)
    keep_hint(row.payload, found, own_try.created_at)
    compare_by_meaning(row_id=row.pk)
    assert not MeaningHint.objects.exists()


def test_a_reply_whose_key_is_lost_waits_for_nobody(client, enrollment, switched_on, settings):
    """Kept waiting it would stand at the head of the queue for ever."""
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    rate(client, enrollment)
    (row,) = owed()
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    compare_by_meaning(row_id=row.pk)
    row.refresh_from_db()
    assert row.done_at is not None
    assert not MeaningHint.objects.exists()


@pytest.mark.parametrize("how", ["deleted", "all deleted", "emptied"])
def test_a_hint_goes_with_what_it_is_about(client, enrollment, switched_on, how):
    own_try = rate(client, enrollment)
    compare_by_meaning(row_id=owed()[0].pk)
    if how == "deleted":
        client.post(url(enrollment, "given-back", own_try, "delete"))
    elif how == "all deleted":
        client.post(reverse("practice:listening-delete-all"))
    else:
        assert erase_old_words(at=own_try.created_at + KEPT + dt.timedelta(hours=1)) == 1
    assert not MeaningHint.objects.exists()


def test_switched_off_again_nothing_of_it_is_shown(client, enrollment, switched_on, settings):
    own_try = rate(client, enrollment)
    compare_by_meaning(row_id=owed()[0].pk)
    second = tried(client, enrollment, "given-back", text="Still not here.", ordinal=2)
    client.post(url(enrollment, "given-back", second, "rate"), {"rating": "3"})
    settings.PRACTICE_EMBEDDING_MODEL = ""
    assert states(client, enrollment, own_try) == ["Your call", "Your call"]
    waiting = owed()[-1]
    compare_by_meaning(row_id=waiting.pk)
    waiting.refresh_from_db()
    assert waiting.done_at is not None
    assert MeaningHint.objects.count() == 1


def test_a_broken_folder_stops_no_page_and_the_work_waits(
    client, enrollment, switched_on, settings, capfd
):
    settings.PRACTICE_EMBEDDING_MODEL = str(switched_on / "nowhere")
    own_try = rate(client, enrollment)
    (row,) = owed()
    compare_by_meaning(row_id=row.pk)
    row.refresh_from_db()
    assert (row.done_at, row.dead_at, row.starts) == (None, None, 0)
    assert row.last_error == "practice.feedback.embedding.folder.ModelProblem"
    assert states(client, enrollment, own_try) == ["Your call", "Your call"]
    write_folder(switched_on / "nowhere")
    compare_by_meaning(row_id=row.pk)
    assert states(client, enrollment, own_try) == ["Found", "Your call"]


def test_the_learner_keeps_the_last_word(client, enrollment, switched_on):
    own_try = rate(client, enrollment)
    compare_by_meaning(row_id=owed()[0].pk)
    body = {"code": "point", "point": "late", "place": "0", "verdict": "left_out"}
    client.post(url(enrollment, "given-back", own_try, "object"), body)
    assert states(client, enrollment, own_try) == ["You left it out", "Your call"]


def test_the_page_asks_no_more_often(
    client, enrollment, switched_on, django_assert_max_num_queries
):
    own_try = rate(client, enrollment)
    compare_by_meaning(row_id=owed()[0].pk)
    page = url(enrollment, "given-back", own_try)
    client.get(page)
    with django_assert_max_num_queries(8):
        assert client.get(page).status_code == 200


def test_the_command_tells_whether_a_folder_works(db, settings, switched_on, capsys):
    call_command("check_meaning")
    text = capsys.readouterr().out
    assert "can be used." in text
    assert "said in their other wording" in text
    with pytest.raises(CommandError, match="is no folder"):
        call_command("check_meaning", str(switched_on / "nowhere"))
    settings.PRACTICE_EMBEDDING_MODEL = ""
    with pytest.raises(CommandError, match="by words alone"):
        call_command("check_meaning")


def test_the_demo_serves_its_queue_only_where_there_is_a_model(settings):
    from lms.supervision.programs import background_programs

    assert "meaning" not in str(background_programs())
    settings.PRACTICE_EMBEDDING_MODEL = "/srv/model"
    assert "worker-meaning" in [program.name for program in background_programs()]
