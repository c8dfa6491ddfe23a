"""The words of the format in the reader's language; tags of an author's own stay as written."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

QUALITIES: Mapping[str, Promise] = {
    "best": gettext_lazy("The strongest reply here"),
    "ok": gettext_lazy("A reply that works"),
    "weak": gettext_lazy("A reply that misses something"),
    "poor": gettext_lazy("A reply that makes it harder"),
}
OUTCOMES: Mapping[str, Promise] = {
    "restored": gettext_lazy("Trust is restored"),
    "settled": gettext_lazy("The matter is settled"),
    "handed_over": gettext_lazy("Handed over to somebody who can help"),
    "safe_exit": gettext_lazy("Left in good time"),
    "lost": gettext_lazy("The contact is lost"),
}
STATES: Mapping[str, Promise] = {
    "playing": gettext_lazy("Goes on"),
    "debriefed": gettext_lazy("Played to the end"),
    "stepped_out": gettext_lazy("Stepped out"),
}
TAGS: Mapping[str, Promise] = {
    "notice": gettext_lazy("Notice what is felt"),
    "name_feeling": gettext_lazy("Name the feeling"),
    "validate": gettext_lazy("Show that it makes sense"),
    "paraphrase": gettext_lazy("Say it back"),
    "explore": gettext_lazy("Ask"),
    "own": gettext_lazy("Own your share"),
    "repair": gettext_lazy("Repair"),
    "act": gettext_lazy("Act"),
    "boundary": gettext_lazy("Set a boundary"),
    "scripted": gettext_lazy("Script first"),
    "deflect": gettext_lazy("Deflecting"),
    "escalate": gettext_lazy("Raising the heat"),
    "avoid": gettext_lazy("Avoiding"),
    "minimise": gettext_lazy("Making it small"),
    "vague": gettext_lazy("Staying vague"),
    "blame": gettext_lazy("Blaming"),
    "overdo": gettext_lazy("Too much of it"),
    "rush": gettext_lazy("Rushing"),
    "fix": gettext_lazy("Fixing too soon"),
    "cheer_up": gettext_lazy("Cheering up"),
    "parrot": gettext_lazy("Parroting"),
    "assume": gettext_lazy("Assuming"),
    "promise": gettext_lazy("Promising too much"),
}
METERS: Mapping[str, Promise] = {
    "trust": gettext_lazy("Trust"),
    "frustration": gettext_lazy("Frustration"),
    "strain": gettext_lazy("Strain"),
    "energy": gettext_lazy("Your energy"),
    "patience": gettext_lazy("Patience"),
    "risk": gettext_lazy("Risk"),
}
EMOTIONS: Mapping[str, Promise] = {
    "calm": gettext_lazy("calm"),
    "content": gettext_lazy("content"),
    "relieved": gettext_lazy("relieved"),
    "grateful": gettext_lazy("grateful"),
    "hopeful": gettext_lazy("hopeful"),
    "curious": gettext_lazy("curious"),
    "confused": gettext_lazy("confused"),
    "surprised": gettext_lazy("surprised"),
    "worried": gettext_lazy("worried"),
    "anxious": gettext_lazy("anxious"),
    "afraid": gettext_lazy("afraid"),
    "embarrassed": gettext_lazy("embarrassed"),
    "ashamed": gettext_lazy("ashamed"),
    "sad": gettext_lazy("sad"),
    "disappointed": gettext_lazy("disappointed"),
    "hurt": gettext_lazy("hurt"),
    "lonely": gettext_lazy("lonely"),
    "tired": gettext_lazy("tired"),
    "bored": gettext_lazy("bored"),
    "impatient": gettext_lazy("impatient"),
    "annoyed": gettext_lazy("annoyed"),
    "frustrated": gettext_lazy("frustrated"),
    "angry": gettext_lazy("angry"),
    "furious": gettext_lazy("furious"),
}


def label(words: Mapping[str, Promise], name: str) -> str:
    """Return the words for a name of the format, or the name itself, readable."""
    found = words.get(name)
    return str(found) if found is not None else name.replace("_", " ").capitalize()


def index_words(share: int) -> str:
    """Return in words how near the best path a run came; `share` is 0 to 100."""
    if share >= 95:
        return _("As near the strongest path as one can come.")
    if share >= 75:
        return _("Near the strongest path, with a reply or two beside it.")
    if share >= 50:
        return _("More than half of the way to the strongest path.")
    if share >= 25:
        return _("Some way from the strongest path. A second try from one turn shows a lot.")
    return _("Far from the strongest path. This is what practice is for.")
