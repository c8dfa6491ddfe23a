"""The whole story through a real browser, a real web server, workers and beat.

Omar assigns, Dana studies, fails, reads the feedback and passes, plays a scene to its debrief, a
worker makes her certificate, the public page verifies it, Vera downloads the evidence, Milo sees a
state and nothing more, and nobody sees what Dana practiced.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import time

import pypdf
import pytest
from playwright.sync_api import expect

from certificates.models import Certificate
from enrollments.models import Enrollment
from lms.demo import seed
from lms.demo.answers import right_answer, wrong_answer
from lms.demo.person_at_a_page import PersonAtAPage
from lms.demo.practice import story as practice
from lms.demo.story import study_module
from people.models import User
from quizzes.models import Attempt, Question
from tests.journeys.visitor import Visitor, browser

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-password-for-the-journey"


@pytest.fixture
def company(transactional_db):
    seed.run(progress=lambda *_: None, with_bookings=False)
    omar = User.objects.get(email="omar@northwind.example")
    omar.set_password(PASSWORD)
    omar.save(update_fields=["password"])


@pytest.fixture
def site(company, web_server, celery_worker_process, celery_beat_process):
    celery_worker_process()
    celery_beat_process()
    return web_server.url


def omar_signs_in_and_assigns(chromium, site) -> list[str]:
    omar = Visitor(chromium, site)
    omar.go("/hr/curricula/")
    assert "/accounts/login/" in omar.page.url
    faults = omar.look("sign-in")
    omar.page.get_by_label("Email").fill("omar@northwind.example")
    omar.page.get_by_label("Password", exact=True).fill(PASSWORD)
    omar.click("button", "Sign in")
    omar.page.wait_for_url("**/hr/curricula/")
    faults += omar.look("hr-curricula")
    omar.go("/hr/curricula/empathy-in-customer-service/assign/")
    omar.page.get_by_label("Bookings").check()
    due_on = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=11)
    omar.page.get_by_label("Due date").fill(due_on.isoformat())
    expect(omar.page.get_by_text("33 people").first).to_be_visible()
    faults += omar.look("hr-assign")
    omar.click("button", "Review")
    expect(omar.page.locator("main")).to_contain_text("33")
    faults += omar.look("hr-review")
    omar.click("button", "Assign to 33 people")
    omar.page.wait_for_url("**/hr/assignments/**")
    faults += omar.look("hr-assigned")
    faults += omar.look("hr-follow", "/hr/follow/")
    omar.page.get_by_label("Department", exact=True).select_option(label="Bookings")
    omar.click("button", "Show")
    assert finds_on_some_page(omar, "Dana Whitfield-Šimić")
    omar.leave()
    return faults


def finds_on_some_page(visitor, name: str) -> bool:
    """Walk the list: who is overdue stands first, and how many that are depends on the day."""
    while name not in visitor.text:
        onward = visitor.page.get_by_role("link", name="Next page")
        if not onward.count():
            return False
        onward.click()
    return True


def readings_of(enrollment, module):
    lessons = enrollment.version.lessons.filter(kind="reading", module__key=module)
    return lessons.order_by("ordinal")


def meanwhile_dana_studies(enrollment, *modules) -> None:
    """The same pages, asked without a browser: fifty lessons more would show nothing new."""
    dana = PersonAtAPage(enrollment.learner.email)
    for module in enrollment.version.modules.filter(key__in=modules).order_by("ordinal"):
        study_module(dana, enrollment, module, progress=lambda *_: None)


def dana_reads(dana, enrollment) -> list[str]:
    faults = dana.look("today", "/learn/")
    assert "Omar Haddou" in dana.text
    assert "24:00 Lisbon" in dana.text
    faults += dana.look("course", "/courses/empathy-in-customer-service/")
    faults += dana.look("job-aid", "/courses/empathy-in-customer-service/aids/m0-safety-card/")
    for kind, key in (("reflection", "m1-reflection"), ("announced", "r1-1")):
        faults += dana.look(kind, f"/learn/{enrollment.uuid}/lessons/{key}/")
    for lesson in readings_of(enrollment, "m1"):
        dana.go(f"/learn/{enrollment.uuid}/lessons/{lesson.key}/")
        if lesson.key == "l1-1":
            faults += dana.look("lesson")
            dana.go(f"/learn/{enrollment.uuid}/lessons/{lesson.key}/")
        dana.click("button", "I have read this")
        dana.page.wait_for_url(lambda url, key=lesson.key: f"/{key}/" not in url)
    return faults


def fill(page, question, answer) -> None:
    """Answer as a person would, whatever the type; `wanted` are the boxes to be marked."""
    wanted = [answer[name] for name in ("choice", "sure") if name in answer]
    wanted += answer.get("choices", []) + answer.get("phrases", [])
    for value in wanted:
        page.locator(f"input[value='{value}']").check()
    for reply, step in answer.get("ratings", {}).items():
        page.locator(f"input[name$='{reply}'][value='{step}']").check()
    for prompt, chosen in answer.get("pairs", {}).items():
        page.locator(f"select[name$='{prompt}']").select_option(chosen)
    if "text" in answer:
        page.locator("textarea[name=text]").fill(answer["text"])
    if "order" in answer:
        put_in_order(page, answer["order"])


def put_in_order(page, wanted) -> None:
    for place, item in enumerate(wanted):
        for _ in range(len(wanted)):
            shown = page.locator("input[name=order]").evaluate_all("all => all.map(i => i.value)")
            if shown.index(item) == place:
                break
            page.locator(f"button[value='up:{item}']").click()
            page.wait_for_load_state()


def dana_takes_the_quiz(dana, enrollment, *, mistakes, name, key="m1-quiz") -> list[str]:
    faults = dana.look(f"{name}-intro", f"/learn/{enrollment.uuid}/lessons/{key}/")
    dana.page.locator("main form[action*='attempts'] button").first.click()
    dana.page.wait_for_url("**/attempts/**/1/")
    attempt = Attempt.objects.get(enrollment=enrollment, state="in_progress")
    questions = {found.key: found for found in Question.objects.filter(quiz=attempt.quiz)}
    base = dana.page.url.rsplit("/1/", 1)[0]
    pictured = set()
    for place, slot in enumerate(attempt.layout["questions"], start=1):
        question = questions[slot["key"]]
        dana.go(f"{base}/{place}/")
        fill(dana.page, question, (wrong_answer if place <= mistakes else right_answer)(question))
        expect(dana.page.locator(".saved")).to_contain_text("Saved")
        if question.type not in pictured:
            pictured.add(question.type)
            faults += dana.look(f"{name}-question-{question.type}")
    dana.go(f"{base}/submit/")
    faults += dana.look(f"{name}-submit")
    dana.page.locator("main form[method=post] button.button").first.click()
    dana.page.wait_for_url("**/result/")
    faults += dana.look(f"{name}-result")
    return faults


def dana_plays_a_scene(dana, enrollment) -> tuple[list[str], list[str]]:
    """Play to the debrief, with one kind word too many at the beginning; return her places, too."""
    faults = dana.look("scene-briefing", f"/learn/{enrollment.uuid}/lessons/{practice.SCENE}/")
    dana.click("button", "Begin the scene")
    dana.page.get_by_label("having to begin again").check()
    dana.click("button", "Go on")
    dana.page.locator("#roleplay-wrote").fill(practice.FIRST_WORDS)
    dana.click("button", "Show the replies")
    for turn, reply in enumerate(practice.REPLIES, start=1):
        expect(dana.page.locator(f"[name=turns_taken][value='{turn - 1}']").first).to_be_attached()
        if turn == 2:
            faults += dana.look("scene-after-a-slip")
        dana.page.locator(f"[name=choice][value='{reply}']").click()
    dana.page.wait_for_url("**/debrief/")
    place = dana.page.url.removeprefix(dana.base)
    dana.page.locator("#note-feel").fill(practice.FEEL)
    dana.page.locator("#note-transfer").fill(practice.TRANSFER)
    dana.click("button", "Keep it, and see both paths")
    faults += dana.look("scene-debrief")
    assert practice.FIRST_WORDS in dana.text
    return faults, [place, place.removesuffix("debrief/"), f"{place.removesuffix('debrief/')}seat/"]


def meanwhile_dana_practices(enrollment) -> str:
    """Listen and keep a thought, without a browser; both have browser tests of their own."""
    dana = PersonAtAPage(enrollment.learner.email)
    lessons = f"/learn/{enrollment.uuid}/lessons"
    place = practice.listen(dana, f"{lessons}/{practice.LISTENING}/exercises")
    practice.reflect(dana, f"{lessons}/{practice.REFLECTION}/")
    return place


def issued_to(email: str) -> Certificate:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = Certificate.objects.filter(learner__email=email).first()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError("no certificate was issued within a minute")


def dana_gets_her_certificate(dana) -> tuple[list[str], Certificate, bytes]:
    faults = dana.look("certificates", "/certificates/")
    certificate = issued_to("dana@northwind.example")
    dana.go(f"/certificates/{certificate.uuid}/")
    # It appears by itself: the page asks while the worker renders.
    link = dana.page.locator(f"a[href$='{certificate.uuid}/pdf/']").first
    expect(link).to_be_visible(timeout=60_000)
    faults += dana.look("certificate")
    with dana.page.expect_download() as waiting:
        link.click()
    return faults, certificate, waiting.value.path().read_bytes()


def read_pdf(pdf: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def a_stranger_verifies(chromium, site, certificate) -> list[str]:
    stranger = Visitor(chromium, site)
    faults = stranger.look("verify", f"/v/{certificate.code}/")
    assert "Dana Whitfield-Šimić" in stranger.text
    assert "Valid" in stranger.text
    faults += stranger.look("verify-unknown", "/v/0000-0000-0000/")
    assert "dana@" not in stranger.page.content()
    stranger.leave()
    return faults


def vera_downloads_the_report(chromium, site, certificate) -> list[str]:
    vera = Visitor(chromium, site)
    vera.sign_in_as("vera")
    faults = vera.look("reports", "/reports/")
    vera.page.get_by_label("What it is for").fill("Yearly audit")
    vera.click("button", "Build the report")
    vera.page.wait_for_url("**/reports/*-*/")
    link = vera.page.locator("a[href$='.csv']").first
    expect(link).to_be_visible(timeout=60_000)
    faults += vera.look("report-run")
    with vera.page.expect_download() as waiting:
        link.click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if "NW-1001" in row.values()]
    assert len(rows) == 1
    told = " ".join(rows[0].values())
    assert certificate.code in told.replace("-", "")
    assert "Omar Haddou" in told
    assert "Bookings" in told
    practice.expect_silence(text, "Vera's report")
    faults += vera.look("audit-trail", "/reports/audit-trail/")
    for verb in ("course.completed", "certificate.issued"):
        assert verb in vera.page.content()
    dana = User.objects.get(email="dana@northwind.example")
    faults += vera.look("evidence", f"/reports/people/{dana.uuid}/")
    vera.leave()
    return faults


def others_see_what_they_may(chromium, site, enrollment, certificate, private) -> list[str]:
    milo = Visitor(chromium, site)
    milo.sign_in_as("milo")
    faults = milo.look("team", "/team/")
    assert "Dana Whitfield-Šimić" in milo.text
    practice.expect_silence(milo.page.content(), "Milo's view of his team")
    hidden = [
        *private,
        f"/learn/{enrollment.uuid}/", f"/learn/{enrollment.uuid}/lessons/m1-quiz/",
        f"/certificates/{certificate.uuid}/", f"/certificates/{certificate.uuid}/pdf/",
        "/reports/", "/reports/audit-trail/", "/hr/follow/", "/hr/curricula/", "/status/",
    ]  # fmt: skip
    assert {milo.status_of(path) for path in hidden} == {404}
    milo.leave()
    ines = Visitor(chromium, site)
    ines.sign_in_as("ines")
    ines.go("/hr/follow/")
    assert "Whitfield" not in ines.page.content()
    ines.leave()
    ada = Visitor(chromium, site)
    ada.sign_in_as("ada")
    faults += ada.look("status", "/status/")
    faults += ada.look("demo", "/demo/")
    assert {ada.status_of(path) for path in private} == {404}
    ada.leave()
    return faults


def test_one_learner_one_course_one_certificate_one_report(site):
    with browser() as chromium:
        faults = omar_signs_in_and_assigns(chromium, site)
        enrollment = Enrollment.objects.get(learner__email="dana@northwind.example")
        dana = Visitor(chromium, site)
        dana.sign_in_as("dana")
        meanwhile_dana_studies(enrollment, "m0")
        faults += dana_reads(dana, enrollment)
        faults += dana_takes_the_quiz(dana, enrollment, mistakes=4, name="quiz-failed")
        assert not Attempt.objects.get(
            enrollment=enrollment, quiz__lesson__key="m1-quiz", ordinal=1
        ).passed
        faults += dana_takes_the_quiz(dana, enrollment, mistakes=0, name="quiz-passed")
        more, private = dana_plays_a_scene(dana, enrollment)
        faults += more
        private.append(meanwhile_dana_practices(enrollment))
        meanwhile_dana_studies(enrollment, "m2", "m3", "m4", "m5", "m6")
        for lesson in readings_of(enrollment, "m7"):
            dana.go(f"/learn/{enrollment.uuid}/lessons/{lesson.key}/")
            dana.click("button", "I have read this")
            dana.page.wait_for_url(lambda url, key=lesson.key: f"/{key}/" not in url)
        faults += dana_takes_the_quiz(dana, enrollment, mistakes=0, name="quiz-last", key="m7-quiz")
        more, certificate, pdf = dana_gets_her_certificate(dana)
        faults += more
        private.append(practice.join_the_year(PersonAtAPage(enrollment.learner.email)))
        faults += dana.look("today-done", "/learn/")
        dana.leave()
        text = read_pdf(pdf)
        assert "Dana Whitfield-Šimić" in text
        assert certificate.code in text.replace("-", "").replace("\n", "").replace(" ", "")
        faults += a_stranger_verifies(chromium, site, certificate)
        faults += vera_downloads_the_report(chromium, site, certificate)
        faults += others_see_what_they_may(chromium, site, enrollment, certificate, private)
    assert sorted(set(faults)) == []
