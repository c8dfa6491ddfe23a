"""The end of each line on its way to the file: PostgreSQL writes LF, canonical CSV has CRLF.

Each line's last cell is an instant, so a line ends with Z, a quote and LF. Nothing inside a cell
looks like that: there every quote is doubled. One search per megabyte is exact, and so is the
number of lines it finds.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, BinaryIO

PIECE = 1 << 20
_END = b'Z"\n'
_CANONICAL_END = b'Z"\r\n'


class CanonicalLines(io.RawIOBase):
    """Takes pieces of COPY's output, ends their lines, counts them, passes them on."""

    def __init__(self, target: BinaryIO, *, report: Callable[[int], None]) -> None:
        """Write to `target` and report the number of lines after each piece."""
        self.target = target
        self.report = report
        self.rows = 0
        self._held = b""

    def writable(self) -> bool:
        """Return that this may be written to."""
        return True

    def write(self, piece: Any, /) -> int:
        """Pass one piece on; an end that is cut in two waits for the next piece."""
        text = self._held + piece
        end = text.rfind(_END)
        cut = max(len(text) - len(_END) + 1, end + len(_END) if end >= 0 else 0)
        self._held = text[cut:]
        self._pass_on(text[:cut])
        return len(piece)

    def close(self) -> None:
        """Pass on what was held back."""
        if not self.closed and self._held:
            held, self._held = self._held, b""
            self._pass_on(held)
        super().close()

    def _pass_on(self, text: bytes) -> None:
        # Split and joined, the text is searched once; counting and replacing search it three times.
        lines = text.split(_END)
        self.rows += len(lines) - 1
        self.target.write(_CANONICAL_END.join(lines))
        self.report(self.rows)
