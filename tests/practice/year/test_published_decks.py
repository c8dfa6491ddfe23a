"""A deck from its file to a learner's page, in the language of the course and in another."""

from __future__ import annotations

import pytest
from django.utils import translation

from courses import lesson_kinds
from courses.package.drafts import SourceFile
from courses.services.publish import publish_package
from courses.translations.texts import split_fields
from courses.translations.work import find_work
from practice.models import RefresherDeck, YearLesson
from practice.package.refreshers import refreshers_schema
from tests.courses.tiny_package import MODULE, MODULE_PATH, write
from tests.courses.tiny_translation import PROMISE, WORDS, with_words
from tests.practice.year.decks import CARDS, deck_of, joined, practice_of, student
from tests.practice.year.test_refresher_files import BOOSTER, DECK, written
from tests.support.factories import SPRING

IN_M1 = {"objectives": ["M1.1"]}
DECK_TEXT = written({**DECK, **IN_M1, "cards": CARDS[:3]})
FILES = {
    "course.yaml": PROMISE,
    MODULE_PATH: MODULE + "  - deck.yaml\n  - booster.yaml\n",
    "modules/m1-first/deck.yaml": DECK_TEXT,
    "modules/m1-first/booster.yaml": written({**BOOSTER, **IN_M1}),
}


def german(folder):
    """Write the package with every text of its deck in “German”."""
    write(folder, FILES)
    source = SourceFile(path="deck.yaml", text=DECK_TEXT)
    words = {text.id: f"DE {text.text}" for text in split_fields(refreshers_schema)(source).texts}
    told = {"m9-booster-7.title": "Auffrischung", "m9-booster-7.about": "Eine Szene."}
    work = find_work(
        folder, "de", kinds=lesson_kinds.readers(), translating=lesson_kinds.translating()
    )
    for path, text in work.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(with_words(text, {**WORDS, **words, **told}))
    return folder


@pytest.fixture
def course(db, tmp_path):
    return publish_package(path=german(tmp_path / "tiny"), by=None, at=SPRING).version.course


def test_a_deck_and_a_booster_are_published_as_they_are_written(course):
    assert RefresherDeck.objects.get().cards == CARDS[:3]
    assert YearLesson.objects.get().day == 7


def test_cards_are_asked_in_the_readers_language(course, dana):
    student(dana, course, "l1")
    assert deck_of(dana)["card-1"].title == "Card number 1"
    with translation.override("de"):
        card = deck_of(dana)["card-1"]
        assert (card.title, card.language) == ("DE Card number 1", "de")
        assert card.variant("b")["best"] in card.variant("b")["parts"]
        assert [option["quality"] for option in card.variant("a")["options"]] == [
            "best", "ok", "poor",
        ]  # fmt: skip


def test_what_is_remembered_does_not_hang_on_the_language(course, dana):
    student(dana, course, "l1")
    joined(dana)
    practice = practice_of(dana)
    with translation.override("de"):
        other = practice_of(dana)
    assert [card.key for card in practice.asked] == [card.key for card in other.asked]


def test_the_lesson_pages_are_shown_in_both_languages(course, dana, sign_in):
    enrollment = student(dana, course, "l1")
    client = sign_in(dana)
    for language, words in (("en", "A few minutes."), ("de", "DE A few minutes.")):
        type(dana).objects.filter(pk=dana.pk).update(language=language)
        page = client.get(f"/learn/{enrollment.uuid}/lessons/m9-refreshers/")
        assert page.status_code == 200
        assert words in page.content.decode()
        assert client.get(f"/learn/{enrollment.uuid}/lessons/m9-booster-7/").status_code == 200


def test_authors_see_the_whole_deck_before_it_is_published(tmp_path, theo, sign_in, settings):
    settings.COURSE_PACKAGES_DIR = german(tmp_path / "packages" / "tiny").parent
    client = sign_in(theo)
    for key, words in (("m9-refreshers", "Card number 3"), ("m9-booster-7", "One scene.")):
        page = client.get(f"/studio/packages/tiny/lessons/{key}/")
        assert page.status_code == 200
        assert words in page.content.decode()
