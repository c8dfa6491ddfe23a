"""One quiz in two languages: other words, the same parts, the same scores."""

from __future__ import annotations

from fractions import Fraction

import psycopg2
import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from courses import lesson_kinds
from courses.models import LessonText
from courses.package.problems import PackageProblems
from courses.package.read import read_package
from courses.services.publish import publish_package
from courses.translations.work import find_work
from quizzes.models import Question, QuestionText, QuizText
from quizzes.question_types import TYPES
from quizzes.question_types.other_languages import freeze_all
from quizzes.question_types.package_file import QuestionDraft
from quizzes.selectors.paper import load_paper
from quizzes.services.save_answer import save_answer
from quizzes.services.start_attempt import start_attempt
from tests.courses.conftest import AT
from tests.courses.tiny_package import MODULE, MODULE_PATH, write
from tests.courses.tiny_translation import PROMISE, WORDS, with_words
from tests.support.factories import EnrollmentFactory

QUIZ = """\
key: q1
kind: quiz
title: A quiz
minutes: 3
objectives: [M1.1]
move_on: passed
required: yes
intro: Two questions.
pass_mark: 50
draw: all
attempts: unlimited
questions:
  - key: one
    type: single
    objective: M1.1
    level: U
    stem: Which **one**?
    feedback_right: Well seen.
    choices:
      - {key: a, text: The first, correct: yes, feedback: It is.}
      - {key: b, text: The second, correct: no, feedback: It is not.}
      - {key: c, text: The third, correct: no, feedback: Not that either.}
  - key: two
    type: matching
    objective: M1.1
    level: U
    stem: What belongs where?
    pairs:
      - {key: x, prompt: Sun, answer: Day, feedback: It shines.}
      - {key: y, prompt: Moon, answer: Night, feedback: It glows.}
      - {key: z, prompt: Star, answer: Night, feedback: It twinkles.}
  - key: three
    type: ordering
    objective: M1.1
    level: U
    stem: In which order?
    items:
      - {key: p, text: Early, feedback: First.}
      - {key: q, text: Later, feedback: Second.}
      - {key: r, text: Late, feedback: Third.}
"""
Q = "q1.questions."


def entries(way: str, field: str, words: dict[str, str]) -> dict[str, str]:
    return {f"{Q}{way}.{key}.{field}": word for key, word in words.items()}


CHOICES = {"a": "Das erste", "b": "Das zweite", "c": "Das dritte"}
ITEMS = {"p": "Früh", "q": "Später", "r": "Spät"}
GERMAN = {
    "q1.title": "Ein Quiz",
    "q1.intro": "Zwei Fragen.",
    f"{Q}one.stem": "Welches **eine**?",
    f"{Q}one.feedback_right": "Gut gesehen.",
    **entries("one.choices", "text", CHOICES),
    **entries("one.choices", "feedback", {key: f"Zu {key}." for key in CHOICES}),
    f"{Q}two.stem": "Was gehört wohin?",
    **entries("two.pairs", "prompt", {"x": "Sonne", "y": "Mond", "z": "Stern"}),
    **entries("two.pairs", "answer", {"x": "Tag", "y": "Nacht", "z": "Nacht"}),
    **entries("two.pairs", "feedback", {key: f"Zu {key}." for key in "xyz"}),
    f"{Q}three.stem": "In welcher Reihenfolge?",
    **entries("three.items", "text", ITEMS),
    **entries("three.items", "feedback", {key: f"Zu {key}." for key in ITEMS}),
}


def package(folder, german=None):
    """Write the tiny package with a quiz, in two languages."""
    files = {
        "course.yaml": PROMISE,
        MODULE_PATH: MODULE + "  - q1.yaml\n",
        "modules/m1-first/q1.yaml": QUIZ,
    }
    write(folder, files)
    work = find_work(
        folder, "de", kinds=lesson_kinds.readers(), translating=lesson_kinds.translating()
    )
    for path, text in work.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(with_words(text, {**WORDS, **GERMAN, **(german or {})}))
    return folder


def problems_of(folder) -> list[str]:
    try:
        read_package(folder, kinds=lesson_kinds.readers(), translating=lesson_kinds.translating())
    except PackageProblems as found:
        return [str(problem) for problem in found.problems]
    return []


