"""Words that give back what was heard, and questions about the situation."""

# ruff: noqa: E501 - a pattern reads better on one line than cut anywhere

from __future__ import annotations

from practice.feedback.cues.cue import Cue, pattern

_NOT_BACK = r"\b(?:so what (?:is|would|do|can)|so that|so (?:I|we)\b|so (?:please|let|long|far|much|many|sorry))\b|\byou (?:can|could|should|need to|must|have to|will|may|might want|'ll)\b|\bI(?:'ll| will| can|'d like)\b|\blet me\b|\bwe(?:'ll| will| can)\b|\b(?:number|name|password|code|address|postcode|e-?mail)\b.{0,12}\?|\bplease\b"
BACK: tuple[Cue, ...] = (
    Cue(
        "paraphrases",
        pattern(
            r"^(?:so|then|ok(?:ay)?[,.]? so|right[,.]? so|ah[,.]? so)[, ]+(?:if I [^,]{3,25}, )?(?:you|your|the|it's|he|she|they|what you|after|that's|on top|first|there|nobody|no one|a|an|for|both|all|every)\b"
        ),
        veto=pattern(_NOT_BACK),
    ),
    Cue(
        "paraphrases",
        pattern(
            r"\b(?:if I(?:'ve| have)? (?:understand|understood|heard|got|get) (?:you|this|that|it)\b|what I(?:'m hearing| hear) (?:is|from you)|in other words[, ]+you|have I (?:got|understood) (?:that|this|it|you)|let me (?:say|play|give) (?:that|this|it) back|did I get (?:that|this|it) right|I(?:'ve| have) (?:got|understood) (?:that|it) (?:right|so far)|you(?:'re| are) (?:telling me|not asking for|asking (?:for|me|whether)|not after))\b"
        ),
    ),
    Cue(
        "paraphrases",
        pattern(
            r"\byou(?:'ve| have|'d| had)? (?:already |now |still |just |both |even )?(?:asked (?:twice|three|for|us)|booked|bought|called (?:twice|three|four)|chased|did everything|done everything|explained|filled|followed|kept|moved|ordered|paid|planned|rang|spent|stood|suggested|tried|waited|walked|want(?:ed)? (?:out|to|a|the|it|your)|need(?:ed)? (?:a|the|it|this|to)|came (?:all|back|for|in|here)|took (?:a|the|two|half)|were (?:promised|told|sent|passed|moved|meant|lying|waiting|supposed|in the))\b"
        ),
        "perhaps",
        pattern(
            r"\?|\bif you\b|\bshould have\b|\bonce you\b|\bwhen you\b|\bunless\b|\bthank|\bglad\b|\bsorry you\b|\bafter you\b|\bas you\b|\bevery(?:thing|one) you\b|\b(?:the|a) \w+ you\b|\bI hope\b|\bbecause you\b|\bwhat you\b|\byou need to\b|\bI(?:'ll| will|'m)\b|\bnot\b|n't\b|\bas though you\b|\bsay(?:s|ing)?\b"
        ),
    ),
)
_IDENTITY = (
    r"\b(?:order|booking|reference|policy|contract|customer|account|card|case|phone|tracking|meter|invoice|ticket|claim|serial) (?:number|no\.?|id|code)\b|"
    r"\b(?:post ?code|zip|e-?mail(?: address)?|date of birth|your (?:full |last |first )?name(?:,? please)?\?|surname|spell (?:that|it|your))\b|\bnumber,? please|\b(?:which|what) (?:number|branch|model)\b|\blast (?:four|three|two)\b|\bnumber on (?:it|the)\b|\bcapital \w\?"
)
_OFFER = r"|\bhow (?:can|may|could|might) I (?:\w+ )?(?:help|assist|provide|serve|be of)|\bwhat can I do for you|\banything else\b|\bhow are you\b|\bright\?$|\bok(?:ay)?\?$|\bcan you (?:hold|wait|confirm|please)|\bdid you (?:not|read|even|check|try|bother)|\bwhy (?:did|didn't|don't|haven't|are|would|should) (?:you|I|we)|\bwhat (?:do|did) you expect|\bwhat's (?:the|your) (?:problem|issue)\?|\bhow (?:was|were) (?:I|we)\b|\bwhat (?:am|was|else am) I supposed\b|\bdon't you\b|\baren't you\b|\bhaven't you\b|\bwhat do you want\b|\bwho (?:do|would) you think|\bhow should I\b|\bwhat can you do\b|\bwho cares\b|\bhow many times (?:do|did|have) I|\byou know\?|\bso what\b|\bwhat's that got\b|\bmake your day\b"
ASK: tuple[Cue, ...] = (
    Cue(
        "explores",
        pattern(
            r"\b(?:what|how|which|when|where|who|whose|since when|what's|how's|where's|who's|when's)\b[^.?!]*\?"
        ),
        veto=pattern(_IDENTITY + _OFFER),
    ),
    Cue(
        "explores",
        pattern(
            r"\b(?:tell me (?:more|what|how|about|where|which)|walk me through|help me understand|say (?:a bit )?more about|show me where)\b"
        ),
        veto=pattern(
            _IDENTITY
            + r"|\blet me tell\b|\bnobody told\b|\bcan't tell me\b|\byou (?:didn't|don't) tell me\b"
        ),
    ),
    Cue(
        "explores",
        pattern(
            r"\b(?:would (?:it (?:help|be)|you (?:like|rather|prefer|want)|that (?:help|work|suit|be)|a \w+|\w+ (?:be|suit|help|work|fit) )|is (?:it|that|there|this|she|he|the|anyone|anybody|somebody|someone|everyone)|are (?:you|there|they|the)|was (?:it|that|there|the)|do you|does (?:it|that|she|he|the|your)|has (?:anything|something|someone|anybody|it)|have (?:I|you got|they)|did (?:something|someone|anything|anyone|he|she|they|it)|am I|could (?:it|you tell me|that)|shall (?:I|we)|should I|or is (?:it|there))\b[^.?!]*\?"
        ),
        "perhaps",
        pattern(
            _IDENTITY
            + _OFFER
            + r"|\bdo you (?:understand|realize|realise|know (?:that|how|what|who)|really|think (?:I|we)|want me to|even)\b|\bare you (?:sure|kidding|serious|calling|a|always|finished|done|joking)\b|\bis there anything\b|\bis that (?:all|it|clear|so)\?|\bis it (?:so|really|too)\b|\bam I (?:clear|your|the)\b|\bis this (?:a joke|about)\b|\bhave you (?:read|tried)\b"
        ),
    ),
)
