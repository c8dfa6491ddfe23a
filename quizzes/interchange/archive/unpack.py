"""Unpacking, stopped at counters of actual bytes."""

from __future__ import annotations

import zlib
from pathlib import Path

from courses.package.problems import Problems
from quizzes.interchange.archive.contents import (
    Entry,
    RefusedError,
    check_entries,
    contents,
    starts_of,
)

ARCHIVE_BYTES = 20_000_000
BYTES_AT_MOST = 50_000_000
RATIO_AT_MOST = 100
RATIO_FREE = 100_000  # a small file may shrink by more, it harms nobody
KEPT_BYTES = 1_000_000
_CHUNK = 65_536


def read_archive(path: Path, problems: Problems) -> dict[str, bytes]:
    """Return name → bytes of a zip's XML files, or nothing after noting every problem.

    Every other file is unpacked too, only to be counted; it is never kept.
    """
    name = path.name
    with path.open("rb") as opened:
        data = opened.read(ARCHIVE_BYTES + 1)
    if len(data) > ARCHIVE_BYTES:
        problems.add(name, 1, "The archive is larger than 20 MB.", "Split it.")
        return {}
    try:
        entries, table = contents(data)
    except RefusedError as refused:
        problems.add(name, 1, str(refused), "Export the archive again.")
        return {}
    before = len(problems)
    check_entries(name, entries, problems)
    starts = starts_of(name, data[:table], entries, problems)
    if len(problems) > before:
        return {}
    return _unpacked(name, data, entries, starts, problems)


def _unpacked(
    archive: str, data: bytes, entries: list[Entry], starts: dict[str, int], problems: Problems
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total, before = 0, len(problems)
    for entry in entries:
        try:
            content, count = _unpack(data, entry, starts[entry.name], BYTES_AT_MOST - total)
        except RefusedError as refused:
            problems.add(f"{archive}/{entry.name}", 1, str(refused), "Export the archive again.")
            if "in all" in str(refused):
                break
            continue
        total += count
        if content is not None:
            files[entry.name] = content
    return {} if len(problems) > before else files


def _unpack(data: bytes, entry: Entry, start: int, left: int) -> tuple[bytes | None, int]:
    """Return the bytes of an XML file, None for any other, and how many there were."""
    is_kept = entry.name.lower().endswith(".xml")
    limit = min(left, max(RATIO_FREE, entry.packed * RATIO_AT_MOST), entry.size)
    inflater = zlib.decompressobj(-15) if entry.method == 8 else None
    place, end, count, crc = start, start + entry.packed, 0, 0
    kept: list[bytes] = []
    while True:
        piece, place = _piece(data, place, end, inflater)
        count += len(piece)
        if count > limit:
            raise RefusedError(_too_much(entry, count, left))
        if is_kept and count > KEPT_BYTES:
            raise RefusedError("The file is larger than 1 MB.")
        crc = zlib.crc32(piece, crc)
        if is_kept:
            kept.append(piece)
        if not piece:
            break
    is_whole = inflater is None or (inflater.eof and not inflater.unused_data and place == end)
    if not is_whole or count != entry.size or crc != entry.crc:
        raise RefusedError("The file is damaged.")
    return (b"".join(kept) if is_kept else None), count


def _piece(
    data: bytes, place: int, end: int, inflater: zlib._Decompress | None
) -> tuple[bytes, int]:
    """Return the next bytes, never more than a chunk, and where to go on."""
    if inflater is None:
        after = min(place + _CHUNK, end)
        return data[place:after], after
    while not inflater.eof:
        packed = inflater.unconsumed_tail
        if not packed and place < end:
            packed, place = data[place : min(place + _CHUNK, end)], min(place + _CHUNK, end)
        try:
            piece = inflater.decompress(packed, _CHUNK)
        except zlib.error as error:
            raise RefusedError("The file is damaged.") from error
        if piece or (not packed and place >= end):
            return piece, place
    return b"", place


def _too_much(entry: Entry, count: int, left: int) -> str:
    if count > left:
        return f"The files are larger than {BYTES_AT_MOST // 1_000_000} MB in all."
    if count > entry.size:
        return "The file is larger than the archive says."
    return f"The file unpacks to more than {RATIO_AT_MOST} times its size."