@pytest.fixture
def version(tmp_path, db):
    return publish_package(path=package(tmp_path), by=None, at=AT).version


@pytest.fixture
def attempt(version):
    enrollment = EnrollmentFactory(course=version.course, version=version)
    quiz = version.lessons.get(key="q1").quiz
    return start_attempt(enrollment=enrollment, quiz=quiz, by=enrollment.learner, at=AT).attempt


def test_every_question_has_its_german_words(version):
    assert QuizText.objects.get().intro_html == "<p>Zwei Fragen.</p>\n"
    one = QuestionText.objects.get(question__key="one")
    assert one.stem_html == "<p>Welches <strong>eine</strong>?</p>\n"
    assert {row["text"] for row in one.body["choices"]} == {
        "Das erste", "Das zweite", "Das dritte",
    }  # fmt: skip
    assert one.feedback["right"] == "Gut gesehen."
    assert LessonText.objects.get(lesson__key="q1").title == "Ein Quiz"


@pytest.mark.parametrize("key", ["one", "two", "three"])
def test_the_parts_have_the_same_ids_in_the_same_places(version, key):
    source = Question.objects.get(key=key)
    german = source.texts.get()
    for name, rows in source.body.items():
        assert [row["id"] for row in rows] == [row["id"] for row in german.body[name]]


def test_a_part_of_the_same_id_says_the_same(version):
    source, german = Question.objects.get(key="one"), QuestionText.objects.get(question__key="one")
    [right] = source.answer_key["correct"]
    texts = {row["id"]: row["text"] for row in german.body["choices"]}
    assert texts[right] == "Das erste"


def right_answers(paper):
    for slot in paper.slots:
        key = slot.question.answer_key
        yield {
            "single": lambda key: {"choice": key["correct"][0]},
            "matching": lambda key: {"pairs": key["pairs"]},
            "ordering": lambda key: {"order": key["order"]},
        }[slot.question.type](key)


@pytest.mark.parametrize(("saved_in", "scored_in"), [("de", "en"), ("en", "de"), ("ar", "de")])
def test_scores_are_equal_whatever_was_read(attempt, saved_in, scored_in):
    with translation.override(saved_in):
        for place, answer in enumerate(right_answers(load_paper(attempt)), start=1):
            save_answer(
                attempt=attempt, place=place, client_seq=1, answer=answer, is_flagged=False,
                by=attempt.enrollment.learner, at=AT,
            )  # fmt: skip
    with translation.override(scored_in):
        paper = load_paper(attempt)
        assert [slot.points() for slot in paper.slots] == [Fraction(1)] * 3


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Welches"), ("en", "Which"), ("ar", "Which")]
)
def test_a_reader_sees_their_language_or_the_courses(attempt, language, said):
    with translation.override(language):
        slot = load_paper(attempt).slots[0]
        assert said in slot.words.stem_html
        assert slot.words.language == ("de" if language == "de" else "en")


def test_the_order_of_the_parts_is_the_attempts_own_in_every_language(attempt):
    shown = {}
    for language in ("en", "de"):
        with translation.override(language):
            shown[language] = [row["id"] for row in load_paper(attempt).slots[0].rows]
    assert shown["en"] == shown["de"]


def test_the_words_are_read_once_per_process(attempt, django_assert_num_queries):
    with translation.override("de"):
        assert load_paper(attempt).slots[0].words
        with django_assert_num_queries(1):  # the steps, as ever
            assert [slot.words.language for slot in load_paper(attempt).slots] == ["de"] * 3


def test_answers_that_differ_must_differ_in_german_too(tmp_path):
    found = problems_of(package(tmp_path, {f"{Q}two.pairs.x.answer": "Nacht"}))
    assert any("Answers that differ in the source are equal here" in line for line in found)
    assert any("translations/de/m1.yaml:" in line for line in found)


def test_answers_that_are_equal_must_be_equal_in_german_too(tmp_path):
    found = problems_of(package(tmp_path, {f"{Q}two.pairs.y.answer": "Dunkel"}))
    assert any("or the other way round" in line for line in found)


