"""C601–C604: pictures say what they show, links say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from courses.lint.desk import Desk
from courses.lint.prose.sentences import words
from courses.lint.rules import Spot, error, warning

ALT_WORDS = range(5, 81)
_ABOUT_ITSELF = re.compile(r"\s*(?:a|an|the)?\s*(?:picture|image|photo|drawing|icon) of\b", re.I)
_FILE = re.compile(r"[\w-]+\.(?:svg|png|jpe?g|gif)\Z", re.IGNORECASE)
_SAYS_NOTHING = frozenset(
    {"", "here", "click here", "this", "link", "this link", "more", "read more", "page", "website"}
)


def _alt_fault(said: str, path: str) -> str:
    stem = PurePosixPath(path).stem.replace("-", " ").lower()
    if _FILE.match(said.strip()) or said.strip().lower() in {stem, stem.replace(" ", "-")}:
        return "is the name of its file"
    if _ABOUT_ITSELF.match(said):
        return "begins by saying that it is a picture"
    count = len(words(said))
    if count < ALT_WORDS[0]:
        return f"has {count} words, too few to see it by"
    return f"has {count} words, too many to listen to" if count > ALT_WORDS[-1] else ""


def alternative_text(desk: Desk) -> Iterator[Spot]:
    """The words for a picture tell what one would see."""
    for page in desk.pages:
        for picture in page.body.pictures:
            fault = _alt_fault(picture.words, picture.path)
            if fault:
                yield Spot(
                    file=page.path,
                    line=picture.line,
                    reason=f"The text for the picture {fault}.",
                    mend="Say in a sentence or two what one would see and learn from it.",
                    key=picture.path,
                )


def link_words(desk: Desk) -> Iterator[Spot]:
    """The words of a link tell where it leads."""
    for page in desk.pages:
        for link in page.body.links:
            said = link.words.strip(" .").lower()
            if said in _SAYS_NOTHING or said.startswith(("http://", "https://")):
                yield Spot(
                    file=page.path,
                    line=link.line,
                    reason=f"The link “{link.words}” does not say where it leads.",
                    mend="Name the page in the words of the link.",
                )


def link_is_encrypted(desk: Desk) -> Iterator[Spot]:
    """Links use https."""
    for page in desk.pages:
        for link in page.body.links:
            if link.target.lower().startswith("http://"):
                yield Spot(
                    file=page.path,
                    line=link.line,
                    reason=f"The link to {link.target} is not encrypted.",
                    mend="Write https://.",
                )


def link_inside(desk: Desk) -> Iterator[Spot]:
    """A link to a place on the same page finds it."""
    for page in desk.pages:
        for link in page.body.links:
            # Headings get no anchors; only the notes at the foot of a lesson have some.
            if link.target.startswith("#") and not re.match(r"#(?:fact|ref)-F\d", link.target):
                yield Spot(
                    file=page.path,
                    line=link.line,
                    reason=f"No place on this page is called {link.target}.",
                    mend="Name the place in words, or link to a page.",
                )


RULES = (
    warning("C601", "Text for a picture", alternative_text),
    warning("C602", "Words of a link", link_words),
    warning("C603", "Link without encryption", link_is_encrypted),
    error("C604", "Link to nowhere", link_inside),
)
