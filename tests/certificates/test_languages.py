"""A certificate speaks the language that its holder learned in, when the course does."""

from __future__ import annotations

import pytest

from courses.services.publish import publish_package
from tests.courses.conftest import AT
from tests.courses.tiny_package import COURSE
from tests.courses.tiny_translation import WORDS, german
from tests.support.certificates import issued

pytestmark = pytest.mark.django_db


def certificate_of(person, language, folder, **completion):
    person.language = language
    person.save()
    version = publish_package(path=folder, by=None, at=AT).version
    return issued(person, version=version, course_title=version.title, **completion)


def test_who_learned_in_german_gets_it_in_german(dana, tmp_path):
    found = certificate_of(dana, "de", german(tmp_path))
    assert found.language == "de"
    assert found.payload["course_title"] == "Winzig"
    assert found.payload["modules"] == ["Erstes"]
    assert found.payload["outcomes"] == ["Eines sagen."]
    assert found.payload["issued_text"] == "27. November 2026"
    assert found.payload["extent"].endswith("abgeschlossen hat.")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_others_get_it_in_the_language_of_the_course(dana, tmp_path, language):
    found = certificate_of(dana, language, german(tmp_path))
    assert (found.language, found.payload["course_title"]) == ("en", "Tiny")


def test_a_module_without_german_keeps_the_whole_in_one_language(dana, tmp_path):
    course = COURSE.replace("modules:", "translations:\n  de: []\nmodules:")
    words = {name: text for name, text in WORDS.items() if not name.startswith("m1.")}
    found = certificate_of(dana, "de", german(tmp_path, words, **{"course.yaml": course}))
    assert (found.language, found.payload["modules"]) == ("en", ["First"])


def test_the_record_of_completion_stays_in_the_language_of_the_course(dana, tmp_path):
    """Reports of one course group by one title, whoever read it in which language."""
    found = certificate_of(dana, "de", german(tmp_path))
    assert found.completion.course_title == "Tiny"
