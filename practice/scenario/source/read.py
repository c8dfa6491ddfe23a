"""Read a scenario file: bounded, every problem at once, nothing of it ever run."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from courses.package.problems import Problems
from courses.package.schema import Schema, load_schema, read_fields
from courses.package.yaml_lines import Located
from practice.scenario.findings import Findings
from practice.scenario.shapes import Scenario
from practice.scenario.source.build import build

BYTES = 200_000


@dataclass(frozen=True)
class Source:
    """A scenario with the file it came from and the lines of all that stands in it."""

    file: str
    scenario: Scenario
    fields: Located = field(repr=False)

    def line(self, *way: str | int) -> int:
        """Return the line of a value, or of its nearest parent."""
        return self.fields.line(*way)


def roleplay_schema() -> Schema:
    """Return the schema of a scenario file; editors read the same one."""
    return load_schema(FilePath(__file__).parent / "roleplay.schema.json")


def overlay_schema() -> Schema:
    """Return the schema of a scenario in another language."""
    return load_schema(FilePath(__file__).parent / "overlay.schema.json")


def source_hash(content: bytes) -> str:
    """Return the SHA-256 that a run pins beside id and version."""
    return hashlib.sha256(content).hexdigest()


def read_bytes(path: FilePath, file: str, findings: Findings) -> str | None:
    """Return a file's text, or None after noting why it is refused; never reads much more."""
    try:
        with path.open("rb") as opened:
            content = opened.read(BYTES + 1)
    except OSError as error:
        findings.add("E000", file, 1, "The file cannot be read.", f"{error.strerror}.")
        return None
    return decoded(file, content, findings)


def decoded(file: str, content: bytes, findings: Findings) -> str | None:
    """Return the text of a file's bytes, or None after noting why it is refused."""
    if len(content) > BYTES:
        findings.add("E000", file, 1, "The file is larger than 200 kB.", "Split the scene.")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        findings.add("E000", file, line, "This is not UTF-8 text.", "Save the file as UTF-8.")
        return None


def read_scenario(file: str, text: str, findings: Findings) -> Source | None:
    """Return the scenario, or None after noting every problem of form (E000)."""
    problems = Problems()
    if len(text) > BYTES:
        findings.add("E000", file, 1, "The file is larger than 200 kB.", "Split the scene.")
        return None
    fields = read_fields(file, text, roleplay_schema(), problems)
    scenario = build(file, fields, problems) if fields else None
    _check_name(file, fields, problems)
    findings.take_problems(problems)
    if fields is None or scenario is None or len(problems):
        return None
    return Source(file, scenario, fields)


def _check_name(file: str, fields: Located | None, problems: Problems) -> None:
    name = FilePath(file).name
    if fields is not None and name not in {"", f"{fields.value['id']}.yaml"}:
        problems.add(
            file,
            fields.line("id"),
            f"The file is called “{name}” but its id is “{fields.value['id']}”.",
            f"Rename the file to {fields.value['id']}.yaml, or change the id.",
        )
