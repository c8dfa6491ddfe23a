"""JSON in which every object knows the line it begins in."""

from __future__ import annotations

import json
import json.scanner
from bisect import bisect_right
from itertools import accumulate
from typing import Any

DEEPEST = 60


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
    depth, is_text, is_escaped, line = 0, False, False, 1
    for letter in text:
        if letter == "\n":
            line += 1
        if is_escaped:
            is_escaped = False
        elif is_text:
            is_escaped = letter == "\\"
            is_text = letter != '"'
        elif letter == '"':
            is_text = True
        elif letter in "[{":
            depth += 1
            if depth > DEEPEST:
                raise BadJsonError(f"This is nested deeper than {DEEPEST}.", line)
        elif letter in "]}":
            depth -= 1
