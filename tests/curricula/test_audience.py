"""Whom HR means: data, words, people."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import InvalidInput
from curricula.audience import Audience, departments_of, from_json, in_words, people_in
from people.models import Department
from tests.support.factories import DepartmentFactory, EmploymentFactory, UserFactory

TODAY = dt.date(2026, 11, 23)
MAY = dt.date(2026, 5, 1)


@settings(max_examples=100)
@given(
    st.builds(
        Audience,
        departments=st.lists(st.uuids(), max_size=4).map(tuple),
        include_below=st.booleans(),
        hired_from=st.none() | st.dates(max_value=MAY),
        hired_to=st.none() | st.dates(min_value=MAY),
        job_titles=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    )
)
def test_data_and_back(audience):
    assert from_json(audience.as_json()) == audience


@pytest.mark.parametrize(
    "data",
    [None, [], "x", {"departments": ["x"]}, {"hired_from": "soon"}, {"who": "all"},
     {"departments": 3}, {"hired_from": 3}, {"departments": [None]}],
)  # fmt: skip
def test_other_data_is_refused(data):
    with pytest.raises(InvalidInput):
        from_json(data)


def test_nobody_is_hired_backwards():
    with pytest.raises(InvalidInput) as caught:
        Audience(hired_from=dt.date(2026, 5, 2), hired_to=MAY)
    assert caught.value.field == "hired_to"


def named(*names: str) -> list[Department]:
    return [Department(name=name) for name in names]


@pytest.mark.parametrize(
    ("audience", "names", "words"),
    [
        (Audience(), [], "works anywhere in the organization"),
        (Audience(), ["Bookings"], "works in Bookings or below"),
        (Audience(include_below=False), ["Bookings", "Claims"], "works in Bookings or Claims"),
        (Audience(hired_from=MAY), ["A"], "works in A or below, hired on 1 May 2026 or later"),
        (Audience(hired_to=MAY), ["A"], "works in A or below, hired on 1 May 2026 or earlier"),
        (
            Audience(hired_from=MAY, hired_to=dt.date(2026, 5, 31)), ["A"],
            "works in A or below, hired from 1 May 2026 to 31 May 2026",
        ),
        (
            Audience(job_titles=("Phone agent", "Team lead")), ["A"],
            "works in A or below, as Phone agent or Team lead",
        ),
        (Audience(), list("ABCDE"), "works in A, B, C or one of 2 more or below"),
    ],
)  # fmt: skip
def test_words(audience, names, words):
    assert in_words(audience, named(*names)) == words


def test_words_fit_the_column():
    assert len(in_words(Audience(job_titles=("x" * 120,) * 5), named(*["y" * 120] * 9))) == 300


def found(audience, scope):
    departments = departments_of(audience, scope=scope)
    return set(people_in(audience, departments, scope=scope, on=TODAY))


@pytest.mark.django_db
def test_people(europe, bookings, elsewhere):
    night = DepartmentFactory(name="Night", parent=bookings)
    old = EmploymentFactory(department=bookings).person
    fresh = EmploymentFactory(department=night, hired_on=MAY, job_title="Night agent").person
    unknown = EmploymentFactory(department=bookings, hired_on=None).person
    EmploymentFactory(department=elsewhere)
    loose = UserFactory()
    here = frozenset({europe.pk})
    of = (bookings.uuid,)
    assert found(Audience(), here) == {old, fresh, unknown}
    assert found(Audience(departments=of, include_below=False), here) == {old, unknown}
    assert found(Audience(hired_from=MAY), here) == {fresh}
    assert found(Audience(hired_to=MAY), here) == {old, fresh}
    assert found(Audience(job_titles=("Night agent",)), here) == {fresh}
    assert loose in found(Audience(), None)
    assert loose not in found(Audience(hired_to=MAY), None)
    assert found(Audience(), frozenset()) == set()


@pytest.mark.django_db
def test_departments_beyond_the_scope_and_unknown_ones_look_the_same(europe, elsewhere):
    texts = set()
    for wanted in (elsewhere.uuid, uuid.uuid4()):
        with pytest.raises(InvalidInput) as caught:
            departments_of(Audience(departments=(wanted,)), scope=frozenset({europe.pk}))
        texts.add(caught.value.message)
    assert len(texts) == 1
