"""`manage.py department` and `person employ|leave`: what they say, and what they refuse."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from people.models import Department, Employment
from people.selectors.departments import path_of
from tests.support.factories import DepartmentFactory, UserFactory

pytestmark = pytest.mark.django_db


def told(capsys, *words: str) -> str:
    call_command(*words)
    return capsys.readouterr().out


def refused(*words: str) -> str:
    before = AuditEvent.objects.count(), Department.objects.count(), Employment.objects.count()
    with pytest.raises(CommandError) as found:
        call_command(*words)
    after = AuditEvent.objects.count(), Department.objects.count(), Employment.objects.count()
    assert before == after
    return str(found.value)


def test_an_empty_chart_says_how_to_begin(capsys):
    assert 'manage.py department add "NAME"' in told(capsys, "department", "list")
    assert "There is no department yet." in refused("department", "add", "A", "--below", "B")


def test_a_chart_is_made_changed_and_shown(capsys):
    assert told(capsys, "department", "add", "Northwind") == "Added: Northwind.\n"
    call_command("department", "add", "Europe", "--below", "Northwind")
    call_command("department", "add", "Bookings", "--below", "Northwind")
    said = told(capsys, "department", "move", "Bookings", "--below", "Northwind/Europe")
    assert "Moved: Northwind/Bookings is Northwind/Europe/Bookings from now on." in said
    said = told(capsys, "department", "rename", "Europe", "EMEA")
    assert said == "Renamed: Northwind/Europe is Northwind/EMEA from now on.\n"
    assert told(capsys, "department", "list").splitlines() == [
        "Northwind (0 people)", "Northwind/EMEA (0 people)", "Northwind/EMEA/Bookings (0 people)",
    ]  # fmt: skip
    call_command("department", "move", "Bookings", "--to-top")
    assert path_of(Department.objects.get(name="Bookings")) == "Bookings"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "Europe", "--below", "Northwind Assistance"),
         "argument NAME: A department of this name stands there already."),
        (("add", "Europe/Sales"), "argument NAME: “Europe/Sales” holds “/”"),
        (("add", " "), "argument NAME: Write this in printable letters."),
        (("add", "Sales", "--below", "Euorpe"), "argument --below: No department is called"),
        (("add", "Sales", "--below", "Euorpe"), "Did you mean “Europe”?"),
        (("add", "Sales", "--below", ""), "argument --below: No department is called “”."),
        (("move", "Europe", "--below", "Bookings"),
         "argument --below: A department cannot stand below itself"),
        (("move", "Europe", "--below", "Northwind Assistance"), "argument --below: That is so"),
        (("move", "Europe"), "one of the arguments --below --to-top is required"),
        (("rename", "Asia", "Far East"), "argument PATH: No department is called “Asia”."),
        (("rename", "Europe", "Americas"), "argument NAME: A department of this name"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_argument_and_why(words, why, bookings, elsewhere):
    assert why in refused("department", *words)


def test_a_name_that_means_several_asks_for_a_path(bookings, elsewhere):
    DepartmentFactory(name="Bookings", parent=elsewhere)
    said = refused("department", "rename", "Bookings", "Phones")
    assert "“Bookings” means 2 departments. Name one by its path" in said
    assert "“Northwind Assistance/Americas/Bookings”" in said
    call_command("department", "rename", "Americas/Bookings", "Phones")
    assert Department.objects.filter(name="Phones", parent=elsewhere).exists()


def test_many_of_one_name_are_not_all_listed(northwind):
    for number in range(8):
        DepartmentFactory(
            name="Desk", parent=DepartmentFactory(parent=northwind, name=f"D{number}")
        )
    assert "and 3 more." in refused("department", "move", "Desk", "--to-top")


def test_somebody_is_employed_moves_and_leaves(bookings, elsewhere, milo, capsys):
    person = UserFactory(email="nele@northwind.example", legal_name="Nele Brandt")
    said = told(
        capsys, "person", "employ", person.email, "Bookings", "--title", "Phone agent",
        "--manager", milo.email, "--from", "2024-05-02", "--hired", "2024-05-01",
    )  # fmt: skip
    assert "Nele Brandt works in Northwind Assistance/Europe/Bookings from 2024-05-02 on" in said
    assert "hired on 2024-05-01" in said
    assert "does not see them" not in said  # Milo has the role
    said = told(capsys, "person", "leave", person.email, "--last-day", "2026-06-30")
    assert "the first day without is 2026-07-01" in said
    assert f"manage.py person deactivate {person.email}" in said
    said = told(capsys, "person", "employ", person.email, "Americas", "--from", "2026-07-01")
    assert "hired on 2024-05-01" in said
    said = told(capsys, "person", "leave", person.email, "--never-was")
    assert said == "Taken back: Nele Brandt in Northwind Assistance/Americas from 2026-07-01 on.\n"
    assert Employment.objects.get(person=person).valid.upper == dt.date(2026, 7, 1)


def test_a_manager_without_the_role_is_told_of(bookings, dana, capsys):
    person = UserFactory(email="nele@northwind.example")
    said = told(capsys, "person", "employ", person.email, "Bookings", "--manager", dana.email)
    command = said.partition("manage.py ")[2].strip()
    assert command == (
        f'person grant {dana.email} manager --department "Northwind Assistance/Europe/Bookings"'
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("employ", "x@y.example", "Bookings"), "argument email: Nobody signs in as x@y.example."),
        (("employ", "dana@northwind.example", "Europe"),
         "argument --from: This person works somewhere in that time already."),
        (("employ", "theo@northwind.example", "Asia"), "argument department: No department is"),
        (("employ", "theo@northwind.example", "Europe", "--manager", "x@y.example"),
         "argument --manager: Nobody signs in as"),
        (("employ", "theo@northwind.example", "Europe", "--manager", "theo@northwind.example"),
         "argument --manager: Nobody is their own manager."),
        (("employ", "theo@northwind.example", "Europe", "--from", "yesterday"),
         "argument --from: “yesterday” is no day. Write it as 2027-03-31."),
        (("employ", "theo@northwind.example", "Europe", "--hired", "0024-05-02"),
         "argument --hired: the year 24 cannot be meant."),
        (("leave", "theo@northwind.example"), "argument --last-day: This person works nowhere"),
        (("leave", "theo@northwind.example", "--never-was"), "There is no entry"),
        (("grant", "theo@northwind.example", "hr", "--until", "2020-01-01"),
         "argument --until: The last day lies in the past."),
        (("grant", "theo@northwind.example", "hr", "--department", ""), "argument --department"),
        (("add", "dana@northwind.example", "X"), "argument email: This e-mail address"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_argument(words, why, dana, theo):
    assert why in refused("person", *words)


def test_a_refusal_ends_with_an_exit_code():
    """What scripts rely on; the words go to the standard error."""
    done = subprocess.run(
        [sys.executable, "manage.py", "department", "add"],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "the following arguments are required: NAME" in done.stderr
