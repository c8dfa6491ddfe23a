"""Files in and out: drafts from other tools, Twee for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from common.errors import InvalidInput
from practice.scenario.exchange.incoming import ARCHIVE_BYTES, Imported, imported
from practice.scenario.exchange.twee.write import losses, twee_of
from practice.scenario.findings import Findings
from practice.scenario.shapes import Scenario
from practice.scenario.source.read import read_bytes, read_scenario


def read_foreign(path: Path) -> Imported:
    """Return what comes of a file of another tool; reads little more than is allowed."""
    try:
        with path.open("rb") as opened:
            data = opened.read(ARCHIVE_BYTES + 1)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}.") from error
    return imported(path.name, data)


def write_draft(found: Imported, folder: Path) -> Path:
    """Write the draft into a folder; an existing file is never replaced."""
    target = folder / f"{found.key}.yaml"
    try:
        with target.open("x", encoding="utf-8") as opened:
            opened.write(found.draft)
    except FileExistsError:
        raise InvalidInput(f"{target} is there already. Name another folder.") from None
    except OSError as error:
        raise InvalidInput(f"{target} cannot be written: {error.strerror}.") from error
    return target


def told(found: Imported) -> Iterator[str]:
    """Yield the lists that belong to a draft: what came, what did not, what is left to write."""
    for title, listed in (
        ("Carried over:", found.mapped),
        ("Not as it was:", found.lost),
        ("Left for you to write or mend:", found.report.findings if found.report else ()),
    ):
        if listed:
            yield title
            yield from (f"  {one}" for one in listed)


def scenario_in(path: Path) -> Scenario:
    """Return the scene of a file; raises InvalidInput with every problem of its form."""
    findings = Findings()
    text = read_bytes(path, str(path), findings)
    source = None if text is None else read_scenario(str(path), text, findings)
    if source is None:
        raise InvalidInput("\n".join(map(str, findings)))
    return source.scenario


def as_twee(scenario: Scenario) -> tuple[str, list[str]]:
    """Return the scene as Twee, and what that does not hold."""
    return twee_of(scenario), [
        "What Twee does not hold:",
        *(f"  {one}" for one in losses(scenario)),
    ]
