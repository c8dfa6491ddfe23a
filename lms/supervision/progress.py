"""Progress at the terminal: numbered steps, and a count of a count inside a step."""

import time
from collections.abc import Callable
from typing import TextIO

INDENT = " " * 6


class Progress:
    """Tells what is being done, how far it is and how long it took."""

    def __init__(
        self, out: TextIO, *, steps: int, check: Callable[[], None] = lambda: None
    ) -> None:
        self.out = out
        self.check = check  # raises when the whole is to end
        self.steps = steps
        self.number = 0
        self.is_terminal = out.isatty()
        self.title = ""
        self.chapter_title = ""
        self.chapter_begun_at = 0.0
        self.detail = ""
        self.quarter = 0  # of the step that is done
        self.begun_at = time.monotonic()

    def step(self, title: str) -> None:
        """Begin the next step."""
        self.finish()
        self.number += 1
        self.title, self.detail, self.quarter = title, "", 0
        self.begun_at = time.monotonic()
        self._show()

    def count(self, done: int, total: int) -> None:
        """Tell how far the step is."""
        self.note("", done, total)

    def note(self, text: str, done: int = 0, total: int = 0) -> None:
        """Tell what the step is doing now, and how far it is."""
        self.detail = f"{text} {done:,} of {total:,}".strip() if total else text
        self._show()
        quarter = 4 * done // total if total else 0
        if not self.is_terminal and self.quarter < quarter < 4:
            self._line(f"{self._head()} … {self.detail}", end="\n")
        self.quarter = quarter

    def chapter(self, text: str) -> None:
        """Begin a part of the step that keeps a line of its own."""
        if self.chapter_title:
            self._end_chapter()
        else:
            self._line(self._head(), end="\n")
        self.chapter_title, self.chapter_begun_at = text, time.monotonic()
        self.check()
        if self.is_terminal:
            self._line(f"{INDENT}{text} …", end="")

    def _end_chapter(self) -> None:
        seconds = time.monotonic() - self.chapter_begun_at
        self._line(f"{INDENT}{self.chapter_title}, {seconds:.1f} s", end="\n")
        self.chapter_title = ""

    def finish(self) -> None:
        """End the step with the time it took."""
        if self.chapter_title:
            self._end_chapter()
            self.title = ""
        if not self.title:
            return
        detail = f" ({self.detail})" if self.detail else ""
        seconds = time.monotonic() - self.begun_at
        self._line(f"{self._head()}{detail}, {seconds:.1f} s", end="\n")
        self.title = ""

    def _head(self) -> str:
        return f"[{self.number}/{self.steps}] {self.title}"

    def _show(self) -> None:
        """Rewrite the step's line where that is possible; elsewhere its end is enough."""
        self.check()
        if self.is_terminal:
            self._line(f"{self._head()} … {self.detail}", end="")

    def _line(self, text: str, *, end: str) -> None:
        start = "\r\x1b[K" if self.is_terminal else ""
        self.out.write(f"{start}{text}{end}")
        self.out.flush()
