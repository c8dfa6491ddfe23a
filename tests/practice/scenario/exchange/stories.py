"""Small stories of other tools."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

TWEE = """\
:: StoryTitle
The late parcel

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "format": "SugarCube", "start": "First words"}

:: First words [node emotion-angry] {"position":"100,100"}
It was promised for Tuesday.

[[I'm sorry. What was it for?->Her reason]]
[[It is the courier's fault.->Gone]]
* [[Gone<-Good-bye.]]

:: Her reason [sad]
<<set $trust to 3>>My daughter's birthday. And now?
[[Her reason]]
Say (gently) what you think: [[Good|All well]] or so.

:: Gone [outcome-lost]
She hangs up.

:: All well [ending outcome-restored]
She laughs.

:: Looks [stylesheet]
body { color: red }
"""


def question(text: str, *alternatives: dict[str, Any]) -> dict[str, Any]:
    asked = {"question": f"<p>{text}</p>", "alternatives": list(alternatives)}
    return {
        "type": {
            "library": "H5P.BranchingQuestion 1.0", "params": {"branchingQuestion": asked},
        },
    }  # fmt: skip


def alternative(text: str, to: int, *, title: str = "", subtitle: str = "") -> dict[str, Any]:
    feedback = {"title": f"<p>{title}</p>" if title else "", "subtitle": subtitle}
    return {"text": text, "nextContentId": to, "feedback": feedback}


CONTENT: dict[str, Any] = {
    "branchingScenario": {
        "title": "<p>The late parcel</p>",
        "startScreen": {"startScreenTitle": "Hello"},
        "endScreens": [{"endScreenTitle": "<b>She thanks you.</b>", "endScreenSubtitle": ""}],
        "content": [
            {"type": {"library": "H5P.AdvancedText 1.1", "params": {"text": "<p>A call.</p>"}},
             "nextContentId": 1},
            question(
                "It was promised for <b>Tuesday</b>.",
                alternative("What was it for?", 2, title="You ask.", subtitle="She tells."),
                alternative("It is the courier's fault.", -1, title="She hangs up."),
            ),
            {"type": {"library": "H5P.Video 1.6", "params": {"sources": ["x.mp4"]}},
             "nextContentId": -1},
        ],
    }
}  # fmt: skip


def content(**changes: Any) -> bytes:
    return json.dumps({"branchingScenario": {**CONTENT["branchingScenario"], **changes}}).encode()


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
