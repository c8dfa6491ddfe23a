"""Test data. Each app has its own section; `build` before `create`."""

from __future__ import annotations

import datetime as dt

import factory
from psycopg2.extras import DateRange

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
