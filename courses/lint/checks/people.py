"""C501: nobody is what their group is said to be. By keyword, so it sees the plain cases only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.lint.desk import Desk
from courses.lint.rules import Spot, error

_GROUPS = (
    "Africans|Americans|Arabs|Asians|Australians|Austrians|Brazilians|British|Canadians|Chinese"
    "|Christians|Dutch|Egyptians|English|Europeans|Finns|French|Germans|Greeks|Hindus|Indians"
    "|Indonesians|Iranians|Irish|Israelis|Italians|Japanese|Jews|Kenyans|Koreans|Latinos|Latinas"
    "|Mexicans|Muslims|Nigerians|Northerners|Norwegians|Pakistanis|Poles|Russians|Scandinavians"
    "|Scots|Southerners|Spaniards|Swedes|Swiss|Syrians|Turks|Ukrainians|Westerners|Easterners"
    "|(?:old|older|elderly|young|younger|deaf|blind|autistic|disabled|poor|rich|working-class"
    "|foreign|religious)\\s(?:people|customers|callers|men|women|adults)"
    "|women|men|mothers|fathers|boomers|millennials|teenagers|pensioners|seniors|retirees"
    "|foreigners|immigrants|migrants|refugees|collectivists|individualists|introverts|extroverts"
)
_MANNER = (
    "(?:all\\s+|often\\s+|usually\\s+|typically\\s+|generally\\s+|just\\s+|simply\\s+)?"
    "(?:tend\\sto|are\\s(?:all|always|more|less|so|too|very|often|usually|known\\sfor|like\\sthat"
    "|naturally|emotional|cold|loud|polite|rude|direct|indirect|shy|impatient|lazy|stubborn|proud"
    "|sensitive)|always|never|usually|typically|(?:do\\snot|don’t|don't|like\\sto|love\\sto"
    "|hate\\sto|prefer)\\b)"
)
# “all older customers”, but not “all our customers” and not “all waiting customers”.
_NO_GROUP = (
    "(?:the|our|your|their|my|these|those|of|other|new|waiting|affected|remaining|three|four|five)"
)
PATTERNS = (
    re.compile(
        r"\b(?:people|customers|callers|men|women|folks|those)\s+from\s+(?:[\w’-]+\s+){1,6}?"
        r"(?:are|tend\s+to|never|always|usually|often|prefer|like\s+to|do\s+not|don[’']t|value)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\ball\s+(?!{_NO_GROUP}\s)[\w’-]+\s+(?:customers|callers|people)\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?:{_GROUPS})\s+{_MANNER}", re.IGNORECASE),
    re.compile(
        r"\b(?:in|from)\s+(?:his|her|their|your)\s+culture,?\s+(?:they|people|everyone|one)\b",
        re.IGNORECASE,
    ),
)


def stereotype(text: str) -> str:
    """Return the words that speak of a group as one person, or an empty text."""
    for pattern in PATTERNS:
        found = pattern.search(text)
        if found:
            return found[0]
    return ""


def speaks_of_a_group(desk: Desk) -> Iterator[Spot]:
    """No text says what all people of a group are like."""
    if not desk.is_english:
        return
    for text in desk.texts():
        found = stereotype(text.words)
        if found:
            yield Spot(
                file=text.file,
                line=text.line,
                reason=f"“{found}” speaks of a group as if it were one person.",
                mend="Speak of this customer, or of a range in which people differ.",
            )


RULES = (error("C501", "Stereotype", speaks_of_a_group),)
