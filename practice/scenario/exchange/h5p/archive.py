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


_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError,
    ValueError,
)  # fmt: skip


class _RefusedError(Exception):
    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.mend = mend


def content_of(file: str, data: bytes, problems: Problems) -> bytes | None:
    """Return the JSON of an .h5p archive or of a plain file, or None after noting why not.

    Only `content/content.json` is unpacked. Pictures, sound and film stay in the archive.
    """
    try:
        return _content(data)
    except _RefusedError as refused:
        problems.add(file, 1, str(refused), refused.mend)
    except _BROKEN:
        problems.add(file, 1, "The archive is damaged.", "Export it again.")
    return None


def _content(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        if len(data) > BYTES:
            raise _RefusedError("The file is larger than 2 MB.", "Split the scene.")
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        found = [entry for entry in entries if entry.filename == INSIDE]
        if len(entries) > FILES_AT_MOST:
            raise _RefusedError("The archive holds more than 5,000 files.", "Export it again.")
        if len(found) != 1:
            reason = f"The archive holds {'two files' if found else 'no file'} {INSIDE}."
            raise _RefusedError(reason, "Export it again from H5P.")
        if found[0].flag_bits & _ENCRYPTED:
            raise _RefusedError("The archive is encrypted.", "Export it without.")
        return _counted(archive, found[0])


def _counted(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a file, stopped at what really comes out of it."""
    limit = min(BYTES, max(_RATIO_FREE, entry.compress_size * _RATIO_AT_MOST))
    kept, count = [], 0
    with archive.open(entry) as opened:
        while piece := opened.read(_CHUNK):
            count += len(piece)
            if count > BYTES:
                raise _RefusedError("content.json is larger than 2 MB.", "Split the scene.")
            if count > limit:
                reason = "content.json unpacks to more than 100 times its size."
                raise _RefusedError(reason, "Split the scene.")
            kept.append(piece)
    return b"".join(kept)
