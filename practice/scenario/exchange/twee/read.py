"""Read a Twee 3 text as a story."""

from __future__ import annotations

from collections.abc import Iterator

from courses.package.problems import Problems, suggestion
from practice.scenario.conditions import BadConditionError, parse
from practice.scenario.exchange.story import Link, Notes, Passage, Story
from practice.scenario.exchange.twee.links import told_in
from practice.scenario.exchange.twee.passages import Piece, object_in, pieces_of
from practice.scenario.shapes import OUTCOMES

ROUTING, ENDING, NODE = "routing", "ending", "node"
EMOTION, OUTCOME = "emotion-", "outcome-"
OTHERWISE = "otherwise"
_CODE = {"script", "stylesheet", "startup", "header", "footer", "debug-only"}
_OF_FORMATS = {
    "StoryInit", "StoryCaption", "StoryMenu", "StoryBanner", "StorySubtitle", "StoryAuthor",
    "StoryInterface", "StorySettings", "StoryIncludes", "StoryShare", "StoryDisplayTitle",
    "PassageHeader", "PassageFooter", "PassageReady", "PassageDone", "UserScript",
    "UserStylesheet",
}  # fmt: skip


def read_twee(file: str, text: str, notes: Notes, problems: Problems) -> Story | None:
    """Return the story, or None after noting every problem with its line."""
    pieces = {piece.name: piece for piece in pieces_of(file, text, problems)}
    head = pieces.pop("StoryTitle", None)
    data = pieces.pop("StoryData", None)
    told = object_in(file, data.line + 1, data.text, problems) if data else {}
    start = told.get("start", "Start")
    if data and "start" in told and not isinstance(start, str):
        problems.add(file, data.line, "“start” is no name of a passage.", "Write it as a text.")
    passages = tuple(_passages(file, pieces, notes, problems))
    names = {passage.name for passage in passages}
    if len(problems):
        return None
    if start not in names:
        line = data.line if data else 1
        problems.add(file, line, f"There is no passage “{start[:60]}” to start at.",
                     suggestion(start, names) or "Name it in StoryData.")  # fmt: skip
        return None
    if head:
        notes.carried(head.line, "StoryTitle", "Became the title.")
    return Story(title=head.text if head else "", start=start, passages=passages)


def _passages(
    file: str, pieces: dict[str, Piece], notes: Notes, problems: Problems
) -> Iterator[Passage]:
    for piece in pieces.values():
        if piece.metadata:
            found = object_in(file, piece.line, piece.metadata, problems)
            if found.keys() - {"position", "size"}:
                notes.left(piece.line, piece.name, "Metadata other than the place on the screen.")
        if piece.name in _OF_FORMATS or _CODE & {tag.casefold() for tag in piece.tags}:
            notes.left(piece.line, piece.name, "Code and looks of the story format, not a passage.")
        else:
            yield _passage(piece, notes)


def _passage(piece: Piece, notes: Notes) -> Passage:
    told = told_in(piece.lines, piece.line + 1, piece.name, notes)
    is_routing = ROUTING in piece.tags and bool(told.links)
    links = told.links
    if is_routing:
        links = tuple(_branch(link, piece.name, notes) for link in links)
    for tag in piece.tags:
        if not _is_ours(tag):
            notes.left(piece.line, piece.name, f"The tag “{tag[:40]}”.")
    return Passage(
        name=piece.name,
        line=piece.line,
        text=told.text,
        links=links,
        is_routing=is_routing,
        emotion=_tagged(piece, EMOTION),
        outcome=outcome if (outcome := _tagged(piece, OUTCOME)) in OUTCOMES else "",
    )


def _is_ours(tag: str) -> bool:
    return tag in {ROUTING, ENDING, NODE} or tag.startswith((EMOTION, OUTCOME))


def _tagged(piece: Piece, kind: str) -> str:
    return next((tag.removeprefix(kind) for tag in piece.tags if tag.startswith(kind)), "")


def _branch(link: Link, place: str, notes: Notes) -> Link:
    """Return a link of a routing passage with its words as the condition, where they are one."""
    if link.text.casefold() == OTHERWISE:
        return Link(text=link.text, target=link.target, line=link.line)
    try:
        parse(link.text)
    except BadConditionError as refused:
        notes.left(link.line, place, f"“{link.text[:60]}” is no condition: {refused.reason}")
        return Link(text=link.text, target=link.target, line=link.line)
    return Link(text=link.text, target=link.target, line=link.line, when=link.text)
