import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from certificates.services.reissue import reissue
from certificates.services.revoke import revoke
from common import content_store
from common.models import OutboxRow
from tests.support.certificates import ISSUED_AT, issued, ready

pytestmark = pytest.mark.django_db
AT_MOST = 8


def page_of(certificate, name="show"):
    return reverse(f"certificates:{name}", args=[certificate.uuid])


# --- the list


def test_the_list_shows_what_was_completed(dana, sign_in, django_assert_max_num_queries):
    certificate = ready(dana)
    client = sign_in(dana)
    with django_assert_max_num_queries(AT_MOST):
        response = client.get(reverse("certificates:list"))
    assertContains(response, "Empathy in customer service")
    assertContains(response, page_of(certificate))
    assertContains(response, "Valid")


def test_many_certificates_cost_no_more_queries(dana, milo, sign_in, django_assert_num_queries):
    from tests.support.factories import EnrollmentFactory

    first = issued(dana)
    client = sign_in(dana)
    with django_assert_num_queries(4) as few:
        client.get(reverse("certificates:list"))
    course = first.completion.enrollment.course
    for ordinal in (2, 3, 4):
        enrollment = EnrollmentFactory(
            learner=dana, course=course, ordinal=ordinal, state="withdrawn", withdrawn_at=ISSUED_AT
        )
        issued(dana, enrollment=enrollment)
    with django_assert_num_queries(len(few)):
        client.get(reverse("certificates:list"))


def test_an_empty_list_says_how_a_certificate_comes(dana, sign_in):
    assertContains(sign_in(dana).get(reverse("certificates:list")), "No certificates yet")


def test_the_pages_need_a_sign_in(dana, client):
    certificate = issued(dana)
    for address in (
        reverse("certificates:list"), page_of(certificate), page_of(certificate, "download"),
    ):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["show", "download"])
def test_others_certificates_look_like_no_certificate(dana, milo, omar, vera, sign_in, name):
    certificate = ready(dana)
    for person in (milo, omar, vera):
        client = sign_in(person)
        foreign = client.get(page_of(certificate, name))
        absent = client.get(reverse(f"certificates:{name}", args=[uuid.uuid4()]))
        assert foreign.status_code == absent.status_code == 404
    assertNotContains(sign_in(milo).get(reverse("certificates:list")), str(certificate.uuid))


# --- one certificate


def test_a_queued_certificate_asks_again_by_itself(dana, sign_in, django_assert_max_num_queries):
    certificate = issued(dana)
    client = sign_in(dana)
    with django_assert_max_num_queries(AT_MOST):
        response = client.get(page_of(certificate))
    assertContains(response, "being made")
    section = BeautifulSoup(response.content, "html.parser").find(id="certificate")
    assert section["hx-get"] == page_of(certificate)
    assertNotContains(response, "Download PDF")


def test_the_fragment_is_what_the_page_holds(dana, sign_in):
    for certificate in (issued(dana), ready(dana, enrollment=_second_enrollment(dana))):
        client = sign_in(dana)
        page = BeautifulSoup(client.get(page_of(certificate)).content, "html.parser")
        answer = client.get(page_of(certificate), headers={"HX-Request": "true"})
        fragment = BeautifulSoup(answer.content, "html.parser")
        assert fragment.find("html") is None
        assert str(fragment.find(id="certificate")) == str(page.find(id="certificate"))


def _second_enrollment(person):
    from enrollments.models import Enrollment
    from tests.support.factories import EnrollmentFactory

    return EnrollmentFactory(
        learner=person,
        course=Enrollment.objects.get(learner=person).course,
        ordinal=2,
        state="withdrawn",
        withdrawn_at=ISSUED_AT,
    )


def test_a_ready_certificate_offers_all_it_can(dana, sign_in, django_assert_max_num_queries):
    certificate = ready(dana)
    client = sign_in(dana)
    with django_assert_max_num_queries(AT_MOST):
        response = client.get(page_of(certificate))
    assertContains(response, "Dana Whitfield-Šimić")
    assertContains(response, page_of(certificate, "download"))
    assertContains(response, reverse("certificates:verify", args=[certificate.code]))
    assertNotContains(response, "hx-trigger")


def test_given_up_work_says_so_without_blame(dana, sign_in):
    certificate = issued(dana)
    OutboxRow.objects.filter(subscription="certificates.render").update(dead_at=timezone.now())
    response = sign_in(dana).get(page_of(certificate))
    assertContains(response, "needs a hand")
    assertNotContains(response, "hx-trigger")


def test_the_page_says_when_a_certificate_no_longer_counts(dana, omar, sign_in):
    certificate = ready(dana)
    revoke(certificate=certificate, reason="A secret reason.", by=omar, at=ISSUED_AT)
    response = sign_in(dana).get(page_of(certificate))
    assertContains(response, "was revoked")
    assertNotContains(response, "A secret reason.")


def test_the_page_says_when_a_newer_one_is_there(dana, omar, sign_in):
    certificate = ready(dana)
    reissue(certificate=certificate, reason="Name.", by=omar, at=ISSUED_AT)
    assertContains(sign_in(dana).get(page_of(certificate)), "A newer certificate")


def test_today_gets_the_latest_live_ones(dana, omar, rf):
    from certificates import selectors
    from people.viewer import viewer_for

    certificate = ready(dana)
    viewer = viewer_for(dana, on=ISSUED_AT.date())
    assert selectors.latest_for(viewer) == [certificate]
    revoke(certificate=certificate, reason="No.", by=omar, at=ISSUED_AT)
    assert selectors.latest_for(viewer) == []


# --- the PDF


def test_the_pdf_is_handed_out_as_stored(dana, sign_in, django_assert_max_num_queries):
    certificate = ready(dana)
    client = sign_in(dana)
    with django_assert_max_num_queries(AT_MOST + 2):  # the trail, and its savepoint
        response = client.get(page_of(certificate, "download"))
    assert response.content == content_store.get(certificate.pdf_sha256)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="certificate-empathy-in-customer-service.pdf"'
    )
    assert "no-store" in response.headers["Cache-Control"]
    shown = client.get(page_of(certificate, "download"), {"view": ""})
    assert shown.headers["Content-Disposition"].startswith("inline")


def test_a_pdf_that_is_not_there_yet_leads_back_to_the_page(dana, sign_in):
    certificate = issued(dana)
    response = sign_in(dana).get(page_of(certificate, "download"))
    assertRedirects(response, page_of(certificate))


def test_a_damaged_pdf_is_never_handed_out(dana, sign_in):
    certificate = ready(dana)
    content_store.path(certificate.pdf_sha256).write_bytes(b"%PDF nothing")
    response = sign_in(dana).get(page_of(certificate, "download"), follow=True)
    assertRedirects(response, page_of(certificate))
    assertContains(response, "is being made again")
    assert OutboxRow.objects.filter(subscription="certificates.repair").exists()


@pytest.mark.parametrize("name", ["show", "download"])
def test_only_reading_is_possible(dana, sign_in, name):
    assert sign_in(dana).post(page_of(ready(dana), name)).status_code == 405
