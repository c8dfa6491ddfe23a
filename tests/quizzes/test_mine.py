"""An attempt as every page of it begins: with its enrollment, though not every column is read."""

from __future__ import annotations

from people.viewer import Viewer
from quizzes.selectors.mine import my_attempt
from tests.quizzes.conftest import begin, enrolled, published_quiz
from tests.support.factories import SPRING


def test_an_attempt_comes_with_the_columns_of_its_own_enrollment(dana, db):
    published_quiz()
    quiz = published_quiz(number=2)  # ids of courses and versions need not be the same by chance
    real = enrolled(dana, quiz)
    found = my_attempt(Viewer(dana, (), SPRING.date()), begin(real, quiz).uuid).enrollment
    names = ("id", "uuid", "learner_id", "course_id", "version_id", "state")
    assert [getattr(found, name) for name in names] == [getattr(real, name) for name in names]
