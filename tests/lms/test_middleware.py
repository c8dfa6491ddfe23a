"""What every request passes through."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize("url", ["/learn/%00/", "/courses/x%00y/", "/learn/?page=%00", "/v/%00/"])
def test_a_nul_in_the_address_is_a_bad_request(dana, sign_in, url):
    assert sign_in(dana).get(url).status_code == 400


@pytest.mark.parametrize(
    ("charset", "status"), [("utf-8", 302), ("UTF-8", 302), ("unicode_escape", 400), ("x", 400)]
)
def test_a_body_is_utf_8_or_refused(db, charset, status):
    body = b'--b\r\nContent-Disposition: form-data; name="next"\r\n\r\n\\ud800\r\n--b--\r\n'
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    assert Client().generic("POST", "/learn/", body, content_type=kind).status_code == status


def test_signed_in_pages_stay_out_of_caches(dana, sign_in):
    assert sign_in(dana).get("/learn/").headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH"])
def test_odd_methods_do_no_harm(dana, sign_in, method):
    assert sign_in(dana).generic(method, "/learn/").status_code in {405, 200, 403}


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL"])
def test_forwarded_names_are_ignored(dana, sign_in, header):
    response = sign_in(dana).get("/", headers={header: "evil.example"})
    assert "evil" not in response.headers.get("Location", "")


def test_a_foreign_host_is_refused(db):
    assert Client(SERVER_NAME="evil.example").get("/livez").status_code == 400
