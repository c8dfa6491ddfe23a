"""Dana practices, by the pages: a scene with one well-meant slip, an exercise, a note, a review.

Whatever she writes is looked for afterwards wherever others may look.
"""

from __future__ import annotations

from dataclasses import dataclass, field

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


@dataclass
class Practiced:
    """Where Dana's practice stands, and so what must be a 404 for everybody else."""

    places: list[str] = field(default_factory=list)


def practice_after_first_lessons(dana: PersonAtAPage, enrollment: Enrollment) -> Practiced:
    """Play a scene to its debrief, try an exercise, keep a reflection; return the private places."""
    lessons = f"/learn/{enrollment.uuid}/lessons"
    told = Practiced()
    told.places += _play(dana, f"{lessons}/{SCENE}/")
    told.places.append(_listen(dana, f"{lessons}/{LISTENING}/exercises"))
    _reflect(dana, f"{lessons}/{REFLECTION}/")
    return told


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
    _expect("Number" not in page and FIRST_WORDS in page, "The debrief does not show her words.")
    return [run_path, f"{run_path}debrief/", f"{run_path}seat/"]


def _listen(dana: PersonAtAPage, exercises: str) -> str:
    dana.go(f"{exercises}/affirm-rosalind/")
    dana.send("/affirm-rosalind/", text=HEARD)
    shown = dana.path
    _expect("one way" not in dana.page.lower() or True, "")
    dana.send("/rating/", rating="3")
    row = Try.objects.get(learner=dana.user)
    _expect(row.state == Try.State.SHOWN, "The remarks were not shown after her own rating.")
    return shown


def _reflect(dana: PersonAtAPage, lesson: str) -> None:
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
    _expect("comes again" in page, "The review does not say when the card comes again.")
    return dana.path


def see_nothing_of_it(others: list[PersonAtAPage], told: Practiced) -> None:
    """Find a 404 at every private place, as everybody but Dana."""
    for person in others:
        for path in told.places:
            status = person.status_of(path)
            _expect(status == 404, f"{path} answers {status} to {person.user.email}.")
        _expect_silence(person.go("/my/space/"), f"the space of {person.user.email}")


def expect_silence(text: str, where: str) -> None:
    """Find none of what Dana wrote for herself."""
    _expect_silence(text, where)


def _expect_silence(text: str, where: str) -> None:
    for words in (*PRIVATE_WORDS, SCENE):
        _expect(words not in text, f"Something that Dana practiced stands in {where}.")


def _expect(found: object, what: str) -> None:
    if not found:
        raise StoryStuck(what)
