"""Dana practices, by the pages: a scene with one well-meant slip, an exercise, a note, a review.

Whatever she writes is looked for afterwards wherever others may look.
"""

from __future__ import annotations

from collections.abc import Iterable

from enrollments.models import Enrollment
from lms.demo.person_at_a_page import PersonAtAPage, StoryStuck
from practice.models import Run, Try, YearPlan

SCENE, LISTENING, REFLECTION = "r1-2", "m1-listening", "m1-reflection"
# The first reply comforts and does nothing; from the second on she works.
REPLIES = ("a", "b", "c", "a", "c")
FIRST_WORDS = "Four people, and it is still out twice. That wears anybody out."
FEEL = "I wanted to be kind, and made him wait for the second sentence."
TRANSFER = "Your story is in front of me. One number, and I begin."
HEARD = "You had a ladder in your stories for weeks. Then there was a bus, and they were polite."
KEPT = "The librarian who said: “You have looked everywhere, so it is my turn now.”"
PRIVATE_WORDS = (FIRST_WORDS, FEEL, TRANSFER, HEARD, KEPT)


def practice_after_first_lessons(dana: PersonAtAPage, enrollment: Enrollment) -> list[str]:
    """Play a scene, try an exercise, keep a reflection; return the places that are hers alone."""
    lessons = f"/learn/{enrollment.uuid}/lessons"
    places = _play(dana, f"{lessons}/{SCENE}/")
    places.append(listen(dana, f"{lessons}/{LISTENING}/exercises"))
    reflect(dana, f"{lessons}/{REFLECTION}/")
    return places


def _play(dana: PersonAtAPage, lesson: str) -> list[str]:
    dana.go(lesson)
    dana.send("/runs/")
    run_path = dana.path
    dana.send("/before/", noticed="1")
    dana.send("/before/", wrote=FIRST_WORDS)
    for reply in REPLIES:
        dana.send("/turns/", choice=reply)
    run = Run.objects.filter(learner=dana.user).latest("pk")
    _expect(run.state == Run.State.DEBRIEFED, "The scene came to no debrief.")
    _expect(run.index_numerator != run.index_denominator, "No slip was made on the way.")
    page = dana.send("/debrief/", feel=FEEL, fact="He asked for the rent twice.", transfer=TRANSFER)
    _expect(FIRST_WORDS in page, "The debrief does not show what she wrote.")
    return [run_path, f"{run_path}debrief/", f"{run_path}seat/"]


def listen(dana: PersonAtAPage, exercises: str) -> str:
    """Write one affirming sentence, rate it, and see what is said to it; return where it stands."""
    dana.go(f"{exercises}/affirm-rosalind/")
    dana.send("/affirm-rosalind/", text=HEARD)
    shown = dana.path
    dana.send("/rating/", rating="3")
    row = Try.objects.get(learner=dana.user)
    _expect(row.state == Try.State.SHOWN, "The remarks were not shown after her own rating.")
    return shown


def reflect(dana: PersonAtAPage, lesson: str) -> None:
    """Keep a thought on one prompt, and find it in her space."""
    dana.go(lesson)
    dana.send("/notes/taken-seriously/", text=KEPT)
    _expect(KEPT in dana.go("/my/space/"), "Her space does not hold the note.")


def join_the_year(dana: PersonAtAPage) -> str:
    """Join after the course, answer one review, and return its private place."""
    dana.go("/my/year/")
    dana.send("/my/year/join/")
    plan = YearPlan.objects.get(learner=dana.user)
    _expect(plan.learner.boosters.count() == 3, "The course brought no boosters.")
    dana.go("/my/year/settings/")
    dana.send("/my/year/settings/", daily="3", weekdays_off=[])  # a desk that never closes
    dana.go("/my/year/review/")
    page = dana.send("/my/year/cards/", choice="0", sure="yes")
    _expect("/my/year/reviews/" in dana.path, "The review was not taken in.")
    _expect("Next time:" in page, "The review does not say when the card comes again.")
    return dana.path


def see_nothing_of_it(others: Iterable[PersonAtAPage], places: Iterable[str]) -> None:
    """Find a 404 at every private place as everybody but Dana, and nobody's words but one's own."""
    private = list(places)
    for person in others:
        for path in private:
            status = person.status_of(path)
            _expect(status == 404, f"{path} answers {status} to {person.user.email}.")
        for path in ("/my/space/", "/my/practice/", "/my/listening/for-others/"):
            expect_silence(person.go(path), f"{path} of {person.user.email}")


def expect_silence(text: str, where: str) -> None:
    """Find none of what Dana practiced or wrote for herself."""
    for words in (*PRIVATE_WORDS, f"/{SCENE}/"):
        _expect(words not in text, f"Something that Dana practiced stands in {where}.")


def _expect(found: object, what: str) -> None:
    if not found:
        raise StoryStuck(what)
