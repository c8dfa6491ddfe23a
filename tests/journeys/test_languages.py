"""The learner's pages and HR's in German and in Arabic: whole, mirrored, nothing wider than it is.

Arabic turns the page around and has six plural forms; German has the long words.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from enrollments.models import Enrollment
from lms.demo import seed
from people.models import User
from tests.journeys.visitor import Visitor, browser

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NAMES = {"de": "Deutsch", "ar": "العربيّة"}
MARKS = {"de": "Heute", "ar": "اليوم"}


@pytest.fixture
def company(transactional_db):
    seed.run(progress=lambda *_: None)


def switch(visitor: Visitor, language: str) -> None:
    visitor.page.locator(".menu.for-wide > summary").click()
    visitor.click("button", NAMES[language])
    expect(visitor.page.locator("html")).to_have_attribute("lang", language)


def learners_pages(visitor: Visitor, language: str, enrollment: Enrollment) -> list[str]:
    go_in_as(visitor, "dana")
    switch(visitor, language)
    expect(visitor.page.get_by_role("link", name=MARKS[language]).first).to_be_visible()
    slug, place = enrollment.course.slug, f"/learn/{enrollment.uuid}/lessons"
    faults = visitor.look(f"{language}-today", "/learn/")
    faults += visitor.look(f"{language}-course", f"/courses/{slug}/")
    faults += visitor.look(f"{language}-lesson", f"{place}/l1-1/")
    faults += visitor.look(f"{language}-quiz", f"{place}/m2-quiz/")
    visitor.page.locator("[data-lms-next]").click()
    visitor.page.wait_for_url("**/attempts/*/1/")
    faults += visitor.look(f"{language}-question")
    visitor.go(visitor.page.url.replace("/1/", "/submit/"))
    faults += visitor.look(f"{language}-overview")
    visitor.page.locator("[data-lms-next]").click()
    visitor.page.wait_for_url("**/result/")
    faults += visitor.look(f"{language}-result")
    return faults + visitor.look(f"{language}-certificates", "/certificates/")


def hr_pages(visitor: Visitor, language: str) -> list[str]:
    go_in_as(visitor, "omar")
    switch(visitor, language)
    faults = visitor.look(f"{language}-hr", "/hr/curricula/")
    faults += visitor.look(
        f"{language}-assign", "/hr/curricula/empathy-in-customer-service/assign/"
    )
    return faults + visitor.look(f"{language}-follow", "/hr/follow/")


def go_in_as(visitor: Visitor, key: str) -> None:
    visitor.context.clear_cookies()
    visitor.go(f"/demo/{key}/")
    visitor.page.locator("main form button[type=submit]").click()
    visitor.page.wait_for_url("**/learn/")


def test_the_pages_stand_in_every_language(company, live_server):
    dana = User.objects.get(email="dana@northwind.example")
    enrollment = Enrollment.objects.select_related("course").filter(learner=dana).latest("pk")
    with browser() as running:
        visitor = Visitor(running, live_server.url)
        faults = []
        for language, name in NAMES.items():
            visitor.context.clear_cookies()
            visitor.go("/accounts/login/")
            visitor.click("button", name)
            expect(visitor.page.locator("html")).to_have_attribute("lang", language)
            faults += visitor.look(f"{language}-sign-in")
            faults += learners_pages(visitor, language, enrollment)
            faults += hr_pages(visitor, language)
        visitor.leave()
    assert faults == []


def test_the_switch_works_without_javascript(company, live_server):
    with browser() as running:
        visitor = Visitor(running, live_server.url, javascript=False)
        visitor.sign_in_as("dana")
        switch(visitor, "ar")
        assert visitor.page.locator("html").get_attribute("dir") == "rtl"
        visitor.leave()
    assert User.objects.get(email="dana@northwind.example").language == "ar"
