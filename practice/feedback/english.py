"""Cues of the English language. Tuned on the seeds alone, never on the replies held out."""

# ruff: noqa: E501 - a pattern reads better on one line than cut anywhere

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Label = Literal["names_feeling", "validates", "warmth", "paraphrases", "explores", "acts"]


class Cue(NamedTuple):
    """A pattern that shows a good move within one sentence, unless the veto is there too."""

    label: Label
    pattern: re.Pattern[str]
    confidence: Literal["likely", "perhaps"] = "likely"
    veto: re.Pattern[str] | None = None


def _re(pattern: str) -> re.Pattern[str]:
    """Return a pattern in which `'` stands for both apostrophes and blanks for any blanks."""
    return re.compile(pattern.replace("'", "['’]").replace(" ", r"\s+"), re.IGNORECASE)


# How a person is.
_STATE = (
    "(?:afraid|alarmed|alone|angry|annoyed|anxious|ashamed|bewildered|cheated|confused|crushed|"
    "cross|devastated|disappointed|discouraged|distressed|drained|embarrassed|exhausted|fed up|"
    "frightened|frustrated|furious|helpless|hurt|ignored|impatient|insulted|irritated|let down|"
    "lonely|lost|mad|nervous|on edge|overwhelmed|panicked|powerless|puzzled|relieved|sad|scared|"
    "shaken|shocked|sick of (?:this|it)|stressed|stuck|suspicious|tense|torn|tired|uncomfortable|"
    "under pressure|uneasy|unsettled|unsure|upset|wary|weary|worn out|worried|wound up)"
)
# What a situation is like for the person in it.
_SITUATION = (
    "(?:alarming|annoying|awful|awkward|confusing|devastating|disappointing|discouraging|"
    "distressing|draining|embarrassing|exasperating|exhausting|frightening|frustrating|galling|"
    "heartbreaking|horrible|humiliating|hurtful|infuriating|irritating|maddening|miserable|"
    "nerve(?:-| )?w?racking|painful|scary|stressful|terrifying|tiring|unsettling|upsetting|wearing|"
    "worrying|a (?:blow|fright|nightmare|relief|scare|shock|worry))"
)
_VERY = r"(?:(?:so|very|really|quite|pretty|deeply|rather|a bit|a little|truly|absolutely|just|still|understandably|more) )*"
_IT = r"(?:that|this|it|which|waiting|sitting|standing|being|having|hearing|finding|not knowing)"
_SET = (
    r"understand (?:your|how|that you)|apologi[sz]e for|sorry for (?:any|the)|"
    r"sorry (?:if|that) you (?:feel|felt|are|were)|no need to|don't (?:be|feel|get|worry)|"
    r"not (?:that|so) |calm down|why are you|stop being|instead of being|you(?:'ll| will) be"
)
_FEELING = (
    Cue(
        "names_feeling",
        _re(
            r"\byou(?:'re| are| were|'ve been| have been| must be| must feel| must have (?:been|felt)|"
            r" sound| seem| look| feel| felt| might be| may be| could be)"
            r"(?: like you(?:'re| are)| to be)? " + _VERY + _STATE + r"\b"
        ),
        veto=_re(_SET),
    ),
    Cue(
        "names_feeling",
        _re(
            rf"\b{_IT}\b(?: [\w'-]+){{0,7}}?(?:'s| is| was| sounds?| must be| must have been|"
            r" must feel| would be| has been| can be| feels?| looks?) " + _VERY + _SITUATION + r"\b"
        ),
        veto=_re(_SET + r"|\b(?:I|we) (?:find|know|agree)\b|\bfor (?:me|us)\b"),
    ),
    Cue(
        "names_feeling",
        _re(r"\b(?:how|what a) (?:" + _SITUATION[3:-1] + r"|blow|fright|worry|shock)\b"),
        veto=_re(_SET),
    ),
    Cue(
        "names_feeling",
        _re(
            r"\b(?:hear|see|feel|sense|notice)[^.?!]{0,25}\b(?:your|the|how) "
            r"(?:anger|worr(?:y|ied)|fear|frustrat(?:ion|ed)|disappoint(?:ment|ed)|upset|tired|shock)"
        ),
        confidence="perhaps",
        veto=_re(_SET),
    ),
    Cue(
        "names_feeling",
        _re(
            r"\b(?:leaves?|left|makes?|made|keeps?|kept|has) you (?:feeling )?"
            + _VERY
            + r"(?:"
            + _STATE[3:-1]
            + r"|hanging|in the dark|up at night|awake|nervous)\b"
        ),
        veto=_re(_SET),
    ),
    Cue(
        "names_feeling",
        _re(
            r"\bwears? (?:you|anyone|a person) (?:down|out)\b|\bat the end of your (?:rope|tether)\b|\byou(?:'ve| have) had enough\b"
        ),
    ),
)
_VALID = (
    Cue(
        "validates",
        _re(
            r"\bno wonder\b|\bany(?:one|body)(?: [\w'-]+){0,3}? (?:would|'d)\b|\banyone in your (?:place|shoes|position)\b|"
            r"\bwho wouldn't\b|\bmost people would\b|\beverybody would\b|\bI(?:'d| would) (?:be|feel|have been|have felt|want|ask|react|think)[^.?!]{0,40}\b(?:too|as well|the same)\b|"
            r"\bthat would (?:upset|worry|annoy|frighten|shake|scare|wear out|hurt|bother|rattle|unsettle) (?:me|any(?:one|body))"
        ),
        veto=_re(
            r"\b(?:not|wouldn't) (?:do|need)\b|anyone would (?:know|see|tell you|have (?:read|checked))|\bbut\b"
        ),
    ),
    Cue(
        "validates",
        _re(
            r"\byou(?:'re| are|'re absolutely| were) (?:absolutely |quite |completely |entirely )?right to\b|"
            r"\byou have (?:every|good|a) (?:right|reason)\b|\bevery (?:right|reason) to\b|"
            r"\b(?:makes|make) (?:complete |perfect |total |good )?sense (?:that|to be|after|when|given|you)\b|"
            r"\bof course you(?:'re| are|'d| would| want| were)\b|\bnaturally you\b"
        ),
        veto=_re(r"\bbut\b"),
    ),
    Cue(
        "validates",
        _re(
            r"\b(?:that|it|this)(?:'s| is| was) (?:a |an )?(?:only |perfectly |completely |entirely |very )?"
            r"(?:fair|natural|understandable|reasonable|human)(?: (?:question|reaction|worry|concern|point|thing))?\b|"
            r"\bnot too much to ask\b|\bI can see why\b|\b(?:that|it) isn't (?:too much|silly|unreasonable|a small thing|nothing)\b"
        ),
        veto=_re(r"\bbut\b|understandable that (?:we|I|the)"),
    ),
)
_WARM = (
    Cue(
        "warmth",
        _re(
            r"\b(?:I'm|I am|we're)?\s*(?:so |really |very )?glad (?:that )?(?:you|it|he|she|they)\b|"
            r"\bthank(?:s| you)(?: so much| very much)? for (?:telling|trusting|saying|explaining|sharing|staying|being|bearing|showing|bringing|spotting|keeping|letting|your (?:patience with|honesty|openness))\b|"
            r"\btake your time\b|\bcongratulations\b|\bhappy birthday\b|\bgood luck (?:with|for|tomorrow|tonight|on)\b|"
            r"\bfingers crossed\b|\bI(?:'m| am) with you\b|\bgive (?:him|her|them|your \w+) (?:my|our)\b|"
            r"\bI hope (?:you|the|your|she|he|they|it|tomorrow|tonight)\b"
        ),
        veto=_re(
            r"I hope (?:you|that you) (?:understand|can understand|realize|know)|I hope this helps|for (?:your patience|contacting|calling|reaching)\b(?! with)|hope you can see"
        ),
    ),
)
_BACK = (
    Cue(
        "paraphrases",
        _re(
            r"^(?:so|then|ok(?:ay)?,? so|right,? so)[, ]+(?:if I (?:\w+ )*?(?:this|you|it|right|correctly),? )?(?:you|your|the|it|what|for|after|that)\b(?! (?:I|we)\b)"
        ),
        veto=_re(
            r"\b(?:so what (?:is|would|do|can)|so that)\b|\byou (?:can|could|should|need|must|have to|will|may)\b|\bI(?:'ll| will| can)\b|\blet me\b|\bwe(?:'ll| will| can)\b"
        ),
    ),
    Cue(
        "paraphrases",
        _re(
            r"\b(?:if I(?:'ve| have)? (?:understand|understood|hear|heard|get|got) (?:you|this|that|it)|"
            r"you(?:'re| are) (?:saying|telling me)|what I(?:'m hearing| hear)(?: is)?|in other words|"
            r"have I (?:got|understood) (?:that|this|it|you)|let me (?:say|play|give) (?:that|this|it) back|"
            r"I(?:'ve| have) (?:got|understood) (?:that|it) (?:right|so far))\b"
        ),
    ),
    Cue(
        "paraphrases",
        _re(
            r"\byou(?:'ve| have|'d| had)? (?:already |now |still |just |both )?(?:asked|booked|bought|called|came|chased|chose|did everything|done everything|"
            r"explained|filled|followed|gave|given|kept|lost|moved|ordered|paid|planned|rang|sent|spent|spoken|spoke|stood|told|took|tried|waited|walked|warned|written|wrote)\b"
        ),
        confidence="perhaps",
        veto=_re(
            r"\?|\bif you\b|\bshould have\b|\bonce you\b|\bwhen you\b|\bunless\b|\bthank|\bglad\b|\bsorry you\b|\bafter you\b|\bas you\b|\bevery(?:thing|one) you\b|\b(?:the|a) \w+ you\b"
        ),
    ),
)
_IDENTITY = (
    r"\b(?:order|booking|reference|policy|contract|customer|account|card|case|phone|tracking|meter|invoice|ticket|claim) (?:number|no\.?|id|code)\b|"
    r"\b(?:post ?code|zip|e-?mail(?: address)?|date of birth|your (?:full |last |first )?name(?: please)?|address|surname|spell)\b"
)
_OFFER = r"|\bhow (?:can|may|could) I (?:help|assist)|\bwhat can I do for you|\banything else\b|\bhow are you\b|\bright\?$|\bok(?:ay)?\?$|\bcan you (?:hold|wait|confirm)|\bdid you (?:not|read|even|check|try)|\bwhy (?:did|didn't|don't) you|\bwhat (?:do|did) you expect|\bwhat's (?:the|your) (?:problem|issue)\b|\bhow (?:was|were) (?:I|we)\b|\bwhat (?:am|was) I supposed\b|\bdon't you\b|\baren't you\b|\bhaven't you\b"
_ASK = (
    Cue(
        "explores",
        _re(
            r"\b(?:what|how|which|when|where|who|whose)\b[^.?!]*\b(?:you|your|it|this|that|he|she|they|worr\w+|matters?|helps?|fits?|happen\w*|best|first)\b[^.?!]*\?"
        ),
        veto=_re(_IDENTITY + _OFFER),
    ),
    Cue(
        "explores",
        _re(
            r"\b(?:tell me (?:more|what|how|about)|walk me through|help me understand|say (?:a bit )?more about)\b"
        ),
        veto=_re(
            _IDENTITY
            + r"|\blet me tell\b|\bnobody told\b|\bcan't tell me\b|\byou (?:didn't|don't) tell me\b"
        ),
    ),
    Cue(
        "explores",
        _re(
            r"\b(?:would (?:it help|you (?:like|rather|prefer)|that (?:help|work|suit|be))|is (?:it|that|there|this)|are (?:you|there)|was (?:it|that|there)|do you|does (?:it|that)|have (?:I|you)|did (?:I|you|it)|am I|could (?:it|you tell me)|shall I|should I)\b[^.?!]*\?"
        ),
        confidence="perhaps",
        veto=_re(
            _IDENTITY
            + _OFFER
            + r"|\bdo you (?:understand|realize|know (?:that|how|what))\b|\bare you (?:sure|kidding|serious|calling)\b|\bis there anything\b|\bhave you (?:read|tried)\b|\bis that (?:all|it|clear)\b|\bdid you want\b"
        ),
    ),
)
_DO = (
    "(?:add|arrange|ask|block|book|bring|call|cancel|carry|change|chase|check|clear|close|collect|copy|correct|credit|"
    "deliver|drop|e-?mail|extend|fetch|file|fill|find|fix|flag|freeze|get|give|go|hand|hold|keep|lock|look|mail|make|mark|meet|message|move|"
    "open|order|pay|phone|pick|print|pull|put|read|rebook|refund|release|remove|reopen|replace|report|resend|reserve|reset|restart|reverse|ring|run|"
    "save|send|set|show|sit|sort|speak|start|stay|stop|switch|take|talk|text|trace|track|transfer|turn|update|waive|walk|write)"
)
_VAGUE = (
    r"\b(?:let me (?:explain|tell|be|know|see if|just say|finish)|note it|make a note|look forward|give you a (?:number|tip)|"
    r"put you (?:through|on hold)|transfer you|pass (?:it|this|that) on|as soon as (?:possible|we can)|get back to you|do (?:my|our) best|"
    r"see what I can do|try|ask you to|have to ask|need to ask|when I(?:'ve)? got a (?:minute|moment)|at some point|in due course|speak (?:to|with) (?:someone|somebody) else)\b|"
    r"\b(?:can't|cannot|won't|not able)\b"
)
_ACT = (
    Cue(
        "acts",
        _re(
            r"\b(?:I'll|I will|I'm going to|I am going to|we'll|we will|let me|I can|we can) (?:now |also |just |then |personally |go and |still |even |happily |first |at once |gladly )*"
            + _DO
            + r"\b[^.?!]*"
        ),
        veto=_re(_VAGUE),
    ),
    Cue(
        "acts",
        _re(
            r"\b(?:I've|I have|I(?:'ve)? just|we've|we have) (?:now |also |just |already )*(?:added|arranged|asked|blocked|booked|cancel\w+|changed|checked|cleared|corrected|credited|e-?mailed|filed|"
            r"fixed|flagged|found|frozen|held|locked|made|marked|messaged|moved|opened|ordered|paid|printed|pulled|put|rebooked|refunded|removed|reopened|replaced|reserved|reset|reversed|rung|sent|set|"
            r"started|stopped|switched|taken|updated|waived|written)\b[^.?!]*"
        ),
        veto=_re(
            r"\b(?:can't|cannot|won't)\b|already (?:told|explained|asked|checked)|sent you (?:that|this|it) already|made (?:myself|a mistake)"
        ),
    ),
    Cue(
        "acts",
        _re(
            r"\bI(?:'m| am) (?:now |just )?(?:booking|calling|cancel\w+|changing|checking|looking|opening|pulling|putting|ringing|sending|sorting|blocking|refunding|freezing|writing|moving)\b[^.?!]*"
        ),
        veto=_re(_VAGUE + r"|\blooking forward\b|\bI'm calling (?:about|because|from|on behalf)"),
    ),
    Cue(
        "acts",
        _re(
            r"\b(?:that(?:'s| is| was)|this(?: one)? is) (?:our|my) (?:mistake|fault|error|doing|job)\b|\bI(?:'ll| will) own this\b|\bI own this\b"
        ),
        veto=_re(r"\bnot\b|n't\b"),
    ),
)
CUES: tuple[Cue, ...] = (*_FEELING, *_VALID, *_WARM, *_BACK, *_ASK, *_ACT)
ABOUT_YOU = _re(r"\byou(?:r|'re|'ve|'d)?\b")
OWN_WORK = _re(
    r"\b(?:I'll|I will|I can|let me|we'll|we will|I've|I have|you (?:can|could|should|need to|must|have to|will|may)|"
    r"you'll|please|if you|unless|sorry|thank)\b"
)
