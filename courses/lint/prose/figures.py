"""Which numbers come from research. Prices, times, dates and places in a story do not.

A sentence prints a research figure when it holds one of these, outside of quoted speech:

1. a statistic: N = 115, g = 0.51, ρ .37, d = −0.52, p < .05
2. a percentage: 55 %, 20 percent; not a discount, a fee, a battery
3. a number in digits with what is counted in studies: 18 randomized trials, 25 experiments
4. any number, also one third or twice, in a sentence that speaks of studies
5. in the parts that explain, a number in digits with people or talk: 289 stressful calls
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“[^“”]*”")
# What a number may be in a story: money, time, a date, a place, a title.
_STORY = re.compile(
    r"[€$£¥]\s?\d[\d.,]*|(?<![\d.,])\d[\d.,]*\s?(?:[€$£¥]|euros?\b|dollars?\b|pounds?\b|cents?\b|francs?\b)"
    r"|\b\d{1,2}:\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{1,2}\s?o’clock|\b(?:19|20)\d\d\b"
    r"|\b(?:row|gate|seat|platform|room|flight|page|line|lesson|step|belt|desk|window|chapter)\s\d+"
    r"|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}\b"
    r"|(?<![\d.,])\d[\d.,]*\s?(?:%|percent)\s(?:discount|off|interest|fee|tip|battery|charge[ds]?|left)\b",
    re.IGNORECASE,
)
_NUMBER = r"(?<![\w.,])\d[\d.,]*"
_STATISTIC = re.compile(
    r"\b(?:N|n|g|d|r|k|p|t|F|OR|RR|HR|SD)\s?[=<>≤≥]\s?[−-]?[\d.]*\d|[ρβαηχ]²?\s?[=<>]?\s?[−-]?[\d.]*\d"
)
_PERCENT = re.compile(rf"{_NUMBER}\s?(?:%|per ?cent\b)")
_COUNTED = re.compile(
    rf"{_NUMBER}\s(?:[\w-]+\s){{0,3}}(?:trials?|RCTs?|studies|experiments?|samples?|participants?"
    r"|respondents?|consultations?|interviews?|surveys?|meta-analyses|volunteers?|subjects?)\b"
)
_PEOPLE = re.compile(
    rf"{_NUMBER}\s(?:[\w-]+\s){{0,3}}(?:calls?|talks?|conversations?|people|customers?|callers?"
    r"|patients?|students?|workers?|employees?|staff|agents?|operators?|nurses?|counselors?"
    r"|teams?|units?|messages?|moments?|videos?|films?|interactions?|contacts?|couples?)\b"
)
_STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|researchers?|trials?|experiments?|surveys?|samples?|meta-analys[ei]s)\b",
    re.IGNORECASE,
)
_ANY_NUMBER = re.compile(
    rf"{_NUMBER}|\b(?:a|one|two|three)[ -](?:third|quarter|fifth|half|tenth)s?\b|\bhalf of\b"
    r"|\btwice (?:as|the)\b|\btimes (?:as|more|a day)\b|\bper ?cent\b",
    re.IGNORECASE,
)
EXPLAINS = frozenset({"principle", "contradiction", "takeaway"})


def figure_in(sentence: str, *, part: str = "") -> str:
    """Return the research figure that a sentence prints, or an empty text."""
    told = _STORY.sub(" ", _QUOTED.sub(" ", sentence))
    told = re.sub(r"\[F[0-9]+\.[0-9]+\]", " ", told)
    rules = [_STATISTIC, _PERCENT, _COUNTED]
    if part in EXPLAINS:
        rules.append(_PEOPLE)
    if _STUDY.search(told):
        rules.append(_ANY_NUMBER)
    for rule in rules:
        found = rule.search(told)
        if found:
            return found[0].strip()
    return ""