def test_a_rule_of_the_type_holds_for_the_translation(tmp_path):
    found = problems_of(package(tmp_path, {f"{Q}one.choices.b.text": "Das erste"}))
    assert any("stands here twice" in line for line in found)


def test_an_overlay_alone_is_a_minor_version(version, tmp_path):
    overlay = tmp_path / "translations/de/m1.yaml"
    overlay.write_text(overlay.read_text().replace("Zwei Fragen.", "Drei Fragen."))
    second = publish_package(path=tmp_path, by=None, at=AT)
    assert (second.is_new, second.version.number, second.version.change) == (True, 2, "minor")


# --- the database


INTRO = "INSERT INTO quizzes_quiztext (language, intro_html, quiz_id)"
TEXT = "INSERT INTO quizzes_questiontext (language, stem_html, body, feedback, question_id)"


def other_body(cursor):
    cursor.execute(
        f"{TEXT} SELECT 'xx', stem_html, jsonb_set(body, '{{choices,0,id}}', '\"deadbeef\"'), "
        "feedback, id FROM quizzes_question WHERE key = 'one'"
    )


def test_other_parts_are_refused_even_while_publishing(db, tmp_path, monkeypatch):
    from courses.services import publish

    store = publish.store_package

    def store_and_more(**given):
        store(**given)
        with connection.cursor() as cursor, pytest.raises(IntegrityError, match="other parts"), \
                transaction.atomic():  # fmt: skip
            other_body(cursor)

    monkeypatch.setattr(publish, "store_package", store_and_more)
    assert publish_package(path=package(tmp_path), by=None, at=AT).is_new


@pytest.mark.django_db(transaction=True)
class TestByTheOwner:
    """Dropping a trigger inside a transaction that leaves nothing behind."""

    ADDITIONS = (
        f"{TEXT} SELECT 'xx', stem_html, body, feedback, id FROM quizzes_question",
        f"{INTRO} SELECT 'xx', '', id FROM quizzes_quiz",
    )
    CHANGES = (
        "UPDATE quizzes_questiontext SET stem_html = 'x'",
        "UPDATE quizzes_quiztext SET intro_html = 'x'",
        "DELETE FROM quizzes_questiontext",
        "DELETE FROM quizzes_quiztext",
    )

    def through(self, cursor) -> set[str]:
        done = set()
        for statement in (*self.ADDITIONS, *self.CHANGES):
            cursor.execute("SAVEPOINT before")
            try:
                cursor.execute(statement)
            except psycopg2.errors.InsufficientPrivilege:
                pass
            else:
                done.add(statement)
            cursor.execute("ROLLBACK TO SAVEPOINT before")
        return done

    @pytest.mark.parametrize("is_guarded", [True, False])
    def test_nothing_is_added_or_changed_later(self, version, owner_connection, is_guarded):
        cursor = owner_connection.cursor()
        cursor.execute("BEGIN")
        try:
            if not is_guarded:
                for table in ("quizzes_questiontext", "quizzes_quiztext"):
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            wanted = set() if is_guarded else {*self.ADDITIONS, *self.CHANGES}
            assert self.through(cursor) == wanted
        finally:
            cursor.execute("ROLLBACK")

    def test_without_the_trigger_other_parts_would_go_in(self, version, owner_connection):
        cursor = owner_connection.cursor()
        cursor.execute("BEGIN")
        try:
            cursor.execute("ALTER TABLE quizzes_questiontext DISABLE TRIGGER USER")
            other_body(cursor)
            assert cursor.rowcount == 1
        finally:
            cursor.execute("ROLLBACK")


def test_freezing_twice_gives_the_same_ids_only_from_one_seed():
    fields = {"pairs": [{"key": "a", "prompt": "p", "answer": "q", "feedback": "f"}]}
    draft = QuestionDraft(type="matching", fields=fields, stem_html="")
    one, others = freeze_all(draft, {"de": draft})
    again, _ = freeze_all(draft, {})
    assert one.answer_key == others["de"].answer_key
    assert one.answer_key != again.answer_key  # negative control: ids are not a matter of the text
    assert set(TYPES) >= {"matching"}
