"""Test data. Each app has its own section; `build` before `create`."""

from __future__ import annotations

import datetime as dt

import factory
from django.db import transaction
from psycopg2.extras import DateRange

from courses.models import Course, CourseVersion, JobAid, Lesson, Module
from enrollments.models import CompletionRecord, Enrollment
from people.models import Department, Employment, RoleGrant, User

LONG_AGO = dt.date(2020, 1, 1)

# --- people


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@northwind.example")
    employee_number = factory.Sequence(lambda n: f"N{n:05d}")
    legal_name = factory.Faker("name")
    time_zone = "Europe/Lisbon"
    password = factory.django.Password("a-long-enough-password")


class DepartmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Department
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Department {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        made = super()._create(model_class, *args, **kwargs)
        made.refresh_from_db()  # the trigger wrote the path
        return made


class EmploymentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Employment

    person = factory.SubFactory(UserFactory)
    department = factory.SubFactory(DepartmentFactory)
    job_title = "Agent"
    hired_on = LONG_AGO
    valid = DateRange(LONG_AGO, None)


class RoleGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleGrant

    person = factory.SubFactory(UserFactory)
    valid = DateRange(LONG_AGO, None)


# --- courses and enrollments, written as rows (a package is published through courses.services)

SPRING = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@transaction.atomic
def published_course(
    *, slug="empathy", title="Empathy in customer service", lessons=None, number=1, **version
) -> Course:
    """Return a course with a new version in effect; `lessons` are dicts, quizzes by `kind`."""
    course, _ = Course.objects.get_or_create(slug=slug, defaults={"created_at": SPRING})
    made = CourseVersion.objects.create(
        course=course,
        number=number,
        title=title,
        language="en",
        content_hash=f"{number:064x}",
        published_at=SPRING,
        **{
            "change": "major",
            "summary": "Hear people out, and stay well.",
            "outcomes": ["Name a feeling"],
            **version,
        },
    )
    module = Module.objects.create(version=made, key="m1", ordinal=1, title="Foundations")
    modules = {"m1": module}
    for place, given in enumerate(lessons or _three_readings(), start=1):
        fields = dict(given)
        key = fields.pop("module", "m1")
        if key not in modules:
            modules[key] = Module.objects.create(
                version=made, key=key, ordinal=len(modules) + 1, title=f"Module {key}"
            )
        quiz = given.get("kind") == "quiz"
        Lesson.objects.create(
            version=made,
            module=modules[key],
            ordinal=place,
            **{
                "kind": "reading",
                "title": f"Lesson {given['key']}",
                "minutes": 6,
                "move_on": "passed" if quiz else "completed",
                "is_required": True,
                "html": "" if quiz else f"<p>The text of {given['key']}.</p>",
                **fields,
            },
        )
    JobAid.objects.create(
        version=made, module=module, key="card", ordinal=1, title="A card for the desk",
        summary="What to say first.", html="<p>Say one thing.</p>",
    )  # fmt: skip
    course.effective_version = made
    course.save(update_fields=["effective_version"])
    return course


def _three_readings():
    return [{"key": "l1-1"}, {"key": "l1-2"}, {"key": "l1-3"}]


class EnrollmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrollment

    learner = factory.SubFactory(UserFactory)
    course = factory.LazyFunction(published_course)
    version = factory.LazyAttribute(lambda row: row.course.effective_version)
    ordinal = 1
    enrolled_at = SPRING


# --- certificates


class CompletionFactory(factory.django.DjangoModelFactory):
    """A frozen completion, written as a row (enrollments' services write it in life)."""

    class Meta:
        model = CompletionRecord

    learner = factory.SubFactory(UserFactory)
    enrollment = factory.LazyAttribute(
        lambda row: EnrollmentFactory(
            learner=row.learner, course=Course.objects.first() or published_course()
        )
    )
    version = factory.LazyAttribute(lambda row: row.enrollment.version)
    completed_at = dt.datetime(2026, 11, 27, 15, 30, tzinfo=dt.UTC)
    method = "studied"
    person_name = factory.LazyAttribute(lambda row: row.learner.legal_name)
    certificate_name = factory.LazyAttribute(lambda row: row.learner.name_on_certificates())
    course_slug = factory.LazyAttribute(lambda row: row.enrollment.course.slug)
    course_title = factory.LazyAttribute(lambda row: row.version.title)
    version_number = factory.LazyAttribute(lambda row: row.version.number)
    content_hash = factory.LazyAttribute(lambda row: row.version.content_hash)
    language = "en"
    pass_mark_percent = 80
