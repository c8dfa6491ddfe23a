"""The page for a new installation: its commands, run as they stand there, lead to an assignment."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from audit.models import AuditEvent
from curricula.models import Assignment, Curriculum
from people.models import Department, Employment, User
from tests.support.house_client import HouseClient

PAGE = Path(settings.BASE_DIR) / "docs" / "how-to" / "begin.md"
PASSWORD = "a-calm-new-password"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_counters():
    """Sign-ins here use up nobody else's tries, and the other way round."""
    cache.clear()
    yield
    cache.clear()


def blocks() -> list[list[list[str]]]:
    """Return the words of each command of each block of the page."""
    found = re.findall(r"```\n(.*?)```", PAGE.read_text(), re.DOTALL)
    return [[shlex.split(line) for line in block.splitlines()] for block in found]


def run(block: list[list[str]]) -> None:
    for python, script, command, *arguments in block:
        assert (python, script) == ("python", "manage.py")
        call_command(command, *arguments)


def first_sign_in(person: User) -> Client:
    client = HouseClient()
    client.post("/accounts/password/reset/", {"email": person.email})
    address = next(word for word in mail.outbox[-1].body.split() if "/key/" in word)
    form = client.get(address.removeprefix("http://testserver"), follow=True)
    words = {"password1": PASSWORD, "password2": PASSWORD}
    client.post(form.redirect_chain[-1][0], words, follow=True)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def assign_on_page(client: Client, url: str, department: Department) -> None:
    due_on = timezone.localdate() + dt.timedelta(days=30)
    filled = {
        "departments": [str(department.uuid)], "include_below": "on", "anchor": "fixed",
        "due_on": due_on.isoformat(),
    }  # fmt: skip
    html = client.get(url, filled | {"step": "review"}).content.decode()
    hidden = {
        name: re.search(rf'name="{name}" value="([^"]*)"', html).group(1)
        for name in ("token", "digest")
    }
    assert client.post(url, filled | hidden).status_code == 302


def test_ten_steps_from_the_empty_database_to_the_first_assignment(capsys):
    assert not User.objects.exists()
    first, *others = blocks()
    assert len(first) == 9
    run(first)
    told = capsys.readouterr().out
    url = re.search(r"/hr/curricula/\S+/assign/", told).group(0)
    assert "Who may assign it: Omar Haddou, Northwind Assistance and below." in told

    assign_on_page(
        first_sign_in(User.objects.get(email="omar@example.com")),
        url,
        Department.objects.get(name="Bookings"),
    )
    assert Assignment.objects.get().person.email == "dana@example.com"
    dana = first_sign_in(User.objects.get(email="dana@example.com"))
    assert "Empathy in customer service" in dana.get("/learn/").content.decode()

    for block in others:  # what comes later works as written, too
        run(block)
    assert "Phone bookings (1 person)" in capsys.readouterr().out
    bruno = Employment.objects.get(person__email="bruno@example.com")
    assert str(bruno.valid.upper) == "2026-07-01"
    assert Curriculum.objects.get().validity_months == 12
    assert AuditEvent.objects.filter(verb="department.moved").count() == 1
