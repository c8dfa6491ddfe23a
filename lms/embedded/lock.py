"""One supervisor for one data folder."""

import fcntl
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO


class AlreadyRunning(Exception):
    """Somebody else runs the services of this folder."""

    def __init__(self, pid: int | None, url: str) -> None:
        super().__init__(f"process {pid} at {url}")
        self.pid = pid
        self.url = url


@dataclass(slots=True)
class FolderLock:
    """A lock that the kernel frees when its holder ends, however it ends."""

    path: Path
    handle: IO[str] = field(repr=False)

    @classmethod
    def take(cls, data: Path) -> "FolderLock":
        """Take the lock of a data folder, or say who holds it."""
        data.mkdir(parents=True, exist_ok=True)
        path = data / "lock"
        handle = path.open("a+")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with handle:
                raise AlreadyRunning(*_holder(handle)) from None
        lock = cls(path, handle)
        lock.note(url="")
        return lock

    def note(self, *, url: str) -> None:
        """Write down who holds the lock and what is served."""
        self.handle.seek(0)
        self.handle.truncate()
        json.dump({"pid": os.getpid(), "url": url}, self.handle)
        self.handle.flush()

    def release(self) -> None:
        """Give the lock back."""
        self.handle.seek(0)
        self.handle.truncate()
        self.handle.close()


def _holder(handle: IO[str]) -> tuple[int | None, str]:
    """Return what the holder wrote down."""
    handle.seek(0)
    try:
        facts = json.load(handle)
        return int(facts["pid"]), str(facts["url"])
    except (ValueError, KeyError, TypeError):
        return None, ""
