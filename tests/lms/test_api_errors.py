"""A program is answered with problem documents, also where no view of the API was reached."""

from __future__ import annotations

import pytest
from django.test import Client

PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/no-such-thing/", 404, "not_found"),
        ("/api/v1/my/quiz-attempts/no-uuid/", 404, "not_found"),
        ("/api/v2/my/learning/", 404, "not_found"),
        ("/api/v1/my/certificates/?cursor=%00", 400, "malformed"),
    ],
)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_what_leads_nowhere_is_a_problem_document(dana, sign_in, path, status, code, is_signed_in):
    client = sign_in(dana) if is_signed_in else Client()
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    said = answer.json()
    assert (said["status"], said["type"]) == (status, f"about:blank#{code}")


def test_a_mistake_of_ours_is_one_without_a_word_of_it(dana, sign_in, monkeypatch):
    def broken(*_):
        raise ValueError("somebody's words")

    monkeypatch.setattr("enrollments.api.my_learning.selectors.my_studies", broken)
    client = sign_in(dana)
    client.raise_request_exception = False
    answer = client.get("/api/v1/my/learning/")
    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert answer.json()["type"] == "about:blank#broken"
    assert "somebody" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/schema/"])
@pytest.mark.parametrize("method", ["post", "delete"])
def test_pages_of_the_description_refuse_in_json_as_well(db, path, method):
    answer = getattr(Client(), method)(path)
    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)
    assert answer.json()["status"] == 405


@pytest.mark.parametrize("path", ["/nothing/", "/learn/no-uuid/", "/apiary/"])
def test_people_are_shown_a_page(dana, sign_in, path):
    answer = sign_in(dana).get(path)
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")
    assert "There is nothing here" in answer.content.decode()


@pytest.mark.parametrize("path", ["/api/v1/assignments/", "/api/v1/my/role-play-runs/"])
def test_only_the_schema_describes_what_is_sent(dana, sign_in, path):
    answer = sign_in(dana).options(path)
    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)
    assert answer["Allow"].startswith("GET, POST")
