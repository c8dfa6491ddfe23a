"""Today: the one next thing, what is required and by when, certificates."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.models import Certificate
from certificates.services.issue import issue
from curricula.audience import Audience
from curricula.due_dates import Anchor, DueRule
from curricula.services.assign import assign
from curricula.services.create import create
from enrollments.models import CompletionRecord, Enrollment
from enrollments.services.complete_lesson import complete_lesson
from enrollments.services.enroll import enroll
from enrollments.services.visit_lesson import visit_lesson
from enrollments.services.withdraw import withdraw
from lms.views.today import greeting
from tests.support.factories import SPRING, UserFactory, published_course

TODAY = "/learn/"
LONG_AHEAD = DueRule(Anchor.ASSIGNED, offset_days=90)
SOON = DueRule(Anchor.ASSIGNED, offset_days=3)
ONE_LESSON = [{"key": "only"}]


@pytest.fixture
def client(sign_in, dana):
    return sign_in(dana)


def page_of(client):
    answer = client.get(TODAY)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def owe(course, department, by, *, due=LONG_AHEAD):
    """Assign a curriculum of one course, now: pages compare with the database's clock."""
    curriculum = create(
        slug=f"c-{course.slug}", title=f"All about {course.slug}", required=[course], by=None,
        at=SPRING,
    )  # fmt: skip
    return assign(
        curriculum=curriculum, audience=Audience(departments=(department.uuid,)), due=due, by=by,
        scope=frozenset({department.pk}), at=timezone.now(),
    )  # fmt: skip


def study(person, *keys, at=SPRING):
    enrollment = Enrollment.objects.get(learner=person)
    for lesson in enrollment.version.lessons.filter(key__in=keys):
        complete_lesson(enrollment=enrollment, lesson=lesson, by=person, at=at)
    return enrollment


def words(element):
    return " ".join(element.text.split())


# --- works


def test_the_next_thing_is_the_first_lesson_with_its_minutes(client, dana):
    enrollment = enroll(learner=dana, course=published_course(), by=None, at=SPRING)
    card = page_of(client).select_one("section.next")
    assert "Next · Empathy in customer service · 6 minutes · Reading" in words(card)
    assert "optional" not in words(card)
    assert card.h2.text == "Lesson l1-1"
    assert "18 minutes in all." in words(card)
    assert words(card.a) == "Start"
    assert card.a["href"] == reverse("enrollments:lesson", args=[enrollment.uuid, "l1-1"])


def test_the_next_thing_is_where_one_stopped(client, dana):
    enrollment = enroll(learner=dana, course=published_course(), by=None, at=SPRING)
    lesson = enrollment.version.lessons.get(key="l1-2")
    visit_lesson(enrollment=enrollment, lesson_id=lesson.pk, at=SPRING)
    card = page_of(client).select_one("section.next")
    assert card.h2.text == "Lesson l1-2"
    assert "You stopped here. Everything you did is saved." in words(card)
    assert words(card.a) == "Continue"


def test_progress_and_what_is_left(client, dana):
    enroll(learner=dana, course=published_course(), by=None, at=SPRING)
    study(dana, "l1-1")
    card = page_of(client).select_one("section.next")
    assert "1 of 3 lessons done, 12 minutes left." in words(card)
    assert card.select_one("svg.ring")["aria-label"] == "Course 33 percent done"


def test_required_learning_says_what_why_by_whom_and_until_when(client, dana, bookings, omar):
    owe(published_course(), bookings, omar)
    row = page_of(client).select_one("ul.rows li")
    assert words(row.select_one(".row-title")) == "All about empathy"
    why = words(row.select_one(".row-note"))
    assert why == "Works in Bookings or below · assigned by Omar Haddou"
    assert words(row.select_one(".due strong")).startswith("Due ")
    assert words(row.select_one(".due small")) == "in 90 days, 24:00 Lisbon"
    assert row.a["href"] == reverse("enrollments:course", args=["empathy"])


