"""The page after the last lesson; the player's tests hold it to login and visibility."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from certificates.models import Certificate
from certificates.services.issue import issue
from certificates.services.revoke import revoke
from common.models import OutboxRow
from enrollments.models import CompletionRecord
from enrollments.services.complete_lesson import complete_lesson
from enrollments.services.enroll import enroll
from tests.support.factories import SPRING, published_course


@pytest.fixture
def url(dana):
    course = published_course(lessons=[{"key": "only"}])
    enrollment = enroll(learner=dana, course=course, by=None, at=SPRING)
    lesson = enrollment.version.lessons.get()
    complete_lesson(
        enrollment=enrollment, lesson=lesson, by=dana, at=SPRING, passed=True, score_percent=88
    )
    return reverse("finished", args=[enrollment.uuid])


@pytest.fixture
def client(sign_in, dana):
    return sign_in(dana)


def page_of(client, url, **headers):
    answer = client.get(url, headers=headers)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def make_ready(certificate):
    Certificate.objects.filter(uuid=certificate.uuid).update(
        state="ready", ready_at=SPRING, pdf_sha256="0" * 64, pdf_bytes=1
    )


def test_it_says_what_happened_and_that_the_certificate_is_being_made(client, url):
    page = page_of(client, url)
    assert "Completed on 2 March 2026" in page.text
    assert "Your result is 88%." in page.text
    assert "Your certificate is being made" in page.text
    assert page.select_one("#certificate")["hx-get"] == url


def test_the_row_of_the_certificate_is_the_row_of_the_page(client, url):
    page = page_of(client, url)
    certificate = issue(completion=CompletionRecord.objects.get(), at=SPRING)
    assert "being made" in page_of(client, url).text
    make_ready(certificate)
    row = page_of(client, url, **{"hx-request": "true", "hx-target": "certificate"})
    page.select_one("#certificate").replace_with(row)
    fresh = page_of(client, url)
    assert page.select_one("#certificate").decode() == fresh.select_one("#certificate").decode()
    assert page.main.text.split() == fresh.main.text.split()
    assert "hx-get" not in fresh.select_one("#certificate").attrs
    link = fresh.select_one("#certificate a")["href"]
    assert link == reverse("certificates:show", args=[certificate.uuid])


def test_at_most_eight_queries(client, url, django_assert_max_num_queries):
    client.get(url)
    with django_assert_max_num_queries(6):
        client.get(url)


def test_a_revoked_certificate_is_not_being_made_for_ever(client, url, omar):
    certificate = issue(completion=CompletionRecord.objects.get(), at=SPRING)
    make_ready(certificate)
    revoke(certificate=certificate, reason="wrong person", by=omar, at=SPRING)
    row = page_of(client, url).select_one("#certificate")
    assert "This certificate was revoked" in row.text
    assert "hx-get" not in row.attrs


def test_one_that_was_given_up_says_so_and_asks_no_more(client, url):
    certificate = issue(completion=CompletionRecord.objects.get(), at=SPRING)
    OutboxRow.objects.filter(key=f"certificates.render:{certificate.uuid}").update(dead_at=SPRING)
    row = page_of(client, url).select_one("#certificate")
    assert "Your certificate needs a hand" in row.text
    assert "hx-get" not in row.attrs
