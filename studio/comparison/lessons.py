"""What became of a lesson: its frame, its texts, its questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.package.drafts import LessonDraft
from studio.comparison.fields import Written, flat
from studio.comparison.prose import rewritten
from studio.comparison.questions import compare_questions
from studio.comparison.told import Note, Part, Rewritten, What

# Told in sentences of their own, or in the list of questions.
FRAME = frozenset({"key", "kind", "title", "minutes", "objectives", "move_on", "required",
                   "questions"})  # fmt: skip
RULES = {
    "facts": gettext_lazy("The facts it rests on"),
    "pass_mark": gettext_lazy("The pass mark"),
    "draw": gettext_lazy("How many questions an attempt asks"),
    "attempts": gettext_lazy("The number of attempts"),
    "time_limit": gettext_lazy("The time limit"),
    "grace": gettext_lazy("The grace after the time limit"),
    "cool_down": gettext_lazy("The wait between attempts"),
    "review": gettext_lazy("When right answers show"),
    "blueprint": gettext_lazy("The share of the objectives in an attempt"),
    "withdrawn": gettext_lazy("The withdrawn questions"),
}
MOVE_ON = {
    "completed": gettext_lazy("when it is done"),
    "passed": gettext_lazy("when it is passed"),
    "completed_and_passed": gettext_lazy("when it is done and passed"),
    "completed_or_passed": gettext_lazy("when it is done or passed"),
    "not_applicable": gettext_lazy("never"),
}


def compare_lessons(
    before: LessonDraft, after: LessonDraft, old: Written, new: Written, *, moved: str = ""
) -> Part:
    """Return how a lesson differs; `moved` tells where it went."""
    notes = [Note(What.MOVED, moved)] if moved else []
    return Part(
        name=after.title,
        key=after.key,
        what=What.CHANGED,
        notes=(*notes, *_frame(before, after), *_rules(old.fields, new.fields)),
        texts=tuple(_texts(old, new)),
        parts=compare_questions(_questions(old), _questions(new)),
    )


def _frame(before: LessonDraft, after: LessonDraft) -> Iterator[Note]:
    if before.title != after.title:
        yield Note(
            What.CHANGED,
            _("It was called “%(old)s” and is called “%(new)s”.")
            % {"old": before.title, "new": after.title},
        )
    if before.kind != after.kind:
        yield Note(
            What.CHANGED,
            _("It was of the kind %(old)s and is of the kind %(new)s.")
            % {"old": before.kind, "new": after.kind},
        )
    if before.minutes != after.minutes:
        yield Note(
            What.CHANGED,
            _("It took %(old)s minutes and takes %(new)s.")
            % {"old": before.minutes, "new": after.minutes},
        )
    if before.is_required != after.is_required:
        now = _("It is required now.") if after.is_required else _("It is optional now.")
        yield Note(What.CHANGED, now)
    if before.move_on != after.move_on:
        yield Note(What.CHANGED, _counts(before.move_on, after.move_on))
    yield from _objectives(before, after)


def _counts(old: str, new: str) -> str:
    words = {"old": MOVE_ON.get(old, old), "new": MOVE_ON.get(new, new)}
    return _("It counted %(old)s and counts %(new)s.") % words


def _objectives(before: LessonDraft, after: LessonDraft) -> Iterator[Note]:
    gone = [key for key in before.objectives if key not in after.objectives]
    new = [key for key in after.objectives if key not in before.objectives]
    if new:
        text = _("It is about %(names)s as well.") % {"names": ", ".join(new)}
        yield Note(What.ADDED, text)
    if gone:
        text = _("It is no longer about %(names)s.") % {"names": ", ".join(gone)}
        yield Note(What.REMOVED, text)


def _rules(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Note]:
    for name, words in RULES.items():
        before, after = old.get(name), new.get(name)
        if before != after:
            yield Note(
                What.CHANGED,
                _("%(what)s: was %(old)s, is %(new)s.")
                % {"what": words, "old": _said(before), "new": _said(after)},
            )


def _said(value: Any) -> str:
    if value is None:
        return _("not given")
    if isinstance(value, list):
        return ", ".join(str(entry) for entry in value)
    return ", ".join(f"{name} {text}" if name else text for name, text in flat(value).items())


def _questions(found: Written) -> list[Mapping[str, Any]]:
    listed = found.fields.get("questions")
    return listed if isinstance(listed, list) else []


def _texts(old: Written, new: Written) -> Iterator[Rewritten]:
    runs = rewritten(old.prose, new.prose)
    if runs:
        yield Rewritten(_("Text"), runs)
    before, after = _own(old.fields), _own(new.fields)
    for way in sorted(before.keys() | after.keys()):
        if before.get(way) != after.get(way):
            label = way.replace("_", " ").replace(".", " · ")
            yield Rewritten(label, rewritten(before.get(way, ""), after.get(way, "")))


def _own(fields: Mapping[str, Any]) -> dict[str, str]:
    told = FRAME | RULES.keys()
    return flat({name: value for name, value in fields.items() if name not in told})
