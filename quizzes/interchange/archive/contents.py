"""The table of contents of a zip, checked as a whole before a byte is unpacked.

What cannot be read in exactly one way is refused: a second tool would see another file.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from courses.package.problems import Problems
from quizzes.interchange.archive.names import fault_of_entry

FILES_AT_MOST = 2_000
END = struct.Struct("<4s4H2LH")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
_SIZES_AFTER = {12, 16, 20, 24}  # how long sizes may be that stand after a file's bytes
_HIDDEN_FLAGS = 0x1 | 0x20 | 0x40 | 0x2000  # encrypted, patched, strongly encrypted, masked


@dataclass(frozen=True)
class Entry:
    """What the table says of one file."""

    name: str
    raw_name: bytes
    method: int
    flags: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int


class RefusedError(Exception):
    """The archive, or one file of it, is not read."""


def contents(data: bytes) -> tuple[list[Entry], int]:
    """Return the table of contents and its place; raises when it can be read in two ways."""
    end = _end_of(data)
    _, disk, first, here, count, size, offset, _ = END.unpack_from(data, end)
    if disk or first or here != count or count == 0xFFFF or 0xFFFFFFFF in {size, offset}:
        raise RefusedError("The archive is split or of the large kind (zip64).")
    if count > FILES_AT_MOST:
        raise RefusedError(f"The archive holds more than {FILES_AT_MOST:,} files.")
    if offset + size != end:
        raise RefusedError("The archive has bytes where none belong.")
    entries, place = [], offset
    for _ in range(count):
        entry, place = _entry(data, place, end)
        entries.append(entry)
    if place != end:
        raise RefusedError("The table of contents does not say how long it is.")
    return entries, offset


def _end_of(data: bytes) -> int:
    found = data.rfind(b"PK\x05\x06", max(0, len(data) - END.size - 0xFFFF))
    if found < 0 or found + END.size > len(data):
        raise RefusedError("This is not a zip archive.")
    if found + END.size + END.unpack_from(data, found)[7] != len(data):
        raise RefusedError("The archive does not end where it says.")
    return found


def _entry(data: bytes, place: int, end: int) -> tuple[Entry, int]:
    if place + CENTRAL.size > end or data[place : place + 4] != b"PK\x01\x02":
        raise RefusedError("The table of contents is broken.")
    (_, made_by, _, flags, method, _, _, crc, packed, size, name_length, extra_length,
     comment_length, disk, _, outside, offset) = CENTRAL.unpack_from(data, place)  # fmt: skip
    start = place + CENTRAL.size
    after = start + name_length + extra_length + comment_length
    if after > end or disk or 0xFFFFFFFF in {packed, size, offset}:
        raise RefusedError("The table of contents is broken.")
    raw_name = data[start : start + name_length]
    mode = outside >> 16 if made_by >> 8 == 3 else 0
    name = _name(raw_name, flags)
    entry = Entry(name, raw_name, method, flags, crc, packed, size, offset, mode)
    return entry, after


def _name(raw: bytes, flags: int) -> str:
    """Return a name as it is meant; without the UTF-8 flag only ASCII has one meaning."""
    try:
        return raw.decode("utf-8" if flags & 0x800 else "ascii")
    except UnicodeDecodeError:
        return raw.decode("ascii", "replace")


def check_entries(archive: str, entries: list[Entry], problems: Problems) -> None:
    """Note every file that an archive may not hold."""
    seen: set[str] = set()
    for entry in entries:
        fault = fault_of_entry(entry.name, entry.mode)
        if entry.flags & _HIDDEN_FLAGS:
            fault = "The file is encrypted."
        elif entry.method not in {0, 8}:
            fault = "The file is packed in a way that is not read here."
        elif entry.name.casefold() in seen:
            fault = "Two files have this name."
        seen.add(entry.name.casefold())
        if fault:
            problems.add(f"{archive}/{entry.name}", 1, fault, "Remove it and pack the rest again.")


def starts_of(
    archive: str, data: bytes, entries: list[Entry], problems: Problems
) -> dict[str, int]:
    """Return where the bytes of each file begin, after noting what does not lie side by side.

    No byte may belong to two files, and none to no file: both hide things from one tool or another.
    """
    starts: dict[str, int] = {}
    free, gaps = 0, {0}
    for entry in sorted(entries, key=lambda found: found.offset):
        start = _start(data, entry)
        fault = ""
        if start is None or start + entry.packed > len(data):
            fault = "What the archive says of this file differs from what stands before the file."
        elif entry.offset < free:
            fault = "This file shares bytes with another one."
        elif entry.offset - free not in gaps:
            fault = "Before this file stand bytes that belong to no file."
        else:
            free = start + entry.packed
            gaps = _SIZES_AFTER if entry.flags & 0x8 else {0}
        if fault:
            problems.add(f"{archive}/{entry.name}", 1, fault, "Export the archive again.")
        starts[entry.name] = start or 0
    if not len(problems) and len(data) - free not in gaps:
        problems.add(archive, 1, "At the end stand bytes that belong to no file.", "Pack it again.")
    return starts


def _start(data: bytes, entry: Entry) -> int | None:
    if entry.offset + LOCAL.size > len(data):
        return None
    signature, _, flags, method, _, _, crc, packed, size, name_length, extra_length = (
        LOCAL.unpack_from(data, entry.offset)
    )
    start = entry.offset + LOCAL.size
    said = (crc, packed, size)
    is_later = bool(flags & 0x8) and said == (0, 0, 0)
    if (
        signature != b"PK\x03\x04"
        or (flags, method) != (entry.flags, entry.method)
        or data[start : start + name_length] != entry.raw_name
        or not (is_later or said == (entry.crc, entry.packed, entry.size))
    ):
        return None
    return start + int(name_length) + int(extra_length)
