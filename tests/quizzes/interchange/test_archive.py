"""Zip files from strangers: refused whole, for a reason, before anything is used (B20, B21)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from courses.package.problems import Problems
from quizzes.interchange.archive import unpack
from quizzes.interchange.archive.unpack import read_archive
from tests.quizzes.interchange.zips import Member, build, overlapping

DEEP = "a/b/c/d/e/f/g/h/i/j.xml"


@pytest.fixture
def read(tmp_path):
    def _read(data: bytes) -> tuple[dict[str, bytes], list[str]]:
        path = tmp_path / "b.zip"
        path.write_bytes(data)
        problems = Problems()
        return read_archive(path, problems), [str(problem) for problem in problems]

    return _read


def test_a_sound_archive_gives_its_xml_files_only(read):
    data = build(Member("a.xml"), Member("items/é.xml", b"<b/>", method=0), Member("p.png", b"png"),
                 Member("items/", b"", method=0, mode=0o40755))  # fmt: skip
    assert read(data) == ({"a.xml": b"<a/>", "items/é.xml": b"<b/>"}, [])


def test_what_the_standard_library_writes_is_read(read):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", "<a/>" * 10)
    assert read(held.getvalue()) == ({"a.xml": b"<a/>" * 10}, [])


class _Stream(io.RawIOBase):
    """A pipe: it cannot seek, so the writer puts the sizes after the bytes."""

    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.held += data
        return len(data)


def test_sizes_that_stand_after_the_bytes_are_read(read):
    stream = _Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", "<a/>")
    assert read(bytes(stream.held)) == ({"a.xml": b"<a/>"}, [])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../a.xml", "leads outside"),
        ("a/../../b.xml", "leads outside"),
        ("./a.xml", "leads outside"),
        ("/etc/a.xml", "leads outside"),
        ("a//b.xml", "leads outside"),
        ("C:a.xml", "leads outside"),
        ("C:\\a.xml", "leads outside"),
        ("a\\b.xml", "leads outside"),
        ("..", "leads outside"),
        ("a\0b.xml", "do not belong in a name"),
        ("a\nb.xml", "do not belong in a name"),
        ("a\u202eb.xml", "do not belong in a name"),
        (b"\xff.xml", "do not belong in a name"),
        ("a" * 201, "longer than 200"),
        ("", "empty"),
        (DEEP, "deeper than 8"),
    ],
)
def test_names_that_are_refused(read, name, reason):
    files, problems = read(build(Member("good.xml"), Member(name)))
    assert files == {}
    assert len(problems) == 1
    assert reason in problems[0]


@pytest.mark.parametrize(
    ("mode", "kind"),
    [(0o120777, "symlink"), (0o20666, "device"), (0o10644, "pipe"), (0o140755, "socket")],
)
def test_links_and_devices_are_refused(read, mode, kind):
    files, problems = read(build(Member("a.xml", mode=mode)))
    assert files == {}
    assert "a link or a device" in problems[0]


@pytest.mark.parametrize("flags", [0x1, 0x40, 0x2000, 0x20])
def test_encrypted_files_are_refused(read, flags):
    assert "is encrypted" in read(build(Member("a.xml", flags=flags)))[1][0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a zip archive"),
        (b"PK\5\6", "not a zip archive"),
        (b"not a zip at all", "not a zip archive"),
        (build(Member("a.xml"))[:-10], "not a zip archive"),
        (build(Member("a.xml"), after=b"PK"), "does not end where it says"),
        (build(Member("a.xml"), before=b"#!/bin/sh\n"), "bytes that belong to no file"),
        (build(Member("a.xml"), count=2), "table of contents is broken"),
        (build(Member("a.xml"), Member("b.xml"), count=1), "does not say how long"),
        (build(Member("a.xml"), count=0xFFFF), "zip64"),
        (build(Member("a.xml", method=14)), "packed in a way"),
        (build(Member("a.xml"), Member("a.xml")), "Two files have this name"),
        (build(Member("a.xml"), Member("A.XML")), "Two files have this name"),
        (build(Member("a.xml", local_name=b"b.xml")), "differs from what stands before"),
        (build(Member("a.xml", local_size=9)), "differs from what stands before"),
        (build(Member("a.xml", offset=10_000)), "differs from what stands before"),
        (build(Member("a.xml", crc=7)), "is damaged"),
        (build(Member("a.xml", size=3)), "larger than the archive says"),
        (build(Member("a.xml", size=5)), "is damaged"),
        (build(Member("a.xml", b"x" * 99, packed=b"\x07\x00\xff")), "is damaged"),
        (build(Member("a.xml", packed=Member("x").data + b"more")), "is damaged"),
        (build(*(Member(f"{n}.xml") for n in range(2001))), "more than 2,000 files"),
        (build(Member("a.xml", b"\0" * 3_000_000)), "more than 100 times"),
        (build(Member("a.bin", b"\0" * 3_000_000)), "more than 100 times"),
        (build(Member("a.xml", bytes(range(256)) * 4_000, method=0)), "larger than 1 MB"),
        (overlapping(3, 9_000), "shares bytes with another"),
    ],
)  # fmt: skip
def test_archives_that_are_refused(read, data, reason):
    files, problems = read(data)
    assert files == {}
    assert any(reason in problem for problem in problems), problems


def test_the_bytes_of_all_files_are_counted_together(read, monkeypatch):
    monkeypatch.setattr(unpack, "BYTES_AT_MOST", 1_000)
    big = Member("a.bin", bytes(range(256)) * 2, method=0)
    data = build(*(Member(f"{n}.bin", big.content, method=0) for n in range(3)))
    files, problems = read(data)
    assert files == {}
    assert problems == [
        "b.zip/1.bin:1: The files are larger than 0 MB in all. Export the archive again."
    ]


def test_what_just_fits_is_read(read):
    deepest, longest = "a/b/c/d/e/f/g/h/i.xml", f"{'a' * 196}.xml"
    names = [deepest, longest, *(f"{number}.xml" for number in range(1998))]
    files, found = read(build(*(Member(name) for name in names)))
    assert found == []
    assert len(files) == 2000
    assert {deepest, longest} <= files.keys()


def test_all_bad_names_are_told_at_once(read):
    _, problems = read(build(Member("../a.xml"), Member("/b.xml"), Member("c.xml", flags=1)))
    assert len(problems) == 3


def test_an_archive_inside_is_counted_but_never_opened(read):
    inner = build(Member("bomb.xml", b"\0" * 5_000_000))
    assert read(build(Member("inner.zip", inner, method=0), Member("a.xml"))) == (
        {"a.xml": b"<a/>"},
        [],
    )


def nested() -> bytes:
    """Return an archive in which one file lies inside the bytes of another, both whole."""
    inner = Member("b.xml", b"<b/>", method=0)
    local = build(inner).split(b"PK\1\2")[0]
    return build(Member("a.xml", local, method=0), replace(inner, offset=35))


def test_the_overlap_check_is_what_stops_shared_bytes(read):
    """Negative control: the standard library of this Python reads both without a word."""
    with zipfile.ZipFile(io.BytesIO(nested())) as archive:
        assert archive.read("b.xml") == b"<b/>"
        assert archive.read("b.xml") in archive.read("a.xml")
    assert "shares bytes" in read(nested())[1][0]


def test_bytes_between_files_are_refused(read):
    data = build(Member("a.xml"), between=b"hidden")
    assert "belong to no file" in read(data)[1][0]


def test_the_bomb_of_the_tests_is_one():
    """Negative control: read the naive way, a few kilobytes become many times as much."""
    data = overlapping(20, 3_000_000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        claimed = sum(entry.file_size for entry in archive.infolist())
    assert claimed > 5_000 * len(data)
