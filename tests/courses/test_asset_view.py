"""Pictures of a version: for those who are signed in, for ever, and unable to act."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.courses.tiny_package import LINE

pytestmark = pytest.mark.django_db


def url(version, name="line.svg") -> str:
    return reverse("courses:asset", args=[version.uuid, name])


def test_works(version, dana, sign_in, django_assert_max_num_queries):
    client = sign_in(dana)
    with django_assert_max_num_queries(4):
        response = client.get(url(version))
    assert response.content.decode() == LINE
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_lesson_names_this_address(version):
    assert f'src="{url(version)}"' in version.lessons.get().html


def test_needs_login(version, client):
    response = client.get(url(version))
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_needs_an_active_person(version, dana, sign_in):
    client = sign_in(dana)
    dana.is_active = False
    dana.save(update_fields=["is_active"])
    assert client.get(url(version)).status_code == 302


@pytest.mark.parametrize(
    "name",
    [
        "nope.svg",
        "../course.yaml",
        "..%2Fcourse.yaml",
        "../facts.yaml",
        "line.svg/",
        "l" * 500,
    ],
)
def test_hides_everything_but_pictures(version, dana, sign_in, name):
    client = sign_in(dana)
    path = f"/courses/assets/{version.uuid}/{name}"
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", [
    "/courses/assets/11111111-1111-4111-8111-111111111111/line.svg", "/courses/assets/1/line.svg",
    "/courses/assets/-1/line.svg", "/courses/assets/x/line.svg",
])  # fmt: skip
def test_hides_what_is_not_there(version, dana, sign_in, path):
    assert sign_in(dana).get(path).status_code == 404


def test_rejects_post(version, dana, sign_in):
    assert sign_in(dana).post(url(version)).status_code == 405
