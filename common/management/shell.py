"""What commands say: days that can be read, refusals that name the argument."""

from __future__ import annotations

import difflib
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from django.core.management.base import CommandError

from common.errors import DomainError

FIRST_YEAR, LAST_YEAR = 1900, 2999  # a day beyond these is a slip of the hand
NEAR_AT_MOST = 3


@contextmanager
def naming(arguments: Mapping[str, str]) -> Iterator[None]:
    """Turn a refusal inside the block into the command's error; it names the argument to blame.

    `arguments` leads from the fields of services to the arguments of the command.
    """
    try:
        yield
    except DomainError as error:
        argument = arguments.get(error.field or "")
        raise CommandError(
            f"argument {argument}: {error.message}" if argument else error.message
        ) from error


def day(text: str) -> date:
    """Return the day of an argument such as 2027-03-31; made for `type=`."""
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no day. Write it as 2027-03-31.") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ArgumentTypeError(
            f"the year {found.year} cannot be meant. Write one from {FIRST_YEAR} to {LAST_YEAR}."
        )
    return found


def near(said: str, known: Iterable[str]) -> str:
    """Return the known names most like what was said, as a question; nothing without any."""
    names = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(said.casefold(), names, n=NEAR_AT_MOST, cutoff=0.5)
    return f" Did you mean {' or '.join(f'“{names[name]}”' for name in found)}?" if found else ""
