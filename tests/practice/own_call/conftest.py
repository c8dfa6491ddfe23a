from __future__ import annotations

import pytest
from django.urls import reverse

from tests.practice.own_call.made import course_with_calls
from tests.support.factories import EnrollmentFactory
from tests.support.house_client import HouseClient


@pytest.fixture
def course(db):
    return course_with_calls()


@pytest.fixture
def enrollment(course, dana):
    return EnrollmentFactory(learner=dana, course=course)


@pytest.fixture
def browser(dana):
    client = HouseClient()
    client.force_login(dana)
    return client


@pytest.fixture
def somebody_else(omar):
    client = HouseClient()
    client.force_login(omar)
    return client


def at(name: str, call, *more: str) -> str:
    return reverse(f"practice:own-call{name}", args=[call.uuid, *more])
