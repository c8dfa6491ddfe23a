"""Read an H5P Branching Scenario as a story.

Its parts are numbered from 0 and name each other by number; -1 is the end. A part without
branches leads on by itself: it becomes a passage with one option.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from courses.package.problems import Problems
from practice.scenario.exchange.h5p.json_lines import BadJsonError, Lined, read_json
from practice.scenario.exchange.h5p.words import words_of
from practice.scenario.exchange.story import Link, Notes, Passage, Story

END = -1
ON = "Go on."
_ENDS_OF_ITS_OWN = "end {}.{}"


def read_h5p(file: str, text: str, notes: Notes, problems: Problems) -> Story | None:
    """Return the story, or None after noting every problem with its line."""
    try:
        whole = read_json(text)
    except BadJsonError as refused:
        problems.add(file, refused.line, str(refused), "Export the file again.")
        return None
    scenario = whole.get("branchingScenario") if isinstance(whole, dict) else None
    if not isinstance(scenario, Lined) or not isinstance(scenario.get("content"), list):
        problems.add(
            file, 1, "This is no content of an H5P Branching Scenario.",
            "Other kinds of H5P have no branches; export a Branching Scenario.",
        )  # fmt: skip
        return None
    reader = _Reader(file, scenario, notes, problems)
    passages = tuple(reader.passages())
    if len(problems):
        return None
    return Story(title=words_of(scenario.get("title")), start="part 0", passages=passages)


class _Reader:
    def __init__(self, file: str, scenario: Lined, notes: Notes, problems: Problems) -> None:
        self.file, self.scenario, self.notes, self.problems = file, scenario, notes, problems
        self.parts: list[Any] = scenario["content"]
        self.own_ends: list[Passage] = []
        self.needs_end = False

    def passages(self) -> Iterator[Passage]:
        if not self.parts:
            self.fault(self.scenario, "There is no part in it.", "Add one.")
        for number, part in enumerate(self.parts):
            if isinstance(part, Lined) and isinstance(part.get("type"), Lined):
                yield self.passage(number, part)
            else:
                self.fault(part, f"Part {number} is not of the form of H5P.", "Export it again.")
        yield from self.own_ends
        if self.needs_end:
            yield self.end()
        self.around()

    def fault(self, where: object, reason: str, mend: str) -> None:
        line = where.line if isinstance(where, Lined) else self.scenario.line
        self.problems.add(self.file, line, reason, mend)

    def passage(self, number: int, part: Lined) -> Passage:
        kind = str(part["type"].get("library", "")).split(" ")[0]
        found = part["type"].get("params")
        params = found if isinstance(found, Lined) else Lined()
        name = f"part {number}"
        if kind == "H5P.BranchingQuestion":
            asked = params.get("branchingQuestion")
            question = asked if isinstance(asked, Lined) else params
            links = tuple(self.branches(number, question))
            text = words_of(question.get("question"))
            self.notes.carried(part.line, name, "A branching question became a moment.")
        else:
            text = self.shown(kind, params, part, name)
            links = (self.link(number, part, ON, part, "on"),)
        return Passage(name=name, line=part.line, text=text, links=links)

    def branches(self, number: int, question: Lined) -> Iterator[Link]:
        found = question.get("alternatives")
        if not isinstance(found, list) or not found:
            self.fault(question, f"Part {number} asks, and has no alternatives.", "Add them.")
            return
        for place, one in enumerate(found):
            if isinstance(one, Lined):
                yield self.link(number, one, words_of(one.get("text")), one, str(place))
            else:
                self.fault(question, f"An alternative of part {number} is none.", "Export again.")

    def link(self, number: int, one: Lined, text: str, where: Lined, place: str) -> Link:
        told = one.get("feedback")
        feedback = _both(told) if isinstance(told, Lined) else ""
        if isinstance(told, Lined) and (told.get("endScreenScore") or told.get("image")):
            self.notes.left(where.line, f"part {number}", "The score and picture of a feedback.")
        target = self.target(number, one, where, place, feedback)
        return Link(text=text, target=target, line=where.line, feedback=feedback)

    def target(self, number: int, one: Lined, where: Lined, place: str, feedback: str) -> str:
        following = one.get("nextContentId", END)
        if isinstance(following, bool) or not isinstance(following, int) or (
            not END <= following < len(self.parts)
        ):  # fmt: skip
            self.fault(
                where, f"Part {number} leads to the part “{str(following)[:20]}”, which is not "
                "there.", "Choose where it leads in H5P.",
            )  # fmt: skip
            return "end"
        if following != END:
            return f"part {following}"
        if not feedback:
            self.needs_end = True
            return "end"
        name = _ENDS_OF_ITS_OWN.format(number, place)
        self.own_ends.append(Passage(name=name, line=where.line, text=feedback))
        return name

    def shown(self, kind: str, params: Lined, part: Lined, name: str) -> str:
        text = words_of(params.get("text")) or words_of(params.get("alt"))
        what = kind.removeprefix("H5P.") or "a part"
        if kind == "H5P.AdvancedText":
            self.notes.carried(part.line, name, "A text became a moment with one option.")
        else:
            self.notes.left(
                part.line, name, f"{what[:40]}: only its words came along, as a moment with one "
                "option.",
            )  # fmt: skip
        return text

    def end(self) -> Passage:
        screens = self.scenario.get("endScreens")
        first = screens[0] if isinstance(screens, list) and screens else None
        text, line = "", self.scenario.line
        if isinstance(first, Lined):
            line = first.line
            text = "\n".join(
                filter(None, map(words_of, map(first.get, ("endScreenTitle", "endScreenSubtitle"))))
            )
            self.notes.carried(line, "end", "The end screen became an ending.")
        return Passage(name="end", line=line, text=text)

    def around(self) -> None:
        for name, what in (
            ("startScreen", "The start screen."), ("scoringOptionGroup", "How it scores."),
            ("behaviour", "How it behaves (going back, autoplay)."),
        ):  # fmt: skip
            if self.scenario.get(name):
                self.notes.left(self.scenario.line, "", what)


def _both(told: Lined) -> str:
    return " ".join(filter(None, map(words_of, map(told.get, ("title", "subtitle")))))
