"""Run by test_limits in a process of its own: imports the files of a folder and tells the cost."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import zipfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
django.setup()

from quizzes.services.move_bank import BankProblems, import_bank  # noqa: E402

MORE_MEMORY = 64_000_000
SECONDS = 60


def limit() -> None:
    """Allow this much more than what the product takes before it reads anything."""
    now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + MORE_MEMORY, now + MORE_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main(folder: Path) -> None:
    files = sorted(folder.iterdir())
    limit()
    if "--naive" in sys.argv:
        with zipfile.ZipFile(folder / "ratio of another file.qti") as archive:
            archive.read("a.bin")
    told = {}
    for file in files:
        began = time.process_time()
        target = folder / "new-quiz.yaml"
        try:
            import_bank(path=file, kind=file.suffix[1:], target=target)
            problems = []
        except BankProblems as refused:
            problems = [str(problem) for problem in refused.problems]
        told[file.stem] = {
            "seconds": time.process_time() - began,
            "problems": problems[:3],
            "wrote": target.exists(),
        }
        target.unlink(missing_ok=True)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
