"""A learner goes through a listening lesson: list, exercise, rating, remarks, the last word."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from enrollments.models import LessonCompletion
from practice.models import Objection, Try
from practice.selectors.listening.tries import answer_of
from tests.practice.listening.conftest import rated, send, tried, url
from tests.practice.listening.made import REPLY, answer_to, read

EXERCISES = [row["id"] for row in read()[0].payload.exercises]
WRITTEN = [row["id"] for row in read()[0].payload.exercises if "models" in row]
CHOSEN = [key for key in EXERCISES if key not in WRITTEN]


def lesson_page(enrollment):
    return reverse("enrollments:lesson", args=[enrollment.uuid, "m1-listening"])


def test_the_lesson_lists_its_exercises_in_order(client, enrollment):
    text = client.get(lesson_page(enrollment)).content.decode()
    places = [text.index(url(enrollment, key)) for key in EXERCISES]
    assert places == sorted(places)
    assert "0 of 16 tried" in text
    tried(client, enrollment, "marked")
    tried(client, enrollment, "given-back")
    text = client.get(lesson_page(enrollment)).content.decode()
    assert "2 of 16 tried" in text
    assert "Waits for your rating" in text


@pytest.mark.parametrize("key", EXERCISES)
def test_an_exercise_has_a_page_a_form_and_a_result(client, enrollment, key):
    assert client.get(url(enrollment, key)).status_code == 200
    own_try = tried(client, enrollment, key)
    assert own_try.is_written == (key in WRITTEN)
    assert own_try.state == ("written" if key in WRITTEN else "shown")
    page = client.get(url(enrollment, key, own_try))
    assert page.status_code == 200


@pytest.mark.parametrize("key", WRITTEN)
def test_models_and_remarks_come_after_the_own_rating(client, enrollment, key):
    own_try = tried(client, enrollment, key)
    before = client.get(url(enrollment, key, own_try)).content.decode()
    assert "how does it sit with you" in before
    assert "Others might say" not in before
    assert 'id="lsn-remarks"' not in before
    response = client.post(url(enrollment, key, own_try, "rate"), {"rating": "2"})
    after = client.get(response.headers["Location"]).content.decode()
    assert "Others might say" in after
    assert 'id="lsn-remarks"' in after
    assert "A part of it" in after
    own_try.refresh_from_db()
    assert (own_try.state, own_try.self_rating) == ("shown", 2)


def test_before_the_rating_no_word_on_a_remark_is_taken(client, enrollment):
    own_try = tried(client, enrollment, "given-back")
    body = {"code": "point", "point": "late", "place": "0", "verdict": "wrong"}
    response = client.post(url(enrollment, "given-back", own_try, "object"), body)
    assert response.status_code == 409
    assert not Objection.objects.exists()


def test_the_learner_has_the_last_word_on_a_remark(client, enrollment):
    own_try = rated(client, enrollment)
    target = url(enrollment, "given-back", own_try, "object")
    page = client.get(url(enrollment, "given-back", own_try)).content.decode()
    place = re.search(r'value="late"><input[^>]*name="place" value="(\d+)"', page)[1]
    for verdict in ("wrong", "said", "said"):
        body = {"code": "point", "point": "late", "place": place, "verdict": verdict}
        assert client.post(target, body).status_code == 302
    (row,) = Objection.objects.all()
    assert (row.code, row.point, row.verdict) == ("point", "late", "said")


def test_words_are_marked_where_they_stand_and_kept_as_a_place(client, enrollment):
    own_try = rated(client, enrollment)
    place = url(enrollment, "given-back", own_try)
    text = client.get(place).content.decode()
    assert 'name="marked" value="0-48"' in text
    body = {"code": "ask-feeling", "place": "0", "verdict": "said", "marked": "0-48"}
    assert client.post(f"{place}objections/", body).status_code == 302
    assert "You marked: “So the parcel is late" in client.get(place).content.decode()
    (row,) = Objection.objects.all()
    assert (row.marked_from, row.marked_to) == (0, 48)
    client.post(f"{place}objections/", {**body, "verdict": "left_out"})
    row.refresh_from_db()
    assert (row.verdict, row.marked_from, row.marked_to) == ("left_out", None, None)


@pytest.mark.parametrize("marked", ["0-49", "48-0", "-1-3", "x", "0", "٠-٣", "0-" + "9" * 5000])
def test_only_words_of_the_reply_are_marked(client, enrollment, marked):
    own_try = rated(client, enrollment)
    body = {"code": "ask-feeling", "place": "0", "verdict": "said", "marked": marked}
    assert client.post(url(enrollment, "given-back", own_try, "object"), body).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {"code": "point", "place": "0", "verdict": "hopeless"},
        {"code": "", "place": "0", "verdict": "wrong"},
        {"code": "x" * 61, "place": "0", "verdict": "wrong"},
        {"code": "point", "place": "-1", "verdict": "wrong"},
        {"code": "point", "place": "9" * 30, "verdict": "wrong"},
        {},
    ],
)
def test_odd_words_on_a_remark_are_refused(client, enrollment, body):
    own_try = rated(client, enrollment)
    assert client.post(url(enrollment, "given-back", own_try, "object"), body).status_code == 400


@pytest.mark.parametrize("rating", ["0", "5", "", "x", "٣"])
def test_only_the_four_levels_are_ratings(client, enrollment, rating):
    own_try = tried(client, enrollment, "felt")
    page = client.post(url(enrollment, "felt", own_try, "rate"), {"rating": rating})
    assert page.status_code == 400
    assert "Please choose one of the four" in page.content.decode()


def test_what_is_refused_keeps_what_was_chosen_and_typed(client, enrollment):
    page = send(client, enrollment, "block", part="")
    assert page.status_code == 400
    assert "I will ring the bank" in page.content.decode()
    page = send(client, enrollment, "named", cue="")
    text = page.content.decode()
    assert page.status_code == 400
    assert text.count(" checked") == 2
    page = send(client, enrollment, "inbox", **{"item-b": ""})
    assert page.content.decode().count(" checked") == 1


def test_the_same_form_sent_twice_is_one_try(client, enrollment):
    first = tried(client, enrollment, "felt")
    again = tried(client, enrollment, "felt")
    assert first == again
    assert Try.objects.count() == 1


def test_two_pages_keep_both_texts(client, enrollment):
    tried(client, enrollment, "felt", text="From the first page.")
    page = send(client, enrollment, "felt", text="From the second page.")
    text = page.content.decode()
    assert page.status_code == 409
    assert "From the second page." in text
    assert 'name="ordinal" value="2"' in text
    tried(client, enrollment, "felt", text="From the second page.", ordinal=2)
    assert Try.objects.count() == 2


def test_contacts_are_pointed_out_before_anything_is_kept(client, enrollment):
    reply = "Ring Rosa at +49 30 1234567 or write to rosa@example.org."
    page = send(client, enrollment, "felt", text=reply)
    text = page.content.decode()
    assert page.status_code == 200
    assert "rosa@example.org" in text
    assert reply in text
    assert not Try.objects.exists()
    assert tried(client, enrollment, "felt", text=reply, keep_contacts="yes")


def test_a_story_steps_by_button_without_a_script(client, enrollment):
    page = client.get(url(enrollment, "floor")).content.decode()
    assert "It is about a parcel." in page
    assert "It left on Monday." not in page
    page = client.get(url(enrollment, "floor"), {"heard": "2", "encouraged": "1"}).content.decode()
    assert "It left on Monday." in page
    assert "watch" not in page.split('id="lsn-story"')[1].split("</form>")[0]
    assert 'name="heard" value="2"' in page
    last = client.get(url(enrollment, "floor"), {"heard": "5"}).content.decode()
    assert "seems to be told" in last
    assert 'id="lsn-encourage"' not in last


@pytest.mark.parametrize("heard", ["-1", "99", "x", "", "٣", "9" * 5000])
def test_an_odd_place_in_a_story_is_no_error(client, enrollment, heard):
    assert client.get(url(enrollment, "floor"), {"heard": heard}).status_code == 200


def test_a_story_by_the_clock_goes_on_by_itself(client, enrollment):
    page = client.get(url(enrollment, "floor"), {"pace": "timed"}).content.decode()
    assert 'hx-trigger="load delay:8s"' in page
    assert "Step by button instead" in page


@pytest.mark.parametrize("pace", ["timed", "untimed"])
def test_the_clock_changes_no_credit(client, enrollment, pace):
    for key in EXERCISES:
        assert not LessonCompletion.objects.exists()
        tried(client, enrollment, key, pace=pace)
    assert LessonCompletion.objects.filter(lesson__key="m1-listening").count() == 1


def test_what_was_answered_is_what_is_told(client, enrollment):
    own_try = tried(client, enrollment, "felt")
    assert answer_of(own_try) == {"text": REPLY["text"]}
    own_try = tried(client, enrollment, "floor")
    text = client.get(url(enrollment, "floor", own_try)).content.decode()
    assert "You heard 2 of 5 parts" in text
    assert "Her father&#x27;s watch is in it" in text


@pytest.mark.parametrize("key", ["given-back", "floor", "rated", "inbox"])
def test_pages_ask_the_database_at_most_eight_times(
    client, enrollment, key, django_assert_max_num_queries
):
    own_try = rated(client, enrollment, key) if key in WRITTEN else tried(client, enrollment, key)
    for page in (lesson_page(enrollment), url(enrollment, key), url(enrollment, key, own_try)):
        client.get(page)  # what never changes is kept from here on
        with django_assert_max_num_queries(8):
            assert client.get(page).status_code == 200


def test_absent_and_malformed_places_are_404(client, enrollment, course):
    own_try = tried(client, enrollment, "felt")
    assert client.get(url(enrollment, "nothing")).status_code == 404
    assert client.get(url(enrollment, "marked", own_try)).status_code == 404
    other = reverse("practice:listening-exercise", args=[enrollment.uuid, "l1-1", "felt"])
    assert client.get(other).status_code == 404
    assert client.post(url(enrollment, "nothing"), answer_to("felt")).status_code == 404
