"""Words that name how a customer feels."""

# ruff: noqa: E501 - a pattern reads better on one line than cut anywhere

from __future__ import annotations

from practice.feedback.cues.cue import Cue, any_of, pattern

# How a person is.
_STATE = any_of(
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
_SITUATION = any_of(
    "agonizing agonising alarming annoying awful awkward baffling bewildering confusing crushing",
    "degrading demoralizing demoralising depressing devastating disappointing discouraging",
    "disheartening distressing draining dreadful embarrassing exasperating exhausting frightening",
    "frustrating galling gutting harrowing heartbreaking horrible horrid humiliating hurtful",
    "infuriating insulting intimidating irritating isolating lonely maddening mortifying",
    "nerve-wracking nerve-racking nerve_wracking overwhelming painful scary shocking sickening",
    "stressful terrifying tiresome tiring unnerving unsettling upsetting wearing worrying",
    "unfair unbearable unpleasant uncomfortable tense bitter demeaning hard_to_(?:bear|take|hear)",
)
_NOUN = any_of(
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
FEELING: tuple[Cue, ...] = (
    Cue(
        "names_feeling",
        pattern(
            r"\byou(?: (?:also|both|just|still|clearly|obviously|probably|rightly))?"
            + _FEEL_VERB
            + r"(?: (?:like|as though|as if) you(?:'re| are))?(?: to be| left| feeling| sitting there| standing there)? "
            + _VERY
            + r"(?:\w+ (?:and|or|,) )?"
            + _STATE
            + r"\b"
        ),
        veto=pattern(_SET),
    ),
    Cue(
        "names_feeling",
        pattern(
            r"\byou(?:'re|'ve| are| have)? (?:been )?(?:losing (?:heart|patience|sleep|hope)|given up|had enough|lying awake|at (?:boiling point|a low point|your limit)|nothing left in the tank|run out of patience|carrying (?:that|this|a) (?:fear|worry|weight|load)|(?:been )?dreading|fuming|on tenterhooks|worried sick|bracing yourself|sick with worry)\b"
        ),
        veto=pattern(_SET),
    ),
    Cue(
        "names_feeling",
        pattern(
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
        veto=pattern(
            _SET
            + r"|\b(?:I|we) (?:find|know|agree)\b|\bfor (?:me|us)\b|\b(?:is|was|'s) (?:the|a) (?:stress|shock) test"
        ),
    ),
    Cue(
        "names_feeling",
        pattern(
            r"^(?:oh[,.!]? |yes[,.]? |ouch[,.!]? |phew[,.!]? |and |well, |right, )*(?:how |what an? (?:\w+ )?|such an? |quite an? |a real |a bit |so |really |truly |deeply )?(?:"
            + _SITUATION
            + "|"
            + _NOUN
            + r")(?: (?:for|to|when|after|indeed|and|with|is|in|not|at|this|that)\b|[,.!]|$)"
        ),
        veto=pattern(_SET),
    ),
    Cue(
        "names_feeling",
        pattern(
            r"\b(?:that|this|it|which|a \w+(?: on top)?|who|he|she|they|we|and) (?:also |still |really |must |would |has |have |does |do |did |had |can |clearly |just )*(?:have )?(?:stings?|stung|aches?|ached|grates?|rankles?|shook you|shaken you|(?:has |have )?rattled you|frightened you|frightens you|scared you|scares you|worried you|worries you|worrying you|upset you|upsets you|thrown you|threw you|hurt|hurts|wears you|wore you|humiliated you|knocked you|embarrassed you|annoyed you|annoys you|got (?:to you|under your skin)|gets (?:to you|under your skin)|weighs on you|bothers you|bothering you|stresses you)\b"
        ),
        veto=pattern(_SET + r"|\?|won't hurt|doesn't hurt|didn't hurt|hurt (?:to|the|our|your)\b"),
    ),
    Cue(
        "names_feeling",
        pattern(
            r"\b(?:I (?:can |do |also |still )?(?:hear|sense|see|notice|read|feel|get)|there(?:'s| is| was)|that's|you had|sounds like|with (?:all )?(?:this|that)|comes with|full of|between the lines)\b[^.?!]{0,22}\b"
            + _NOUN
            + r"\b"
        ),
        veto=pattern(_SET + r"|no (?:cause|need)|(?:hear|see|feel) (?:no|any)|in no\b"),
    ),
    Cue(
        "names_feeling",
        pattern(
            r"\bhow (?:"
            + _SITUATION
            + r"|alone|angry|tired|worried|upset|hurt|desperate|lonely|scared|frightened|stressed|much (?:it|this|that) (?:hurts?|means?|matters?|worries|weighs))\b"
        ),
        veto=pattern(_SET + r"|\?"),
    ),
    Cue(
        "names_feeling",
        pattern(
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
        pattern(
            r"\b(?:leaves?|left|makes?|made|keeps?|kept|has|had|drives?|drove|gives?) (?:you|anyone|a person) (?:feeling |sitting there |standing there |with (?:a|that|this) )?"
            + _VERY
            + "(?:"
            + _STATE
            + r"|hanging|in the dark|awake|up (?:at night|all night)|a fright|a shock|a scare|mad|up the wall)\b"
        ),
        veto=pattern(_SET),
    ),
    Cue(
        "names_feeling",
        pattern(
            r"\b(?:looming over you|hanging over you|on your mind|weighing on you|lying awake|keeps? you (?:up|awake)|under your skin|a (?:weight|load) (?:on|off) (?:your|you)|your heart|your patience|your nerves|at the sight)\b"
        ),
        "perhaps",
        pattern(_SET + r"|\?|thank|appreciate|take a load off your"),
    ),
)
