"""JSON as this API needs it: one small object, without double keys, of text that can be stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

LARGEST = 64_000


class StrictJSONParser(JSONParser):
    """Parse a body of at most 64 kB; whatever does not parse is a 400, never a 500."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the object in the body."""
        body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise ParseError("The body is larger than 64 kB.")
        try:
            found = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_finite)
            json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair is no text
        except (ValueError, RecursionError) as error:
            raise ParseError("The body is not JSON that can be used here.") from error
        if not isinstance(found, dict):
            raise ParseError("Send a JSON object.")
        return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def _finite(word: str) -> float:
    raise ValueError(f"{word} is not a number")
