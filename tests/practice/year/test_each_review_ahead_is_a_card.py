"""What is drawn of the days ahead can be counted: a card for each review, none between days."""

import re
from datetime import date, timedelta

from practice.views.year.ahead import HEIGHT, WIDTH, ahead_of

MONDAY = date(2026, 11, 23)


def cards(counts, highest=3):
    days = [(MONDAY + timedelta(days=place), count) for place, count in enumerate(counts)]
    drawn = ahead_of(days, highest=highest)
    corners = re.findall(r"M([\d.]+) ([\d.]+)h[\d.]+v[\d.]+h-[\d.]+Z", drawn.cards)
    return drawn, [(float(x), float(y)) for x, y in corners]


def test_each_review_is_one_card_in_the_column_of_its_day():
    drawn, corners = cards([2, 0, 1, 3])
    assert drawn.total == 6
    columns = [int(x // (WIDTH / 4)) for x, _ in corners]
    assert columns == [0, 0, 2, 3, 3, 3]
    assert all(0 <= y < HEIGHT for _, y in corners)
    assert len(set(corners)) == 6


def test_a_day_never_grows_out_of_the_drawing():
    _, corners = cards([9], highest=3)
    assert len(corners) == 3


def test_days_without_reviews_are_empty():
    assert cards([0, 0])[0].cards == ""
