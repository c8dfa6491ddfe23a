"""One's own transcripts, to take away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from people.viewer import Viewer
from practice.models import Run, Turn
from practice.scenario.engine import replay
from practice.scenario.shapes import Node
from practice.selectors.playing.labels import OUTCOMES, QUALITIES, STATES, index_words, label
from practice.selectors.playing.lines import noticed_in
from practice.selectors.playing.paths import as_played, scene_of
from practice.selectors.playing.sealed import cannot_be_opened, of_turn, opened
from practice.selectors.runs.mine import comfort_of

FORMAT = "attune-role-play-transcripts/1"
NOTES = ("feel", "fact", "transfer")
CHOICES = ("intensity_cap", "shows_meters", "shows_timer", "shows_voice")


def transcripts(viewer: Viewer, *, at: datetime) -> dict[str, Any]:
    """Return every run of one's own with all that was said and written, as plain data.

    Oldest first; a handful of queries however many there are.
    """
    comfort = comfort_of(viewer.user.pk)
    return {
        "format": FORMAT,
        "exported_at": at.isoformat(),
        "choices": {name: getattr(comfort, name) for name in CHOICES},
        "runs": [_run(run) for run in runs_to_take(viewer)],
    }


def runs_to_take(viewer: Viewer) -> QuerySet[Run]:
    """Return one's own runs with all that hangs on them, oldest first (two queries)."""
    return (
        Run.objects.visible_to(viewer)
        .select_related("scenario", "note", "seat_rating")
        .defer("scenario__source", "scenario__overlays")
        .prefetch_related(Prefetch("turns", Turn.objects.order_by("ordinal")))
        .order_by("started_at", "pk")
    )


def _run(run: Run) -> dict[str, Any]:
    return {
        "run": str(run.uuid),
        "scene": {"id": run.scenario.key, "version": run.scenario.version,
                  "sha256": run.scenario.sha256, "title": run.scenario.title},
        "language": run.language,
        "state": run.state,
        "started_at": run.started_at.isoformat(),
        "ended_at": run.ended_at.isoformat() if run.ended_at else None,
        "outcome": run.outcome or None,
        "ending": _ending(run),
        "retried_from_turn": run.from_turn or None,
        "skills": run.skills,
        "index": _index(run),
        "turns": [_turn(run, turn) for turn in run.turns.all()],
        "turn_being_made": _pending(run),
        "notes": _notes(run),
        "from_the_customers_seat": _ratings(run),
    }  # fmt: skip


def _index(run: Run) -> dict[str, Any] | None:
    if run.index_numerator is None or not run.index_denominator:
        return None
    share = round(100 * run.index_numerator / run.index_denominator)
    return {"words": index_words(share), "share": share}


def _pending(run: Run) -> dict[str, Any] | None:
    """Return what was noticed and written before the options of a turn that is not taken yet."""
    if (run.now_noticed, run.now_noticed_words, run.now_wrote) == (None, None, None):
        return None
    script = scene_of(run).script
    node = script.nodes[replay(script, as_played(run.turns.all()))[-1].at]
    before = Turn(
        ordinal=run.turns_taken + 1, noticed=run.now_noticed,
        noticed_words=run.now_noticed_words, wrote=run.now_wrote,
    )  # fmt: skip
    return {"number": before.ordinal, **_before(run, node, before)}


def _turn(run: Run, turn: Turn) -> dict[str, Any]:
    node = scene_of(run).script.nodes[turn.node]
    chosen = node.choice(turn.choice)
    assert chosen is not None
    return {
        "number": turn.ordinal,
        "at": turn.at.isoformat(),
        **_before(run, node, turn),
        "said": chosen.text,
        "quality": chosen.quality,
        "feedback": chosen.feedback,
    }


def _before(run: Run, node: Node, turn: Turn) -> dict[str, Any]:
    """Return what stood at a turn before its reply, and which texts do not open."""
    written = _written(run, turn)
    noticed = noticed_in(run, node, turn)
    return {
        "customer": node.customer.text if node.customer else "",
        "noticed": noticed.said if noticed and written["noticed"] is not None else None,
        "wrote_first": written["wrote_first"] or None,
        "cannot_be_opened": [name for name, text in written.items() if text is None],
    }


def _written(run: Run, turn: Turn) -> dict[str, str | None]:
    """Return what was written at a turn; None for a text whose key is not here."""
    fields = {"noticed": "noticed_words", "wrote_first": "wrote"}
    return {
        name: opened(run.uuid, of_turn(turn.ordinal, field), getattr(turn, field))
        for name, field in fields.items()
    }


def _ending(run: Run) -> str | None:
    ending = scene_of(run).script.endings.get(run.ending)
    return ending.text if ending else None


def _notes(run: Run) -> dict[str, Any]:
    note = getattr(run, "note", None)
    texts = {name: opened(run.uuid, name, getattr(note, name, None)) for name in NOTES}
    closed = [name for name, text in texts.items() if text is None]
    return {**{name: text or "" for name, text in texts.items()}, "cannot_be_opened": closed}


def _ratings(run: Run) -> dict[str, int] | None:
    rating = getattr(run, "seat_rating", None)
    return {"heard": rating.heard, "respected": rating.respected} if rating else None


def as_text(exported: dict[str, Any]) -> str:
    """Return the same as text to read."""
    lines = [_("My role-plays"), exported["exported_at"], ""]
    for run in exported["runs"]:
        lines += [*_run_lines(run), ""]
    return "\n".join(lines)


def _run_lines(run: dict[str, Any]) -> Iterator[str]:
    title = run["scene"]["title"]
    yield title
    yield "=" * len(title)
    yield f"{run['started_at']} · {label(STATES, run['state'])}"
    for turn in run["turns"]:
        yield ""
        yield from _turn_lines(turn)
        yield "   " + _("I said: %(words)s") % {"words": turn["said"]}
        yield f"   {label(QUALITIES, turn['quality'])}: {turn['feedback']}"
    if run["turn_being_made"]:
        yield ""
        yield from _turn_lines(run["turn_being_made"])
    if run["ending"]:
        yield ""
        yield f"{label(OUTCOMES, run['outcome'])}: {run['ending']}"
    if run["index"]:
        yield run["index"]["words"]
    for name, words in (
        ("feel", _("What I felt")), ("fact", _("What turned it")), ("transfer", _("My next one")),
    ):  # fmt: skip
        if written := _or_closed(run["notes"], name):
            yield f"{words}: {written}"
    if rated := run["from_the_customers_seat"]:
        yield _("From the customer's seat: heard %(heard)s, respected %(respected)s of 5") % rated


def _turn_lines(turn: dict[str, Any]) -> Iterator[str]:
    yield f"{turn['number']}. {turn['customer']}".rstrip()
    if noticed := _or_closed(turn, "noticed"):
        yield "   " + _("I noticed: %(words)s") % {"words": noticed}
    if wrote := _or_closed(turn, "wrote_first"):
        yield "   " + _("I wrote: %(words)s") % {"words": wrote}


def _or_closed(texts: dict[str, Any], name: str) -> str:
    """Return a text, or that it cannot be opened."""
    return cannot_be_opened() if name in texts["cannot_be_opened"] else texts[name] or ""
