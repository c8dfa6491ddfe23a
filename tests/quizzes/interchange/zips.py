"""Zip files written by hand, so that headers can lie."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Member:
    name: str | bytes
    content: bytes = b"<a/>"
    method: int = 8
    flags: int = 0
    mode: int = 0o100644
    size: int | None = None  # what the headers say, when they lie
    crc: int | None = None
    local_name: bytes | None = None
    local_size: int | None = None
    offset: int | None = None
    packed: bytes | None = None
    extra: bytes = b""

    @property
    def raw(self) -> bytes:
        return self.name if isinstance(self.name, bytes) else self.name.encode()

    @cached_property
    def data(self) -> bytes:
        if self.packed is not None:
            return self.packed
        if self.method == 0:
            return self.content
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return packer.compress(self.content) + packer.flush()


def build(*members: Member, before: bytes = b"", between: bytes = b"", after: bytes = b"",
          count: int | None = None) -> bytes:  # fmt: skip
    body, table = bytearray(before), bytearray()
    for member in members:
        size = len(member.content) if member.size is None else member.size
        crc = zlib.crc32(member.content) if member.crc is None else member.crc
        flags = member.flags | (0x800 if not member.raw.isascii() else 0)
        place = len(body) if member.offset is None else member.offset
        local = member.local_name or member.raw
        here = size if member.local_size is None else member.local_size
        head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, flags, member.method, 0, 33, crc,
                           len(member.data), here, len(local), len(member.extra))  # fmt: skip
        if member.offset is None:
            body += head + local + member.extra + member.data
        table += struct.pack("<4s6H3L5H2L", b"PK\1\2", 3 << 8 | 20, 20, flags, member.method, 0, 33,
                             crc, len(member.data), size, len(member.raw), 0, 0, 0, 0,
                             member.mode << 16, place) + member.raw  # fmt: skip
    body += between
    number = len(members) if count is None else count
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, number, number, len(table), len(body), 0)
    return bytes(body + table + end + after)


def overlapping(files: int, kernel_bytes: int) -> bytes:
    """Return the kind of bomb in which every file holds the headers and bytes of the next one.

    Each file begins with an uncompressed block that quotes the header of the file after it, so all
    of them share one kernel: a few kilobytes that claim to be many gigabytes.
    """
    kernel = Member("k.xml", b"\0" * kernel_bytes)
    data, size, headers = kernel.data, kernel_bytes, []
    for number in reversed(range(files)):
        name = f"{number}.xml".encode()
        header = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, 7, len(data), size,
                             len(name), 0) + name  # fmt: skip
        headers.append((name, len(data), size, len(header)))
        data = header + data
        if number:
            length = len(header)
            data = struct.pack("<BHH", 0, length, length ^ 0xFFFF) + data
            size += length
    table, place = b"", 0
    for name, packed, claimed, header_length in reversed(headers):
        table += (
            struct.pack(
                "<4s6H3L5H2L",
                b"PK\1\2",
                3 << 8 | 20,
                20,
                0,
                8,
                0,
                33,
                7,
                packed,
                claimed,
                len(name),
                0,
                0,
                0,
                0,
                0o100644 << 16,
                place,
            )
            + name
        )
        place += header_length + 5
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, files, files, len(table), len(data), 0)
    return data + table + end
