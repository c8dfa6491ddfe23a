"""What is wrong with a translation stands in Studio as it stands at the shell."""

from __future__ import annotations

import pytest

from courses.models import CourseVersion
from tests.courses.tiny_package import LESSON, LESSON_PATH
from tests.courses.tiny_translation import AID_WORDS, OVERLAY_PATH, WORDS, german

PAGE = "/studio/packages/tiny/"
WHOLE = {**WORDS, **AID_WORDS}


@pytest.fixture
def translated(shelf):
    """Return a function that writes the tiny package with its German."""
    return lambda words=WHOLE, **files: german(shelf / "tiny", words, **files)


def publish(studio, **sent):
    form = studio.get(f"{PAGE}publish/").context["form"]
    seen = {name: form.initial[name] for name in ("content_hash", "latest_number")}
    return studio.post(f"{PAGE}publish/", {**seen, "note": "", **sent})


@pytest.mark.django_db
def test_a_promised_text_that_is_missing_is_told_before_anybody_publishes(studio, translated):
    translated({name: text for name, text in WHOLE.items() if name != "l1.hook"})
    page = studio.get(PAGE).content.decode()
    assert OVERLAY_PATH in page
    assert "“l1.hook” is not translated yet." in page
    for step in ("look", "publish"):
        told = publish(studio, do=step)
        assert told.status_code == 409
        assert "“l1.hook” is not translated yet." in told.content.decode()
    assert not CourseVersion.objects.exists()


@pytest.mark.django_db
def test_a_text_that_was_translated_from_older_words_is_told_by_the_strict_check(
    studio, translated, shelf
):
    translated()
    file = shelf / "tiny" / LESSON_PATH
    file.write_text(LESSON.replace("It goes badly.", "It goes very badly."))
    assert "older words" not in studio.get(PAGE).content.decode()  # it stops no publication
    assert "was translated from older words" in studio.get(f"{PAGE}?strict").content.decode()


@pytest.mark.django_db
def test_a_whole_translation_is_published_from_here(studio, translated):
    translated()
    assert publish(studio, do="publish").status_code == 302
    version = CourseVersion.objects.get()
    assert [text.language for text in version.texts.all()] == ["de"]
