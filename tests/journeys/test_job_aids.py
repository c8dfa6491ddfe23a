"""Every job aid of the shipped course is one sheet of paper, in both common sizes."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.test import Client
from pypdf import PdfReader

from common.clock import now
from courses.models import JobAid
from courses.services.publish import publish_package
from tests.journeys.visitor import Visitor, browser
from tests.support.factories import EnrollmentFactory

PACKAGE = settings.BASE_DIR / "courses" / "packages" / "empathy-in-customer-service"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_job_aid_is_one_sheet(live_server):
    version = publish_package(path=PACKAGE, by=None, at=now()).version
    client = Client()
    client.force_login(EnrollmentFactory(course=version.course).learner)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    longer = []
    with browser() as running:
        visitor = Visitor(running, live_server.url)
        visitor.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": visitor.base}]
        )
        for key in JobAid.objects.filter(version=version).values_list("key", flat=True):
            visitor.go(f"/courses/empathy-in-customer-service/aids/{key}/")
            for paper in ("A4", "Letter"):
                sheet = PdfReader(io.BytesIO(visitor.page.pdf(format=paper)))
                if len(sheet.pages) != 1:
                    longer.append(f"{key} on {paper}: {len(sheet.pages)} pages")
    assert longer == []
