"""Words with a capital that are no names, so that nobody is asked about Monday."""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Whatever their place in a sentence.
COMMON = _listed(
    """
    i i’m i'm i’ll i'll i’d i'd i’ve i've
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    januar februar märz mai juni juli oktober dezember
    english german french spanish italian arabic turkish polish dutch british american european
    england germany france spain italy europe britain ireland austria switzerland
    christmas easter ramadan eid hanukkah diwali new year’s year
    internet google whatsapp iphone android wi-fi wifi okay ok mr mrs ms miss dr sir madam
    sie ihnen ihr ihre ihren ihrem ihrer ihres nummer
    herr herrn frau familie mum mom mama dad papa grandma grandpa god
    dear hello hi hey thanks thank please sorry yes no oh well now then
    """
)
# Only where they begin a sentence: “The”, “When”, “Delivery”. Whatever is missing here is asked
# about only before a second capital or a verb of speaking.
STARTERS = _listed(
    """
    a an the this that these those my your his her its our their he she it we they you who whoever
    what whatever when whenever where wherever why how which if as after before because since while
    until till although though unless once and but or so yet nor for to in on at by with without
    from of about into over under through during between against again also just only even still
    already always never often sometimes usually maybe perhaps suddenly finally first second third
    last next later today tomorrow yesterday tonight there here not nobody nothing none no one
    somebody someone something everybody everyone everything anybody anyone anything each every all
    both some any many much most more few several other another such same
    customer caller client guest passenger patient colleague boss manager mother father parent son
    daughter husband wife woman man lady gentleman people person child neighbor driver agent doctor
    delivery tracking support service billing security reception
    do does did is are was were be been have has had can could will would shall should may might
    must let go come look see tell ask say call calling wait stop take give get got make keep
    """
)
# What people do with their mouths; a capital before it is somebody.
SAYING = _listed(
    """
    said says asked asks told tells called calls wrote writes rang rings phoned phones replied
    answered answers shouted cried laughed sighed thinks thought wants wanted feels felt hung
    """
)
