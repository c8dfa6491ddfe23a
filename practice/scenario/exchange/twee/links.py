"""Take the links out of a passage's text, and what only its story format understands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from practice.scenario.exchange.story import Link, Notes

# Of Harlowe, by name: “(laughs: loudly)” is what somebody wrote.
_MACROS = (
    "set|put|move|if|unless|else|else-if|elseif|cond|for|loop|either|random|visits|history|print"
    "|display|show|hide|link|link-goto|link-reveal|link-repeat|link-replace|link-undo|goto|go-to"
    "|undo|click|click-goto|click-replace|replace|append|prepend|live|event|after|alert|prompt"
    "|text-style|text-colou?r|colou?r|font|align|bg|background|css|hook|enchant|transition|t8n"
    "|dropdown|checkbox|input-box|cycling-link|seq-link|save-game|load-game"
)
# Bounded, and no class holds its own opening sign: a hostile text costs one look at each letter.
_LOGIC = (
    (re.compile(r"<<[^<>\n]{1,300}>>"), "a macro of the story format"),
    (re.compile(rf"\((?:{_MACROS}):[^()\n]{{0,300}}\)"), "a macro of the story format"),
    (re.compile(r"<(?:[A-Za-z/!])[^<>\n]{0,300}>"), "HTML"),
    (re.compile(r"\{[^{}\n]{1,300}\}"), "an insert of the story format"),
)
_BULLET = re.compile(r"[\s*•>–-]*")
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Told:
    """A passage's text without its links, and the links."""

    text: str
    links: tuple[Link, ...]


def told_in(lines: tuple[str, ...], first: int, place: str, notes: Notes) -> Told:
    """Return text and links of lines of which the first stands in line `first` of the file."""
    links: list[Link] = []
    kept: list[str] = []
    for number, line in enumerate(lines, start=first):
        rest, found = _links_in(line, number, place, notes)
        links += found
        rest = _without_logic(rest, number, place, notes)
        if (found or rest != line) and _BULLET.fullmatch(rest):
            continue
        if found:
            notes.left(number, place, "Links in the middle of a line come as options below it.")
        kept.append(rest.rstrip())
    return Told(_BLANKS.sub("\n\n", "\n".join(kept)).strip(), tuple(links))


def _links_in(line: str, number: int, place: str, notes: Notes) -> tuple[str, list[Link]]:
    links: list[Link] = []
    rest, at = [], 0
    while (start := line.find("[[", at)) >= 0:
        end = line.find("]]", start)
        if end < 0:
            break
        rest.append(line[at:start])
        inner, setter, _ = line[start + 2 : end].partition("][")
        if setter:
            notes.left(number, place, "What a link sets is not carried: there are no variables.")
        links.append(_link(inner, number))
        at = end + 2
    rest.append(line[at:])
    return "".join(rest), links


def _link(inner: str, number: int) -> Link:
    """Return the link; of several arrows the last → and the first ← count, as in Twine."""
    if "->" in inner:
        text, _, target = inner.rpartition("->")
    elif "<-" in inner:
        target, _, text = inner.partition("<-")
    elif "|" in inner:
        text, _, target = inner.rpartition("|")
    else:
        text = target = inner
    return Link(text=text.strip() or target.strip(), target=target.strip(), line=number)


def _without_logic(line: str, number: int, place: str, notes: Notes) -> str:
    for pattern, what in _LOGIC:
        line, count = pattern.subn("", line)
        if count:
            notes.left(number, place, f"Left out: {what}.")
    return line
