"""C301–C306: a figure names its fact, and a fact says how far it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.lint.desk import Desk, Page
from courses.lint.prose.figures import figure_in
from courses.lint.prose.sentences import sentences, words
from courses.lint.rules import Spot, error, warning

FACTS = "facts.yaml"
KINDS = frozenset({"trial", "meta-analysis", "field", "experiment", "review", "opinion"})
LIMITS_WORDS = 5
_CITED = re.compile(r"\[(F[0-9]+\.[0-9]+)\]")
_UNCHECKED = "⚠"


def figures(page: Page) -> Iterator[tuple[int, str, str]]:
    """Yield line, figure and sentence of each research figure that narration prints."""
    for block in page.body.blocks:
        if not block.speaker and not block.is_heading:
            for sentence in sentences(block.text):
                figure = figure_in(sentence, part=block.part)
                if figure:
                    yield block.line, figure, sentence


def figure_without_fact(desk: Desk) -> Iterator[Spot]:
    """A sentence with a research figure cites its fact."""
    for _, page in desk.readings:
        for line, figure, sentence in figures(page):
            if not _CITED.search(sentence):
                yield Spot(
                    file=page.path,
                    line=line,
                    reason=f"The figure “{figure}” stands in a sentence that cites no fact.",
                    mend="Cite it in this sentence, as [F1.1], or leave the number out.",
                )


def figure_in_aid(desk: Desk) -> Iterator[Spot]:
    """A job aid prints no research figure, for it has no foot where the fact could stand."""
    for page in desk.aids:
        for line, figure, _ in figures(page):
            yield Spot(
                file=page.path,
                line=line,
                reason=f"The job aid prints the figure “{figure}”.",
                mend="Leave it to the lesson, where its fact stands at the foot.",
            )


def citations(page: Page) -> dict[str, int]:
    """Return the facts that a page cites, each with its first line."""
    found: dict[str, int] = {}
    for block in page.body.blocks:
        for name in _CITED.findall(block.text):
            found.setdefault(name, block.line)
    return found


def cited_but_not_listed(desk: Desk) -> Iterator[Spot]:
    """The head of a lesson lists every fact that its text cites."""
    for _, page in desk.readings:
        listed = page.head.value.get("facts", [])
        for name, line in citations(page).items():
            if name not in listed:
                yield Spot(
                    file=page.path,
                    line=line,
                    reason=f"The text cites {name}, and “facts” does not list it.",
                    mend=f"Add {name} to “facts” at the head of the lesson.",
                    key=name,
                )


def never_cited(desk: Desk) -> Iterator[Spot]:
    """Each fact is cited in some lesson."""
    cited = {name for _, page in desk.readings for name in citations(page)}
    found = desk.fields(FACTS)
    for place, fact in enumerate(found.value.get("facts", [])):
        if fact["id"] not in cited:
            yield Spot(
                file=FACTS,
                line=found.line("facts", place, "id"),
                reason=f"No lesson cites {fact['id']}.",
                mend="Cite it where it belongs, or remove it.",
                key=fact["id"],
            )


def without_limits(desk: Desk) -> Iterator[Spot]:
    """A fact says what kind of evidence it is and what it cannot show."""
    found = desk.fields(FACTS)
    for place, fact in enumerate(found.value.get("facts", [])):
        short = len(words(fact.get("limits", ""))) < LIMITS_WORDS
        if short or fact.get("kind") not in KINDS:
            field = "limits" if short else "kind"
            yield Spot(
                file=FACTS,
                line=found.line("facts", place, field),
                reason=f"{fact['id']} does not say its {field}.",
                mend="Write in a sentence what it cannot show."
                if short
                else f"Choose one of: {', '.join(sorted(KINDS))}.",
                key=fact["id"],
            )


def unchecked(desk: Desk) -> Iterator[Spot]:
    """Nothing that waits for a check is printed."""
    for text in desk.texts():
        if _UNCHECKED in text.words:
            yield Spot(
                file=text.file,
                line=text.line,
                reason=f"The mark {_UNCHECKED} says that this was not checked.",
                mend="Check it at the source, or leave it out.",
            )


RULES = (
    error("C301", "Figure without a fact", figure_without_fact),
    error("C302", "Cited, not listed", cited_but_not_listed),
    warning("C303", "Fact that no lesson cites", never_cited),
    error("C304", "Fact without limits or kind", without_limits),
    error("C305", "Unchecked mark", unchecked),
    error("C306", "Figure in a job aid", figure_in_aid),
)
