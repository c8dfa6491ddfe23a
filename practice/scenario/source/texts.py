"""The texts of a scenario by id, and a scenario with other texts in their places.

An id is the way to the text: `title`, `open.text`, `open.a.feedback`, `end_lost.text`. Nobody but
the engine reads names, numbers and tags, so these have no id and are the same in every language.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace

from practice.scenario import shapes

Say = Callable[[str, str], str]


def mark(text: str) -> str:
    """Return what stands for exactly these words; where lines break does not matter."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]


def texts_of(scenario: shapes.Scenario) -> dict[str, str]:
    """Return every text by its id, in the order of the file."""
    found: dict[str, str] = {}

    def note(name: str, text: str) -> str:
        if text:
            found[name] = text
        return text

    _said(scenario, note)
    return found


def in_words(scenario: shapes.Scenario, given: Mapping[str, str]) -> shapes.Scenario:
    """Return the scenario with the given texts in place; the others stay as they are."""
    return _said(scenario, lambda name, text: given.get(name) or text)


def _said(scenario: shapes.Scenario, say: Say) -> shapes.Scenario:
    guards, debrief = scenario.safeguards, scenario.debrief
    return replace(
        scenario,
        title=say("title", scenario.title),
        summary=say("summary", scenario.summary),
        safeguards=replace(
            guards, content_note=say("safeguards.content_note", guards.content_note)
        ),
        persona=_persona(scenario.persona, say),
        nodes={name: _node(node, say) for name, node in scenario.nodes.items()},
        endings={
            name: replace(ending, text=say(f"{name}.text", ending.text))
            for name, ending in scenario.endings.items()
        },
        debrief=replace(
            debrief,
            feel=say("debrief.feel", debrief.feel),
            fact=say("debrief.fact", debrief.fact),
            transfer=say("debrief.transfer", debrief.transfer),
        ),
        perspectives=tuple(
            replace(seat, intro=say(f"perspectives.{seat.who}.intro", seat.intro))
            for seat in scenario.perspectives
        ),
    )


def _persona(persona: shapes.Persona, say: Say) -> shapes.Persona:
    return replace(
        persona,
        name=say("persona.name", persona.name),
        backstory=say("persona.backstory", persona.backstory),
        wants=say("persona.wants", persona.wants),
        hides=say("persona.hides", persona.hides),
    )


def _node(node: shapes.Node, say: Say) -> shapes.Node:
    return replace(
        node,
        customer=_customer(node.name, node.customer, say) if node.customer else None,
        notice=_notice(f"{node.name}.notice", node.notice, say) if node.notice else None,
        choices=tuple(
            replace(
                choice,
                text=say(f"{node.name}.{choice.id}.text", choice.text),
                feedback=say(f"{node.name}.{choice.id}.feedback", choice.feedback),
            )
            for choice in node.choices
        ),
    )


def _customer(name: str, customer: shapes.Customer, say: Say) -> shapes.Customer:
    return replace(
        customer,
        text=say(f"{name}.text", customer.text),
        voice=_listed(f"{name}.voice", customer.voice, say),
        words=_listed(f"{name}.words", customer.words, say),
        transcript=say(f"{name}.transcript", customer.transcript),
        media=tuple(
            replace(media, words=say(f"{name}.{media.kind}.words", media.words))
            for media in customer.media
        ),
    )


def _notice(name: str, notice: shapes.Notice, say: Say) -> shapes.Notice:
    options = _listed(f"{name}.options", notice.options, say)
    if notice.best in notice.options:
        best = options[notice.options.index(notice.best)]
    else:
        best = say(f"{name}.best", notice.best)
    return replace(
        notice,
        ask=say(f"{name}.ask", notice.ask),
        options=options,
        best=best,
        why=say(f"{name}.why", notice.why),
    )


def _listed(name: str, texts: tuple[str, ...], say: Say) -> tuple[str, ...]:
    return tuple(say(f"{name}.{place}", text) for place, text in enumerate(texts, start=1))
