"""Every address × every actor × own, report line, same company, elsewhere, absent."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.urls import URLResolver, get_resolver, reverse
from django.views import defaults

from certificates.models import CertificateQuerySet
from courses.models.package_file import PackageFileQuerySet
from curricula.models.assignment_rule import AssignmentRuleQuerySet
from enrollments import selectors
from enrollments.models import Enrollment
from people.viewer import Viewer
from practice.models import Run
from practice.selectors.runs import mine as runs_of
from quizzes.models import Attempt
from quizzes.selectors import mine
from reports.models import ReportRun, ReportRunQuerySet
from tests.security.checker import check
from tests.security.matrix import KEYED_PAGES, OPEN_PAGES, OWN_PAGES, ROWS
from tests.security.rows import ACTORS, STRANGERS
from tests.test_permissions import patterns

GUARDS = {
    "certificates": (CertificateQuerySet, "certificate"),
    "rules": (AssignmentRuleQuerySet, "rule"),
    "runs": (ReportRunQuerySet, "run"),
}


def names() -> set[str]:
    """Return the names of all URLs as `reverse` takes them."""

    def walk(found, space=""):
        for entry in found:
            if isinstance(entry, URLResolver):
                inner = f"{space}{entry.namespace}:" if entry.namespace else space
                yield from walk(entry.url_patterns, inner)
            else:
                yield space + (entry.name or f"unnamed {entry.pattern}")

    return set(walk(get_resolver().url_patterns))


def test_every_url_has_a_row():
    rows = {row.name for row in ROWS} | OPEN_PAGES | OWN_PAGES | KEYED_PAGES
    assert names() - rows == set(), "add rows to tests/security/matrix.py"
    assert rows - names() == set(), "rows of pages that are no more"
    assert len(names()) == len(list(patterns())), "two URLs share a name"


@pytest.mark.parametrize("actor", ACTORS)
def test_access_is_as_the_table_says(world, actor):
    found = check(world, actors=(actor,))
    assert found.problems == []
    assert found.counts[actor] > 150


@pytest.mark.parametrize("actor", ["anonymous", "dexter", "dana", "omar"])
def test_account_pages_are_the_persons_own(world, actor):
    client = world.client(actor)
    answers = {name: client.get(reverse(name)) for name in OPEN_PAGES | OWN_PAGES}
    assert [name for name, answer in answers.items() if answer.status_code >= 500] == []
    assert {answer.status_code for answer in answers.values()} <= {200, 302, 404, 405}
    if actor in STRANGERS:
        for name in OWN_PAGES:
            assert answers[name].status_code == 302, name
            assert answers[name].headers["Location"].startswith("/accounts/login/"), name


@pytest.mark.parametrize("guard", sorted(GUARDS))
def test_control_without_its_scope_the_table_breaks(world, monkeypatch, guard):
    queryset, kind = GUARDS[guard]
    monkeypatch.setattr(queryset, "visible_to", lambda rows, viewer: rows.all())
    rows = [row for row in ROWS if row.target.startswith(kind)]
    actors = ("dana", "omar", "ines")
    assert check(world, actors=actors, rows=rows).problems


def test_control_without_its_owner_an_attempt_opens_to_all(world, monkeypatch):
    ask = mine._ONE.rows

    def careless(*, learner, uuid):
        owner = Attempt.objects.filter(uuid=uuid).values_list("enrollment__learner", flat=True)
        return ask(learner=owner.first() or learner, uuid=uuid)

    monkeypatch.setattr(mine, "_ONE", SimpleNamespace(rows=careless))
    rows = [row for row in ROWS if row.target.startswith("attempt")]
    assert check(world, actors=("dana", "omar", "ines"), rows=rows).problems


def test_control_without_its_owner_a_run_opens_to_all(world, monkeypatch):
    ask = runs_of._ONE.rows

    def careless(*, learner, uuid):
        owner = Run.objects.filter(uuid=uuid).values_list("learner", flat=True)
        return ask(learner=owner.first() or learner, uuid=uuid)

    monkeypatch.setattr(runs_of, "_ONE", SimpleNamespace(rows=careless))
    rows = [row for row in ROWS if row.target in {"play", "played"}]
    assert check(world, actors=("dana", "omar", "ada"), rows=rows).problems


def test_control_without_its_owner_an_enrollment_opens_to_all(world, monkeypatch):
    def careless(viewer, enrollment_uuid):
        row = Enrollment.objects.with_progress().filter(uuid=enrollment_uuid).first()
        return selectors.study_of(row) if row else None

    monkeypatch.setattr(selectors, "my_study", careless)
    rows = [row for row in ROWS if row.target == "enrollment"]
    assert check(world, actors=("dana",), rows=rows).problems


def test_control_sources_of_a_package_show_without_their_scope(world, monkeypatch):
    monkeypatch.setattr(PackageFileQuerySet, "visible_to", lambda rows, viewer: rows.none())
    rows = [row for row in ROWS if row.target == "asset"]
    assert check(world, actors=("dana",), rows=rows).problems


def test_control_without_permissions_the_table_breaks(world, monkeypatch):
    monkeypatch.setattr(Viewer, "has", lambda viewer, permission: True)
    rows = [row for row in ROWS if row.name in {"status", "curricula:team", "api:report-runs"}]
    problems = check(world, actors=("dana",), rows=rows).problems
    assert len(problems) >= 3


def test_control_an_answer_that_tells_apart_is_seen(world, monkeypatch):
    original = defaults.page_not_found

    def page_not_found(request, exception, template_name="404.html"):
        response = original(request, exception, template_name)
        uuid = request.resolver_match.kwargs.get("run_uuid")
        if ReportRun.objects.filter(uuid=uuid).exists():
            response.headers["X-Hint"] = "there"
        return response

    monkeypatch.setattr("lms.urls.handler404", page_not_found, raising=False)
    rows = [row for row in ROWS if row.name == "reports:run"]
    problems = check(world, actors=("omar",), rows=rows).problems
    assert any("differs" in problem for problem in problems)
