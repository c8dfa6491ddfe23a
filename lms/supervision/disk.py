"""The disk: enough space before the start, and a plain word when it ran full."""

import errno
import shutil
from pathlib import Path

from lms.embedded.problem import ServiceProblem
from lms.embedded.processes import tail

NEEDED_MEGABYTES = 300
MEND = "Free some space, or name a folder on another disk with --data."


def require_space(data: Path) -> None:
    """Refuse to start where the demo would fill the disk."""
    free = shutil.disk_usage(data).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        raise ServiceProblem(
            f"The disk of {data} has {free} MB left; the demo needs {NEEDED_MEGABYTES} MB.", MEND
        )


def explain(error: Exception, data: Path) -> None:
    """Raise a plain word where a full disk is behind an error."""
    # A database whose journal cannot grow stops, so the cause stands in its own log only.
    words = f"{error}\n{tail(data / 'log' / 'postgresql.log', lines=30)}"
    is_full = isinstance(error, OSError) and error.errno == errno.ENOSPC
    if is_full or "No space left on device" in words:
        raise ServiceProblem(f"The disk of {data} is full.", MEND) from error
