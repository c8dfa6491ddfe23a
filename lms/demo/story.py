"""The one story through the whole house, told by its pages, with real workers behind it.

Omar assigns, Dana studies, fails, reads the feedback, passes, and practices on the way; a worker
makes her certificate; the public page verifies it; Vera downloads the evidence; Milo sees a state
and nothing more; and of what Dana practiced nobody sees anything.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from certificates.models import Certificate
from courses.models import Module
from enrollments.models import Enrollment
from lms.demo.answers import right_answer, wrong_answer
from lms.demo.cast import BY_KEY
from lms.demo.person_at_a_page import PersonAtAPage, StoryStuck
from lms.demo.practice.story import (
    expect_silence,
    join_the_year,
    practice_after_first_lessons,
    see_nothing_of_it,
)
from people.models import Department
from quizzes.models import Attempt, Question
from quizzes.question_types import matching, rate

Note = Callable[..., None]
CURRICULUM = "empathy-in-customer-service"
FAILED_ONCE, FIRST_LESSONS = "m1-quiz", "m1"
PATIENCE = 60.0
EARLIER = "Dana has told this story before; these are its papers."


def run(*, progress: Note) -> list[str]:
    """Tell the story and return the lines that say where its papers are."""
    dana = _person("dana")
    private: list[str] = []
    if _latest_certificate(dana):
        lines = [EARLIER]
    else:
        lines = []
        progress("Omar assigns the curriculum to Bookings")
        _assign(_person("omar"))
        enrollment = _begin(dana)
        for module in enrollment.version.modules.order_by("ordinal"):
            study_module(dana, enrollment, module, progress=progress)
            if module.key == FIRST_LESSONS:
                progress("Dana plays a scene, listens, and keeps a reflection")
                private += practice_after_first_lessons(dana, enrollment)
        progress("Dana joins the practice year and answers a review")
        private.append(join_the_year(dana))
    progress("a worker makes the certificate")
    pdf = _fetch_certificate(dana)
    progress("the public page verifies it")
    code = _verify(dana)
    progress("Vera downloads the completion report")
    csv = _download_report(_person("vera"), code)
    progress("Milo sees his people's state, and 404 elsewhere")
    _look_around(_person("milo"), dana)
    progress("nobody sees what Dana practiced")
    see_nothing_of_it(map(_person, ("milo", "omar", "vera", "ada")), private)
    return [*lines, f"Certificate: {pdf}", f"Completion report: {csv}",
            f"Verification page: {settings.SITE_URL}/v/{code}/"]  # fmt: skip


def _person(key: str) -> PersonAtAPage:
    return PersonAtAPage(BY_KEY[key].email)


def _expect(found: object, what: str) -> None:
    if not found:
        raise StoryStuck(what)


def _assign(omar: PersonAtAPage) -> None:
    bookings = Department.objects.get(name="Bookings")
    due_on = dt.date.today() + dt.timedelta(days=11)  # noqa: DTZ011 - typed into a form
    omar.go(f"/hr/curricula/{CURRICULUM}/assign/")
    review = omar.send(
        "/assign/", departments=[str(bookings.uuid)], include_below="on", anchor="fixed",
        due_on=due_on.isoformat(), note="Before the holiday season", step="review",
    )  # fmt: skip
    _expect("33" in review, "Omar is not shown who gets what.")
    omar.send("/assign/", exceptions="without_date")
    _expect("/hr/assignments/" in omar.path, "The assignment was not made.")


def _begin(dana: PersonAtAPage) -> Enrollment:
    today = dana.go("/learn/")
    _expect("Omar Haddou" in today, "Today does not say who assigned the course.")
    return Enrollment.objects.open().get(learner=dana.user)


def study_module(
    dana: PersonAtAPage, enrollment: Enrollment, module: Module, *, progress: Note
) -> None:
    """Read a module's required lessons and pass its quiz; the quiz of M1 is failed once first."""
    required = module.lessons.filter(is_required=True).order_by("ordinal")
    if not required:
        return
    progress(f"Dana studies “{module.title}”")
    for lesson in required:
        if lesson.kind != "quiz":
            page = dana.go(f"/learn/{enrollment.uuid}/lessons/{lesson.key}/")
            if "/completion/" in page:
                dana.send("/completion/")
            continue
        if lesson.key == FAILED_ONCE:
            progress("Dana takes the quiz: fails once, reads, passes")
            _take_quiz(dana, enrollment, lesson.key, mistakes=4)
        _take_quiz(dana, enrollment, lesson.key, mistakes=0)


