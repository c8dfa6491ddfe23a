"""The import page: a draft to download, lists to read, nothing kept, nothing by halves."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.practice.scenario.exchange.stories import TWEE, content, zipped

pytestmark = pytest.mark.django_db
PAGE = "/studio/scenarios/import/"


def sent(studio, name: str, data: bytes, status: int = 200) -> str:
    answer = studio.post(PAGE, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("parcel.twee", TWEE.encode()),
        ("content.json", content()),
        ("parcel.h5p", zipped({"content/content.json": content()})),
    ],
)
def test_a_file_becomes_a_draft_with_its_lists(studio, shelf, name, data):
    told = sent(studio, name, data)
    assert "id: the-late-parcel" in told
    assert "not as they were" in told
    assert "left to write or mend" in told
    assert "E105" in told
    assert list(shelf.rglob("*")) == []


def test_the_draft_is_downloaded_and_checked_again(studio):
    told = sent(studio, "parcel.twee", TWEE.encode())
    draft = told.split('name="draft"')[1].split(">", 1)[1].split("</textarea>")[0].lstrip("\n")
    text = draft.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
    asked = {"name": "the-late-parcel", "draft": text}
    answer = studio.post(PAGE, {**asked, "do": "download"})
    assert answer["Content-Disposition"] == 'attachment; filename="the-late-parcel.yaml"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content.decode() == text
    again = studio.post(PAGE, {**asked, "draft": "format: nonsense", "do": "check"})
    assert "E000" in again.content.decode()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400), ({"file": "no file"}, 400), ({"draft": "x"}, 400),
        ({"draft": "x", "name": "../../etc/passwd"}, 400), ({"draft": "", "name": "a"}, 400),
        ({"draft": 'x"\r\ny', "name": 'a"b', "do": "download"}, 400),
        ({"draft": "x" * 300_000, "name": "a"}, 400),
        ({"draft": "!!python/none x", "name": "a"}, 200),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused(studio, asked, status):
    assert studio.post(PAGE, asked).status_code == status


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("x.twee", b":: Start\nNo links.\n", "has no links"),
        ("x.json", b"[" * 300_000, "nested deeper"),
        ("x.json", b" " * 5_000_000, "larger than 2 MB"),
        ("x.twee", b"a" * 5_000_000, "larger than 1 MB"),
        ("x.h5p", zipped({"content/content.json": b" " * 1_900_000}), "100 times"),
        ("x.h5p", b"PK\x03\x04" + b"\0" * 5_000_000, "damaged"),
        ("x.pdf", b"%PDF", "nothing of a format"),
        ("<img src=x>.pdf", b"%PDF", "nothing of a format"),
    ],
)
def test_a_bad_file_brings_nothing_in_and_says_why(studio, name, data, reason):
    told = sent(studio, name, data, 400)
    assert "Nothing was imported" in told
    assert reason in told
    assert "<img src=x>" not in told
    assert "<textarea" not in told
