"""The release gate: what was measured decides, and what is written down is what was measured."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from practice.feedback import gate
from practice.feedback.cues.highlights import LABELS
from practice.feedback.evidence import corpus
from practice.feedback.evidence.corpus import BadCorpus, Labeled, replies
from practice.feedback.evidence.measure import HITS_NEEDED, Measured, kappas, measure


def row(seen, right, carrying=100):
    return Measured(
        label="acts", carrying=carrying, seen=seen, right=right, likely_seen=0, likely_right=0
    )


def labeled(number, reply, *labels, second=None):
    first = frozenset(labels)
    return Labeled(
        id=str(number), module="m1", customer="It is late.", reply=reply, labels=first,
        first=first, second=None if second is None else frozenset(second),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("seen", "right", "passes"), [(20, 17, True), (20, 16, False), (19, 19, False), (0, 0, False)]
)
def test_it_takes_precision_and_enough_sightings(seen, right, passes):
    assert row(seen, right).passes is passes


def test_shares_of_nothing_are_nothing():
    assert (row(0, 0).precision, row(0, 0).interval, row(3, 0, 0).recall) == (None, None, None)


def test_the_interval_is_wilson_s():
    """Checked against the worked example 8 of 10 (Wilson 1927): 0.490 to 0.943."""
    low, high = row(10, 8).interval
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


def test_agreement_beyond_chance():
    """20 both, 5 only one, 10 only the other, 15 neither: kappa 0.4 (Cohen 1960)."""
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    found = [
        labeled(n, "x", *["acts"] * one, second=["acts"] * other)
        for n, (one, other) in enumerate(pairs)
    ]
    assert kappas(found)["acts"] == pytest.approx(0.4)
    assert kappas([labeled(1, "x")])["acts"] is None


def test_counts_are_of_replies():
    found = [
        labeled(1, "I’ll ring the depot now. I’ll call you at four.", "acts"),
        labeled(2, "I’ll ring the depot now."),
        labeled(3, "Money back by Friday, from me.", "acts"),
    ]
    acts = next(one for one in measure(found) if one.label == "acts")
    assert (acts.carrying, acts.seen, acts.right) == (2, 2, 1)


def test_what_is_written_down_is_what_is_measured():
    """Neither cues nor replies change without `manage.py evaluate_feedback --write`."""
    assert gate.measured()["en"] == json.loads(json.dumps(gate.table_of("en")))


def test_the_corpus_is_as_large_as_promised_and_balanced():
    seeds, held_out = replies("seeds"), replies("held_out")
    assert len(seeds) >= 300
    assert len(held_out) >= 100
    for found in (seeds, held_out):
        modules = [one.module for one in found]
        assert {modules.count(f"m{n}") for n in range(1, 9)} == {len(found) // 8}
        assert all(one.second is not None for one in found)
    assert {one.reply for one in seeds}.isdisjoint(one.reply for one in held_out)


def test_only_what_passed_speaks():
    table = gate.measured()["en"]["highlights"]
    for label in LABELS:
        found = table[label]
        good = found["seen"] >= HITS_NEEDED and found["right"] >= 0.85 * found["seen"]
        assert (label in gate.enabled("en")) is (good and found["kappa"] >= 0.6)
    assert gate.enabled("de") == frozenset()


def test_control_worse_data_switch_a_highlight_off(tmp_path, monkeypatch):
    """The same cues on replies that they misread: precision falls, and the gate closes."""
    lines = [
        {"id": f"x{n}", "module": "m1", "customer": "It is late.", "labels": {}, "second": [],
         "reply": f"I’ll ring depot {n} now."}
        for n in range(30)
    ]  # fmt: skip
    for name in corpus.SETS.values():
        text = "\n".join(json.dumps(line) for line in lines)
        (tmp_path / name.format("en")).write_text(text)
    monkeypatch.setattr(corpus, "FOLDER", tmp_path)
    assert gate.table_of("en")["highlights"]["acts"]["enabled"] is False


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 2: no JSON"),
        ('{"id": "a"}', "line 2: 'labels' is missing"),
        ('{"id": "a", "module": "m1", "customer": "c", "reply": "r", "labels": {"nice": ["r"]}}',
         "no label “nice”"),
        ('{"id": "a", "module": "m1", "customer": "c", "reply": "r", "labels": {"acts": ["s"]}}',
         "“s” is not in the reply"),
        ('{"id": "one", "module": "m1", "customer": "c", "reply": "r", "labels": {}}',
         "“one” is there twice"),
    ],
)  # fmt: skip
def test_a_line_that_does_not_fit_is_named(tmp_path, monkeypatch, line, words):
    good = '{"id": "one", "module": "m1", "customer": "c", "reply": "r", "labels": {}}'
    (tmp_path / "seeds.en.jsonl").write_text(f"{good}\n{line}\n")
    monkeypatch.setattr(corpus, "FOLDER", tmp_path)
    with pytest.raises(BadCorpus, match=words):
        replies("seeds")


def test_the_command_prints_what_the_gate_reads():
    out = StringIO()
    call_command("evaluate_feedback", stdout=out)
    said = out.getvalue()
    for label in LABELS:
        assert label in said
    assert f"{len(replies('held_out'))} replies" in said
    rows = {line.split()[0]: line.split() for line in said.splitlines() if line}
    for label, found in gate.measured()["en"]["highlights"].items():
        assert rows[label][-1] == ("on" if found["enabled"] else "off")
        likely = "{}/{}".format(*found["likely"]) if found["likely"][1] else "–"
        assert rows[label][-3] == likely


def test_readers_who_disagree_close_the_gate_in_the_print_as_well(monkeypatch):
    monkeypatch.setattr(gate, "kappas", lambda _replies: dict.fromkeys(LABELS, 0.5))
    out = StringIO()
    call_command("evaluate_feedback", "--held-out", stdout=out)
    lines = [line.split() for line in out.getvalue().splitlines() if line.startswith(LABELS)]
    assert {line[-1] for line in lines} == {"off"}


def test_replies_held_out_are_not_shown():
    with pytest.raises(CommandError, match="not to be read"):
        call_command("evaluate_feedback", "--show", "acts")


def test_the_method_page_prints_the_figures(dana, sign_in):
    text = sign_in(dana).get("/practice/method/").content.decode()
    found = gate.measured()["en"]["highlights"]["acts"]
    assert f"{found['precision']:.2f}" in text
    assert "Asks about the situation" in text
