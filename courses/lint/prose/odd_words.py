"""Words whose syllables the rules miss. A word with -s, -ly, -ed or -ing follows its stem."""

from __future__ import annotations

_BY_COUNT = {
    1: "liu vague",
    2: """
        beyond centre client colleague create critique dial diet entire evening fatigue fluent
        forecast freehand giant handle hundred iceberg liar lyon maybe mr mrs naive nguyen ninety
        o'clock oneself player poem poet prior quiet react rely riot ruin safeguard safety
        science settle someone something sometimes somewhere therefore title triage trial unique
        via wednesday louie ashes baseline flores timeline fired tired treated business
        hr pr ok
    """,
    3: """
        alias alien annual anyone area audience behavior behaviour carrier casual catalogue
        companion courier curious dialogue diary dolores easier employee employer enable everyone
        everything everywhere furious genuine gradient idea japanese linear loyalty lucia median
        medium museum nadia opinion period piano pioneer radio reaction reappraise reliant
        sarcasm serious specialist stereo studio theater video violet violin various whoever
        realize realise previous obvious envious threatening caspian atm beforehand carefully
        carelessly threatened average
    """,
    4: """
        anxiety appreciate associate australia comedian everybody experience immediate january
        laboratory material mechanism mediation negotiate orientation realistic reappraisal
        scenario society usually variety
    """,
    5: "complementary immediately proprietary reactivity",
}
ODD: dict[str, int] = {
    word: count for count, listed in _BY_COUNT.items() for word in listed.split()
}
