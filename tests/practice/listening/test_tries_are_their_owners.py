"""Private: sealed in the database, 404 for everybody else, exported and deleted by the owner."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.sites import all_sites
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.viewer import viewer_for
from practice.models import Objection, PeerAsk, PeerRating, Try
from practice.selectors.listening import exercises
from practice.selectors.listening.export import exported
from practice.selectors.listening.tries import my_tries
from practice.services.listening import remove
from practice.services.listening.remove import KEPT, erase_old_words
from practice.tasks import erase_old_listening_words
from practice.views.listening import places
from tests.practice.listening.conftest import colleague, rated, signed_in, tried, url
from tests.support.factories import EnrollmentFactory

CANARY = "canary-of-a-reply"
MINE, EXPORT = reverse("practice:listening-mine"), reverse("practice:listening-export")


@pytest.fixture
def other(course, enrollment):
    return signed_in(EnrollmentFactory(course=course).learner)


def test_words_are_sealed_in_every_table(client, enrollment):
    own_try = tried(client, enrollment, "felt", text=CANARY)
    client.post(url(enrollment, "felt", own_try, "rate"), {"rating": "3"})
    client.get(url(enrollment, "felt", own_try))
    words = [f"%{CANARY}%", f"%{CANARY.encode().hex()}%"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            for word in words:
                cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [word])
                assert cursor.fetchone() == (0,), table


def test_the_canary_is_seen_where_words_lie_open(client, enrollment):
    """Negative control: the search above finds bytes that are not sealed."""
    own_try = tried(client, enrollment, "felt", text=CANARY)
    copy = Try(
        learner=own_try.learner, lesson=own_try.lesson, exercise="felt", ordinal=9, language="en",
        is_written=True, state="written", answer=CANARY.encode(), created_at=own_try.created_at,
    )  # fmt: skip
    copy.save()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM practice_try t WHERE t::text LIKE %s",
            [f"%{CANARY.encode().hex()}%"],
        )
        assert cursor.fetchone() == (1,)


def test_to_everybody_else_a_try_is_not_there(client, enrollment, other, course):
    own_try = rated(client, enrollment)
    theirs = EnrollmentFactory(course=course)
    stranger = signed_in(theirs.learner)
    for found in (enrollment, theirs):
        assert stranger.get(url(found, "given-back", own_try)).status_code == 404
        for name in ("rate", "object", "share", "delete"):
            response = stranger.post(url(found, "given-back", own_try, name), {"rating": "1"})
            assert response.status_code == 404
    assert Try.objects.filter(pk=own_try.pk, self_rating=3).exists()
    assert CANARY not in other.get(MINE).content.decode()


def test_the_list_takes_two_queries_in_a_process_that_is_new(
    client, enrollment, django_assert_num_queries
):
    tried(client, enrollment, "felt")
    exercises.listening_of.cache_clear()
    with django_assert_num_queries(2):
        assert len(my_tries(viewer_for(enrollment.learner, on=dt.date(2026, 3, 9)))) == 1


def test_no_admin_shows_any_of_it():
    models = {model for site in all_sites for model in site._registry}
    assert not models & {Try, Objection, PeerAsk, PeerRating}


def test_the_owner_takes_everything_along(client, enrollment, other):
    tried(client, enrollment, "felt", text=CANARY)
    tried(client, enrollment, "floor")
    told = json.loads(client.get(EXPORT).content)["tries"]
    assert {row["exercise"] for row in told} == {"Reflect the feeling · Ben", "The watch"}
    assert {"text": CANARY} in [row["answer"] for row in told]
    assert json.loads(other.get(EXPORT).content) == {"tries": [], "ratings_given": []}
    assert CANARY in client.get(MINE).content.decode()


def test_what_was_said_to_remarks_and_by_peers_is_taken_along(client, enrollment, course):
    own_try = rated(client, enrollment)
    object_to(client, enrollment, own_try, "left_out")
    assert exported_try(client)["peers"] is None
    client.post(url(enrollment, "given-back", own_try, "share"), {"go": "ask"})
    peers = [colleague(course) for _ in range(2)]
    target = reverse("practice:listening-peer-rating", args=[PeerAsk.objects.get().uuid])
    signed_in(peers[0]).post(target, {"rating": "3"})
    assert exported_try(client)["peers"]["they_say"] is None  # one alone would be a name
    signed_in(peers[1]).post(target, {"rating": "3"})
    told = exported_try(client)
    assert [(one["point"], one["verdict"]) for one in told["said_to_remarks"]] == [
        ("late", "left_out")
    ]
    assert told["peers"]["they_say"] == "It fits"
    given = json.loads(signed_in(peers[0]).get(EXPORT).content)
    assert [one["rating"] for one in given["ratings_given"]] == ["It fits"]
    assert str(own_try.uuid) not in json.dumps(given)


def test_the_export_asks_as_much_for_many_tries_as_for_one(
    client, enrollment, django_assert_num_queries
):
    viewer = viewer_for(enrollment.learner, on=dt.date(2026, 3, 9))
    for number in range(1, 4):
        own_try = rated(client, enrollment, ordinal=number)
        client.post(url(enrollment, "given-back", own_try, "share"), {"go": "ask"})
    with django_assert_num_queries(5):
        assert len(exported(viewer)["tries"]) == 3


def test_the_list_shows_all_that_was_written_and_no_places(client, enrollment):
    tried(client, enrollment, "named")
    tried(client, enrollment, "inner")
    tried(client, enrollment, "body", note="Shoulders up to my ears.")
    page = client.get(MINE).content.decode()
    for words in ("Not again", "tired", "I hear how much that was.", "Shoulders up to my ears."):
        assert f">{words}<" in page
    assert page.count('class="lsn-own"') == 4


def object_to(client, enrollment, own_try, verdict):
    """Have the last word on a key point, with what the form of its remark sends."""
    page = BeautifulSoup(client.get(url(enrollment, "given-back", own_try)).content, "html.parser")
    form = page.select_one("form:has(input[name=point][value=late])")
    sent = {one["name"]: one["value"] for one in form.select("input[type=hidden]")}
    answer = client.post(form["action"], {**sent, "verdict": verdict})
    assert answer.status_code == 302
    assert Objection.objects.filter(own_try=own_try, verdict=verdict).exists()


def exported_try(client):
    (told,) = json.loads(client.get(EXPORT).content)["tries"]
    return told


def test_one_try_goes_with_all_that_hangs_on_it(client, enrollment, course):
    own_try = rated(client, enrollment)
    object_to(client, enrollment, own_try, "wrong")
    client.post(url(enrollment, "given-back", own_try, "share"), {"go": "ask"})
    ask = PeerAsk.objects.get()
    peer = signed_in(colleague(course))
    target = reverse("practice:listening-peer-rating", args=[ask.uuid])
    assert peer.post(target, {"rating": "3"}).status_code == 302
    assert PeerRating.objects.count() == 1
    client.post(url(enrollment, "given-back", own_try, "delete"))
    for model in (Try, Objection, PeerAsk, PeerRating):
        assert not model.objects.exists()


def test_deleting_all_leaves_what_others_wrote(client, enrollment, course):
    theirs = EnrollmentFactory(course=course)
    kept = tried(signed_in(theirs.learner), theirs, "felt")
    tried(client, enrollment, "felt")
    tried(client, enrollment, "marked")
    page = client.post(reverse("practice:listening-delete-all"), follow=True)
    assert "2 tries deleted." in page.content.decode()
    assert list(Try.objects.all()) == [kept]


def test_nobody_deletes_anothers_try_even_by_hand(client, enrollment, course):
    own_try = tried(client, enrollment, "felt", text=CANARY)
    stranger = colleague(course)
    assert remove.delete_try(own_try=own_try, by=stranger) == 0
    assert remove.delete_all_tries(by=stranger) == 0
    assert remove.delete_try(own_try=own_try, by=enrollment.learner) == 1


def test_words_go_after_ninety_days_and_the_try_stays(client, enrollment):
    own_try = tried(client, enrollment, "felt", text=CANARY)
    assert erase_old_words(at=own_try.created_at + KEPT) == 0
    assert erase_old_words(at=own_try.created_at + KEPT * 1.01) == 1
    assert erase_old_words(at=own_try.created_at + KEPT * 1.01) == 0
    own_try.refresh_from_db()
    assert own_try.answer is None
    text = client.get(url(enrollment, "felt", own_try)).content.decode()
    assert "was deleted after 90 days" in text
    assert client.get(MINE).status_code == 200
    assert json.loads(client.get(EXPORT).content)["tries"][0]["answer"] is None


def test_the_clock_knows_the_task(db, settings):
    from lms.schedule import BEAT_SCHEDULE

    assert erase_old_listening_words.name in {row["task"] for row in BEAT_SCHEDULE.values()}
    erase_old_listening_words()


def test_control_without_its_owner_a_try_opens_to_all(client, enrollment, course, monkeypatch):
    own_try = rated(client, enrollment)
    theirs = EnrollmentFactory(course=course)
    stranger = signed_in(theirs.learner)
    assert stranger.get(url(theirs, "given-back", own_try)).status_code == 404
    monkeypatch.setattr(
        places, "my_try", lambda _viewer, _lesson, _exercise, key: Try.objects.get(uuid=key)
    )
    assert stranger.get(url(theirs, "given-back", own_try)).status_code == 200


def test_many_old_words_go_in_batches(client, enrollment, monkeypatch):
    monkeypatch.setattr(remove, "AT_ONCE", 2)
    tries = [tried(client, enrollment, "felt", ordinal=number) for number in range(1, 6)]
    at = tries[-1].created_at + KEPT * 2
    with CaptureQueriesContext(connection) as asked:
        assert erase_old_words(at=at) == 5
    emptied = [one for one in asked if one["sql"].startswith('UPDATE "practice_try"')]
    assert len(emptied) == 3
    assert not Try.objects.filter(answer__isnull=False).exists()
