"""A preview is what learners will get: compared with the real pages of the same files."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from quizzes.question_types import TYPES
from quizzes.question_types.base import ids_from, new_id
from studio.selectors import editions
from tests.studio.full_package import QUIZ, QUIZ_PATH, write
from tests.support.factories import EnrollmentFactory

pytestmark = pytest.mark.django_db
LESSONS = "/studio/packages/tiny/lessons"
QUIZ_PAGE = f"{LESSONS}/m1-quiz/"


def main_of(html: str, opening: str) -> str:
    """Return the element that begins so, with all inside, pictures by name only."""
    start = html.index(opening)
    tag = re.match(r"<(\w+)", opening)[1]
    depth = 0
    for found in re.finditer(rf"<(/?){tag}\b", html[start:]):
        depth += -1 if found[1] else 1
        if depth == 0:
            element = html[start : start + found.end()]
            return re.sub(r'src="[^"]*/([^"/]+)"', r'src="\1"', element)
    raise AssertionError(f"{opening} does not end")


@pytest.fixture
def as_learner(publish, dana, sign_in):
    """Return a function that gives Dana's page of a lesson, from the same files published."""
    version = publish()
    enrollment = EnrollmentFactory(learner=dana, course=version.course, version=version)
    client = sign_in(dana)
    return lambda key: client.get(
        reverse("enrollments:lesson", args=[enrollment.uuid, key])
    ).content.decode()


@pytest.mark.parametrize(
    ("key", "opening"),
    [
        ("l1", '<article class="lesson">'),
        ("m1-scene", '<article class="stack loose">'), ("m1-quiz", '<article class="lesson">'),
        ("m1-quiz", '<dl class="facts-list">'),
    ],
)  # fmt: skip
def test_each_kind_shows_what_learners_get(as_learner, studio, key, opening):
    preview = studio.get(f"{LESSONS}/{key}/").content.decode()
    assert main_of(preview, opening) == main_of(as_learner(key), opening)


def test_a_reflection_asks_the_same_and_keeps_nothing_in_a_preview(as_learner, studio):
    learner, preview = as_learner("m1-reflection"), studio.get(f"{LESSONS}/m1-reflection/")
    shown = preview.content.decode()
    asked = re.findall(r'<p class="prompt"[^>]*>([^<]+)</p>', learner)
    assert asked == re.findall(r'<p class="prompt"[^>]*>([^<]+)</p>', shown) != []
    article = main_of(shown, '<article class="stack loose">')
    assert "<form" not in article
    assert "<form" in main_of(learner, '<article class="stack loose">')


def test_the_comparison_would_see_another_text(as_learner, package, studio):
    write(package, {"modules/m1-first/l1.md": QUIZ})  # unreadable: nothing to compare
    assert studio.get(f"{LESSONS}/l1/").status_code == 404
    from tests.studio.full_package import NEW_LESSON

    write(package, {"modules/m1-first/l1.md": NEW_LESSON})
    preview = studio.get(f"{LESSONS}/l1/").content.decode()
    opening = '<article class="lesson">'
    assert main_of(preview, opening) != main_of(as_learner("l1"), opening)


def test_a_preview_leads_to_previews_only(package, studio):
    for key in ("l1", "m1-quiz", "m1-reflection", "m1-scene"):
        told = studio.get(f"{LESSONS}/{key}/").content.decode()
        links = re.findall(r'(?:href|action|src|hx-[a-z]+)="(/[^"]*)"', told)
        assert links
        assert [link for link in links if link.startswith(("/learn/", "/courses/"))] == []


