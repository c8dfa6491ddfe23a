"""A picture or a sound of a line is told in the words that stand for it."""

from __future__ import annotations

from practice.scenario.shapes import Customer, Emotion, Media
from practice.selectors.playing.lines import line_of


def test_what_is_seen_and_heard_is_told():
    customer = Customer(
        text="Look at it.",
        emotion=Emotion(label="sad", valence=-0.5, arousal=0.2),
        transcript="(quietly)",
        media=(
            Media(kind="image", file="assets/box.png", words="A crushed box."),
            Media(kind="audio", file="assets/rain.ogg", words="Rain on a roof."),
        ),
    )
    assert line_of(customer).transcript == "(quietly) A crushed box. Rain on a roof."


def test_a_line_without_them_says_nothing_more():
    plain = Customer(text="Hello.", emotion=Emotion(label="calm", valence=0.0, arousal=0.1))
    assert line_of(plain).transcript == ""
