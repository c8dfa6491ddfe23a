"""JSON in which every object knows the line it begins in."""

from __future__ import annotations

import json
import json.scanner
import re
from bisect import bisect_right
from itertools import accumulate
from typing import Any

DEEPEST = 60
# A text that never ends reaches to the end of the file, so that nothing is looked at twice.
_TOKEN = re.compile(r"\"(?:\\.|[^\"\\])*+\"?|[\[\]{}]", re.DOTALL)


class Lined(dict[str, Any]):
    """A JSON object with its line."""

    line = 1


class BadJsonError(ValueError):
    """The text is no JSON; `line` says where it ends to be some."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def read_json(text: str) -> Any:
    """Return the value of a JSON text, objects as `Lined`; raises BadJsonError."""
    _check_depth(text)
    ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    kept: Any = decoder
    inner = kept.parse_object

    def parse_object(at: Any, *rest: Any) -> Any:
        value, end = inner(at, *rest)
        found = Lined(value)
        found.line = bisect_right(ends, at[1] - 1) + 1
        return found, end

    kept.parse_object = parse_object
    scanner: Any = json.scanner
    kept.scan_once = scanner.py_make_scanner(decoder)  # the one in C knows no places
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        raise BadJsonError(f"This is no JSON: {error.msg}.", error.lineno) from None
    except (ValueError, RecursionError):
        raise BadJsonError("This is no JSON that can be read.", 1) from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _check_depth(text: str) -> None:
    depth = 0
    for found in _TOKEN.finditer(text):
        depth += (found[0] in "[{") - (found[0] in "]}")
        if depth > DEEPEST:
            line = text.count("\n", 0, found.start()) + 1
            raise BadJsonError(f"This is nested deeper than {DEEPEST}.", line)