def form_of(studio, key: str) -> dict[str, list[str]]:
    """Return what the form of a question holds, by the names of its fields."""
    told = studio.get(QUIZ_PAGE).content.decode()
    part = told[told.index(f'id="q-{key}"') :].split("</form>")[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<(?:input|option)[^>]*>", part):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value:
            found.setdefault(name[1], []).append(value[1])
    return found


def id_of(studio, key: str, text: str) -> str:
    told = studio.get(QUIZ_PAGE).content.decode()
    part = told[told.index(f'id="q-{key}"') :].split("</form>")[0]
    return re.search(rf'value="([0-9a-f]{{8}})"[^>]*>\s*(?:<span>)?{re.escape(text)}', part)[1]


def answered(studio, **sent) -> str:
    return studio.post(QUIZ_PAGE, sent).content.decode()


def result_of(told: str) -> str:
    return told.split('class="stack preview-result"')[1].split("<details", maxsplit=1)[0]


def test_an_answer_gets_its_feedback_on_the_spot_and_not_the_key(package, studio):
    wrong = id_of(studio, "late", "Not my fault.")
    result = result_of(answered(studio, question="late", choice=wrong))
    assert "This earns 0 of 1 point." in result
    assert "canary-wrong-choice" in result
    assert "canary-right-choice" not in result  # as for a learner who has not passed
    right = id_of(studio, "late", "That is annoying.")
    result = result_of(answered(studio, question="late", choice=right))
    assert "This earns 1 of 1 point." in result
    assert "She breathes out." in result


def test_the_key_shows_to_authors_without_an_answer(package, studio):
    told = studio.get(QUIZ_PAGE).content.decode()
    key = told.split("The key, and the feedback on every part")[1].split("</details>")[0]
    assert "canary-right-choice" in key
    assert "canary-third-choice" in key


def test_every_type_can_be_answered(package, studio):
    steps = form_of(studio, "steps")["order"]
    moved = answered(studio, question="steps", order=steps, move=f"down:{steps[0]}")
    assert "preview-result" not in moved  # moving is not yet answering
    part = moved[moved.index('id="q-steps"') :].split("</form>")[0]
    order = re.findall(r'name="order" value="([^"]*)"', part)
    assert order == [steps[1], steps[0], steps[2]]
    assert "of 1 point" in answered(studio, question="steps", order=order)
    page = studio.get(QUIZ_PAGE).content.decode()
    names = re.findall(r'name="(match-[^"]*)"', page)
    answers = [id_of(studio, "words", f"{letter} · ") for letter in "AB"]
    pairs = [dict(zip(names, order, strict=True)) for order in (answers, answers[::-1])]
    told = [answered(studio, question="words", **pair) for pair in pairs]
    assert sorted("This earns 1 of 1 point." in one for one in told) == [False, True]


@pytest.mark.parametrize(
    "sent",
    [
        {"question": "late", "choice": "00000000"}, {"question": "late", "choice": "x" * 5000},
        {"question": "steps", "order": ["a", "a"]}, {"question": "words", "match-x": "y"},
    ],
)  # fmt: skip
def test_what_is_no_answer_is_said_and_shown_again(package, studio, sent):
    response = studio.post(QUIZ_PAGE, sent)
    assert response.status_code == 200
    told = response.content.decode()
    assert 'role="alert"' in told
    assert "preview-result" not in told


@pytest.mark.parametrize("sent", [{}, {"question": "nothing"}, {"question": "a\0b"}])
def test_an_answer_to_no_question_shows_the_page(package, studio, sent):
    response = studio.post(QUIZ_PAGE, sent)
    assert response.status_code in {200, 400}  # a NUL is refused at the door
    assert "preview-result" not in response.content.decode()


def test_a_form_may_come_back_to_another_process(package, studio):
    """Parts have the same ids each time, or an answer would name none of them."""
    first = form_of(studio, "late")["choice"]
    editions._survey.cache_clear()
    assert form_of(studio, "late")["choice"] == first
    with ids_from(7):
        first = [new_id() for _ in range(3)]
    with ids_from(7):
        assert [new_id() for _ in range(3)] == first


def test_published_parts_never_have_the_ids_of_a_preview(package, studio, publish):
    from quizzes.models import Question

    shown = set(form_of(studio, "late")["choice"])
    publish()
    stored = {row["id"] for row in Question.objects.get(key="late").body["choices"]}
    assert stored.isdisjoint(shown)
    assert {new_id() for _ in range(50)} & {new_id() for _ in range(50)} == set()


def test_a_question_with_faults_shows_its_problem_beside_it_and_the_others_work(package, studio):
    broken = QUIZ.replace("- {key: b, correct: no", "- {key: b, correct: yes")
    write(package, {QUIZ_PATH: broken})
    told = studio.get(QUIZ_PAGE).content.decode()
    late = told[told.index('id="q-late"') : told.index('id="q-steps"')]
    assert "2 of the choices are correct" in late
    assert "can be answered here once its problems are mended" in late
    steps = told[told.index('id="q-steps"') : told.index('id="q-words"')]
    assert "2 of the choices" not in steps
    assert "Check this answer" in steps


def test_statistics_of_published_quizzes_are_linked(package, publish, studio):
    link = reverse("quizzes:statistics", args=["tiny", "m1-quiz"])
    assert link not in studio.get(QUIZ_PAGE).content.decode()
    publish()
    assert f'"{link}"' in studio.get(QUIZ_PAGE).content.decode()
    assert f'"{link}"' in studio.get("/studio/courses/tiny/").content.decode()
    assert "/statistics/" not in studio.get(f"{LESSONS}/l1/").content.decode()
    assert "Item statistics" in studio.get(link).content.decode()


def test_job_aids_show_what_learners_get(package, publish, studio, dana, sign_in):
    version = publish()
    EnrollmentFactory(learner=dana, course=version.course, version=version)
    real = sign_in(dana).get("/courses/tiny/aids/m1-card/").content.decode()
    preview = studio.get("/studio/packages/tiny/job-aids/m1-card/").content.decode()
    opening = '<div class="lesson">'
    assert main_of(preview, opening) == main_of(real, opening)


COURSE = "empathy-in-customer-service"


def test_every_quiz_of_the_shipped_course_can_be_looked_at_and_each_type_answered(studio):
    """The shipped course has all types; an empty answer earns nothing and is told so."""
    seen: set[str] = set()
    for draft in editions.package_edition(COURSE).lessons:
        if draft.kind != "quiz":
            continue
        path = f"/studio/packages/{COURSE}/lessons/{draft.key}/"
        told = studio.get(path).content.decode()
        assert told.count('class="question reviewed"') == len(draft.payload.questions)
        assert told.count("The key, and the feedback on every part") == len(draft.payload.questions)
        for question in draft.payload.questions:
            if question.type not in seen and question.type != "ordering":  # its form has an order
                seen.add(question.type)
                sent = {"question": question.fields["key"], **EMPTY.get(question.type, {})}
                assert "preview-result" in studio.post(path, sent).content.decode(), question.type
    assert seen | {"ordering"} == set(TYPES)


EMPTY = {"short": {"text": ""}}
