"""Read a package's files from disk without following anything that leads out of it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from courses.package.files.paths import fault_of_path
from courses.package.problems import Problems

FILE_BYTES = 1_000_000
PACKAGE_BYTES = 20_000_000
FILES_AT_MOST = 2_000


def read_folder(root: Path, problems: Problems) -> dict[str, bytes]:
    """Return path → bytes of every file that may stand in a package; note the others."""
    files: dict[str, bytes] = {}
    total = 0
    for path, entry in _entries(root, ""):
        fault = _fault(path, entry)
        if fault:
            problems.add(path, 1, *fault)
            continue
        content = _read(entry)
        total += len(content)
        if total > PACKAGE_BYTES or len(files) >= FILES_AT_MOST:
            problems.add(path, 1, "The package is larger than 20 MB or 2,000 files.", "Split it.")
            break
        if len(content) > FILE_BYTES:
            problems.add(path, 1, "The file is larger than 1 MB.", "Split it or make it smaller.")
        else:
            files[path] = content
    return files


def content_hash(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 that stands for exactly these paths with exactly these bytes."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n".encode())
    return digest.hexdigest()


def _entries(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue  # .git and editors' traces are no part of a package
        path = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False) and path.count("/") < 20:
            yield from _entries(Path(entry.path), f"{path}/")
        else:
            yield path, entry


def _fault(path: str, entry: os.DirEntry[str]) -> tuple[str, str] | None:
    if entry.is_symlink():
        return "Links are not followed.", "Put the file itself here."
    if not entry.is_file(follow_symlinks=False):
        return "This is not an ordinary file.", "Remove it."
    reason = fault_of_path(path)
    return (reason, "Rename or remove the file.") if reason else None


def _read(entry: os.DirEntry[str]) -> bytes:
    # O_NOFOLLOW and fstat: what was looked at is what is read, even if somebody swaps it meanwhile.
    handle = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return b""
        return opened.read(FILE_BYTES + 1)
