"""The mail that tells somebody what was assigned, why and until when."""

from __future__ import annotations

from notifications.mail import compose
from notifications.models import Notification
from tests.curricula.conftest import assign_to


def test_what_why_and_until_when(curriculum, bookings, dana, omar):
    assign_to(bookings, curriculum=curriculum, by=omar, note="For the winter <season>.")
    mail = compose(Notification.objects.get(recipient=dana))
    assert mail.to == ["dana@northwind.example"]
    assert mail.subject == "For you: Empathy in customer service"
    for words in (
        "Hello Dana,",
        "Omar Haddou has assigned “Empathy in customer service” to you.",
        "There is time until Fri 4 December 2026, 24:00 Lisbon.",
        "For the winter <season>.",
        "/learn/",
        "It is for everybody who works in Bookings or below.",
    ):
        assert words in mail.body
