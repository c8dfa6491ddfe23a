"""Decks and boosters of a package: what a file may say, and what is told when it says it wrong."""

from __future__ import annotations

import copy
import json

import pytest
import yaml

from courses.package.drafts import Objective, PackageContext, SourceFile
from courses.package.problems import Problems
from practice.package.booster import read_booster
from practice.package.refreshers import read_refreshers, refreshers_schema
from tests.practice.year.decks import CARDS, CUE, PICK, REWRITE

HEAD = {
    "key": "m9-refreshers", "kind": "refreshers", "title": "Refreshers", "minutes": "3",
    "objectives": ["M9.1"], "move_on": "not_applicable", "required": "no",
}  # fmt: skip
DECK = {**HEAD, "intro": "A few minutes.", "cards": CARDS[:2]}
BOOSTER = {**HEAD, "key": "m9-booster-7", "kind": "booster", "day": "7", "about": "One scene."}


def written(value):
    """Return a file as somebody writes it, without aliases for what is the same object here."""
    return yaml.safe_dump(json.loads(json.dumps(value)), sort_keys=False)


def read(reader, value):
    problems = Problems()
    known = {id_: Objective(id=id_, text="Do it.", level="Ap") for id_ in ("M1.1", "M9.1")}
    context = PackageContext(objectives=known)
    source = SourceFile(path="x.yaml", text=written(value), context=context)
    return reader(source, problems), list(problems)


def changed(way, value):
    """Return the deck with another value at the end of a way."""
    deck = copy.deepcopy(DECK)
    inner = deck
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = value
    return deck


def test_a_deck_is_read_as_it_is_written():
    draft, problems = read(read_refreshers, DECK)
    assert problems == []
    assert draft.payload.cards == CARDS[:2]
    assert draft.move_on == "not_applicable"


def test_near_is_optional():
    deck = changed(("cards", 0, "variants", 1), {k: v for k, v in CUE.items() if k != "near"})
    assert read(read_refreshers, deck)[1] == []


V = ("cards", 0, "variants")


@pytest.mark.parametrize(
    ("deck", "reason"),
    [
        (changed(("cards", 1, "id"), "card-1"), "id of an earlier card"),
        (changed(("cards", 0, "module"), "m7"), "No module “m7”"),
        (changed(("cards", 0, "skill"), "charm"), ""),
        (changed(V, [PICK, CUE]), ""),
        (changed((*V, 1, "id"), "a"), "id of an earlier variant"),
        (changed((*V, 0, "options"), PICK["options"][:2]), ""),
        (changed((*V, 0, "options", 1, "quality"), "best"), "2 options are best"),
        (changed((*V, 0, "options", 0, "quality"), "ok"), "0 options are best"),
        (changed((*V, 0, "options", 0, "quality"), "super"), ""),
        (changed((*V, 1, "best"), "Nothing."), "“Nothing.” is not one of the parts"),
        (changed((*V, 1, "near"), ["Else."]), "“Else.” is not one of the parts"),
        (changed((*V, 1, "parts"), ["Fine.", "Fine.", "Again."]), "Two parts are the same"),
        (changed((*V, 2, "models"), []), ""),
        (changed((*V, 2, "score"), "7"), "“score” is not a field"),
        (changed((*V, 2, "type"), "essay"), ""),
        (changed(("required",), "yes"), ""),
    ],
)
def test_what_is_wrong_is_told(deck, reason):
    _, problems = read(read_refreshers, deck)
    assert any(reason in problem.reason for problem in problems), problems
    assert all(problem.line > 1 for problem in problems)


def test_a_translation_takes_texts_and_leaves_ids():
    from courses.translations.texts import split_fields

    source = SourceFile(path="x.yaml", text=written(DECK))
    ids = {text.id for text in split_fields(refreshers_schema)(source).texts}
    assert "m9-refreshers.cards.card-1.variants.a.options.1.feedback" in ids
    assert "m9-refreshers.cards.card-1.variants.c.models.1" in ids
    assert not any(id_.endswith((".skill", ".module", ".quality", ".type", ".id")) for id_ in ids)


def test_a_booster_is_read_and_has_one_of_three_days():
    draft, problems = read(read_booster, BOOSTER)
    assert problems == []
    assert (draft.payload.day, draft.payload.about) == (7, "One scene.")
    assert read(read_booster, {**BOOSTER, "day": "8"})[1]
    assert REWRITE["id"] == "c"
