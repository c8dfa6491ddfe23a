"""Feedback quotes and asks. It never says that something is missing, wrong or impolite."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from courses import lesson_kinds
from courses.package.read import read_package
from practice.feedback import gate
from practice.feedback.remarks import Remark, remarks
from practice.listening import TYPES
from practice.models import Try
from practice.selectors.listening.feedback import statement_of
from reports.models import ReportRun
from tests.practice.listening.conftest import rated, url
from tests.practice.listening.made import read
from tests.test_architecture import ROOT

REPLIES = (
    "Ok.", "No.", "Calm down, that is not my fault.", "You want a refund, I understand.",
    "So it did not come on Tuesday and the party is tomorrow. You sound worried.",
    "There is nothing I can do.", "!!!", "x" * 2000, "Ich höre, wie müde Sie sind.",
)  # fmt: skip
ACCUSES = re.compile(
    r"\b(missing|missed|wrong|incorrect|mistake|failed?|forgot|lacks?|rude|impolite|bad|poor|"
    r"should have|must|score|points?|percent)\b|\d",
    re.IGNORECASE,
)
KINDS = {"found": {"found"}, "ask": {"", "found", "not_sure", "your_call"},
         "point": {"found", "not_sure", "your_call"}}  # fmt: skip


def authored() -> list[dict]:
    """Return every writing exercise of every package, and those of the tests."""
    found = list(read()[0].payload.exercises)
    for folder in sorted(Path(ROOT, "courses", "packages").iterdir()):
        package = read_package(folder, kinds=lesson_kinds.readers())
        for lesson in package.lessons():
            if lesson.kind == "listening":
                found += lesson.payload.exercises
    return [row for row in found if TYPES[row["type"]].writes]


def breaks_the_law(remark: Remark, exercise: dict) -> bool:
    """Return whether a remark asserts what it may not, beside the author's own words."""
    words = str(remark.text)
    own = [text for row in exercise.get("points", ()) for text in row["say"]]
    own += [row["ask"] for row in exercise.get("misreadings", ())]
    own += exercise.get("feelings", [])
    for quoted in sorted([*own, remark.quote], key=len, reverse=True):
        words = words.replace(quoted, "") if quoted else words
    is_known = remark.kind in KINDS and remark.state in KINDS.get(remark.kind, ())
    return not is_known or bool(ACCUSES.search(words))


def test_no_remark_on_any_authored_exercise_accuses_or_counts():
    found = [
        (exercise["id"], remark)
        for exercise in authored()
        for reply in REPLIES
        for remark in remarks(statement_of(exercise, "en"), reply, enabled=gate.enabled("en"))
        if breaks_the_law(remark, exercise)
    ]
    assert found == []


def test_every_quote_stands_in_the_reply():
    for exercise in authored():
        for reply in REPLIES:
            for remark in remarks(statement_of(exercise, "en"), reply, enabled=gate.enabled("en")):
                assert remark.quote in reply
                if remark.kind != "point":
                    assert reply[remark.start : remark.end] == remark.quote
                assert remark.why
                assert remark.confidence in {"likely", "perhaps"}


@pytest.mark.parametrize(
    "text", ["The feeling is missing.", "That was rude.", "2 of 3.", "You should have asked."]
)
def test_the_law_sees_a_remark_that_breaks_it(text):
    remark = Remark(code="x", kind="found", state="found", text=text, why="because")
    assert breaks_the_law(remark, {})


def test_a_kind_of_its_own_breaks_it():
    remark = Remark(code="x", kind="missing", text="Say more.", why="because")
    assert breaks_the_law(remark, {})


def test_the_page_of_a_reply_says_none_of_it(client, enrollment):
    for key in ("given-back", "felt", "inner", "block"):
        own_try = rated(client, enrollment, key, rating=1)
        text = client.get(url(enrollment, key, own_try)).content.decode()
        said = re.sub(r"<[^>]+>", " ", text.split('id="lsn-remarks"')[1].split("</section>")[0])
        said = said.replace("This is wrong", "")  # the learner's word, not the program's
        assert not re.search(r"\b(missing|wrong|incorrect|score|percent)\b", said), said


def test_nothing_of_a_try_is_known_above_its_app():
    """No report, certificate or team page can count what it cannot reach."""
    own = {Try, *(field.related_model for field in Try._meta.related_objects)}
    above = {field.related_model for field in ReportRun._meta.get_fields()}
    assert not own & above
    folders = ("reports", "certificates", "curricula", "studio")
    sources = [path for name in folders for path in Path(ROOT, name).rglob("*.py")]
    of_tries = re.compile(
        r"practice\.models\.listening|practice\.(?:selectors|services)\.listening"
        r"|practice\.models import [^\n]*\b(?:Try|PeerAsk|PeerRating|Objection|MeaningHint)\b"
    )
    assert not [path for path in sources if of_tries.search(path.read_text())]
    known = [path for path in sources if "practice.models" in path.read_text()]
    # Studio counts how scenes are played, over people in tens (ADR 25).
    assert {path.relative_to(ROOT).parts[0] for path in known} <= {"studio"}
