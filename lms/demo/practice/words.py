"""What invented people write for themselves. Each text is sealed before it is stored."""

from __future__ import annotations

from practice.sealed.words import TriggerLine

WRITTEN_FIRST = (
    "That it stopped in that week, I would want it back as well.",
    "Thank you for telling me. I am looking for it now.",
    "Four people already. I stay until this is done.",
    "Give me a minute, I am reading what you wrote.",
    "That sounds like a long evening. What do you need first?",
)
DEBRIEFS = (
    ("My jaw was tight until the third turn.",
     "She stopped explaining when I said back what she had said.",
     "One sentence first, and only then the form."),
    ("I wanted to be liked, and so I said one kind thing too many.",
     "He asked for the money twice before I answered it.",
     "When somebody repeats a request, I answer that one next."),
    ("I was in a hurry although nobody hurried me.",
     "The word “only” came twice, and I passed over both.",
     ""),
    ("Relief, when I could say that I did not know.",
     "A time that I could keep did more than “as soon as possible”.",
     "I name an hour, or I say when I will know one."),
    ("", "My second reply was about our rules, and the customer got shorter.", ""),
)  # fmt: skip
REFLECTIONS = {
    "taken-seriously": (
        "The pharmacist: “You have carried this list around all day.” Then she took it and began.",
        "The woman at the town hall put down her pen while I spoke.",
        "“I would have been annoyed as well.” After that the wait was all right.",
    ),
    "hard-to-feel-for": (
        "People who are on another call while they talk to me. Perhaps it is their boss.",
        "Those who call me by my first name at once. I could ask what they need it to be like.",
        "Loud ones. My father was loud when he was afraid.",
    ),
}
REPLIES = (
    "You had promised them a ladder, and then there was a bus. I would have wanted to sink.",
    "A ladder promised and a bus delivered: no wonder that stung, and they were polite about it.",
    "I am sorry about the train.",
    "That must have been disappointing, when you had told your grandchildren about the ladder.",
    "Thank you for your feedback, we take this very seriously.",
    "They were polite for your sake, weren’t they? And you had looked forward to the ladder too.",
)
INTENTIONS = (
    ("a caller says that they have called before", "say back what they told us, and ask then"),
    ("I hear “it’s only”", "ask what hangs on it"),
    ("my shoulders go up", "breathe out once before I type"),
    ("I am about to say “as soon as possible”", "name a time that I can keep"),
    ("somebody thanks me", "let it stand for a second"),
)  # fmt: skip
FOLLOWED_UP = ("Twice this week. It felt slower and took less time.", "", "Only on Tuesday.")
TRIGGERS = (
    TriggerLine(
        trigger="“Do you even speak English?”", sign="heat in the ears",
        story="they think that I am stupid", move="feet on the floor, then the next question",
    ),
    TriggerLine(
        trigger="sighing while I look something up", sign="I type faster",
        story="I am too slow", move="say aloud what I am looking for",
    ),
    TriggerLine(trigger="a supervisor who listens in", sign="a higher voice"),
)  # fmt: skip
