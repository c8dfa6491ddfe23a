"""Take a lesson in Markdown apart: its fields, and each container as one text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from courses.package.drafts import SourceFile
from courses.package.problems import Problems
from courses.package.prose.fences import fences
from courses.package.reading import front_matter
from courses.package.schema import Schema, our_schema
from courses.translations.texts import Page, Split, Text, split_yaml

FACT = re.compile(r"\b(F[0-9]+\.[0-9]+)\b")


@dataclass(frozen=True)
class _Piece:
    """A stretch of the body: a container with its fences, or what stands between two of them."""

    name: str
    text: str
    colons: int = 0
    container: str = ""
    label: str = ""


def split_reading(source: SourceFile) -> Split:
    """Return the texts of a reading lesson."""
    return split_prose(source, our_schema("reading"))


def split_page(source: SourceFile) -> Split:
    """Return the texts of a job aid: its fields, and all below them as one text."""
    return split_prose(source, our_schema("job-aid"), prefix="aid.", is_page=True)


def split_prose(
    source: SourceFile, schema: Schema, *, prefix: str = "", is_page: bool = False
) -> Split:
    """Return the texts of a file with fields at its head and Markdown below."""
    parts = front_matter(source, Problems())
    assert parts is not None
    head, body, _ = parts
    found = re.search(r"^key:[ \t]*[\"']?([\w-]+)", head, re.MULTILINE)
    key = prefix + (found[1] if found else source.path)
    fields = split_yaml(source.path, head, schema, prefix=key)
    pieces = [_Piece(f"{key}.text", body.strip("\n"))] if is_page else _pieces(body, key)

    def write(texts: Mapping[str, str]) -> Page:
        page = Page()
        page.put("---")
        for line, words in enumerate((above := fields.write(texts)).lines, start=1):
            if line in above.owners:
                page.owners[len(page.lines) + 1] = above.owners[line]
            page.put(words)
        page.put("---")
        for piece in pieces:
            _write_piece(page, piece, texts)
        return page

    texts = [*fields.texts]
    for piece in pieces:
        if piece.label:
            texts.append(Text(f"{piece.name}.label", piece.label))
        texts.append(Text(piece.name, piece.text))
    return Split(tuple(texts), write, frozenset(FACT.findall(source.text)))


def _write_piece(page: Page, piece: _Piece, texts: Mapping[str, str]) -> None:
    if not piece.container:
        page.put_text(piece.name, texts.get(piece.name, piece.text))
        page.put("")
        return
    colons = ":" * piece.colons
    label = f"{piece.name}.label"
    words = texts.get(label, piece.label).replace("\n", " ")
    page.put_text(label if piece.label else piece.name, f"{colons} {piece.container} {words}")
    page.put_text(piece.name, texts.get(piece.name, piece.text))
    page.put(colons)
    page.put("")


def _pieces(body: str, key: str) -> list[_Piece]:
    lines = body.replace("\r\n", "\n").split("\n")
    pieces: list[_Piece] = []
    open_fences: list[tuple[int, int, str]] = []
    done = 0
    for line, colons, words in fences(body, 1):
        if words:
            if not open_fences:
                _between(pieces, lines[done : line - 1], key)
            open_fences.append((line, colons, words))
            continue
        start, wide, opening = open_fences.pop()
        if not open_fences:
            container, _, label = opening.partition(" ")
            text = "\n".join(lines[start : line - 1]).strip("\n")
            name = _free_name(pieces, f"{key}.{container}")
            pieces.append(_Piece(name, text, wide, container, label.strip()))
            done = line
    _between(pieces, lines[done:], key)
    return pieces


def _between(pieces: list[_Piece], lines: list[str], key: str) -> None:
    text = "\n".join(lines).strip("\n")
    if text.strip():
        pieces.append(_Piece(_free_name(pieces, f"{key}.text"), text))


def _free_name(pieces: list[_Piece], name: str) -> str:
    taken = sum(piece.name.split("~")[0] == name for piece in pieces)
    return f"{name}~{taken + 1}" if taken else name
