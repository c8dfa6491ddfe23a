"""How the demo's people answer: right or plausibly wrong, by question type."""

from __future__ import annotations

from typing import Any

from quizzes.models import Question


def right_answer(question: Question) -> dict[str, Any]:
    """Return the answer that earns the full score."""
    key = question.answer_key
    match question.type:
        case Question.Type.SINGLE:
            return {"choice": key["correct"][0]}
        case Question.Type.CHOOSE:
            return {"choices": list(key["correct"])}
        case Question.Type.MATCHING:
            return {"pairs": dict(key["pairs"])}
        case Question.Type.MARK:
            return {"phrases": list(key["correct"])}
        case Question.Type.RATE:
            return {"ratings": dict(key["expert"])}
        case Question.Type.SHORT:
            return {"text": "That is a long time to wait. I look into it now."}
        case Question.Type.FEELING:
            return {"choice": key["correct"][0], "sure": "fairly"}
        case _:
            return {"order": list(key["order"])}


def wrong_answer(question: Question) -> dict[str, Any]:
    """Return an answer that somebody might give and that is not right."""
    body, key = question.body, question.answer_key
    match question.type:
        case Question.Type.SINGLE | Question.Type.FEELING:
            others = [row["id"] for row in body["choices"] if row["id"] not in key["correct"]]
            sure = {"sure": "sure"} if question.type == Question.Type.FEELING else {}
            return {"choice": others[0], **sure}
        case Question.Type.CHOOSE:
            others = [row["id"] for row in body["choices"] if row["id"] not in key["correct"]]
            return {"choices": [others[0], *key["correct"]][: body["choose"]]}
        case Question.Type.MATCHING:
            prompts, answers = zip(*key["pairs"].items(), strict=True)
            return {"pairs": dict(zip(prompts, [*answers[1:], answers[0]], strict=True))}
        case Question.Type.MARK:
            return {"phrases": key["others"][: body["mark"]]}
        case Question.Type.RATE:
            return {
                "ratings": {reply: 1 if step > 2 else 5 for reply, step in key["expert"].items()}
            }
        case Question.Type.SHORT:
            return {"text": "Please hold."}
        case _:
            return {"order": list(reversed(key["order"]))}
