"""The evidence of one person and the audit trail, as an auditor reads them."""

from __future__ import annotations

import uuid

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from audit.services.record import record
from audit.verbs import Verb
from people.roles import Role
from reports.selectors.evidence import evidence_of
from reports.selectors.trail import PAGE, Filters, events_for, page_of
from tests.reports.conftest import NOW, TODAY, viewer
from tests.reports.trail_rows import many
from tests.support.factories import CompletionFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
TRAIL = "/reports/audit-trail/"


def evidence_url(person):
    return reverse("reports:evidence", args=[person.uuid])


@pytest.fixture
def auditor_of_europe(europe):
    person = UserFactory(legal_name="Edda Europe")
    RoleGrantFactory(person=person, role=Role.AUDITOR, department=europe)
    return person


def test_danas_evidence_goes_from_assignment_to_certificate(story, dana, vera, sign_in):
    page = sign_in(vera).get(evidence_url(dana)).content.decode()
    record = story["record"]
    places = [
        page.index(words)
        for words in ("Assigned: Empathy", "Enrolled: Empathy", "Course completed: Empathy",
                      "Certificate issued: Empathy")
    ]  # fmt: skip
    assert places == sorted(places)
    for fact in ("Before the holiday season", "Omar Haddou", record.content_hash,
                 "91.5%, pass mark 80%", "Phone agent, Bookings"):  # fmt: skip
        assert fact in page
    assert f"{TRAIL}?target={record.uuid}" in page


def test_attempts_show_score_and_pass_mark(db, vera, sign_in):
    from quizzes.models import Attempt
    from reports.selectors.evidence import _attempts
    from tests.reports.quiz_rows import submitted

    attempt = submitted(score=4, most=8)
    assert Attempt.objects.count() == 1
    (moment,) = _attempts(attempt.enrollment.learner)
    assert moment.facts[1][1] == "50%, pass mark 75%"
    assert moment.tone == "caution"


def test_a_course_whose_quizzes_have_different_pass_marks_shows_its_score_alone(
    dana, vera, sign_in
):
    record = CompletionFactory(learner=dana, score_percent="89.01", pass_mark_percent=None)
    page = sign_in(vera).get(evidence_url(record.learner)).content.decode()
    assert "89.01%" in page
    assert "None" not in page


def test_what_happened_at_once_stands_in_the_order_of_its_causes(story, dana):
    titles = [moment.title.split(":")[0] for moment in evidence_of(dana, on=TODAY).moments]
    last = [title for title in titles if title in {"Course completed", "Everything done"}]
    assert last == ["Course completed", "Everything done"]


def test_a_person_without_anything_has_a_page(vera, sign_in):
    person = UserFactory(employee_number=None)
    page = sign_in(vera).get(evidence_url(person)).content.decode()
    assert "Nothing was asked of this person yet" in page
    assert "Not employed today" in page


def test_evidence_needs_sign_in_permission_and_scope(
    story, dana, milo, omar, ines, ada, auditor_of_europe, sign_in
):
    url, absent = evidence_url(dana), reverse("reports:evidence", args=[uuid.uuid4()])
    assert Client().get(url).status_code == 302
    for person in (dana, milo, omar, ines, ada):
        assert sign_in(person).get(url).status_code == 404
    client = sign_in(auditor_of_europe)
    assert client.get(url).status_code == 200
    foreign = client.get(evidence_url(story["stranger"]))
    assert foreign.status_code == client.get(absent).status_code == 404


def test_evidence_asks_a_bounded_number_of_queries(
    story, dana, vera, sign_in, django_assert_max_num_queries
):
    client = sign_in(vera)
    with django_assert_max_num_queries(13):
        client.get(evidence_url(dana))


def test_moments_stand_in_the_order_of_time(story, dana):
    times = [moment.at for moment in evidence_of(dana, on=TODAY).moments]
    assert times == sorted(times)
    assert len(times) >= 5


