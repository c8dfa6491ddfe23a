"""When the database does not answer, people are told to come back, and programs as well."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection


def away(*_args, **_more):
    raise OperationalError("server closed the connection unexpectedly, somebody's row with it")


@pytest.fixture
def client(dana, sign_in):
    client = sign_in(dana)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("path", ["/learn/", "/courses/", "/certificates/"])
def test_a_page_says_that_it_passes(client, path):
    with connection.execute_wrapper(away):
        response = client.get(path)
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    page = response.content.decode()
    assert "We are not available for a moment" in page
    assert "somebody" not in page


def test_a_program_is_told_the_same(client, monkeypatch):
    monkeypatch.setattr("enrollments.api.my_learning.selectors.my_studies", away)
    response = client.get("/api/v1/my/learning/")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Content-Type"] == "application/problem+json"
    assert "somebody" not in response.content.decode()


def test_a_program_is_told_so_when_even_its_sign_in_cannot_be_read(client):
    with connection.execute_wrapper(away):
        response = client.get("/api/v1/my/learning/")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "about:blank#unavailable"


def test_anything_else_is_our_mistake(client, monkeypatch):
    monkeypatch.setattr("lms.views.today.my_studies", lambda _: 1 / 0)
    response = client.get("/learn/")
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()
