"""A cursor of the API is ours or leads nowhere; it never breaks a page."""

from __future__ import annotations

import base64

import pytest

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


@pytest.mark.parametrize("path", PATHS)
def test_a_place_behind_everything_is_an_empty_page(dana, sign_in, path):
    cursor = base64.b64encode(b"p=0").decode()
    assert sign_in(dana).get(path, {"cursor": cursor}).json()["results"] == []
