"""Twee in: passages, links, tags; every problem with its line; nothing by halves."""

from __future__ import annotations

import time

import pytest

from practice.scenario.exchange.incoming import imported
from tests.practice.scenario.exchange.stories import TWEE


def twee(text: str = TWEE, name: str = "parcel.twee"):
    return imported(name, text.encode())


def changed(old: str, new: str) -> str:
    assert old in TWEE
    return TWEE.replace(old, new, 1)


def test_passages_become_nodes_and_endings():
    found = twee()
    assert found.problems == ()
    scene = found.report.scenario
    assert (found.key, scene.id, scene.title) == ("the-late-parcel",) * 2 + ("The late parcel",)
    assert (scene.start, list(scene.nodes)) == ("first_words", ["first_words", "her_reason"])
    assert {name: one.outcome for name, one in scene.endings.items()} == {
        "gone": "lost", "all_well": "restored",
    }  # fmt: skip
    first = scene.nodes["first_words"]
    assert first.customer.text == "It was promised for Tuesday."
    assert first.customer.emotion.label == "angry"
    assert [(one.id, one.text, one.goto) for one in first.choices] == [
        ("a", "I'm sorry. What was it for?", "her_reason"),
        ("b", "It is the courier's fault.", "gone"),
        ("c", "Good-bye.", "gone"),
    ]


def test_links_of_every_form_and_words_around_them():
    reason = twee().report.scenario.nodes["her_reason"]
    assert [(one.text, one.goto) for one in reason.choices] == [
        ("Her reason", "her_reason"), ("Good", "all_well"),
    ]  # fmt: skip
    assert reason.customer.text == (
        "My daughter's birthday. And now?\nSay (gently) what you think:  or so."
    )


def test_what_did_not_map_is_listed_with_its_line():
    lost = [str(note) for note in twee().lost]
    lines = TWEE.splitlines()
    macro = next(at for at, line in enumerate(lines, 1) if line.startswith("<<set"))
    looks = next(at for at, line in enumerate(lines, 1) if line.startswith(":: Looks"))
    assert f"line {macro}, “Her reason”: Left out: a macro of the story format." in lost
    assert any(note.startswith(f"line {looks}, “Looks”: Code") for note in lost)
    assert any("The tag “sad”." in note for note in lost)
    assert any("middle of a line" in note for note in lost)
    assert any("Became the node “first_words”" in str(note) for note in twee().mapped)


def test_the_checks_name_everything_that_is_left_to_write():
    told = {finding.code for finding in twee().report.findings}
    assert told >= {"E014", "E104", "E105", "W102", "W103", "W206"}
    assert "E000" not in told  # the draft itself can be read
    assert not twee().report.is_publishable


def test_a_link_to_nothing_is_a_finding_of_the_draft():
    found = twee(changed("->Her reason]]", "->Her reasons]]"))
    assert any(one.code == "E002" and "her_reasons" in one.reason for one in found.report.findings)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "There is no passage here."),
        ("Once upon a time\n" + TWEE, 1, "belong to none"),
        (changed(":: Gone [outcome-lost]", ":: [outcome-lost]"), 19, "no header"),
        (changed(":: Gone [outcome-lost]", ":: All well"), 22, "another passage “All well”"),
        (changed('"start": "First words"', '"start": "Frist words"'), 4, "“Frist words”"),
        (changed('{"ifid"', '{ifid'), 5, "no JSON object"),
        (changed('{"position":"100,100"}', '{"position"}'), 7, "no JSON object"),
        (":: Start\nThe end.\n", 1, "has no links"),
        (":: Start\n" + "[[a->b]]\n" * 7, 1, "7 links; 6 is the limit"),
        (f":: Start\n{'x' * 1300}\n[[a->b]]\n", 1, "1,300 letters; 1,200 is the limit"),
        (f":: Start\n[[{'x' * 700}->b]]\n", 2, "700 letters; 600 is the limit"),
        (":: Start\nOh\x07\n[[a->b]]\n", 2, "control character"),
        (":: Start\n[[a->p0]]\n" + "".join(f":: p{n}\n[[a->b]]\n" for n in range(120)), 201,
         "121 moments"),
    ],
)  # fmt: skip
def test_a_bad_file_imports_nothing_and_says_where(text, line, reason):
    found = twee(text)
    assert found.draft == ""
    assert found.report is None
    assert any(one.line == line and reason in one.reason for one in found.problems), found.problems


def test_every_problem_is_told_at_once():
    text = ":: Start\n" + "[[a->b]]\n" * 7 + f"[[{'x' * 700}->b]]\n:: b\n{'y' * 1300}\n"
    assert len(twee(text).problems) == 3


def test_what_is_no_text_or_too_large_is_refused():
    assert "not UTF-8" in imported("x.twee", b":: Start\n\xff\xfe").problems[0].reason
    assert "larger than 1 MB" in imported("x.twee", b":: Start\n" * 200_000).problems[0].reason
    assert "says nothing of a format" in imported("x.exe", b":: Start").problems[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "<<" * 400_000, "[[" * 400_000, "(set:" * 190_000, "{" * 900_000, "<a" * 450_000,
        "\\" * 900_000, "[[a->" * 180_000 + "]]", "\n" * 900_000,
    ],
    ids=["macros", "links", "harlowe", "braces", "tags", "escapes", "one link", "lines"],
)  # fmt: skip
@pytest.mark.parametrize("head", [":: Start\n", ":: "])
def test_hostile_texts_end_soon(head, text):
    begun = time.process_time()
    imported("x.twee", (head + text + "\n[[a->Start]]\n").encode())
    assert time.process_time() - begun < 5


def test_names_that_come_out_the_same_are_told_apart():
    text = ":: Start\n[[a->Étage 1]]\n[[b->etage-1]]\n:: Étage 1\nOne.\n:: etage-1\nTwo.\n"
    scene = twee(text).report.scenario
    assert list(scene.endings) == ["etage_1", "etage_1_2"]
    assert [one.goto for one in scene.nodes["start"].choices] == ["etage_1", "etage_1_2"]


def test_a_name_of_another_script_or_of_a_number_still_has_one_of_ours():
    text = (
        ":: Start\n[[a->1]]\n[[b->終わり]]\n[[c->title]]\n:: 1\nOne.\n:: 終わり\nT.\n:: title\nT.\n"
    )
    assert list(twee(text).report.scenario.endings) == ["n_1", "part", "title_2"]


def test_a_story_without_an_ending_gets_one_to_lead_to():
    found = twee(":: Start\n[[again->Start]]\n")
    assert list(found.report.scenario.endings) == ["end_todo"]
    assert "E004" in {one.code for one in found.report.findings}