def test_the_day_is_counted_in_the_zone_it_was_assigned_in(sign_in, bookings, omar):
    from tests.support.factories import EmploymentFactory

    far = UserFactory(time_zone="Pacific/Kiritimati")
    EmploymentFactory(person=far, department=bookings)
    owe(published_course(), bookings, omar)
    detail = page_of(sign_in(far)).select_one(".due small")
    assert words(detail) == "in 90 days, 24:00 Kiritimati"


def test_what_is_due_soon_comes_first_although_another_course_was_open_last(
    client, dana, bookings, omar
):
    optional = published_course(slug="optional", title="A course for later")
    enrollment = enroll(learner=dana, course=optional, by=None, at=SPRING)
    first = enrollment.version.lessons.first()
    visit_lesson(enrollment=enrollment, lesson_id=first.pk, at=timezone.now())
    owe(published_course(slug="due", title="Due soon"), bookings, omar, due=SOON)
    page = page_of(client)
    assert "Due soon" in words(page.select_one("section.next"))
    assert "caution" in page.select_one(".due")["class"]


def test_several_courses_of_one_curriculum_each_have_a_row(client, dana, bookings, omar):
    courses = [published_course(slug="one", title="One", lessons=ONE_LESSON),
               published_course(slug="two", title="Two")]  # fmt: skip
    curriculum = create(slug="both", title="Both", required=courses, by=None, at=SPRING)
    assign(
        curriculum=curriculum, audience=Audience(departments=(bookings.uuid,)), due=LONG_AHEAD,
        by=omar, scope=frozenset({bookings.pk}), at=timezone.now(),
    )  # fmt: skip
    enrollment = Enrollment.objects.get(learner=dana, course=courses[0])
    complete_lesson(
        enrollment=enrollment, lesson=enrollment.version.lessons.get(), by=dana, at=SPRING
    )
    rows = page_of(client).select("section[aria-labelledby=required] li")
    assert [words(row.select_one(".row-title")) for row in rows] == ["Both", "One", "Two"]
    assert rows[0].a["href"] == reverse("enrollments:course", args=["two"])
    assert [words(row.select_one(".due strong")) for row in rows[1:]] == ["Completed", "Required"]


def test_a_course_that_is_not_required_is_called_optional(client, dana, bookings, omar):
    curriculum = create(
        slug="both", title="Both", required=[published_course(slug="one", title="One")],
        optional=[published_course(slug="two", title="Two")], by=None, at=SPRING,
    )  # fmt: skip
    assign(
        curriculum=curriculum, audience=Audience(departments=(bookings.uuid,)), due=LONG_AHEAD,
        by=omar, scope=frozenset({bookings.pk}), at=timezone.now(),
    )  # fmt: skip
    rows = page_of(client).select("section[aria-labelledby=required] li")
    assert [words(row.select_one(".due strong")) for row in rows[1:]] == ["Required", "Optional"]


def test_nothing_assigned_says_so_and_what_will_happen(client):
    page = page_of(client)
    assert "Nothing is assigned to you yet" in page.text
    assert page.select_one("section.next") is None
    assert "A certificate appears here by itself" in page.text


def test_everything_done_says_so(client, dana):
    enroll(learner=dana, course=published_course(lessons=ONE_LESSON), by=None, at=SPRING)
    study(dana, "only")
    assert "You have done all that is asked" in page_of(client).select_one("section.next").text


def test_a_withdrawn_course_is_gone(client, dana):
    enrollment = enroll(learner=dana, course=published_course(), by=None, at=SPRING)
    withdraw(enrollment=enrollment, by=None, at=SPRING)
    assert "Nothing is assigned to you yet" in page_of(client).text


@pytest.mark.parametrize(
    ("hour", "words"),
    [(4, "Good evening"), (5, "Good morning"), (11, "Good morning"), (12, "Good afternoon"),
     (17, "Good afternoon"), (18, "Good evening")],
)  # fmt: skip
def test_the_greeting_follows_the_hour_in_ones_own_zone(dana, hour, words):
    auckland = dt.timezone(dt.timedelta(hours=13))
    with timezone.override(auckland):
        at = dt.datetime(2026, 1, 15, hour, 30, tzinfo=auckland).astimezone(dt.UTC)
        assert greeting(dana, at) == f"{words}, Dana"


