"""Addresses of people that are made of digits and signs: mail, phone, card, account, order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from practice.feedback.contact import contact_hints

Part = tuple[str, str]

# “anna (at) example.com” is what people write who know that “@” is looked for.
_SPOKEN_MAIL = re.compile(
    r"[\w.+-]+\s*[(\[]\s*(?:at|ät)\s*[)\]]\s*[\w-]+(?:\s*(?:\.|[(\[]\s*dot\s*[)\]])\s*[\w-]+)+",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\b", re.I)
_IBAN_DIGITS = 10
_CARD = re.compile(r"(?<![\w-])\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}(?!\w)")
_HANDLE = re.compile(r"(?<![\w.])@[\w.]*\w{2,}")
_OF_A_CASE = re.compile(
    r"\b(?:orders?|contracts?|customers?|invoices?|cases?|tickets?|bookings?|references?|ref|policy"
    r"|accounts?|tracking|claims?|parcels?|rooms?|bestell\w*|vertrags?\w*|kunden\w*|rechnungs?\w*"
    r"|vorgangs?\w*|auftrags?\w*|buchungs?\w*|konto\w*|aktenzeichen|طلب|عقد)"
    r"(?:[ -]?(?:number|num|no|nr|nummer|code|id))?\.?\s*(?:is|was|ist|:)?\s*[#№]?\s*"
    r"([A-Z]{0,4}[ -]?\d[\dA-Z/-]{2,}\d)",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\w-])(?=(?:[A-Z-]*\d){3})(?=[\d-]*[A-Z])[A-Z\d]+(?:-[A-Z\d]+)*(?![\w-])")
_GOES_ON = re.compile(r"[ ()/.-]{1,2}\d")
_HASH = re.compile(r"[#№]\s?\d{3,}")
_RUN = re.compile(r"(?<![\w.,€$£/-])\d(?:[/-]?\d){4,}(?![\w%]|[.,]\d)")
_AMOUNT = re.compile(
    r"[€$£]\s?\d{1,7}(?:[.,]\d{1,3})*(?!\d)"
    r"|(?<!\d)\d{1,7}(?:[.,]\d{1,3})*\s?(?:€|\$|£|%|euros?\b|dollars?\b|pounds?\b|kroner\b|km\b"
    r"|kilomet\w+|miles\b|points?\b|punkte\b|people\b|steps\b)",
    re.IGNORECASE,
)
# Days, years and times stand alone: next to more digits they are part of a longer number.
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_TIME = r"(?:[01]?\d|2[0-4])[:.][0-5]\d"
_WHEN = re.compile(
    rf"(?<![\d./:-])(?<!\d )(?:(?:19|20)\d\d[./-]{_MONTH}[./-]{_DAY}"
    rf"|(?:{_DAY}[./-]{_MONTH}|{_MONTH}[./-]{_DAY})[./-](?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d)"
    rf"|{_TIME}(?::[0-5]\d)?(?:\s?[–-]\s?{_TIME})?)(?![./:-]?\d)"
)
_FEWEST_IN_CODE = 6


def numbers_in(text: str) -> Iterator[Part]:
    """Yield the kind and words of each part; what one pattern took no other looks at again."""
    rest = text
    for kind, parts in (
        ("email", _matches(_SPOKEN_MAIL)), ("iban", _ibans), ("", _matches(_WHEN)),
        ("", _matches(_AMOUNT)), ("card", _matches(_CARD)), ("number", _of_a_case),
        ("contact", _contacts), ("handle", _matches(_HANDLE)), ("number", _matches(_HASH)),
        ("number", _codes), ("number", _matches(_RUN)),
    ):  # fmt: skip
        for start, end, named in list(parts(rest)):
            if kind:
                # On one line, as a page sends it back: browsers write their own line ends.
                yield named or kind, " ".join(text[start:end].split())
            rest = f"{rest[:start]}{';' * (end - start)}{rest[end:]}"


Found = Iterator[tuple[int, int, str]]


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Found]:
    def found(text: str) -> Found:
        yield from ((*one.span(), "") for one in pattern.finditer(text))

    return found


def _ibans(text: str) -> Found:
    for one in _IBAN.finditer(text):
        # “DE12 this that” is no account: an account number is made of digits for the most part.
        if sum(sign.isdigit() for sign in one[0]) >= _IBAN_DIGITS:
            yield (*one.span(), "")


def _of_a_case(text: str) -> Found:
    for one in _OF_A_CASE.finditer(text):
        # With a zero in front, or in groups, it reads like a phone number, and those are hard.
        if not one[1].startswith("0") and not _GOES_ON.match(text, one.end()):
            yield (*one.span(1), "")


def _contacts(text: str) -> Found:
    yield from ((hint.start, hint.end, hint.kind) for hint in contact_hints(text))


def _codes(text: str) -> Found:
    for one in _CODE.finditer(text):
        if len(one[0]) >= _FEWEST_IN_CODE:
            yield (*one.span(), "")
