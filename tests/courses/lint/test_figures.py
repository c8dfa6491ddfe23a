"""Which numbers are research, and which belong to the story."""

from __future__ import annotations

import pytest

from courses.lint.prose.figures import figure_in

RESEARCH = [
    ("Training works (g = 0.51).", "g = 0.51"),
    ("It went with poorer wellbeing (ρ .39 to .48).", "ρ .39"),
    ("Practice alone made it worse (d = −0.52).", "d = −0.52"),
    ("Listeners did well (N = 115).", "N = 115"),
    ("Yet 55 % lost the floor.", "55 %"),
    ("About 20 percent better.", "20 percent"),
    ("Over 18 randomized trials it held.", "18 randomized trials"),
    ("Across 25 experiments it held.", "25 experiments"),
    ("The 1,115 participants agreed.", "1,115 participants"),
    ("One third of the studies found a loss.", "One third"),
    ("In that study people interrupted after 31 seconds.", "31"),
    ("Researchers saw it twice as often.", "twice as"),
]
STORY = [
    "It cost €40, or 40 euros.",
    "It is 9:40, and the gate closes at 10 a.m.",
    "On May 3, 2026, she moved to room 12.",
    "His phone had 6 % left.",
    "She got a 20 % discount.",
    "He said “I called 25 experiments a fraud”.",
    "Four colleagues would each answer in their own way.",
    "Researchers who studied written talks put it this way.",
    "Half of the work is done.",
    "There are 12 calls in the queue.",
    "The parcel weighs 3.5 kg.",
]


@pytest.mark.parametrize(("sentence", "figure"), RESEARCH)
def test_a_research_figure_is_seen_in_every_part(sentence, figure):
    assert figure_in(sentence).startswith(figure)
    assert figure_in(sentence, part="example")


@pytest.mark.parametrize("sentence", STORY)
def test_a_number_in_a_story_is_left_alone(sentence):
    assert figure_in(sentence, part="example") == ""


@pytest.mark.parametrize("part", ["principle", "contradiction", "takeaway"])
def test_where_the_lesson_explains_people_are_counted_in_studies(part):
    assert figure_in("In 289 stressful calls it did little.", part=part) == "289 stressful calls"
    assert figure_in("You have 12 calls in the queue.", part="example") == ""
