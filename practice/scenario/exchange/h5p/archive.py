"""Find `content.json` in what H5P wrote; sizes are counted, never believed."""

from __future__ import annotations

import io
import zipfile
import zlib

from courses.package.problems import Problems

INSIDE = "content/content.json"
BYTES = 2_000_000
FILES_AT_MOST = 5_000
_RATIO_AT_MOST, _RATIO_FREE = 100, 100_000
_CHUNK = 65_536
_ENCRYPTED = 0x1


def content_of(file: str, data: bytes, problems: Problems) -> bytes | None:
    """Return the JSON of an .h5p archive or of a plain file, or None after noting why not.

    Only `content/content.json` is unpacked. Pictures, sound and film stay in the archive.
    """
    if not data.startswith(b"PK"):
        if len(data) > BYTES:
            return _refused(file, "The file is larger than 2 MB.", "Split the scene.", problems)
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(file, archive, problems)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError,
            ValueError, UnicodeDecodeError):  # fmt: skip
        return _refused(file, "The archive is damaged.", "Export it again.", problems)


def _unpacked(file: str, archive: zipfile.ZipFile, problems: Problems) -> bytes | None:
    entries = archive.infolist()
    found = [entry for entry in entries if entry.filename == INSIDE]
    if len(entries) > FILES_AT_MOST:
        return _refused(
            file, "The archive holds more than 5,000 files.", "Export it again.", problems
        )
    if len(found) != 1:
        reason = f"The archive holds {'two files' if found else 'no file'} {INSIDE}."
        return _refused(file, reason, "Export it again from H5P.", problems)
    if found[0].flag_bits & _ENCRYPTED:
        return _refused(file, "The archive is encrypted.", "Export it without.", problems)
    return _counted(file, archive, found[0], problems)


def _counted(
    file: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, problems: Problems
) -> bytes | None:
    limit = min(BYTES, max(_RATIO_FREE, entry.compress_size * _RATIO_AT_MOST))
    kept, count = [], 0
    with archive.open(entry) as opened:
        while piece := opened.read(_CHUNK):
            count += len(piece)
            if count > limit:
                reason = (
                    "content.json is larger than 2 MB." if count > BYTES
                    else "content.json unpacks to more than 100 times its size."
                )  # fmt: skip
                return _refused(file, reason, "Split the scene.", problems)
            kept.append(piece)
    return b"".join(kept)


def _refused(file: str, reason: str, mend: str, problems: Problems) -> None:
    problems.add(file, 1, reason, mend)
