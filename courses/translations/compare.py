"""What a translation has to keep of its source: citations, pictures, links, speakers, blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from courses.package.prose.fences import fences

_FACT = re.compile(r"\[(F[0-9]+\.[0-9]+)\](?![(\[])")
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)")
_BLANK = re.compile(r"_{3,}")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def differences(source: str, text: str, *, language: str) -> Iterator[tuple[str, str]]:
    """Yield the reason and the mend for everything that was lost, added or changed."""
    for what, found in _KEPT.items():
        wanted, given = found(source, language), found(text, language)
        if wanted != given:
            told = f"{_listed(given)} instead of {_listed(wanted)}"
            yield (
                f"The {what} differ from the source: {told}.",
                "Keep them as they are, each as often as in the source.",
            )


def _facts(text: str, _language: str) -> list[str]:
    return sorted(_FACT.findall(text))


def _pictures(text: str, language: str) -> list[str]:
    """Return the pictures; `x.de.svg` stands for `x.svg` where German is written."""
    return sorted(original(path, language) for path in _PICTURE.findall(text))


def original(path: str, language: str) -> str:
    """Return the picture that a translated one was made from."""
    found = PurePosixPath(path)
    if found.stem.endswith(f".{language.lower()}"):
        return str(found.with_name(found.stem.rpartition(".")[0] + found.suffix))
    return path


def _links(text: str, _language: str) -> list[str]:
    return sorted(_LINK.findall(text))


def _containers(text: str, _language: str) -> list[str]:
    return [words.split(maxsplit=1)[0] for _, _, words in fences(text, 1) if words]


def _blanks(text: str, _language: str) -> list[str]:
    return ["___"] * len(_BLANK.findall(text))


def _placeholders(text: str, _language: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


_KEPT: dict[str, Callable[[str, str], list[str]]] = {
    "citations": _facts,
    "pictures": _pictures,
    "links": _links,
    "containers": _containers,
    "blanks": _blanks,
    "placeholders": _placeholders,
}


def _listed(found: list[str]) -> str:
    return ", ".join(found) if found else "none"
