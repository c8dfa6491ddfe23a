"""The mail that tells somebody what was assigned, why and until when."""

from __future__ import annotations

from django.utils import translation

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


def test_the_date_is_in_the_recipients_language_whoever_assigns(curriculum, bookings, dana, omar):
    dana.language = "de"
    dana.save()
    with translation.override("ar"):
        assign_to(bookings, curriculum=curriculum, by=omar)
    mail = compose(Notification.objects.get(recipient=dana))
    assert mail.subject == "Für Sie: Empathy in customer service"
    assert "Sie haben Zeit bis Fr, 4. Dezember 2026, 24:00 Uhr Lisbon." in mail.body


def test_a_language_that_nobody_speaks_here_gets_the_default(curriculum, bookings, dana, omar):
    dana.language = "xx"
    dana.save()
    assign_to(bookings, curriculum=curriculum, by=omar)
    mail = compose(Notification.objects.get(recipient=dana))
    assert "There is time until Fri 4 December 2026, 24:00 Lisbon." in mail.body
