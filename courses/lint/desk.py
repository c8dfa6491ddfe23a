"""A package laid out for the rules: each file is parsed once, however many rules read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from courses.lint.prose.blocks import Marked, marked
from courses.lint.prose.readability import Counts, count
from courses.package.drafts import LessonDraft, Package, SourceFile
from courses.package.problems import Problems
from courses.package.reading import front_matter
from courses.package.yaml_lines import Located, read_yaml

_AID = re.compile(r"modules/[^/]+/aids/[^/]+\.md\Z")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True)
class Page:
    """One Markdown file, taken apart."""

    path: str
    head: Located
    first_line: int
    body: Marked
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class Text:
    """Some running words of any file."""

    file: str
    line: int
    words: str


class Desk:
    """What the rules look at."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._fields: dict[str, Located] = {}

    @cached_property
    def readings(self) -> tuple[tuple[LessonDraft, Page], ...]:
        """The reading lessons, each with its page."""
        drafts = [draft for draft in self.package.lessons() if draft.kind == "reading"]
        return tuple((draft, self._page(draft.path)) for draft in drafts)

    @cached_property
    def aids(self) -> tuple[Page, ...]:
        """The job aids: one printed page each."""
        return tuple(self._page(path) for path in sorted(self.package.files) if _AID.match(path))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page of prose."""
        return (*(page for _, page in self.readings), *self.aids)

    @cached_property
    def is_english(self) -> bool:
        """Whether rules that count English syllables or know English words apply."""
        return self.package.language.split("-")[0] == "en"

    def fields(self, path: str) -> Located:
        """Return the fields of a YAML file with their lines, as text."""
        if path not in self._fields:
            text = self.package.files.get(path, b"").decode("utf-8-sig")
            self._fields[path] = read_yaml(path, text, Problems()) or Located({}, {})
        return self._fields[path]

    def module_path(self, key: str) -> str:
        """Return the file of the module with that key."""
        paths = (path for path in self.package.files if path.endswith("/module.yaml"))
        return next(path for path in paths if self.fields(path).value.get("key") == key)

    def texts(self) -> Iterator[Text]:
        """Yield the running words of every file in the language of the course."""
        for page in self.pages:
            for block in page.body.blocks:
                yield Text(file=page.path, line=block.line, words=_SPACE.sub(" ", block.text))
        for path in sorted(self.package.files):
            if path.endswith(".yaml") and not path.startswith(("translations/", "lint.yaml")):
                found = self.fields(path)
                for way, words in _leaves(found.value, ()):
                    line = found.line(*way)
                    yield Text(file=path, line=line, words=_SPACE.sub(" ", words))

    def _page(self, path: str) -> Page:
        text = self.package.files[path].decode("utf-8-sig")
        parts = front_matter(SourceFile(path=path, text=text), Problems())
        head, body, first_line = parts or ("", text, 1)
        fields = read_yaml(path, head, Problems(), first_line=2) if head else None
        found = marked(body, first_line=first_line)
        return Page(
            path=path,
            head=fields or Located({}, {}),
            first_line=first_line,
            body=found,
            counts=count(block.text for block in found.blocks),
        )


def _leaves(value: Any, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, (*way, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _leaves(inner, (*way, place))
    elif isinstance(value, str):
        yield way, value
