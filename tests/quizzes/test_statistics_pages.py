"""The author's pages of a quiz: statistics, files, regrading; and the command line."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from common.formula import restored
from common.models import OutboxRow
from quizzes.models import GradeEvent, Regrade
from quizzes.selectors.regrading import preview_of
from quizzes.services import regrade as service
from quizzes.tasks import regrade as task
from tests.quizzes.conftest import published_quiz, single
from tests.quizzes.regrading import REASON, mended_quiz, taken, wrong_key_quiz
from tests.quizzes.test_item_statistics import crowd

pytestmark = pytest.mark.django_db
PLACE = ["empathy", "m1-quiz"]
STATISTICS = "/studio/courses/empathy/quizzes/m1-quiz/statistics/"
REGRADE = "/studio/courses/empathy/quizzes/m1-quiz/regrade/"
API = "/api/v1/courses/empathy/quizzes/m1-quiz/statistics/"
ROWS = ("abbb", "abbb", "abbb", "bbaa", "baaa", "baab")


@pytest.fixture
def old():
    return wrong_key_quiz()


@pytest.fixture
def author(sign_in, theo):
    return sign_in(theo)


def text(response) -> str:
    return response.content.decode()


def test_the_addresses_are_those_that_others_link_to():
    assert reverse("quizzes:statistics", args=PLACE) == STATISTICS
    assert reverse("quizzes:regrade", args=PLACE) == REGRADE


def test_below_ten_people_the_page_says_so_and_shows_no_figure(old, author):
    crowd(old, 9, *ROWS)
    page = text(author.get(STATISTICS))
    assert "Not enough people yet" in page
    assert 'class="figures"' not in page
    assert 'class="table' not in page


def test_the_page_shows_figures_pictures_and_what_to_look_at(
    old, author, django_assert_max_num_queries
):
    crowd(old, 20, *ROWS)
    with django_assert_max_num_queries(9):
        page = text(author.get(STATISTICS))
    assert "1 question wants a look" in page
    assert "Possible key error" in page
    assert "Check the key first" in page
    assert 'id="plot-desc"' in page
    assert page.count("plot-mark ") == 4
    assert "People counted, in tens" in page
    assert "Say b." in page


@pytest.mark.parametrize("part", ["items", "choices"])
def test_the_files_hold_the_same_figures_and_no_formula(old, author, part):
    crowd(old, 20, *ROWS)
    response = author.get(f"{STATISTICS}{part}.csv")
    assert response.headers["Content-Type"].startswith("text/csv")
    assert f"empathy-m1-quiz-{part}.csv" in response.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(text(response))))
    sofa = next(found for found in rows if found["key"] == "sofa")
    if part == "items":
        assert (sofa["n"], sofa["verdict"], sofa["question"]) == ("20", "key_error", "Stem of sofa")
        assert float(sofa["discrimination"]) < 0
    else:
        assert sum(int(one["count"]) for one in rows if one["key"] == "sofa") == 20


def test_a_text_like_a_formula_is_guarded(author):
    sly = single("sofa")
    sly["choices"][0]["text"] = "=1+1"
    quiz = published_quiz([sly, single("lamp")], attempts=None)
    crowd(quiz, 10, "bb")
    cells = [
        found["choice"]
        for found in csv.DictReader(io.StringIO(text(author.get(f"{STATISTICS}choices.csv"))))
    ]
    assert "'=1+1" in cells
    assert restored("'=1+1") == "=1+1"


def test_a_file_of_too_few_people_has_no_figure(old, author):
    crowd(old, 9, *ROWS)
    rows = list(csv.DictReader(io.StringIO(text(author.get(f"{STATISTICS}items.csv")))))
    assert len(rows) == 4
    assert {found["n"] + found["difficulty"] + found["discrimination"] for found in rows} == {""}
    assert len(text(author.get(f"{STATISTICS}choices.csv")).splitlines()) == 1


def test_the_api_says_the_same(old, author):
    crowd(old, 20, *ROWS)
    body = author.get(API).json()
    assert body["people"] == 20
    sofa = next(found for found in body["items"] if found["key"] == "sofa")
    assert (sofa["verdict"], sofa["n"]) == ("key_error", 20)
    assert {"choice", "is_right", "count", "share", "mean_rest"} == set(sofa["picks"][0])
    assert author.post(API).status_code == 405


def test_the_api_suppresses_too(old, author):
    crowd(old, 9, *ROWS)
    body = author.get(API).json()
    assert (body["people"], body["reliability"]) == (None, None)
    assert {found["n"] for found in body["items"]} == {None}


@pytest.mark.parametrize("url", [STATISTICS, f"{STATISTICS}items.csv", REGRADE, API])
def test_it_needs_an_author(old, client, sign_in, dana, omar, milo, vera, url):
    assert client.get(url).status_code in {302, 403, 404}
    for person in (dana, omar, milo, vera):
        assert sign_in(person).get(url).status_code == 404


@pytest.mark.parametrize("url", [STATISTICS, f"{STATISTICS}items.csv"])
def test_statistics_take_no_post(old, author, url):
    assert author.post(url).status_code == 405


@pytest.mark.parametrize(
    "url",
    [
        "/studio/courses/nowhere/quizzes/m1-quiz/statistics/",
        "/studio/courses/empathy/quizzes/l1-1/statistics/",
        f"{STATISTICS}people.csv",
        "/studio/courses/empathy/quizzes/nothing/regrade/",
    ],
)
def test_what_is_not_there_is_404(old, author, url):
    assert author.get(url).status_code == 404


# --- regrading


def test_an_author_sees_counts_and_no_names(old, author, dana):
    taken(old, "cbba", dana)
    mended_quiz()
    page = text(author.get(REGRADE))
    assert "Regrade 1 attempt" in page
    assert "People who gain the pass" in page
    assert dana.legal_name not in page
    assert dana.email not in page


def test_nothing_to_correct_offers_no_button(old, author):
    page = text(author.get(REGRADE))
    assert "No corrected key" in page
    assert "<textarea" not in page


def test_an_author_regrades_and_sees_it_in_the_history(old, author, theo):
    taken(old, "cbba")
    seen = preview_of(mended_quiz()).fingerprint
    given = {"reason": REASON, "seen": seen}
    for _ in range(2):  # a double click
        response = author.post(REGRADE, given, follow=True)
        assert response.status_code == 200
    assert "The attempts are regraded" in text(response)
    assert REASON in text(author.get(REGRADE))
    assert Regrade.objects.get().requested_by == theo
    assert GradeEvent.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "no", "a\u202eb long enough", "x" * 301])
def test_a_bad_reason_keeps_what_was_typed(old, author, reason):
    taken(old, "cbba")
    seen = preview_of(mended_quiz()).fingerprint
    response = author.post(REGRADE, {"reason": reason, "seen": seen})
    assert response.status_code == 400
    assert not Regrade.objects.exists()
    assert f">\n{reason}</textarea>" in text(response)


@pytest.mark.parametrize("seen", ["", "0" * 63, "x" * 64, "0" * 64 + "\x00", "'; DROP TABLE"])
def test_a_strange_fingerprint_is_refused(old, author, seen):
    taken(old, "cbba")
    mended_quiz()
    assert author.post(REGRADE, {"reason": REASON, "seen": seen}).status_code == 400


def test_a_preview_that_moved_shows_the_new_numbers(old, author):
    taken(old, "cbba")
    seen = preview_of(mended_quiz()).fingerprint
    taken(old, "cbba")
    response = author.post(REGRADE, {"reason": REASON, "seen": seen})
    assert response.status_code == 409
    page = text(response)
    assert "Nothing was changed" in page
    assert "Regrade 2 attempts" in page
    assert REASON in page
    assert not GradeEvent.objects.exists()


def test_progress_is_a_part_of_the_page(old, author, monkeypatch):
    taken(old, "cbba")
    new = mended_quiz()
    monkeypatch.setattr(service, "AT_ONCE", 0)
    author.post(REGRADE, {"reason": REASON, "seen": preview_of(new).fingerprint})
    page, part = (
        text(author.get(REGRADE)),
        text(author.get(REGRADE, headers={"HX-Request": "true"})),
    )
    assert "Being regraded" in part
    assert part.strip() in page
    assert "<textarea" not in page
    task(row_id=OutboxRow.objects.get(subscription="quizzes.regrade").pk)
    done = author.get(REGRADE, headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"


# --- what the learner sees


def result_of(sign_in, attempt) -> str:
    place = [attempt.enrollment.uuid, attempt.quiz.lesson.key, attempt.uuid]
    return text(sign_in(attempt.enrollment.learner).get(reverse("quizzes:result", args=place)))


def test_the_learner_sees_both_results_and_why(old, sign_in, author):
    attempt = taken(old, "cbba")
    assert "Why:" not in result_of(sign_in, attempt)
    seen = preview_of(mended_quiz()).fingerprint
    author.post(REGRADE, {"reason": REASON, "seen": seen})
    page = result_of(sign_in, attempt)
    assert "A correction gave you the pass" in page
    assert "50 percent, not passed" in page
    assert "75 percent, passed" in page
    assert f"Why: {REASON}" in page
    assert page.count("The key of this question was corrected later.") == 1
    intro = sign_in(attempt.enrollment.learner).get(
        reverse("enrollments:lesson", args=[attempt.enrollment.uuid, "m1-quiz"])
    )
    assert "Passed by a corrected key" in text(intro)
    assert "Try again" not in text(intro)
    api = sign_in(attempt.enrollment.learner).get(
        f"/api/v1/my/quiz-attempts/{attempt.uuid}/result/"
    )
    assert api.json()["passed"] is False
    assert api.json()["regraded"][0]["passed"] is True
    assert api.json()["regraded"][0]["reason"] == REASON


def test_whoever_keeps_a_pass_is_told_that_nothing_is_taken(old, sign_in, author):
    attempt = taken(old, "bbba")
    author.post(REGRADE, {"reason": REASON, "seen": preview_of(mended_quiz()).fingerprint})
    page = result_of(sign_in, attempt)
    assert "This quiz was graded again" in page
    assert "A pass is never taken back" in page
    assert "50 percent, passed" in page


# --- the command line


def told(*arguments: str) -> tuple[str, str, int]:
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("quiz", *arguments, stdout=out, stderr=err)
    except SystemExit as left:
        code = left.code
    return out.getvalue(), err.getvalue(), code


def test_the_command_shows_and_then_applies(old, theo):
    taken(old, "cbba")
    mended_quiz()
    out, _, code = told("regrade", *PLACE)
    assert (code, GradeEvent.objects.count()) == (0, 0)
    assert "sofa: has another key" in out
    assert "people gaining a pass: 1" in out
    out, _, code = told("regrade", *PLACE, "--apply", "--reason", REASON, "--by", theo.email)
    assert (code, GradeEvent.objects.count()) == (0, 1)
    assert "Regraded: 1." in out
    assert Regrade.objects.get().requested_by == theo


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["nowhere", "m1-quiz"], "has no quiz"),
        ([*PLACE, "--apply"], "few words"),
        ([*PLACE, "--apply", "--reason", REASON, "--seen", "0" * 64], "Nothing was changed"),
        ([*PLACE, "--apply", "--reason", REASON, "--by", "nobody@x.example"], "Nobody here"),
    ],
)
def test_the_command_says_why_not(old, arguments, why):
    taken(old, "cbba")
    mended_quiz()
    _, err, code = told("regrade", *arguments)
    assert code == 1
    assert why in err
    assert not Regrade.objects.exists()


def test_the_operator_may_apply_without_a_name(old):
    taken(old, "cbba")
    mended_quiz()
    assert told("regrade", *PLACE, "--apply", "--reason", REASON)[2] == 0
    assert GradeEvent.objects.get().made_by is None
