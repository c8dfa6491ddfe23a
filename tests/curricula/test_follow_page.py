"""On track, due soon, overdue, completed: each number opens the rows behind it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from psycopg2.extras import DateRange

from curricula.due_dates import Anchor, DueRule
from curricula.models import Cycle
from curricula.services.refresh_cycles import refresh_cycles
from enrollments.models import CompletionRecord
from tests.curricula.conftest import assign_to, study
from tests.support.factories import DepartmentFactory, EmploymentFactory, UserFactory

TODAY = timezone.now()
DAY = TODAY.astimezone(ZoneInfo("Europe/Lisbon")).date()  # where the cast lives
URL = "/hr/follow/"


def due_in(days: int) -> DueRule:
    return DueRule(Anchor.FIXED, due_on=DAY + dt.timedelta(days=days))


@pytest.fixture
def assigned(curriculum, bookings, dana, milo, omar):
    return assign_to(bookings, curriculum=curriculum, by=omar, at=TODAY, due=due_in(30))


def figures(html: str) -> list[int]:
    import re

    return [int(n) for n in re.findall(r'<dd><a href="\?[^"]*standing=[^"]*">(\d+)</a>', html)]


def test_works(assigned, course, dana, omar, sign_in):
    study(dana, course, lessons=1, at=TODAY)
    html = sign_in(omar).get(URL).content.decode()
    assert figures(html) == [2, 0, 0, 0, 0]
    assert "Dana Whitfield-Šimić" in html
    assert "50%" in html
    assert "0 of 2" in html


def test_needs_login():
    assert Client().get(URL).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("who", ["dana", "milo", "vera", "theo", "ada"])
def test_needs_permission(who, request, sign_in):
    assert sign_in(request.getfixturevalue(who)).get(URL).status_code == 404


def test_hides_others_people(assigned, elsewhere, omar, ines, curriculum, sign_in):
    assign_to(elsewhere, curriculum=curriculum, by=ines, at=TODAY, due=due_in(30))
    theirs = sign_in(ines).get(URL).content.decode()
    assert "Dana" not in theirs
    assert "Bookings" not in theirs
    assert figures(theirs) == [1, 0, 0, 0, 0]
    ours = sign_in(omar).get(URL).content.decode()
    assert "Ines" not in ours
    assert "Americas" not in ours


@pytest.mark.parametrize("wrong", ["x", "1", "11111111-1111-4111-8111-111111111111", "' OR 1=1"])
def test_an_unknown_department_is_not_there(wrong, assigned, omar, sign_in):
    for name in ("department", "place"):
        assert sign_in(omar).get(URL, {name: wrong}).status_code == 404


def test_a_foreign_department_is_not_there(assigned, elsewhere, omar, sign_in):
    assert sign_in(omar).get(URL, {"department": str(elsewhere.uuid)}).status_code == 404


@pytest.mark.parametrize("query", [{"standing": "lost"}])
def test_unknown_filters_are_not_there(query, omar, sign_in):
    assert sign_in(omar).get(URL, query).status_code == 404


def test_a_person_who_moved_disappears_here_and_appears_there(
    assigned, bookings, elsewhere, dana, omar, ines, sign_in
):
    spell = dana.employments.get()
    spell.valid = DateRange(spell.valid.lower, DAY)
    spell.save(update_fields=["valid"])
    EmploymentFactory(person=dana, department=elsewhere, valid=DateRange(DAY, None))
    assert "Dana" not in sign_in(omar).get(URL).content.decode()
    assert "Dana" in sign_in(ines).get(URL).content.decode()


@pytest.mark.parametrize(("days", "place"), [(30, 0), (8, 0), (7, 1), (0, 1), (-1, 2)])
def test_where_people_stand(days, place, curriculum, bookings, dana, omar, sign_in):
    long_ago = TODAY - dt.timedelta(days=60)
    assign_to(bookings, curriculum=curriculum, by=omar, at=long_ago, due=due_in(days))
    # The local day may be ahead of UTC's for an hour; all of the cast live in Lisbon.
    html = sign_in(omar).get(URL).content.decode()
    found = figures(html)
    assert found[place] == 2
    assert sum(found) == 2


def test_database_and_engine_agree_where_people_stand(curriculum, bookings, omar):
    from curricula.due_dates import standing

    for zone in ("Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata", "America/St_Johns"):
        EmploymentFactory(department=bookings, person=UserFactory(time_zone=zone))
    assign_to(bookings, curriculum=curriculum, by=omar, at=TODAY, due=due_in(9))
    for hours in range(0, 24 * 12, 5):
        at = TODAY + dt.timedelta(hours=hours)
        for cycle in Cycle.objects.with_standing(at=at):
            assert cycle.standing == standing(
                is_done=False, due_on=cycle.due_on, due_at=cycle.due_at, zone=cycle.zone, at=at
            )


def test_each_number_opens_the_rows_behind_it(assigned, course, dana, omar, sign_in):
    study(dana, course, at=TODAY)
    record = CompletionRecord.objects.get(learner=dana)
    refresh_cycles(completion_uuid=str(record.uuid), at=TODAY)
    client = sign_in(omar)
    html = client.get(URL).content.decode()
    assert figures(html) == [1, 0, 0, 1, 0]
    done = client.get(URL, {"standing": "completed"}).content.decode()
    assert "Dana Whitfield-Šimić" in done
    assert "Milo Ferreira" not in done
    cell = {"department": str(dana.employments.get().department.uuid), "course": course.slug}
    assert "1 of 2" in html
    assert "2 assignments" in client.get(URL, cell).content.decode()


def test_a_department_is_meant_with_all_below_it_as_in_a_report(
    assigned, curriculum, europe, bookings, omar, sign_in
):
    """A cell of the grid counts who works just there, and opens exactly those."""
    assign_to(europe, curriculum=curriculum, by=omar, at=TODAY, due=due_in(30))
    client = sign_in(omar)
    html = client.get(URL, {"department": str(europe.uuid)}).content.decode()
    assert figures(html) == [3, 0, 0, 0, 0]  # Omar, and Dana and Milo below
    grid = BeautifulSoup(html, "html.parser").select("table.heat tbody tr")
    counts = {row.th.text: row.a.small.text for row in grid}
    assert counts == {"Bookings": "0 of 2", "Europe": "0 of 1"}
    for row in grid:
        rows = client.get(URL + row.a["href"].partition("#")[0]).content.decode()
        assert sum(figures(rows)) == int(row.a.small.text.split()[-1])
    api = client.get("/api/v1/assignments/", {"whose": "people", "department": str(europe.uuid)})
    assert len(api.json()["results"]) == 3


def test_people_without_department_are_followed_by_who_may_see_all(
    curriculum, course, northwind, omar, sign_in
):
    from curricula.services import assign as assigning
    from people.roles import Role
    from tests.curricula.conftest import audience_of
    from tests.support.factories import RoleGrantFactory

    everywhere = UserFactory()
    RoleGrantFactory(person=everywhere, role=Role.HR)
    UserFactory(legal_name="Nobody’s Child")
    assigning.assign(curriculum=curriculum, audience=audience_of(), due=due_in(30),
                     by=everywhere, scope=None, at=TODAY)  # fmt: skip
    html = sign_in(everywhere).get(URL, {"department": "none"}).content.decode()
    assert "Nobody’s Child" in html
    assert "No department" in html


def test_empty_says_why(omar, sign_in):
    assert "Nothing is assigned to your people yet" in sign_in(omar).get(URL).content.decode()


def test_no_match_says_so(assigned, omar, sign_in):
    html = sign_in(omar).get(URL, {"standing": "overdue"}).content.decode()
    assert "Nobody matches these filters" in html


def test_queries_do_not_grow(curriculum, bookings, omar, sign_in, django_assert_max_num_queries):
    for _ in range(3):
        EmploymentFactory.create_batch(4, department=DepartmentFactory(parent=bookings))
    assign_to(bookings, curriculum=curriculum, by=omar, at=TODAY, due=due_in(30))
    client = sign_in(omar)
    client.get(URL)
    with django_assert_max_num_queries(14):
        client.get(URL)


def test_reads_only(omar, sign_in):
    assert sign_in(omar).post(URL).status_code == 405


def test_the_list_of_curricula(assigned, omar, sign_in):
    url = reverse("curricula:list")
    html = sign_in(omar).get(url).content.decode()
    assert "2 of your people have it, 0 completed." in html
    assert "Can be undone" in html
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("who", ["dana", "milo", "vera", "theo", "ada"])
def test_the_list_needs_permission(who, request, sign_in):
    url = reverse("curricula:list")
    assert sign_in(request.getfixturevalue(who)).get(url).status_code == 404


def test_the_list_counts_own_people_only(assigned, ines, sign_in):
    html = sign_in(ines).get(reverse("curricula:list")).content.decode()
    assert "None of your people has it yet." in html
    assert "Can be undone" not in html


def test_the_list_says_when_it_is_empty(omar, sign_in):
    html = sign_in(omar).get(reverse("curricula:list")).content.decode()
    assert "There is no curriculum yet" in html
