"""Measure the highlights on the labeled replies, and write what the release gate reads."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practice.feedback import gate
from practice.feedback.cues.highlights import LANGUAGES
from practice.feedback.evidence import corpus
from practice.feedback.evidence.measure import Measured, measure


class Command(BaseCommand):
    """Print precision and recall of each highlight with the numbers behind them."""

    help = "Measure text feedback on the labeled replies; --write stores it for the release gate."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a language, which replies, and whether to write."""
        parser.add_argument("--language", default="en", choices=sorted(LANGUAGES))
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--held-out", action="store_true", help="the replies that no cue was tuned on (usual)"
        )
        which.add_argument(
            "--seeds", action="store_true", help="the replies that cues are tuned on"
        )
        parser.add_argument("--write", action="store_true", help="write measured.json for the gate")
        parser.add_argument(
            "--show", metavar="LABEL", help="print what was seen wrongly (seeds only)"
        )

    def handle(self, *, language: str, seeds: bool, write: bool, show: str, **_: Any) -> None:
        """Measure; with --write also store. A corpus that cannot be read changes nothing."""
        if show and not seeds:
            raise CommandError("--show needs --seeds: replies held out are not to be read.")
        name = "seeds" if seeds else "held_out"
        try:
            replies = corpus.replies(name, language)
            if write:
                gate.write(sorted(LANGUAGES))
        except corpus.BadCorpus as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(replies)} replies ({name.replace('_', ' ')}, {language})\n\n")
        self.stdout.write(
            "highlight       precision  (95 %)       recall  seen  there  kappa"
            "  likely  perhaps  gate"
        )
        agreement = gate.agreement(language)
        for row in measure(replies, language=language):
            kappa = agreement[row.label]
            on = "on" if gate.may_speak(row, kappa) else "off"
            self.stdout.write(_line(row, kappa) + ("  –" if seeds else f"  {on}"))
        if show:
            self._show(replies, show, language)

    def _show(self, replies: tuple[corpus.Labeled, ...], label: str, language: str) -> None:
        from practice.feedback.cues.highlights import highlights

        for one in replies:
            hit = next(
                (
                    found.quote
                    for found in highlights(one.reply, one.customer, language=language)
                    if found.label == label
                ),
                None,
            )
            if (hit is not None) != (label in one.labels):
                kind = f"wrongly “{hit}”" if hit else "not seen"
                self.stdout.write(f"{one.id} {kind}: {one.reply}   [{one.customer}]")


def _line(row: Measured, kappa: float | None) -> str:
    low, high = row.interval or (None, None)
    return (
        f"{row.label:15} {_share(row.precision):9}  {_share(low):5}–{_share(high):5}  "
        f"{_share(row.recall):6}  {row.seen:4}  {row.carrying:5}  {_share(kappa):5}  "
        f"{_of(row.likely_right, row.likely_seen):>6}  "
        f"{_of(row.right - row.likely_right, row.seen - row.likely_seen):>7}"
    )


def _of(right: int, seen: int) -> str:
    """Return how often a word of confidence was right."""
    return f"{right}/{seen}" if seen else "–"


def _share(number: float | None) -> str:
    return "  –  " if number is None else f"{number:.3f}"
