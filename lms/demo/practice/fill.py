"""Fill the company's practice, at the end of its year, when everybody's lessons are known."""

from __future__ import annotations

import datetime as dt
import random

from lms.demo.people import Company
from lms.demo.practice.dana import practice_as_dana
from lms.demo.practice.keepsakes import keep_some
from lms.demo.practice.learners import practitioners
from lms.demo.practice.listening import listen
from lms.demo.practice.scenes import play_scenes
from lms.demo.practice.year import live_the_year

SEED = 20_261_126


def fill_practice(company: Company, *, at: dt.datetime) -> None:
    """Let the company have practiced until that moment; the same in every demo."""
    chance = random.Random(SEED)  # noqa: S311 - the same practice in every demo
    people = practitioners(chance=chance)
    play_scenes(people, until=at, chance=chance)
    listen(people, until=at, chance=chance)
    keep_some(people, until=at, chance=chance)
    live_the_year(people, until=at, chance=chance)
    practice_as_dana(company.cast["dana"], until=at, chance=chance)
