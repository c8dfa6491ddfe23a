"""Questions of the new types as an author would write them."""

from __future__ import annotations

COMMON = {"objective": "M1.1", "level": "Ap"}


def _choice(key: str, text: str, correct: bool, feedback: str) -> dict:
    return {"key": key, "text": text, "correct": correct, "feedback": feedback}


MARK = {
    "key": "harbor", "type": "mark", **COMMON, "mark": 2,
    "passage": (
        "**Leyla:** I booked the harbor room in May. [It was for my mother’s eightieth]"
        "(#mother), and now you tell me it is gone.\n\n"
        "**Agent:** [I can offer you a courtyard room](#offer) at the same price.\n\n"
        "**Leyla:** [She talked about those boats all summer](#boats). The courtyard has no "
        "boats, has it? And [the confirmation number is right here](#number)."
    ),
    "phrases": [
        _choice("mother", "", True, "Here she says for whom the view was meant."),
        _choice("offer", "", False, "This is the agent’s offer; it came before anybody listened."),
        _choice("boats", "", True, "The boats are what her mother looked forward to."),
        _choice("number", "", False, "The number helps you find the booking, not the loss."),
    ],
    "feedback_right": "Leyla hears that you know what the room was for.",
    "feedback_wrong": "Leyla is offered a bed while she speaks about a birthday.",
}  # fmt: skip
for _phrase in MARK["phrases"]:
    del _phrase["text"]

RATE = {
    "key": "sofa-replies", "type": "rate", **COMMON,
    "replies": [
        {"key": "sorry", "text": "“I am sorry for any inconvenience this may have caused.”",
         "expert": 2, "feedback": "It fits every call, so it belongs to none. He waits for more."},
        {"key": "facts", "text": "“Two delivery dates, two days off work, and no sofa. I look at "
         "the driver’s notes now.”",
         "expert": 5, "feedback": "The facts come back, and something happens at once."},
        {"key": "policy", "text": "“Our drivers are allowed four hours either way, as you agreed.”",
         "expert": 1, "feedback": "He hears that the lost wages are his own fault."},
    ],
}  # fmt: skip

SHORT = {
    "key": "own-words",
    "type": "short",
    **COMMON,
    "limit": 200,
    "look_for": ["Does it name one fact that he told?", "Does it say what you do now?"],
    "models": ["Two days’ wages for a sofa that never came. I call the depot while you are here."],
}


def feeling(key: str, line: str, valence: int, arousal: int) -> dict:
    return {
        "key": key, "type": "feeling", **COMMON, "line": line,
        "face": {"valence": valence, "arousal": arousal},
        "choices": [
            _choice(f"{key}-anger", "Anger", arousal > 0, "Loud, fast, and looking for a culprit."),
            _choice(f"{key}-weariness", "Weariness", arousal <= 0, "Slow, with long gaps."),
            _choice(f"{key}-relief", "Relief", False, "A breath out, and then plans."),
        ],
    }  # fmt: skip


FEELINGS = [
    feeling("third-call", "“This is the third time I explain it. It is fine. Just … do what you "
            "do.” (slowly, with a sigh)", -60, -70),
    feeling("shouting", "“Do you people ever read what you write?!” (loud, fast)", -85, 80),
]  # fmt: skip
SCENES = [MARK, RATE, SHORT, *FEELINGS]
