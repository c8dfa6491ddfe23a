"""What every request passes through."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.test import Client

from practice.scenario.exchange.incoming import ARCHIVE_BYTES


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


@pytest.mark.parametrize(("most", "status", "is_read"), [(20_000, 400, False), (40_000, 200, True)])
def test_a_body_that_is_too_large_is_refused_unread(
    db, settings, monkeypatch, most, status, is_read
):
    read = []
    original = MemoryFileUploadHandler.receive_data_chunk

    def receives(self, raw_data, start):
        read.append(len(raw_data))
        return original(self, raw_data, start)

    monkeypatch.setattr(MemoryFileUploadHandler, "receive_data_chunk", receives)
    settings.UPLOAD_MAX_SIZE = most
    file = SimpleUploadedFile("scene.twee", b"x" * 30_000)
    answer = Client().post("/accounts/login/", {"login": "x@y.example", "password": "y", "f": file})
    assert (answer.status_code, bool(read)) == (status, is_read)


def test_the_largest_scene_file_fits_into_a_body(settings):
    assert ARCHIVE_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE < settings.UPLOAD_MAX_SIZE