def _take_quiz(dana: PersonAtAPage, enrollment: Enrollment, key: str, *, mistakes: int) -> None:
    dana.go(f"/learn/{enrollment.uuid}/lessons/{key}/")
    dana.send("/attempts/")
    attempt = Attempt.objects.get(enrollment=enrollment, state=Attempt.State.IN_PROGRESS)
    base = f"/learn/{enrollment.uuid}/lessons/{key}/attempts/{attempt.uuid}"
    questions = {found.key: found for found in Question.objects.filter(quiz=attempt.quiz)}
    for place, slot in enumerate(attempt.layout["questions"], start=1):
        answer = (wrong_answer if place <= mistakes else right_answer)(questions[slot["key"]])
        dana.go(f"{base}/{place}/")
        dana.send(f"{base}/{place}/save/", **_as_form(answer))
    dana.go(f"{base}/submit/")
    dana.send("/submit/")
    result = dana.go(f"{base}/result/")
    attempt.refresh_from_db()
    _expect(attempt.passed == (mistakes == 0), "The quiz came out otherwise than expected.")
    _expect("feedback" in result, "The result gives no feedback.")


def _as_form(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer as the question's form sends it."""
    if "pairs" in answer:
        return {f"{matching.PREFIX}{prompt}": chosen for prompt, chosen in answer["pairs"].items()}
    if "ratings" in answer:
        return {f"{rate.PREFIX}{reply}": step for reply, step in answer["ratings"].items()}
    return answer


def _latest_certificate(dana: PersonAtAPage) -> Certificate | None:
    return Certificate.objects.filter(learner=dana.user).order_by("-id").first()


def _wait(ready: Callable[[], Any], what: str) -> Any:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = ready()
        if found:
            return found
        time.sleep(0.2)
    raise StoryStuck(f"{what} did not come within {PATIENCE:.0f} seconds.")


def _paper(name: str, content: bytes) -> Path:
    folder = Path(settings.DATA_DIR) / "story"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def _fetch_certificate(dana: PersonAtAPage) -> Path:
    def ready() -> Certificate | None:
        found = _latest_certificate(dana)
        return found if found and found.state == Certificate.State.READY else None

    certificate = _wait(ready, "The certificate")
    dana.go(f"/certificates/{certificate.uuid}/")
    content = dana.download(f"/certificates/{certificate.uuid}/pdf/")
    _expect(content.startswith(b"%PDF-"), "The certificate is no PDF.")
    return _paper("certificate.pdf", content)


def _verify(dana: PersonAtAPage) -> str:
    certificate = _latest_certificate(dana)
    assert certificate is not None
    stranger = PersonAtAPage(dana.user.email)
    stranger.client.logout()
    page = stranger.go(f"/v/{certificate.code}/")
    _expect(dana.user.legal_name in page, "The public page does not tell the frozen facts.")
    return certificate.code


def _download_report(vera: PersonAtAPage, code: str) -> Path:
    vera.go("/reports/")
    vera.send("/reports/", kind="completions", reason="Yearly audit", do="request")
    run_path = vera.path
    _wait(lambda: ".csv" in vera.go(run_path), "The report")
    content = vera.download(vera.link(".csv"))
    _expect(code.encode() in content, "Dana's certificate is not in the report.")
    trail = vera.go("/reports/audit-trail/")
    _expect("course.completed" in trail, "The trail is silent.")
    expect_silence(content.decode() + trail, "the report or the trail")
    return _paper("completions.csv", content)


def _look_around(milo: PersonAtAPage, dana: PersonAtAPage) -> None:
    team = milo.go("/team/")
    _expect(dana.user.legal_name in team, "Milo does not see Dana's state.")
    expect_silence(team, "Milo's view of his team")
    certificate = _latest_certificate(dana)
    assert certificate is not None
    for path in ("/reports/", "/hr/follow/", f"/certificates/{certificate.uuid}/", "/status/"):
        _expect(milo.status_of(path) == 404, f"{path} is not hidden from Milo.")
