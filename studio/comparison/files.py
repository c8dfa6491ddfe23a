"""Files that are told of by their names: pictures and translations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from studio.comparison.told import Note, What

# Overlays of the course, and those of a scene, which lie beside it.
_TRANSLATION = re.compile(
    r"translations/.+|.+/scenarios/[^/]+\.[A-Za-z]{2,3}(-[A-Za-z0-9]+)*\.yaml"
)


def file_notes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[Note]:
    """Yield what became of pictures and translations."""
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) == after.get(path):
            continue
        what = (
            What.ADDED if path not in before
            else What.REMOVED if path not in after
            else What.CHANGED
        )  # fmt: skip
        sentence = _sentence(path, what)
        if sentence:
            yield Note(what, sentence % {"path": path})


def _sentence(path: str, what: What) -> str:
    if path.startswith("assets/"):
        return {
            What.ADDED: _("New picture %(path)s"),
            What.REMOVED: _("Picture %(path)s removed"),
            What.CHANGED: _("Picture %(path)s is another one"),
        }[what]
    if _TRANSLATION.fullmatch(path):
        return {
            What.ADDED: _("New translation %(path)s"),
            What.REMOVED: _("Translation %(path)s removed"),
            What.CHANGED: _("Translation %(path)s changed"),
        }[what]
    return ""
