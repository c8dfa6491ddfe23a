"""Mark the phrase: somewhere in what was said stands the turn that matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.errors import InvalidInput
from courses.package.prose.phrases import RunningText, read_running_text
from quizzes.question_types.base import (
    Fault,
    Frozen,
    Json,
    ReviewLine,
    by_id,
    known_list,
    new_id,
    only,
    repeated,
    rows_rule,
    text_rule,
    texts,
)
from quizzes.scoring import points

KEY = "mark"
LABEL = gettext_lazy("Mark the phrase")
IS_SCORED = True
SCHEMA: Json = {
    "passage": text_rule(3000),
    "mark": {"type": "integer", "minimum": 1, "maximum": 5},
    "phrases": rows_rule(
        {"correct": {"enum": ["yes", "no"], "format": "yes-no"}, "feedback": text_rule(600)},
        low=2,
        high=12,
    ),
}
REQUIRED = ("passage", "mark", "phrases")
TEMPLATE = "quizzes/types/_mark.html"
REVIEW_TEMPLATE = "quizzes/reviews/_mark.html"


def faults(question: Json) -> Iterator[Fault]:
    """Yield what is wrong with a question that fits the schema."""
    passage, rows = read_running_text(question["passage"]), question["phrases"]
    for odd in passage.oddities:
        yield Fault(("passage",), odd.reason, odd.mend)
    yield from repeated(rows, "key", "phrases")
    yield from _unmatched(passage, rows)
    correct = sum(row["correct"] for row in rows)
    if correct != question["mark"]:
        yield Fault(
            ("mark",),
            f"{correct} of the phrases are correct, but this question asks for {question['mark']}.",
            f"Write “mark: {correct}”, or mend “correct” below “phrases”.",
        )
    if correct == len(rows):
        yield Fault(("phrases",), "No phrase is left to be wrong.", "Add phrases that are wrong.")


def _unmatched(passage: RunningText, rows: list[Json]) -> Iterator[Fault]:
    listed = {row["key"] for row in rows}
    times = Counter(phrase.key for phrase in passage.phrases)
    for key, count in times.items():
        if key not in listed:
            yield Fault(
                ("passage",), f"The phrase “{key[:60]}” is not listed below “phrases”.",
                "List it with correct and feedback, or take the brackets away.",
            )  # fmt: skip
        if count > 1:
            yield Fault(
                ("passage",), f"The phrase “{key[:60]}” stands {count} times in the passage.",
                "Give each phrase a key of its own.",
            )  # fmt: skip
    for place, row in enumerate(rows):
        if row["key"] not in times:
            yield Fault(
                ("phrases", place, "key"), f"The passage has no phrase “{row['key']}”.",
                f"Write [the phrase](#{row['key']}) in the passage, or remove this entry.",
            )  # fmt: skip


def freeze(question: Json) -> Frozen:
    """Return the question as it is stored; the passage names its phrases by their ids."""
    passage = read_running_text(question["passage"])
    ids = {row["key"]: new_id() for row in question["phrases"]}
    paragraphs = [
        [{"phrase": ids[piece.key]} if piece.key else {"text": piece.text, "style": piece.style}
         for piece in paragraph]
        for paragraph in passage.paragraphs
    ]  # fmt: skip
    phrases = [{"id": ids[piece.key], "text": piece.text} for piece in passage.phrases]
    return Frozen(
        body={
            "mark": question["mark"],
            "passage": {"paragraphs": paragraphs},
            "phrases": by_id(phrases),
        },
        answer_key={
            "correct": [ids[row["key"]] for row in question["phrases"] if row["correct"]],
            "others": [ids[row["key"]] for row in question["phrases"] if not row["correct"]],
            "keys": {ids[row["key"]]: row["key"] for row in question["phrases"]},
        },
        feedback={"phrases": {ids[row["key"]]: row["feedback"] for row in question["phrases"]}},
    )


def arrange(body: Json, answer_key: Json, chance: Random) -> Json:
    """Return nothing to arrange: what was said has its order."""
    return {}


def present(body: Json, arrangement: Json) -> Json:
    """Return how many to mark and the passage, each phrase with its id."""
    return {
        "mark": body["mark"],
        "passage": {"paragraphs": [[_shown(piece) for piece in paragraph]
                                   for paragraph in body["passage"]["paragraphs"]]},
        "phrases": [{"id": row["id"], "text": row["text"]} for row in body["phrases"]],
    }  # fmt: skip


def _shown(piece: Json) -> Json:
    if "phrase" in piece:
        return {"phrase": piece["phrase"]}
    return {"text": piece["text"], "style": piece["style"]}


def parse(body: Json, raw: Json) -> Json | None:
    """Return {"phrases": [ids]}; fewer than asked for may be saved, more may not."""
    found = known_list(only(raw, "phrases"), texts(body["phrases"]))
    if len(found) > body["mark"]:
        raise InvalidInput(
            _("%(hint)s You marked %(count)s. Clear the mark of another one first.")
            % {"hint": hint(body), "count": len(found)},
            field="answer",
        )
    return {"phrases": sorted(found)} if found else None


def marked(shown: Json, answer: Json | None) -> list[Json]:
    """Return the paragraphs, each a list of pieces, with the learner's marks on the phrases."""
    names, chosen = texts(shown["phrases"]), answer["phrases"] if answer else []
    return [
        {"pieces": [_marked(piece, names, chosen) for piece in paragraph]}
        for paragraph in shown["passage"]["paragraphs"]
    ]


def _marked(piece: Json, names: dict[str, str], chosen: list[str]) -> Json:
    if "phrase" not in piece:
        return piece
    key = piece["phrase"]
    return {"id": key, "text": names[key], "is_chosen": key in chosen}


def from_form(sent: QueryDict) -> Json:
    """Return what a form sent."""
    return {"phrases": sent.getlist("phrases")}


def is_complete(body: Json, answer: Json | None) -> bool:
    """Return whether as many were marked as asked for."""
    return answer is not None and len(answer["phrases"]) == body["mark"]


def score(answer_key: Json, answer: Json | None) -> Fraction:
    """Return the share of right phrases marked, less the share of others marked."""
    given = answer["phrases"] if answer else []
    return points.marking(answer_key["correct"], answer_key["others"], given)


def hint(body: Json) -> str:
    """Return the line that says what to do."""
    return ngettext(
        "Mark one phrase in the text.", "Mark %(count)s phrases in the text.", body["mark"]
    ) % {"count": body["mark"]}


def review(
    question: Frozen, shown: Json, answer: Json | None, *, with_key: bool
) -> list[ReviewLine]:
    """Return the running text with its phrases; verdicts as for choices."""
    names, own = texts(shown["phrases"]), set(answer["phrases"]) if answer else set()
    lines = []
    for place, paragraph in enumerate(shown["passage"]["paragraphs"]):
        if place:
            lines.append(ReviewLine(text="", role="paragraph"))
        for piece in paragraph:
            if "phrase" not in piece:
                lines.append(ReviewLine(text=piece["text"], role=piece["style"] or "words"))
                continue
            key = piece["phrase"]
            lines.append(_reviewed(question, key, names[key], is_own=key in own, with_key=with_key))
    return lines


def _reviewed(question: Frozen, key: str, text: str, *, is_own: bool, with_key: bool) -> ReviewLine:
    is_right = key in question.answer_key["correct"]
    is_told = is_own or (with_key and is_right)
    return ReviewLine(
        text=text,
        is_own=is_own,
        mark=("right" if is_right else "wrong") if is_told else "",
        feedback=question.feedback["phrases"][key] if is_own or with_key else "",
    )
