"""Loaded into the Celery workers of tests: says when a worker takes tasks."""

import os
from pathlib import Path
from typing import Any

from celery.signals import worker_ready

READY_FILE = "ATTUNE_READY_FILE"


@worker_ready.connect
def note(**_: Any) -> None:
    """Write the file that the test waits for."""
    Path(os.environ[READY_FILE]).touch()