# --- certificates


def certified(dana) -> Certificate:
    enroll(learner=dana, course=published_course(lessons=ONE_LESSON), by=None, at=SPRING)
    study(dana, "only")
    return issue(completion=CompletionRecord.objects.get(), at=SPRING)


@pytest.mark.parametrize(("months", "is_said"), [(1, True), (1200, False)])
def test_a_certificate_whose_time_is_over_says_so(months, is_said, client, dana, bookings, omar):
    monthly = create(
        slug="again", title="Again", required=[published_course()], validity_months=months,
        by=None, at=SPRING,
    )  # fmt: skip
    assign(
        curriculum=monthly, audience=Audience(departments=(bookings.uuid,)), due=SOON, by=omar,
        scope=frozenset({bookings.pk}), at=SPRING,
    )  # fmt: skip
    study(dana, "l1-1", "l1-2", "l1-3")
    issue(completion=CompletionRecord.objects.get(), at=SPRING)
    assert ("Expired" in page_of(client).select_one("#certificates").text) is is_said


def test_a_certificate_is_shown_as_being_made_and_the_card_asks_again(client, dana):
    certificate = certified(dana)
    card = page_of(client).select_one("#certificates")
    assert "Being made" in card.text
    assert card.select_one("a.row")["href"] == reverse("certificates:show", args=[certificate.uuid])
    assert card["hx-get"] == TODAY


def test_the_fragment_is_the_card_of_the_page(client, dana):
    certificate = certified(dana)
    page = page_of(client)
    Certificate.objects.filter(uuid=certificate.uuid).update(
        state="ready", ready_at=SPRING, pdf_sha256="0" * 64, pdf_bytes=1
    )
    answer = client.get(TODAY, headers={"hx-request": "true", "hx-target": "certificates"})
    fragment = BeautifulSoup(answer.content, "html.parser")
    page.select_one("#certificates").replace_with(fragment)
    assert words(page) == words(page_of(client))
    assert page.select_one("#certificates").decode() == (
        page_of(client).select_one("#certificates").decode()
    )
    assert "hx-get" not in page.select_one("#certificates").attrs
    assert "Ready" in page.text


# --- needs login, hides others' rows


def test_strangers_sign_in_first(db):
    assert Client().get(TODAY).url.startswith(reverse("account_login"))


def test_reading_it_needs_get(client):
    assert client.post(TODAY).status_code == 405


def test_what_is_danas_is_on_nobody_elses_page(request, sign_in, dana, bookings, omar, milo):
    certified(dana)
    owe(published_course(slug="other", title="Other"), bookings, omar)
    for person in (omar, milo):
        assert "Empathy in customer service" not in page_of(sign_in(person)).text


@pytest.mark.parametrize("zone", ["Atlantis/Nowhere", ""])
def test_a_person_without_place_or_a_known_zone_has_a_page(sign_in, db, zone):
    person = UserFactory(employee_number=None, time_zone=zone)
    enroll(learner=person, course=published_course(), by=None, at=SPRING)
    assert page_of(sign_in(person)).select_one("section.next")


# --- queries


def test_at_most_eight_queries(client, dana, bookings, omar, django_assert_max_num_queries):
    certified(dana)
    owe(published_course(slug="a", title="A"), bookings, omar)
    owe(published_course(slug="b", title="B"), bookings, omar, due=SOON)
    client.get(TODAY)
    with django_assert_max_num_queries(7):
        client.get(TODAY)


def test_at_most_eight_queries_when_there_is_nothing(client, django_assert_max_num_queries):
    client.get(TODAY)
    with django_assert_max_num_queries(8):
        client.get(TODAY)


def test_who_has_nothing_to_learn_finds_the_way_to_their_duties(sign_in, omar, vera):
    for person, place in ((omar, "/hr/curricula/"), (vera, "/reports/")):
        ways = page_of(sign_in(person)).select("main p.cluster a")
        assert place in [way["href"] for way in ways]
    nobody = page_of(sign_in(UserFactory()))
    assert nobody.select("main p.cluster") == []