def test_people_are_found_in_scope_only(story, auditor_of_europe, sign_in):
    client = sign_in(auditor_of_europe)
    assert "Dana Whitfield" in client.get("/reports/people/?q=whitfield").content.decode()
    assert "NW-1042" in client.get("/reports/people/?q=nw-1042").content.decode()
    assert "Nobody in your scope" in client.get("/reports/people/?q=bruno").content.decode()
    assert client.get("/reports/people/?q=%00").status_code == 400


def test_the_trail_shows_what_happened_and_why(story, vera, sign_in):
    page = sign_in(vera).get(TRAIL).content.decode()
    for words in ("Course completed", "Certificate issued", "Curriculum assigned", "Omar Haddou",
                  "Before the holiday season"):  # fmt: skip
        assert words in page


def test_each_line_names_whom_it_concerns(story, dana, vera, sign_in):
    page = BeautifulSoup(sign_in(vera).get(TRAIL).content, "html.parser")
    (line, *_) = [row for row in page.select("tbody tr") if "Course completed" in row.th.text]
    link = line.select_one(f'a[href="{evidence_url(dana)}"]')
    assert link.text.startswith(dana.legal_name)


def test_a_line_about_a_person_names_them_once(dana, vera, sign_in):
    record(Verb.PERSON_CHANGED, actor=dana, target=dana, at=NOW, subject=dana)
    page = BeautifulSoup(sign_in(vera).get(TRAIL).content, "html.parser")
    cell = page.select_one('tbody td[data-label="To what"]')
    assert cell.text.count(dana.legal_name) == 1


def test_the_way_back_to_the_latest_keeps_the_filters(story, vera, sign_in):
    before = AuditEvent.objects.order_by("-id").first().uuid
    address = f"{TRAIL}?verb=course.completed&before={before}"
    page = BeautifulSoup(sign_in(vera).get(address).content, "html.parser")
    assert page.select_one("nav a.button.plain")["href"] == "?verb=course.completed"


def test_the_trail_says_what_a_message_said(vera, sign_in):
    many(1)
    page = sign_in(vera).get(TRAIL).content.decode()
    assert "Told that it was assigned." in page
    assert "assignment.new" not in page


def test_the_trail_is_filtered(story, dana, vera, sign_in):
    def events(**filters):
        return page_of(viewer(vera), Filters(**filters)).events

    assert {event.verb for event in events(verb="course.completed")} == {"course.completed"}
    about = events(who="whitfield")
    assert about
    assert all(dana.uuid in {e.subject_uuid, e.actor_uuid, e.target_uuid} for e in about)
    assert events(person=dana.uuid) == about
    assert {e.target_uuid for e in events(target=story["record"].uuid)} == {story["record"].uuid}
    late = events(first_on=TODAY.replace(day=9), last_on=TODAY.replace(day=9))
    assert {e.at.day for e in late} == {9}


def test_pages_of_the_trail_skip_and_repeat_nothing(vera):
    many(2 * PAGE + 3)
    seen, before = [], None
    while True:
        page = page_of(viewer(vera), Filters(before=before))
        seen += page.events
        many(1)  # what is written meanwhile moves no page
        if not page.older:
            break
        before = page.older
    assert len(seen) == len(set(seen)) == 2 * PAGE + 3


@pytest.mark.parametrize(
    "query",
    ["verb=nonsense", "person=1", "target=x", "before=9", "first_on=never", "verb[]=1",
     "before=11111111-1111-4111-8111-111111111111", "last_on=9999-12-31"],
)  # fmt: skip
def test_odd_addresses_break_nothing(story, vera, sign_in, query):
    assert sign_in(vera).get(f"{TRAIL}?{query}").status_code == 200


def test_the_trail_needs_sign_in_permission_and_scope(
    story, dana, milo, omar, ada, auditor_of_europe, sign_in
):
    assert Client().get(TRAIL).status_code == 302
    for person in (dana, milo, omar, ada):
        assert sign_in(person).get(TRAIL).status_code == 404
    stranger = story["stranger"]
    seen = set(events_for(viewer(auditor_of_europe)).values_list("subject_uuid", flat=True))
    assert dana.uuid in seen
    assert stranger.uuid not in seen
    assert AuditEvent.objects.filter(subject_uuid=stranger.uuid).exists()  # the control
