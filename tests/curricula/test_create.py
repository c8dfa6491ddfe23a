"""A curriculum is made once, of published courses; service, command and database agree on it."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from psycopg2.errors import CheckViolation, UniqueViolation

from audit.models import AuditEvent
from common.errors import Conflict, DomainError, InvalidInput
from courses.models import Course
from curricula.models import Curriculum, CurriculumCourse
from curricula.services.create import create
from tests.curricula.conftest import NOW, assign_to, publish
from tests.enrollments.test_at_once import at_once


def make(**more) -> Curriculum:
    given = {"slug": "calm", "title": "Calm", "by": None, "at": NOW}
    return create(**given | more)


@pytest.fixture
def unpublished(db) -> Course:
    return Course.objects.create(slug="draft", created_at=NOW)


def test_courses_stand_in_order_and_the_optional_ones_last(course, omar):
    second, extra = publish("second"), publish("extra")
    made = make(required=[second, course], optional=[extra], title=" Calm \n", by=omar)
    places = made.places.order_by("ordinal").values_list("course__slug", "is_required")
    assert list(places) == [("second", True), ("empathy", True), ("extra", False)]
    assert made.title == "Calm"
    line = AuditEvent.objects.get(verb="curriculum.created")
    assert (line.target_uuid, line.actor_uuid) == (made.uuid, omar.uuid)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"slug": ""}, "slug"),
        ({"slug": "two words"}, "slug"),
        ({"slug": "../up"}, "slug"),
        ({"slug": "ä"}, "slug"),
        ({"slug": "s" * 81}, "slug"),
        ({"title": " "}, "title"),
        ({"title": "T" * 201}, "title"),
        ({"description": "A\x00B"}, "description"),
        ({"validity_months": 0}, "validity_months"),
        ({"validity_months": -1}, "validity_months"),
        ({"validity_months": 1201}, "validity_months"),
        ({"required": []}, "required"),
    ],
)
def test_what_cannot_be_kept_is_named(wrong, field, course):
    with pytest.raises(InvalidInput) as found:
        make(**{"required": [course]} | wrong)
    assert found.value.field == field
    assert not Curriculum.objects.exists()


def test_what_cannot_be_assigned_is_not_made(course, unpublished):
    with pytest.raises(InvalidInput, match="not published yet"):
        make(required=[course], optional=[unpublished])
    with pytest.raises(Conflict, match="once only"):
        make(required=[course], optional=[course])
    assert not Curriculum.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_taken_slug_is_refused_and_the_older_one_stays(curriculum, course):
    with pytest.raises(Conflict, match="there already") as found:
        make(slug=curriculum.slug, required=[course], title="Another")
    assert found.value.field == "slug"
    assert Curriculum.objects.get().title == "Empathy in customer service"


@pytest.mark.django_db(transaction=True)
def test_four_make_one_at_once_and_one_does():
    course = publish()

    def attempt():
        try:
            return make(required=[course])
        except DomainError as refused:
            return type(refused)

    assert at_once(*[attempt] * 4).count(Conflict) == 3
    assert Curriculum.objects.count() == CurriculumCourse.objects.count() == 1
    assert AuditEvent.objects.filter(verb="curriculum.created").count() == 1


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"title": ""}, "curricula_curriculum_titled"),
        ({"validity_months": 0}, "curricula_curriculum_months"),
        ({"validity_months": 1201}, "curricula_curriculum_months"),
    ],
)
def test_the_database_refuses_it_too(wrong, constraint, db):
    with pytest.raises(IntegrityError, match=constraint):
        Curriculum.objects.create(**{"slug": "calm", "title": "Calm"} | wrong)


GUARDED = {
    "curricula_curriculum_titled": (CheckViolation, "UPDATE curricula_curriculum SET title = ''"),
    "curricula_curriculum_months": (
        CheckViolation, "UPDATE curricula_curriculum SET validity_months = 0",
    ),
    "curricula_course_once": (
        UniqueViolation,
        ("INSERT INTO curricula_curriculumcourse (curriculum_id, course_id, ordinal, is_required) "
         "SELECT curriculum_id, course_id, ordinal + 1, true FROM curricula_curriculumcourse"),
    ),
    "curricula_curriculum_slug_key": (
        UniqueViolation,
        ("INSERT INTO curricula_curriculum (uuid, slug, title, description) "
        "SELECT gen_random_uuid(), slug, title, description FROM curricula_curriculum"),
    ),
}  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("constraint", sorted(GUARDED))
def test_it_is_the_constraint_that_refuses(constraint, owner_connection):
    """The negative control: with the constraint dropped, what is wrong goes in."""
    make(required=[publish()])
    violation, wrong = GUARDED[constraint]
    table = "curricula_curriculumcourse" if "course" in constraint else "curricula_curriculum"
    cursor = owner_connection.cursor()
    with pytest.raises(violation, match=constraint):
        cursor.execute(wrong)
    cursor.execute("BEGIN")
    try:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        cursor.execute(wrong)
        assert cursor.rowcount == 1
    finally:
        cursor.execute("ROLLBACK")


def add(*words: str) -> None:
    call_command("curriculum", "add", *words)


def refused(*words: str) -> str:
    before = Curriculum.objects.count()
    with pytest.raises(CommandError) as found:
        add(*words)
    assert Curriculum.objects.count() == before
    return str(found.value)


def test_the_command_makes_one_and_tells_what_hr_sees(course, omar, ines, sign_in, capsys):
    publish("extra")
    add(
        "calm", "--title", "Stay calm", "--course", "empathy", "--optional", "extra",
        "--valid-months", "12", "--description", "For everybody.",
    )  # fmt: skip
    told = capsys.readouterr().out
    assert "Made: Stay calm, valid for 12 months." in told
    assert "/hr/curricula/calm/assign/" in told
    assert "Ines Calderón, Americas and below; Omar Haddou, Europe and below" in told
    made = Curriculum.objects.get()
    assert (made.description, made.validity_months) == ("For everybody.", 12)
    page = sign_in(omar).get("/hr/curricula/").content.decode()
    assert "Stay calm" in page
    assert "/hr/curricula/calm/assign/" in page


def test_nobody_who_may_assign_is_told_with_the_mend(course, dana, capsys):
    add("calm", "--title", "Calm", "--course", "empathy")
    told = capsys.readouterr().out
    assert "valid for good" in told
    assert "Nobody may assign yet. Let somebody: manage.py person grant EMAIL hr" in told


def test_the_list_shows_courses_and_who_has_them(curriculum, bookings, dana, milo, omar, capsys):
    assign_to(bookings, curriculum=curriculum, by=omar)
    make(required=[curriculum.courses.get()], optional=[publish("extra")], validity_months=1)
    call_command("curriculum", "list")
    assert capsys.readouterr().out.splitlines() == [
        "calm: Calm, valid for 1 month; empathy, extra (optional); 0 people have it",
        (
            "empathy-in-customer-service: Empathy in customer service, valid for good; empathy; "
            "2 people have it"
        ),
    ]


def test_an_empty_list_says_how_to_begin(db, capsys):
    call_command("curriculum", "list")
    told = capsys.readouterr().out
    assert "manage.py curriculum add SLUG --title TITLE --course SLUG" in told
    assert "No course is published yet. Publish one: manage.py course publish PATH" in told


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--course", "empahty"), ("argument --course: No course is called “empahty”. Did you mean "
         "“empathy”? Published: empathy, second.")),
        (("--course", "empathy", "--optional", "x"), "argument --optional: No course is called"),
        (("--course", "draft"), "argument --course: “draft” is not published yet. Publish it:"),
        (("--course", "draft"), "Published: empathy, second."),
        (("--course", "empathy", "--course", "empathy"), "argument --course: A course can stand"),
        (("--course", "empathy", "--valid-months", "0"), "argument --valid-months: Write a number"),
        (("--course", "empathy", "--valid-months", "year"), "argument --valid-months: invalid int"),
        (("--course", "empathy", "--title", " "), "argument --title: Write this in printable"),
        ((), "the following arguments are required: --course"),
    ],
)  # fmt: skip
def test_the_command_refuses_with_argument_and_mend(words, why, course, unpublished):
    publish("second")
    assert why in refused("calm", "--title", "Calm", *words)


def test_the_command_refuses_a_slug(curriculum):
    given = partial(refused, "--title", "Calm", "--course", "empathy")
    assert "argument SLUG: “empathy-in-customer-service” is there already" in given(curriculum.slug)
    assert "argument SLUG: Write a short name" in given("two words")
