"""Two peers of other departments read a shared reply; nobody learns a name."""

from __future__ import annotations

import pytest
from django.urls import reverse

from practice.models import PeerAsk, PeerRating
from practice.services.listening.remove import KEPT, erase_old_words
from tests.practice.listening.conftest import colleague, rated, signed_in, tried, url
from tests.support.factories import EmploymentFactory, UserFactory

PEERS = reverse("practice:listening-peers")


@pytest.fixture
def shared(client, enrollment):
    own_try = rated(client, enrollment)
    client.post(url(enrollment, "given-back", own_try, "share"), {"go": "ask"})
    return own_try


def rate(person, ask, rating=3):
    target = reverse("practice:listening-peer-rating", args=[ask.uuid])
    return signed_in(person).post(target, {"rating": str(rating)}, follow=True)


def page(client, enrollment, own_try):
    return client.get(url(enrollment, "given-back", own_try)).content.decode()


def test_an_ask_goes_back_with_the_words(enrollment, shared):
    """The row says so itself: whoever reads asks without looking at the words finds none open."""
    at = shared.created_at + KEPT * 1.01
    assert erase_old_words(at=at) == 1
    assert PeerAsk.objects.get().withdrawn_at == at


def test_nothing_is_shared_unless_its_owner_does(client, enrollment, course):
    own_try = rated(client, enrollment)
    assert not PeerAsk.objects.exists()
    assert "Nobody waits" in signed_in(colleague(course)).get(PEERS).content.decode()
    assert "Ask two colleagues" in page(client, enrollment, own_try)


def test_a_peer_reads_words_and_no_name(client, enrollment, course, shared):
    peer = colleague(course)
    text = signed_in(peer).get(PEERS).content.decode()
    assert "So the parcel is late" in text
    for word in (enrollment.learner.legal_name, enrollment.learner.email, str(shared.uuid)):
        assert word not in text
    assert rate(peer, PeerAsk.objects.get()).status_code == 200
    own = page(client, enrollment, shared)
    assert peer.legal_name not in own
    assert str(peer.uuid) not in own


def test_ones_own_manager_is_no_peer_even_in_another_department(enrollment, course, shared):
    manager = colleague(course)
    assert "So the parcel is late" in signed_in(manager).get(PEERS).content.decode()
    enrollment.learner.employments.update(manager=manager)
    assert "Nobody waits" in signed_in(manager).get(PEERS).content.decode()
    assert rate(manager, PeerAsk.objects.get()).status_code == 404


def test_the_middle_is_told_when_both_are_in(client, enrollment, course, shared):
    ask = PeerAsk.objects.get()
    rate(colleague(course), ask, 2)
    assert "It waits for two colleagues" in page(client, enrollment, shared)
    rate(colleague(course), ask, 4)
    text = page(client, enrollment, shared)
    assert "between “A part of it” and “It fits, and it is mine”" in text
    assert list(ask.ratings.values_list("seat", flat=True).order_by("seat")) == [1, 2]


def test_two_who_agree_are_told_as_one(client, enrollment, course, shared):
    for _ in range(2):
        rate(colleague(course), PeerAsk.objects.get(), 3)
    assert "comes across like this: It fits." in page(client, enrollment, shared)


def test_a_third_finds_nothing_to_read(client, enrollment, course, shared):
    ask = PeerAsk.objects.get()
    for _ in range(2):
        rate(colleague(course), ask)
    third = colleague(course)
    assert "Nobody waits" in signed_in(third).get(PEERS).content.decode()
    assert rate(third, ask).status_code == 404
    assert ask.ratings.count() == 2


def test_the_first_word_of_a_peer_stands(client, enrollment, course, shared):
    ask, peer = PeerAsk.objects.get(), colleague(course)
    for rating in (2, 4):
        assert rate(peer, ask, rating).status_code == 200
    assert list(ask.ratings.values_list("rating", flat=True)) == [2]


def test_who_is_no_peer_finds_nothing(client, enrollment, course, bookings, shared):
    ask = PeerAsk.objects.get()
    same = colleague(course, department=ask.department)
    elsewhere = EmploymentFactory(person=UserFactory()).person  # takes another course
    for person in (same, elsewhere, enrollment.learner, UserFactory()):
        assert "Nobody waits" in signed_in(person).get(PEERS).content.decode()
        assert rate(person, ask).status_code == 404
    assert not PeerRating.objects.exists()


def test_what_is_taken_back_is_read_no_more(client, enrollment, course, shared):
    ask = PeerAsk.objects.get()
    rate(colleague(course), ask)
    client.post(url(enrollment, "given-back", shared, "share"), {"go": "back"})
    late = colleague(course)
    assert "Nobody waits" in signed_in(late).get(PEERS).content.decode()
    assert rate(late, ask).status_code == 404
    assert "You took it back" in page(client, enrollment, shared)
    client.post(url(enrollment, "given-back", shared, "share"), {"go": "ask"})
    assert "You took it back" in page(client, enrollment, shared)


def test_only_exercises_marked_so_are_shared(client, enrollment):
    own_try = rated(client, enrollment, "felt")
    assert "Two colleagues" not in client.get(url(enrollment, "felt", own_try)).content.decode()
    client.post(url(enrollment, "felt", own_try, "share"), {"go": "ask"})
    assert not PeerAsk.objects.exists()


def test_before_the_own_rating_nothing_is_shared(client, enrollment):
    own_try = tried(client, enrollment, "given-back")
    response = client.post(url(enrollment, "given-back", own_try, "share"), {"go": "ask"})
    assert response.status_code == 409
    assert not PeerAsk.objects.exists()


def test_pages_of_peers_ask_few_questions(
    client, enrollment, course, shared, django_assert_max_num_queries
):
    for _ in range(2):
        rate(colleague(course), PeerAsk.objects.get())
    peer = signed_in(colleague(course))
    for who, where in ((peer, PEERS), (client, url(enrollment, "given-back", shared))):
        who.get(where)
        with django_assert_max_num_queries(8):
            assert who.get(where).status_code == 200
