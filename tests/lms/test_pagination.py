"""A cursor of the API is ours or leads nowhere; it never breaks a page."""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from courses.models import Course
from lms.api import pagination
from tests.support.certificates import issued
from tests.support.factories import EnrollmentFactory, published_course

PATHS = ["/api/v1/my/certificates/", "/api/v1/assignments/"]
ODD = [
    b"p=abc", b"p=", b"p=1.5", b"p=-1", b"p=\x00", b"p=\xff", b"p=" + b"9" * 30, b"r=1&p=abc",
    "p=١٢".encode(), b"o=abc",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("odd", ODD)
def test_a_made_up_cursor_is_not_found(dana, sign_in, path, odd):
    response = sign_in(dana).get(path, {"cursor": base64.b64encode(odd).decode()})
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def cursor_of(position: str) -> str:
    return base64.b64encode(b"p=" + pagination._sealed(position).encode()).decode()


@pytest.mark.parametrize("path", PATHS)
def test_a_place_behind_everything_is_an_empty_page(dana, sign_in, path):
    assert sign_in(dana).get(path, {"cursor": cursor_of("0")}).json()["results"] == []


@pytest.fixture
def one_a_page(monkeypatch):
    monkeypatch.setattr(pagination.PageByCursor, "page_size", 1)


def another(person):
    course = published_course(slug=f"course-{Course.objects.count()}")
    return issued(person, enrollment=EnrollmentFactory(learner=person, course=course))


def walked(client, path: str, way: str) -> tuple[list[str], list[str]]:
    found, links = [], []
    while path:
        page = client.get(path).json()
        found += [row["uuid"] for row in page["results"]]
        path = page[way]
        links += [path] if path else []
    return found, links


def said_by(link: str) -> str:
    (cursor,) = parse_qs(urlsplit(link).query)["cursor"]
    return base64.b64decode(cursor).decode()


def test_every_row_is_on_one_page_there_and_back(dana, sign_in, one_a_page):
    uuids = [str(another(dana).uuid) for _ in range(3)][::-1]
    client = sign_in(dana)
    found, links = walked(client, PATHS[0], "next")
    assert found == uuids
    found, _links = walked(client, links[-1], "previous")
    assert found == uuids[::-1]


def test_a_cursor_does_not_tell_how_many_rows_the_house_has(dana, sign_in, one_a_page, monkeypatch):
    ids = {str(another(dana).pk) for _ in range(2)}
    client = sign_in(dana)
    link = client.get(PATHS[0]).json()["next"]
    assert said_by(link).removeprefix("p=") not in ids
    monkeypatch.setattr(pagination, "_sealed", str)
    assert said_by(client.get(PATHS[0]).json()["next"]).removeprefix("p=") in ids


def test_a_cursor_outlives_a_change_of_the_secret(settings):
    sealed = pagination._sealed("77")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 9
    assert pagination._opened(sealed) == "77"
    settings.SECRET_KEY_FALLBACKS = []
    assert pagination._opened(sealed) is None
