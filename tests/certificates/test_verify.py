import datetime as dt

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from certificates import codes
from certificates.services.reissue import reissue
from certificates.services.revoke import revoke
from common import clock
from tests.support.certificates import ISSUED_AT, issued, ready

pytestmark = pytest.mark.django_db


def page_of(code):
    return reverse("certificates:verify", args=[code])


def test_anybody_with_the_code_sees_the_frozen_facts(dana, client, django_assert_max_num_queries):
    certificate = ready(dana)
    dana.legal_name = "Someone Else"
    dana.save(update_fields=["legal_name"])
    with django_assert_max_num_queries(3):
        response = client.get(page_of(certificate.code))
    for said in (
        "This certificate is valid", "Dana Whitfield-Šimić", "Empathy in customer service",
        "version 1", "27 November 2026", "Northwind Assistance", codes.display(certificate.code),
        certificate.pdf_sha256,
    ):  # fmt: skip
        assertContains(response, said)
    assertNotContains(response, "Someone Else")


def test_nothing_else_about_the_person_is_told(dana, client):
    certificate = ready(dana)
    response = client.get(page_of(certificate.code))
    for secret in (dana.email, dana.employee_number, str(dana.uuid), "Bookings", "Milo"):
        assertNotContains(response, secret)
    assert not client.cookies


def test_the_page_stays_out_of_search_caches_and_referrers(dana, client):
    for address in (
        page_of(ready(dana).code),
        page_of("nothing"),
        reverse("certificates:enter-code"),
    ):
        headers = client.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]


def test_a_code_is_found_however_it_is_typed(dana, client):
    certificate = issued(dana)
    shown = codes.display(certificate.code)
    for typed in (shown, shown.lower(), shown.replace("-", " "), shown.replace("0", "O")):
        assertContains(client.get(page_of(typed)), "This certificate is valid")
        found = client.get(reverse("certificates:enter-code"), {"code": typed})
        assertRedirects(found, page_of(certificate.code))


WRONG = [
    codes.new_code(),
    "x",
    "O" * 26,
    "٧" * 26,
    "7KQ4 M2XD",
    "' OR 1=1 --",
    "../../etc/passwd",
    "a/b/c",
    "%00",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "9" * 10_000,
    "\U0001f600",
]


def test_unknown_and_malformed_codes_get_the_very_same_answer(client):
    answers = {client.get(page_of(code)).content for code in WRONG}
    answers |= {
        client.get(reverse("certificates:enter-code"), {"code": code}).content for code in WRONG
    }
    assert len(answers) == 1
    assert b"We know no certificate" in answers.pop()


def test_unknown_and_malformed_codes_get_the_same_status_and_headers(client):
    seen = set()
    for code in WRONG:
        response = client.get(page_of(code))
        seen.add((response.status_code, tuple(sorted(response.headers.items()))))
    assert len(seen) == 1
    assert seen.pop()[0] == 404


def test_without_normalizing_first_a_malformed_code_would_ask_the_database(
    client, django_assert_num_queries
):
    """The malformed ones cost no query, the unknown ones one: neither tells that a code exists."""
    with django_assert_num_queries(0):
        client.get(page_of("x"))
    with django_assert_num_queries(1):
        client.get(page_of(codes.new_code()))


def test_ten_thousand_guesses_find_nothing(dana):
    from certificates import selectors
    from certificates.models import Certificate

    issued(dana)
    guesses = [codes.sha256(codes.new_code()) for _ in range(10_000)]
    assert not Certificate.objects.filter(code_sha256__in=guesses).exists()
    assert selectors.find("0" * 26) is None


def test_a_revoked_certificate_says_since_when_and_not_why(dana, omar, client):
    certificate = ready(dana)
    revoke(certificate=certificate, reason="A secret.", by=omar, at=ISSUED_AT)
    response = client.get(page_of(certificate.code))
    assertContains(response, "This certificate was revoked")
    assertContains(response, "27 November 2026")
    assertNotContains(response, "A secret.")
    assertNotContains(response, "This certificate is valid")


def test_a_replaced_certificate_does_not_give_the_new_code_away(dana, omar, client):
    certificate = ready(dana)
    successor = reissue(certificate=certificate, reason="Name.", by=omar, at=ISSUED_AT)
    response = client.get(page_of(certificate.code))
    assertContains(response, "This certificate was replaced")
    assertNotContains(response, successor.code)
    assertContains(client.get(page_of(successor.code)), "This certificate is valid")


def test_an_expired_certificate_is_genuine_and_over(dana, client, monkeypatch):
    from certificates import wording

    monkeypatch.setattr(wording, "months_later", lambda day, months: day)
    monkeypatch.setattr("certificates.selectors.validity_months", lambda **_: 1)
    certificate = issued(dana)
    assert certificate.expires_on == dt.date(2026, 11, 27)
    at = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
    monkeypatch.setattr("certificates.views.verify.now", lambda: at)
    response = client.get(page_of(certificate.code))
    assertContains(response, "has expired")
    assertContains(response, "valid until 27 November 2026")


def test_the_last_valid_day_is_a_day_where_the_person_lives(dana, client, monkeypatch):
    from certificates import wording

    type(dana).objects.filter(pk=dana.pk).update(time_zone="Pacific/Honolulu")
    monkeypatch.setattr(wording, "months_later", lambda day, months: day)
    monkeypatch.setattr("certificates.selectors.validity_months", lambda **_: 1)
    certificate = issued(dana)
    ends = dt.datetime.combine(certificate.expires_on, dt.time(10), dt.UTC) + dt.timedelta(days=1)
    for at, said in ((ends - dt.timedelta(seconds=1), "is valid"), (ends, "has expired")):
        monkeypatch.setattr("certificates.views.verify.now", lambda at=at: at)
        assertContains(client.get(page_of(certificate.code)), f"This certificate {said}")


def test_after_a_revocation_no_later_answer_says_valid(dana, omar, client):
    """I12: every request that starts after the commit is told."""
    certificate = ready(dana)
    for _ in range(5):
        assertContains(client.get(page_of(certificate.code)), "is valid")
    revoke(certificate=certificate, reason="Now.", by=omar, at=clock.now())
    for _ in range(5):
        assertNotContains(client.get(page_of(certificate.code)), "is valid")


def test_the_form_asks_for_a_code(client):
    response = client.get(reverse("certificates:enter-code"))
    assertContains(response, "Code of the certificate")
    assert client.post(reverse("certificates:enter-code"), {"code": "x"}).status_code == 405


def test_a_certificate_whose_pdf_is_still_owed_can_be_verified(dana, client):
    response = client.get(page_of(issued(dana).code))
    assertContains(response, "This certificate is valid")
    assertNotContains(response, "data-lms-check-file")
