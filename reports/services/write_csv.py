"""Stream one report from its snapshot to a file; memory stays flat, whatever its length."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from common.errors import EnvironmentFault
from reports.definitions import Frame, Kind
from reports.definitions.canonical import copy_canonical, header
from reports.definitions.lines import PIECE, CanonicalLines


def write_csv(
    *, cursor: Any, kind: Kind, frame: Frame, path: Path, report: Callable[[int], None]
) -> int:
    """Write the canonical CSV to the path, synced to disk, and return its number of rows."""
    copy = cursor.mogrify(copy_canonical(kind, frame), frame.values()).decode()
    try:
        with path.open("wb") as file:
            file.write(header(kind, frame))
            lines = CanonicalLines(file, report=report)
            with io.BufferedWriter(lines, buffer_size=PIECE) as pieces:
                cursor.copy_expert(copy, pieces)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise EnvironmentFault("the disk refused the report's file") from error
    return lines.rows
