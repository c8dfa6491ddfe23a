"""Postal addresses, as far as a pattern goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from practice.own_call.no_names import COMMON

_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # 12 Long Lane · 221b Baker Street
        (
            rf"\b\d{{1,5}}\s?[a-zA-Z]?\s+(?:{_CAP}\s+){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln"
            r"|Drive|Dr|Way|Court|Ct|Close|Square|Sq|Terrace|Place|Boulevard|Blvd|Crescent|Gardens)\b\.?"
        ),
        # Lange Straße 12 · Rosenweg 4b · Am Alten Markt 7
        (
            rf"(?:\b{_CAP}\s+){{0,2}}\b(?:Straße|Strasse|[A-ZÄÖÜ][\wäöüß.-]*(?:[Ss]traße|[Ss]trasse"
            r"|[Ss]tr\.|weg|allee|platz|gasse|ring|damm|ufer|markt))\s+\d{1,4}\s?[a-z]?\b"
        ),
        rf"\b(?:Straße|Am|An der|Auf der|Im|Zum|Zur)\s+(?:{_CAP}\s+){{1,3}}\d{{1,4}}[a-z]?\b",
        # 12 rue de la Paix · Calle Mayor 5
        rf"\b\d{{1,4}},?\s+(?:rue|avenue|boulevard|place|chemin)\s+(?:d[eu]s?\s+|de la\s+)?{_CAP}",
        rf"\b(?:Calle|Avenida|Plaza|Via|Viale|Piazza|Rua)\s+(?:{_CAP}\s+){{1,3}},?\s*\d{{1,4}}\b",
        # EC1A 1BB · NY 10001 · 10115 Berlin
        r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
        r"\b[A-Z]{2} \d{5}(?:-\d{4})?\b",
        r"\b\d{5} [A-ZÄÖÜ][a-zäöüß]{2,}(?:[ -][A-ZÄÖÜ][a-zäöüß]+)?\b",
    )
)
_NO_TOWNS = {"euro", "euros", "dollar", "dollars", "pounds", "kunden", "punkte", "kilometer"}


def places_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield ("address", words) for what reads like a street, a house number or a postal code."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            words = {word.casefold() for word in found[0].split()}
            if not words & (_NO_TOWNS | COMMON):  # “20000 Euro”, “Im Januar 2024”
                yield "address", " ".join(found[0].split())
