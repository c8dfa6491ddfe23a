"""Patterns that find people in a text, and ordinary sentences that they must leave alone."""

from __future__ import annotations

import pytest

from practice.own_call.findings import HARD, findings_in, hard_in
from practice.own_call.names import names_in
from practice.own_call.numbers import numbers_in
from practice.own_call.places import places_in
from tests.practice.own_call.made import WORDS

ESTIMATE = "It took 45 minutes and 3 calls."


@pytest.mark.parametrize(
    ("kind", "quote", "text"),
    [
        ("email", "anna.b@example.com", "Write to anna.b@example.com."),
        ("email", "anna (at) example (dot) com", "It is anna (at) example (dot) com"),
        ("email", "anna[at]example.com", "anna[at]example.com"),
        ("phone", "0171 2345678", "Ring me on 0171 2345678 please"),
        ("phone", "+49 (0)30 901820", "+49 (0)30 901820"),
        ("phone", "555-123-4567", "call 555-123-4567 or wait"),
        ("phone", "01.23.45.67.89", "01.23.45.67.89"),
        ("phone", "06-12-34-56-78", "06-12-34-56-78"),
        ("phone", "٠١٢٣٤٥٦٧٨٩", "رقم ٠١٢٣٤٥٦٧٨٩"),
        ("phone", "0171 2345678", "I paid $50. 0171 2345678"),
        ("phone", "0171 2345678", "the customer 0171 2345678 rang"),
        ("card", "4111 1111 1111 1111", "4111 1111 1111 1111"),
        ("card", "4111-1111-1111-1112", "It said 4111-1111-1111-1112"),  # a slip of one digit, too
        ("iban", "DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
        ("iban", "de89370400440532013000", "my account de89370400440532013000"),
        ("number", "48213", "Where is order 48213?"),
        ("number", "NW-48213377", "my order number is NW-48213377"),
        ("number", "77-1234", "contract no. 77-1234"),
        ("number", "12345678", "Bestellnummer: 12345678"),
        ("number", "#4821", "It’s #4821"),
        ("number", "AB12CD34", "the code AB12CD34"),
        ("number", "00340434161094042557", "parcel 00340434161094042557"),
        ("handle", "@rosa_a", "ask @rosa_a"),
    ],
)
def test_numbers_and_addresses_of_people(kind, quote, text):
    assert list(numbers_in(text)) == [(kind, quote)]


@pytest.mark.parametrize(
    "text",
    [
        ESTIMATE, "on 26.11.2026 at 14:00", "2026-11-26", "12/10/2026 at 8.30",
        "from 2019-2024", "the winter of 2024/25", "open 9-17, 24/7", "14:00-15:30",
        "08:15, 08:30, 08:45", "$1,250,000", "10000 euros", "1.000.000,00 €", "room 12",
        "version 1.2.3", "iPhone 15", "COVID-19", "B2B and 4x4", "100 % of 20000 people",
        "A 50/50 chance", "DE12 this that then", "at 3 @ 5 each", "I said 1, 2, 3, 4, 5, 6, 7, 8",
    ],
)  # fmt: skip
def test_figures_of_everyday_life_are_no_finding(text):
    assert list(numbers_in(text)) == []


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("12 Long Lane", "I live at 12 Long Lane, you know"),
        ("221b Baker Street", "221b Baker Street"),
        ("Rosenweg 4b", "im Rosenweg 4b"),
        ("Lange Straße 12", "Lange Straße 12"),
        ("Am Alten Markt 7", "Am Alten Markt 7"),
        ("10115 Berlin", "in 10115 Berlin"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("NY 10001", "NY 10001"),
        ("12 rue de la Paix", "12 rue de la Paix"),
        ("Calle Mayor 5", "Calle Mayor 5"),
    ],
)
def test_postal_addresses(quote, text):
    assert ("address", quote) in list(places_in(text))


@pytest.mark.parametrize(
    "text",
    ["20000 Euro", "Am Montag 3 Stunden", "Im Januar 2024", "3 times on the way", ESTIMATE,
     "I waited 20 minutes at the gate"],
)  # fmt: skip
def test_no_postal_address(text):
    assert list(places_in(text)) == []


@pytest.mark.parametrize(
    ("language", "names", "text"),
    [
        ("en", ["Anna"], "I spoke to Anna yesterday."),
        ("en", ["Anna"], "Anna called twice."),
        ("en", ["Rosa Adeyemi"], "Rosa Adeyemi was next."),
        ("en", ["Rosa Adeyemi"], "When Rosa Adeyemi rang, I was out."),
        ("en", ["Adeyemi"], "She hung up. Mrs. Adeyemi does that."),
        ("en", ["smith"], "mr smith was angry"),
        ("en", ["Rosa"], "That’s Rosa’s parcel."),
        ("en", ["Bremen"], "my Mum waits in Bremen"),
        ("en", ["O’Brien"], "O’Brien said no"),
        ("de", ["Anna Müller"], "Ich sprach mit Anna Müller am Telefon."),
        ("de", ["Yılmaz"], "Frau Yılmaz war wütend."),
        ("de", ["von Bergen"], "Guten Tag Herr von Bergen"),
        ("de", ["Karl"], "Ich heiße Karl"),
        ("ar", ["أحمد"], "قال السيد أحمد إنه ينتظر"),
        ("fr", ["Claire"], "Hier Claire a appelé."),
    ],
)
def test_what_may_be_a_name(language, names, text):
    assert list(names_in(text, "Mia Weber", language=language)) == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nobody called me back. The party is tomorrow."),
        ("en", "I’m sorry, I’ll check. On Tuesday it’s Christmas."),
        ("en", "He said “Please wait.” Then he hung up."),
        ("en", "Delivery was late. Tracking said Friday."),
        ("en", "NO ONE CARES about the PDF"),
        ("en", "Mia said that Mia’s parcel and Mrs Weber’s are one."),
        ("en", "This is Monday. Customer called twice.\nAgain."),
        ("de", "Der Kunde wartet auf die Lieferung am Montag."),
        ("de", "Meine Frau hat Angst. Danke für Ihre Geduld, Rechnung Nummer drei ist da."),
        ("ar", "انتظر العميل أسبوعا ولم يتصل به أحد"),
        ("", ""),
    ],
)
def test_no_name(language, text):
    assert list(names_in(text, "Mia Weber", language=language)) == []


def test_the_whole_of_a_call_is_looked_at_field_by_field():
    words = {**WORDS, "mine": "Hello Rosa, is it 0171 2345678?", "missed_why": "Rosa knew Rosa."}
    found = findings_in(words, language="en")
    assert [(one.field, one.kind, one.text) for one in found] == [
        ("persona", "invented", "Mia"),
        ("mine", "phone", "0171 2345678"),
        ("mine", "name", "Rosa"),
        ("missed_why", "name", "Rosa"),
    ]
    assert [one.is_hard for one in found] == [False, True, False, False]


def test_a_hard_finding_counts_in_the_invented_name_too():
    assert [one.kind for one in hard_in("persona", "Mia mia@example.com")] == ["email"]


def test_only_four_kinds_are_hard():
    assert sorted(HARD) == ["card", "email", "iban", "phone"]
    assert hard_in("said", "order 48213 for Rosa at 12 Long Lane") == ()


def test_an_address_is_asked_about_once():
    words = {**WORDS, "said": "I live at 12 Long Lane, EC1A 1BB."}
    kinds = [one.kind for one in findings_in(words, language="en") if one.field == "said"]
    assert kinds == ["address", "address"]
