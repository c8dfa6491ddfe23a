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
    """Return a pattern in which `'` stands for both apostrophes and a blank for any blanks."""
    return re.compile(pattern.replace("'", "['’]").replace(" ", r"\s+"), re.IGNORECASE)


def _any(*groups: str) -> str:
    """Return an alternative of words that stand apart by blanks; `_` joins those of one phrase."""
    words = sorted({word for group in groups for word in group.split()}, key=len, reverse=True)
    return "(?:" + "|".join(word.replace("_", " ") for word in words) + ")"


# How a person is.
_STATE = _any(
    "afraid alarmed alone angry annoyed anxious ashamed baffled bewildered bitter bullied cheated",
    "confused cornered crushed cross cut_off degraded desperate devastated disappointed",
    "discouraged disheartened dismissed distressed drained embarrassed empty exasperated exhausted",
    "exposed fed_up fobbed_off frantic frightened frustrated fuming furious gutted half-hearted",
    "heartbroken helpless hopeless humiliated hurt ignored impatient insulted invisible irritated",
    "isolated jittery judged lonely looked_down_on lost mad miffed miserable mortified nervous",
    "numb offended on_edge on_your_own out_of_breath outraged overlooked overwhelmed panicked",
    "panicky powerless pushed_out put_off puzzled rattled rejected relieved resentful resigned",
    "robbed rushed sad scared shaken shaky shattered shocked shut_out sick_of_(?:this|it|waiting)",
    "singled_out small stood_up stranded stressed stuck stung stunned suspicious tense terrified",
    "thrown torn trapped tricked uncomfortable under_pressure uneasy unheard unhappy unsafe",
    "unsettled unsure unwanted unwelcome upset used wary weary wiped_out worn_(?:out|down|thin)",
    "worn_to_the_bone worried wound_up let_down at_(?:a_loss|boiling_point|your_wits'_end)",
    "beside_yourself in_a_(?:rush|panic|spin) at_the_end_of_your_(?:rope|tether) homesick proud",
    "excited delighted touched hesitant reluctant disrespected belittled betrayed unappreciated",
)
# What a situation is like for the person in it.
_SITUATION = _any(
    "agonizing agonising alarming annoying awful awkward baffling bewildering confusing crushing",
    "degrading demoralizing demoralising depressing devastating disappointing discouraging",
    "disheartening distressing draining dreadful embarrassing exasperating exhausting frightening",
    "frustrating galling gutting harrowing heartbreaking horrible horrid humiliating hurtful",
    "infuriating insulting intimidating irritating isolating lonely maddening mortifying",
    "nerve-wracking nerve-racking nerve_wracking overwhelming painful scary shocking sickening",
    "stressful terrifying tiresome tiring unnerving unsettling upsetting wearing worrying",
    "unfair unbearable unpleasant uncomfortable tense bitter demeaning hard_to_(?:bear|take|hear)",
)
_NOUN = _any(
    "anger anguish anxiety bitterness blow despair disappointment distress dread embarrassment",
    "exhaustion fear fright frustration fury grief heartache helplessness humiliation letdown",
    "let-down loneliness nightmare panic relief resentment sadness scare shame shock sorrow",
    "stress worry heartbreak ordeal",
)
_VERY = r"(?:(?:so|very|really|quite|pretty|deeply|rather|a bit|a little|a touch|truly|absolutely|just|still|utterly|completely|totally|more|too|understandably|how|rightly|properly|genuinely|incredibly|thoroughly|downright|every bit as|that) )*"
_SET = (
    r"understand (?:your|how|that you)|apologi[sz]e for|sorry for (?:any|the)|sorry (?:if|that) you (?:feel|felt|are|were)|"
    r"no (?:need|reason) to|don't (?:be|feel|get|worry|panic|take)|\bnot (?:that|so|really|exactly|as|too) |calm down|why are you|stop being|"
    r"instead of being|\byou(?:'ll| will| won't)\b[^.?!]{0,12} be|\bI(?:'m| am) (?:not )?(?:afraid|stuck|tired|sad|sorry you feel)|\bif you(?:'re| are| feel| were)\b|\bnobody is\b|\bisn't\b|\baren't\b|\bwasn't\b|nothing to be|\bthe (?:system|customer|others|policy) (?:is|are)|how can you be|everyone(?:'s| is)|we(?:'re| are) all|\bwhen you(?:'re| are)\b|until you(?:'re| are)|overreact"
)
_THAT = r"(?:that|this|it|which|there|waiting|sitting|standing|being|having|hearing|finding|not knowing|a \w+ like (?:that|this)|the (?:wait|waiting|silence|uncertainty|whole thing))"
_FEEL_VERB = r"(?:'re| are| were|'ve been| have been| must be| must feel| must have (?:been|felt)| sound| sounded| seem| look| feel| felt| might be| may be| could be| were left| ended up| came away| got)"
_FEELING = (
    Cue(
        "names_feeling",
        _re(
            r"\byou(?: (?:also|both|just|still|clearly|obviously|probably|rightly))?"
            + _FEEL_VERB
            + r"(?: (?:like|as though|as if) you(?:'re| are))?(?: to be| left| feeling| sitting there| standing there)? "
            + _VERY
            + r"(?:\w+ (?:and|or|,) )?"
            + _STATE
            + r"\b"
        ),
        veto=_re(_SET),
    ),
    Cue(
        "names_feeling",
        _re(
            r"\byou(?:'re|'ve| are| have)? (?:been )?(?:losing (?:heart|patience|sleep|hope)|given up|had enough|lying awake|at (?:boiling point|a low point|your limit)|nothing left in the tank|run out of patience|carrying (?:that|this|a) (?:fear|worry|weight|load)|(?:been )?dreading|fuming|on tenterhooks|worried sick|bracing yourself|sick with worry)\b"
        ),
        veto=_re(_SET),
    ),
    Cue(
        "names_feeling",
        _re(
            r"\b"
            + _THAT
            + r"\b(?: [\w'’-]+){0,6}?(?:'s|’s| is| was| sounds?| sounded| must be| must have been| must feel| must have felt| would be| has been| feels?| felt| looks?) (?:also |still |always )?"
            + _VERY
            + r"(?:(?:an?|such an?|no small|one) (?:[\w-]+ ){0,2})?(?:"
            + _SITUATION
            + "|"
            + _NOUN
            + r")\b"
        ),
        veto=_re(
            _SET
            + r"|\b(?:I|we) (?:find|know|agree)\b|\bfor (?:me|us)\b|\b(?:is|was|'s) (?:the|a) (?:stress|shock) test"
        ),
    ),
    Cue(
        "names_feeling",
        _re(
            r"^(?:oh[,.!]? |yes[,.]? |ouch[,.!]? |phew[,.!]? |and |well, |right, )*(?:how |what an? (?:\w+ )?|such an? |quite an? |a real |a bit |so |really |truly |deeply )?(?:"
            + _SITUATION
            + "|"
            + _NOUN
            + r")(?: (?:for|to|when|after|indeed|and|with|is|in|not|at|this|that)\b|[,.!]|$)"
        ),
        veto=_re(_SET),
    ),
    Cue(
        "names_feeling",
        _re(
            r"\b(?:that|this|it|which|a \w+(?: on top)?|who|he|she|they|we|and) (?:also |still |really |must |would |has |have |does |do |did |had |can |clearly |just )*(?:have )?(?:stings?|stung|aches?|ached|grates?|rankles?|shook you|shaken you|(?:has |have )?rattled you|frightened you|frightens you|scared you|scares you|worried you|worries you|worrying you|upset you|upsets you|thrown you|threw you|hurt|hurts|wears you|wore you|humiliated you|knocked you|embarrassed you|annoyed you|annoys you|got (?:to you|under your skin)|gets (?:to you|under your skin)|weighs on you|bothers you|bothering you|stresses you)\b"
        ),
        veto=_re(_SET + r"|\?|won't hurt|doesn't hurt|didn't hurt|hurt (?:to|the|our|your)\b"),
    ),
    Cue(
        "names_feeling",
        _re(
            r"\b(?:I (?:can |do |also |still )?(?:hear|sense|see|notice|read|feel|get)|there(?:'s| is| was)|that's|you had|sounds like|with (?:all )?(?:this|that)|comes with|full of|between the lines)\b[^.?!]{0,22}\b"
            + _NOUN
            + r"\b"
        ),
        veto=_re(_SET + r"|no (?:cause|need)|(?:hear|see|feel) (?:no|any)|in no\b"),
    ),
    Cue(
        "names_feeling",
        _re(
            r"\bhow (?:"
            + _SITUATION
            + r"|alone|angry|tired|worried|upset|hurt|desperate|lonely|scared|frightened|stressed|much (?:it|this|that) (?:hurts?|means?|matters?|worries|weighs))\b"
        ),
        veto=_re(_SET + r"|\?"),
    ),
    Cue(
        "names_feeling",
        _re(
            r"[\"“'‘][^\"”’]{1,30}[\"”'’,] (?:sounds?|sounded|is|was) (?:like )?"
            + _VERY
            + r"(?:an? (?:\w+ )?)?(?:"
            + _STATE
            + "|"
            + _SITUATION
            + "|"
            + _NOUN
            + r")\b"
        ),
    ),
    Cue(
        "names_feeling",
        _re(
            r"\b(?:leaves?|left|makes?|made|keeps?|kept|has|had|drives?|drove|gives?) (?:you|anyone|a person) (?:feeling |sitting there |standing there |with (?:a|that|this) )?"
            + _VERY
            + "(?:"
            + _STATE
            + r"|hanging|in the dark|awake|up (?:at night|all night)|a fright|a shock|a scare|mad|up the wall)\b"
        ),
        veto=_re(_SET),
    ),
    Cue(
        "names_feeling",
        _re(
            r"\b(?:looming over you|hanging over you|on your mind|weighing on you|lying awake|keeps? you (?:up|awake)|under your skin|a (?:weight|load) (?:on|off) (?:your|you)|your heart|your patience|your nerves|at the sight)\b"
        ),
        "perhaps",
        _re(_SET + r"|\?|thank|appreciate|take a load off your"),
    ),
)
_VALID = (
    Cue(
        "validates",
        _re(
            r"\bno wonder\b|\b(?:any(?:one|body)|most people|plenty of people|lots of people|everybody|any parent|any (?:father|mother|person))(?:'d| would|'s| has| have| gets?| feels?| stumbles?| sit)\b|\banyone in your (?:place|shoes|position)\b|\bwho wouldn't\b|\b(?:nobody|no one) (?:would|could|copes|stays|likes|enjoys|should have to)\b|\bnor would I\b|\bso would (?:I|anyone|anybody)\b|\bwould(?:n't)? (?:upset|worry|annoy|frighten|shake|scare|wear|hurt|bother|rattle|unsettle|get to|drive|do that to|test|try|make)\b[^.?!]{0,20}\b(?:me|any(?:one|body)|a saint|most people)\b"
        ),
        veto=_re(
            r"\bwho (?:would|do)\b|anyone would (?:know|see|tell you|have (?:read|checked))|any(?:one|body) who\b|, but\b|(?:nobody|no one) (?:else|here|told)|\?$|has anyone|everybody (?:has|gets) (?:that|the)"
        ),
    ),
    Cue(
        "validates",
        _re(
            r"\bI(?:'d| would)(?: have| be| probably| also| certainly| too)* (?:been |felt |be |feel |say |said |want |wanted |ask |asked |react |reacted |think |thought |mind |minded |shout |shouted |lose |lost |wonder |expect |hate |worry |worried |struggle |panic )[^.?!]{0,45}?\b(?:too|as well|the same|like that|myself|in your (?:place|shoes))\b|\bI (?:wouldn't|would not) (?:be|have|feel|like|want)[^.?!]{0,30}\b(?:either|too)\b"
        ),
        veto=_re(r"\bbut\b|\bif I were you\b"),
    ),
    Cue(
        "validates",
        _re(
            r"\byou(?:'re| are|'re absolutely| were)(?: \w+)? right to\b|\b(?:you've|you have)(?: \w+)? (?:every |a |good |all the )?(?:right|reason) to\b|\bevery (?:right|reason)\b|\b(?:makes|make)(?: complete| perfect| total| good| a lot of)? sense (?:that|to be|to me|after|when|given|you)\b|\bof course (?:you|that|it|this)(?:'re|'s| are|'d| would| want| were| is| hurts?| stings?| felt?| feels?| worried| upset)\b|\bnaturally you\b|\brightly(?: so)?[.,!]|\byou (?:had|have) (?:no|little) reason to (?:trust|believe)|\byour (?:anger|annoyance|worry|frustration|irritation)(?:'s| is) (?:deserved|justified|fair|understandable|legitimate|earned)|\bnothing (?:unreasonable|silly|strange|odd|wrong|embarrassing) about\b|\bI (?:can't|don't|couldn't) blame you\b|\bI don't blame\b|\bit(?:'d| would) be (?:odd|strange|a wonder) if\b"
        ),
        veto=_re(r", but\b|\bof course you (?:can|may|could|need|have)\b"),
    ),
    Cue(
        "validates",
        _re(
            r"\b(?:that|it|this)(?:'s| is| was)(?: \w+)? (?:fair|natural|understandable|reasonable|human)(?: enough)?(?: (?:question|reaction|worry|concern|point|thing|wish|ask|to (?:be|feel|want|ask|worry|expect|doubt)))?(?:[.,!;:]| to\b| after\b| when\b| given\b|$)|\b(?:a )?fair (?:point|question|enough)\b|\bnot too much to ask\b|\bI (?:can |do )?see why (?:that|this|it|you)\b|\b(?:that|it|this)(?:'s| is| was)(?:n't| not| no)? (?:too much|silly|unreasonable|a small thing|nothing|small thing|a silly question|a bother|your imagination|stupid)\b|\bnone of (?:this|that|it) is your (?:fault|doing)\b|\b(?:wasn't|isn't|was not|is not|neither is|not) your (?:fault|doing)\b|\byou deserved?\b|\bdeserves (?:a|an) (?:question|answer|better|explanation)"
        ),
        veto=_re(r", but\b|understandable that (?:we|I|the)|(?:it|that) isn't nothing to do"),
    ),
)
_WARM = (
    Cue(
        "warmth",
        _re(
            r"\b(?:so |really |very |doubly |truly |honestly |just )?(?:glad|pleased|delighted|honou?red|happy|relieved) (?:to hear (?:you|it|that|she|he)|(?:that )?(?:you(?!'re (?:satisfied|happy))|it (?:worked|reached|went|got|was|turned)|he|she|they|somebody|someone|the \w+ (?:is|was|got)))|\bI(?:'m| am) (?:so |really |very |doubly |truly )?glad\b"
        ),
        veto=_re(
            r"happy (?:that )?you(?:'re| are) (?:a|our)|glad you like our|glad you(?:'re| are) (?:satisfied|with us)|happy to (?:help|assist)|\bbut\b"
        ),
    ),
    Cue(
        "warmth",
        _re(
            r"\bthank(?:s| you)(?: so much| very much| again)? for (?:telling|trusting|saying|explaining|staying|being|bearing|showing|bringing|spotting|keeping|letting|putting me right|asking|coming|ringing (?:back|again)|pointing|warning|speaking|not giving|catching|noticing|correcting|the (?:straight|honest|heads)|your (?:honesty|openness|trust|frankness))\b|\bthat's (?:big|kind|generous|good|lovely|sweet|thoughtful) of you\b|\b(?:kind|good|lovely|sweet|generous|thoughtful) of you\b"
        ),
        veto=_re(
            r"for (?:being|letting us know|bringing this to our)(?: a)? (?:loyal|valued|customer|our attention)|being (?:a|our)\b|, but\b|bringing this to our"
        ),
    ),
    Cue(
        "warmth",
        _re(
            r"\btake (?:your time|all the time|good care|care of yourself|the time you need)\b|\b(?:no rush|no hurry|there's no hurry)\b|\bI'm in no (?:hurry|rush)\b|\bI(?:'ve| have)(?: got)? (?:all the )?time(?: for (?:you|this))?\b[.,!;]|\bcongratulations\b|\bhappy (?:birthday|anniversary)\b|\bgood luck (?:with|for|tomorrow|tonight|on|to)\b|\bfingers crossed\b|\bI(?:'ll| will) be thinking of\b|\bgive (?:him|her|them|your \w+) (?:my|our|a)\b|\bsay hello to\b|\b(?:say|tell) (?:him|her|them) (?:hello|hi|from me|I)\b|\bI(?:'m| am) (?:truly |so |very |really |deeply )*sorry (?:for your loss|about your (?:mother|father|husband|wife|son|daughter|mum|dad|brother|sister|dog|cat|friend)|he's (?:gone|not)|she's (?:gone|not)|to hear about your)"
        ),
        veto=_re(r"congratulations on (?:reading|your choice|choosing)"),
    ),
    Cue(
        "warmth",
        _re(
            r"\b(?:I|we)(?: do| really| still| very much)? hope (?:you(?! (?:understand|can understand|realize|realise|know|see|find|have a (?:nice|great|good) day|enjoy(?:ed)? (?:our|the) (?:service|stay)))|the|your|she|he|they|it (?:goes|all|gets|works|heals)|things|tomorrow|tonight|for|we get|everyone)\b|\bI wish (?:you|him|her|them|your)\b|\b(?:enjoy|have a (?:lovely|wonderful|safe|good|peaceful|quiet|great) (?:time|trip|evening|weekend|journey|flight|party|holiday|wedding))\b|\bget (?:well|home safe)|\bsafe (?:travels|journey|flight)\b|\bsleep well\b"
        ),
        veto=_re(
            r"hope this helps|hope that helps|hope (?:you can|that you) (?:see|understand)|have a (?:nice|great|good) day|enjoy your (?:purchase|product)"
        ),
    ),
    Cue(
        "warmth",
        _re(
            r"\byou(?:'re| are) (?:no bother|not a bother|no trouble|not bothering|doing (?:fine|well|great|really well)|very welcome to|always welcome|in good hands|not alone|safe (?:here|with))\b|\bI(?:'d| would) (?:much )?rather (?:hear|know|you|learn)\b|\bI(?:'m| am) (?:right |still )?(?:here|with you|staying on the line|at your side)\b(?! to (?:help|assist))|\bI respect that\b|\bwhat a (?:good|lovely|kind|fine|sweet|nice)\b|\blovely (?:that|to|of|name|news)\b|\b(?:it's|it is|that's|that is) a (?:pleasure|joy|lovely)\b|\bmade my (?:day|morning|week)\b|\bgood that you (?:rang|called|asked|told|said|came|wrote|got|spoke|noticed)\b|\bwell done\b|\bI missed\b|\bI(?:'m| am) rooting for\b"
        ),
        "perhaps",
        _re(r"pleasure to (?:serve|assist|help)|\bbut\b|\?"),
    ),
)
_NOT_BACK = r"\b(?:so what (?:is|would|do|can)|so that|so (?:I|we)\b|so (?:please|let|long|far|much|many|sorry))\b|\byou (?:can|could|should|need to|must|have to|will|may|might want|'ll)\b|\bI(?:'ll| will| can|'d like)\b|\blet me\b|\bwe(?:'ll| will| can)\b|\b(?:number|name|password|code|address|postcode|e-?mail)\b.{0,12}\?|\bplease\b"
_BACK = (
    Cue(
        "paraphrases",
        _re(
            r"^(?:so|then|ok(?:ay)?[,.]? so|right[,.]? so|ah[,.]? so)[, ]+(?:if I [^,]{3,25}, )?(?:you|your|the|it's|he|she|they|what you|after|that's|on top|first|there|nobody|no one|a|an|for|both|all|every)\b"
        ),
        veto=_re(_NOT_BACK),
    ),
    Cue(
        "paraphrases",
        _re(
            r"\b(?:if I(?:'ve| have)? (?:understand|understood|heard|got|get) (?:you|this|that|it)\b|what I(?:'m hearing| hear) (?:is|from you)|in other words[, ]+you|have I (?:got|understood) (?:that|this|it|you)|let me (?:say|play|give) (?:that|this|it) back|did I get (?:that|this|it) right|I(?:'ve| have) (?:got|understood) (?:that|it) (?:right|so far)|you(?:'re| are) (?:telling me|not asking for|asking (?:for|me|whether)|not after))\b"
        ),
    ),
    Cue(
        "paraphrases",
        _re(
            r"\byou(?:'ve| have|'d| had)? (?:already |now |still |just |both |even )?(?:asked (?:twice|three|for|us)|booked|bought|called (?:twice|three|four)|chased|did everything|done everything|explained|filled|followed|kept|moved|ordered|paid|planned|rang|spent|stood|suggested|tried|waited|walked|want(?:ed)? (?:out|to|a|the|it|your)|need(?:ed)? (?:a|the|it|this|to)|came (?:all|back|for|in|here)|took (?:a|the|two|half)|were (?:promised|told|sent|passed|moved|meant|lying|waiting|supposed|in the))\b"
        ),
        "perhaps",
        _re(
            r"\?|\bif you\b|\bshould have\b|\bonce you\b|\bwhen you\b|\bunless\b|\bthank|\bglad\b|\bsorry you\b|\bafter you\b|\bas you\b|\bevery(?:thing|one) you\b|\b(?:the|a) \w+ you\b|\bI hope\b|\bbecause you\b|\bwhat you\b|\byou need to\b|\bI(?:'ll| will|'m)\b|\bnot\b|n't\b|\bas though you\b|\bsay(?:s|ing)?\b"
        ),
    ),
)
_IDENTITY = (
    r"\b(?:order|booking|reference|policy|contract|customer|account|card|case|phone|tracking|meter|invoice|ticket|claim|serial) (?:number|no\.?|id|code)\b|"
    r"\b(?:post ?code|zip|e-?mail(?: address)?|date of birth|your (?:full |last |first )?name(?:,? please)?\?|surname|spell (?:that|it|your))\b|\bnumber,? please|\b(?:which|what) (?:number|branch|model)\b|\blast (?:four|three|two)\b|\bnumber on (?:it|the)\b|\bcapital \w\?"
)
_OFFER = r"|\bhow (?:can|may|could|might) I (?:\w+ )?(?:help|assist|provide|serve|be of)|\bwhat can I do for you|\banything else\b|\bhow are you\b|\bright\?$|\bok(?:ay)?\?$|\bcan you (?:hold|wait|confirm|please)|\bdid you (?:not|read|even|check|try|bother)|\bwhy (?:did|didn't|don't|haven't|are|would|should) (?:you|I|we)|\bwhat (?:do|did) you expect|\bwhat's (?:the|your) (?:problem|issue)\?|\bhow (?:was|were) (?:I|we)\b|\bwhat (?:am|was|else am) I supposed\b|\bdon't you\b|\baren't you\b|\bhaven't you\b|\bwhat do you want\b|\bwho (?:do|would) you think|\bhow should I\b|\bwhat can you do\b|\bwho cares\b|\bhow many times (?:do|did|have) I|\byou know\?|\bso what\b|\bwhat's that got\b|\bmake your day\b"
_ASK = (
    Cue(
        "explores",
        _re(
            r"\b(?:what|how|which|when|where|who|whose|since when|what's|how's|where's|who's|when's)\b[^.?!]*\?"
        ),
        veto=_re(_IDENTITY + _OFFER),
    ),
    Cue(
        "explores",
        _re(
            r"\b(?:tell me (?:more|what|how|about|where|which)|walk me through|help me understand|say (?:a bit )?more about|show me where)\b"
        ),
        veto=_re(
            _IDENTITY
            + r"|\blet me tell\b|\bnobody told\b|\bcan't tell me\b|\byou (?:didn't|don't) tell me\b"
        ),
    ),
    Cue(
        "explores",
        _re(
            r"\b(?:would (?:it (?:help|be)|you (?:like|rather|prefer|want)|that (?:help|work|suit|be)|a \w+|\w+ (?:be|suit|help|work|fit) )|is (?:it|that|there|this|she|he|the|anyone|anybody|somebody|someone|everyone)|are (?:you|there|they|the)|was (?:it|that|there|the)|do you|does (?:it|that|she|he|the|your)|has (?:anything|something|someone|anybody|it)|have (?:I|you got|they)|did (?:something|someone|anything|anyone|he|she|they|it)|am I|could (?:it|you tell me|that)|shall (?:I|we)|should I|or is (?:it|there))\b[^.?!]*\?"
        ),
        "perhaps",
        _re(
            _IDENTITY
            + _OFFER
            + r"|\bdo you (?:understand|realize|realise|know (?:that|how|what|who)|really|think (?:I|we)|want me to|even)\b|\bare you (?:sure|kidding|serious|calling|a|always|finished|done|joking)\b|\bis there anything\b|\bis that (?:all|it|clear|so)\?|\bis it (?:so|really|too)\b|\bam I (?:clear|your|the)\b|\bis this (?:a joke|about)\b|\bhave you (?:read|tried)\b"
        ),
    ),
)
_DO = _any(
    "add arrange ask attach block book bring call cancel carry change chase check clear close collect",
    "connect copy correct credit cut deliver draw_up drop email e-mail escort extend fetch file fill",
    "find fix flag freeze get give hand hold introduce keep lock look mail make mark meet message",
    "move open order page pause pay phone pick post print pull push put raise rebook record refund",
    "release remind remove reopen replace report resend reserve reset restart reverse ring run save",
    "search send set share show sign sit sort speak start stay stop switch take talk text trace track",
    "transfer turn unlock update waive walk watch write read come drive translate",
    "adjust authorize approve apply release escort swap split cover step stand clean tear test",
)
_DOING = _any(
    "adding arranging asking blocking booking bringing calling cancelling canceling changing chasing",
    "checking clearing closing connecting correcting crediting cutting deleting drawing_up emailing",
    "filing fixing freezing getting handing holding keeping looking_(?:at|into|it|for_the|up)",
    "messaging moving noting opening ordering paging pausing paying phoning pulling_up pulling_the",
    "putting raising rebooking refunding releasing removing replacing reporting resending resetting",
    "ringing sending setting sorting starting stopping switching taking tearing texting",
    "tracing unlocking updating waiving walking writing revoking printing bringing making_sure",
    "reading introducing escalating_this_(?:today|now|myself) requesting crediting reopening on_it",
)
_DONE = _any(
    "added arranged asked attached blocked booked brought cancelled canceled changed checked cleared",
    "corrected credited cut deleted emailed filed fixed flagged found frozen held kept locked logged",
    "marked messaged moved noted opened ordered paged paid paused phoned posted printed pulled put",
    "raised rebooked refunded released removed reopened replaced reported reserved reset reversed",
    "rung sent set spoken_to started stopped switched taken_(?:it|that|off|your|this|out) taken_the_(?:fee|charge|fine|note|name) texted",
    "unlocked updated waived written",
)
_VAGUE = (
    r"\b(?:let me (?:explain|tell|be|know|see if|just say|finish|speak|ask you)|note it down|make a note|look forward|give you a tip|"
    r"put you (?:through|on hold|back)|transfer you|pass (?:it|this|that|you) on|pass you|as soon as (?:possible|we can)|get back to you|do (?:my|our) best|"
    r"see what I can do|see what can be|ask you to|have to ask|need to ask|when I(?:'ve)? got a (?:minute|moment)|at some point|in due course|speak (?:to|with) (?:someone|somebody) else|"
    r"give you (?:our|the) (?:complaint|website|policy)|keep (?:this|it) short|take your (?:comments|feedback)|stop you there|put it (?:this|that) way|take (?:that|it) as|end (?:the|this) call|look (?:it )?up (?:yourself|online)|see no|share your (?:frustration|concern)|take (?:this|that) (?:seriously|personally)|read (?:the|our) (?:terms|policy)|turn to)\b|"
    r"\b(?:can't|cannot|won't|not able|couldn't|unable|don't|doesn't|didn't|never|only if|if you)\b"
)
_ACT = (
    Cue("acts", _re(r"\b(?:I'll|I will|I'm going to|I am going to|we'll|we will|let me|I can|we can|I shall) (?:now |also |just |then |personally |go and |still |even |happily |first |at once |gladly |quickly |myself |both |be |have (?:it|that|them) |right away )*" + _DO + r"\b[^.?!]*"), veto=_re(_VAGUE)),
    Cue("acts", _re(r"\b(?:I've|I have|I've just|I have just|we've|we have) (?:now |also |just |already |personally )*" + _DONE + r"\b[^.?!]*"), veto=_re(r"\b(?:can't|cannot|won't)\b|already (?:told|explained|asked|checked)|sent you (?:that|this|it) already|made (?:myself|a mistake)|\bI've (?:already )?(?:noted|checked) (?:that|your) (?:comment|frustration|feedback)|noted (?:your|that)\b|asked you|set (?:rules|hours)|put up with")),
    Cue("acts", _re(r"\bI(?:'m| am) (?:now |just |already |personally )*" + _DOING + r"\b[^.?!]*"), veto=_re(r"\blooking forward\b|\bI'm calling (?:about|because|from|on behalf)|\basking you\b|\bnot\b|n't\b|taking (?:my|a) (?:break|lunch)|getting (?:tired|annoyed|upset)|closing (?:this|the) (?:chat|case|ticket) (?:now|if)")),
    Cue("acts", _re(r"\b(?:that(?:'s| is| was)|this(?: one)? is) (?:our|my) (?:mistake|fault|error|doing|job|slip)\b|\bI(?:'ll| will)? own this\b|\bour (?:mistake|fault|error)[.,;!]|\b(?:leaves|will be|'ll be|is|are|be) (?:with you|in your (?:inbox|account|hands)|at your (?:door|desk)|there|back|on (?:its|the) way|ready|done|here) (?:by|at|before|within|in|from|today|tonight|tomorrow|this|until|on) [^.?!]*"), veto=_re(r"\bnot\b|n't\b|\bif\b|\bonly\b|\?")),
    Cue("acts", _re(r"\b(?:has been|'s been|is|are|it's|they're|that's|'s) (?:now |already |just )?(?:booked|cancelled|canceled|corrected|blocked|changed|sorted|refunded|unlocked|reserved|moved|paged|open again|approved|waived|switched|extended|replaced|credited|rebooked)\b[^.?!]*"), "perhaps", _re(r"\bnot\b|n't\b|\bif\b|\?|\bonly\b|cannot|until|unless|when\b")),
)  # fmt: skip
CUES: tuple[Cue, ...] = (*_FEELING, *_VALID, *_WARM, *_BACK, *_ASK, *_ACT)
ABOUT_YOU = _re(r"\byou(?:r|'re|'ve|'d)?\b")
OWN_WORK = _re(
    r"\b(?:I'll|I will|I can|let me|we'll|we will|I've|I have|I'm|you (?:can|could|should|need to|must|have to|will|may)|"
    r"you'll|please|if you|unless|sorry|thank|hope|glad)\b"
)
