"""Words that say a feeling makes sense, and personal, warm turns."""

# ruff: noqa: E501 - a pattern reads better on one line than cut anywhere

from __future__ import annotations

from practice.feedback.cues.cue import Cue, pattern

VALID: tuple[Cue, ...] = (
    Cue(
        "validates",
        pattern(
            r"\bno wonder\b|\b(?:any(?:one|body)|most people|plenty of people|lots of people|everybody|any parent|any (?:father|mother|person))(?:'d| would|'s| has| have| gets?| feels?| stumbles?| sit)\b|\banyone in your (?:place|shoes|position)\b|\bwho wouldn't\b|\b(?:nobody|no one) (?:would|could|copes|stays|likes|enjoys|should have to)\b|\bnor would I\b|\bso would (?:I|anyone|anybody)\b|\bwould(?:n't)? (?:upset|worry|annoy|frighten|shake|scare|wear|hurt|bother|rattle|unsettle|get to|drive|do that to|test|try|make)\b[^.?!]{0,20}\b(?:me|any(?:one|body)|a saint|most people)\b"
        ),
        veto=pattern(
            r"\bwho (?:would|do)\b|anyone would (?:know|see|tell you|have (?:read|checked))|any(?:one|body) who\b|, but\b|(?:nobody|no one) (?:else|here|told)|\?$|has anyone|everybody (?:has|gets) (?:that|the)"
        ),
    ),
    Cue(
        "validates",
        pattern(
            r"\bI(?:'d| would)(?: have| be| probably| also| certainly| too)* (?:been |felt |be |feel |say |said |want |wanted |ask |asked |react |reacted |think |thought |mind |minded |shout |shouted |lose |lost |wonder |expect |hate |worry |worried |struggle |panic )[^.?!]{0,45}?\b(?:too|as well|the same|like that|myself|in your (?:place|shoes))\b|\bI (?:wouldn't|would not) (?:be|have|feel|like|want)[^.?!]{0,30}\b(?:either|too)\b"
        ),
        veto=pattern(r"\bbut\b|\bif I were you\b"),
    ),
    Cue(
        "validates",
        pattern(
            r"\byou(?:'re| are|'re absolutely| were)(?: \w+)? right to\b|\b(?:you've|you have)(?: \w+)? (?:every |a |good |all the )?(?:right|reason) to\b|\bevery (?:right|reason)\b|\b(?:makes|make)(?: complete| perfect| total| good| a lot of)? sense (?:that|to be|to me|after|when|given|you)\b|\bof course (?:you|that|it|this)(?:'re|'s| are|'d| would| want| were| is| hurts?| stings?| felt?| feels?| worried| upset)\b|\bnaturally you\b|\brightly(?: so)?[.,!]|\byou (?:had|have) (?:no|little) reason to (?:trust|believe)|\byour (?:anger|annoyance|worry|frustration|irritation)(?:'s| is) (?:deserved|justified|fair|understandable|legitimate|earned)|\bnothing (?:unreasonable|silly|strange|odd|wrong|embarrassing) about\b|\bI (?:can't|don't|couldn't) blame you\b|\bI don't blame\b|\bit(?:'d| would) be (?:odd|strange|a wonder) if\b"
        ),
        veto=pattern(r", but\b|\bof course you (?:can|may|could|need|have)\b"),
    ),
    Cue(
        "validates",
        pattern(
            r"\b(?:that|it|this)(?:'s| is| was)(?: \w+)? (?:fair|natural|understandable|reasonable|human)(?: enough)?(?: (?:question|reaction|worry|concern|point|thing|wish|ask|to (?:be|feel|want|ask|worry|expect|doubt)))?(?:[.,!;:]| to\b| after\b| when\b| given\b|$)|\b(?:a )?fair (?:point|question|enough)\b|\bnot too much to ask\b|\bI (?:can |do )?see why (?:that|this|it|you)\b|\b(?:that|it|this)(?:'s| is| was)(?:n't| not| no)? (?:too much|silly|unreasonable|a small thing|nothing|small thing|a silly question|a bother|your imagination|stupid)\b|\bnone of (?:this|that|it) is your (?:fault|doing)\b|\b(?:wasn't|isn't|was not|is not|neither is|not) your (?:fault|doing)\b|\byou deserved?\b|\bdeserves (?:a|an) (?:question|answer|better|explanation)"
        ),
        veto=pattern(r", but\b|understandable that (?:we|I|the)|(?:it|that) isn't nothing to do"),
    ),
)
WARM: tuple[Cue, ...] = (
    Cue(
        "warmth",
        pattern(
            r"\b(?:so |really |very |doubly |truly |honestly |just )?(?:glad|pleased|delighted|honou?red|happy|relieved) (?:to hear (?:you|it|that|she|he)|(?:that )?(?:you(?!'re (?:satisfied|happy))|it (?:worked|reached|went|got|was|turned)|he|she|they|somebody|someone|the \w+ (?:is|was|got)))|\bI(?:'m| am) (?:so |really |very |doubly |truly )?glad\b"
        ),
        veto=pattern(
            r"happy (?:that )?you(?:'re| are) (?:a|our)|glad you like our|glad you(?:'re| are) (?:satisfied|with us)|happy to (?:help|assist)|\bbut\b"
        ),
    ),
    Cue(
        "warmth",
        pattern(
            r"\bthank(?:s| you)(?: so much| very much| again)? for (?:telling|trusting|saying|explaining|staying|being|bearing|showing|bringing|spotting|keeping|letting|putting me right|asking|coming|ringing (?:back|again)|pointing|warning|speaking|not giving|catching|noticing|correcting|the (?:straight|honest|heads)|your (?:honesty|openness|trust|frankness))\b|\bthat's (?:big|kind|generous|good|lovely|sweet|thoughtful) of you\b|\b(?:kind|good|lovely|sweet|generous|thoughtful) of you\b"
        ),
        veto=pattern(
            r"for (?:being|letting us know|bringing this to our)(?: a)? (?:loyal|valued|customer|our attention)|being (?:a|our)\b|, but\b|bringing this to our"
        ),
    ),
    Cue(
        "warmth",
        pattern(
            r"\btake (?:your time|all the time|good care|care of yourself|the time you need)\b|\b(?:no rush|no hurry|there's no hurry)\b|\bI'm in no (?:hurry|rush)\b|\bI(?:'ve| have)(?: got)? (?:all the )?time(?: for (?:you|this))?\b[.,!;]|\bcongratulations\b|\bhappy (?:birthday|anniversary)\b|\bgood luck (?:with|for|tomorrow|tonight|on|to)\b|\bfingers crossed\b|\bI(?:'ll| will) be thinking of\b|\bgive (?:him|her|them|your \w+) (?:my|our|a)\b|\bsay hello to\b|\b(?:say|tell) (?:him|her|them) (?:hello|hi|from me|I)\b|\bI(?:'m| am) (?:truly |so |very |really |deeply )*sorry (?:for your loss|about your (?:mother|father|husband|wife|son|daughter|mum|dad|brother|sister|dog|cat|friend)|he's (?:gone|not)|she's (?:gone|not)|to hear about your)"
        ),
        veto=pattern(r"congratulations on (?:reading|your choice|choosing)"),
    ),
    Cue(
        "warmth",
        pattern(
            r"\b(?:I|we)(?: do| really| still| very much)? hope (?:you(?! (?:understand|can understand|realize|realise|know|see|find|have a (?:nice|great|good) day|enjoy(?:ed)? (?:our|the) (?:service|stay)))|the|your|she|he|they|it (?:goes|all|gets|works|heals)|things|tomorrow|tonight|for|we get|everyone)\b|\bI wish (?:you|him|her|them|your)\b|\b(?:enjoy|have a (?:lovely|wonderful|safe|good|peaceful|quiet|great) (?:time|trip|evening|weekend|journey|flight|party|holiday|wedding))\b|\bget (?:well|home safe)|\bsafe (?:travels|journey|flight)\b|\bsleep well\b"
        ),
        veto=pattern(
            r"hope this helps|hope that helps|hope (?:you can|that you) (?:see|understand)|have a (?:nice|great|good) day|enjoy your (?:purchase|product)"
        ),
    ),
    Cue(
        "warmth",
        pattern(
            r"\byou(?:'re| are) (?:no bother|not a bother|no trouble|not bothering|doing (?:fine|well|great|really well)|very welcome to|always welcome|in good hands|not alone|safe (?:here|with))\b|\bI(?:'d| would) (?:much )?rather (?:hear|know|you|learn)\b|\bI(?:'m| am) (?:right |still )?(?:here|with you|staying on the line|at your side)\b(?! to (?:help|assist))|\bI respect that\b|\bwhat a (?:good|lovely|kind|fine|sweet|nice)\b|\blovely (?:that|to|of|name|news)\b|\b(?:it's|it is|that's|that is) a (?:pleasure|joy|lovely)\b|\bmade my (?:day|morning|week)\b|\bgood that you (?:rang|called|asked|told|said|came|wrote|got|spoke|noticed)\b|\bwell done\b|\bI missed\b|\bI(?:'m| am) rooting for\b"
        ),
        "perhaps",
        pattern(r"pleasure to (?:serve|assist|help)|\bbut\b|\?"),
    ),
)
