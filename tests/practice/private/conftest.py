"""Dana at her reflection."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.support.house_client import HouseClient

SPACE = "/my/space/"


def at(enrollment, key="m1-reflection"):
    return reverse("enrollments:lesson", args=[enrollment.uuid, key])


def note_at(enrollment, prompt="zest", key="m1-reflection"):
    return reverse("practice:note-keep", args=[enrollment.uuid, key, prompt])


@pytest.fixture
def learner(enrollment):
    return enrollment.learner


@pytest.fixture
def browser(learner):
    client = HouseClient()
    client.force_login(learner)
    return client


@pytest.fixture
def somebody_else(omar):
    client = HouseClient()
    client.force_login(omar)
    return client
