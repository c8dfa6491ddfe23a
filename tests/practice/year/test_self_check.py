"""The self-check: sixteen lines, compared with oneself, sealed, and gone when one wishes."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from bs4 import BeautifulSoup

from practice.models import SelfCheck
from practice.self_check import LINES, fallen, scores_of
from practice.services.year.self_checks import take_self_check
from practice.views.year.words import SKILL_WORDS
from tests.practice.year.decks import MONDAY, joined, student, year_course

PLACE = "/my/year/self-check/"
QUARTER = dt.timedelta(days=90)
ALL_FOUR = {line.key: 4 for line in LINES}


def words(soup):
    return " ".join(soup.main.text.split())


def test_it_has_sixteen_lines_two_a_skill_and_four_of_them_turned():
    assert len(LINES) == len({line.key for line in LINES}) == 16
    skills = [line.skill for line in LINES]
    assert {skills.count(skill) for skill in skills} == {2}
    assert sum(line.is_turned for line in LINES) == 4
    assert set(skills) <= set(SKILL_WORDS)


def test_turned_lines_count_the_other_way_round():
    scores = scores_of(ALL_FOUR)
    assert (scores["paraphrase"], scores["explore"]) == (4, 3)
    assert scores_of({**ALL_FOUR, "solved": 1})["explore"] == 4.5


@pytest.mark.parametrize("bad", [{"asked": 0}, {"asked": 6}])
def test_an_answer_beyond_the_scale_is_none(bad):
    with pytest.raises(ValueError, match="from 1 to 5"):
        scores_of({**ALL_FOUR, **bad})


def test_a_fall_of_a_whole_step_is_said_and_less_is_not():
    before = {"act": 4.0, "notice": 5.0}
    assert fallen(before, {"act": 2.5, "notice": 4.0}) == "act"
    assert fallen(before, {"act": 3.5, "notice": 4.5}) == ""
    assert fallen({}, {"act": 1.0}) == ""


def test_it_is_taken_once_kept_sealed_compared_and_deleted(dana, sign_in):
    earlier = take_self_check(uuid=uuid.uuid4(), answers=ALL_FOUR, by=dana, at=MONDAY - QUARTER)
    assert b"paraphrase" not in bytes(earlier.scores_sealed)
    client = sign_in(dana)
    soup = BeautifulSoup(client.get(PLACE).content, "html.parser")
    assert len(soup.select("fieldset.year-line")) == 16
    sent = {"uuid": soup.select_one("input[name=uuid]")["value"], **ALL_FOUR, "asked": 1}
    sent |= {"solved": 5, "by-when": 3}
    for _ in range(2):  # pressed twice
        assert client.post(PLACE, sent).status_code == 302
    assert SelfCheck.objects.filter(learner=dana).count() == 2
    told = words(BeautifulSoup(client.get(PLACE).content, "html.parser"))
    assert "Since the time before, Asking before answering has slipped." in told
    assert client.post(f"{PLACE}delete/").status_code == 302
    assert not SelfCheck.objects.exists()


def test_a_gap_is_said_and_what_was_chosen_stays(dana, sign_in):
    client = sign_in(dana)
    sent = {key: value for key, value in ALL_FOUR.items() if key != "asked"}
    answer = client.post(PLACE, {**sent, "kept": "9"})
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 400
    assert "Choose one answer on each line." in words(soup)
    assert len(soup.select("input[checked]")) == 14
    assert not SelfCheck.objects.exists()


def test_nobody_overwrites_or_reads_the_check_of_somebody_else(dana, ada, sign_in):
    row = take_self_check(uuid=uuid.uuid4(), answers=ALL_FOUR, by=dana, at=MONDAY)
    client = sign_in(ada)
    assert client.post(PLACE, {"uuid": str(row.uuid), **ALL_FOUR}).status_code == 400
    client.post(f"{PLACE}delete/")
    assert SelfCheck.objects.get().learner == dana
    assert "What you said on" not in words(BeautifulSoup(client.get(PLACE).content, "html.parser"))


def test_a_booster_is_about_what_slipped_where_answers_say_nothing(dana, sign_in):
    from practice.models import Booster, YearPlan

    student(dana, year_course(), "l1-1", "l2-1")
    joined(dana)
    YearPlan.objects.update(weekdays_off=[])
    now = dt.datetime.now(dt.UTC)
    for answers, at in ((ALL_FOUR, now - QUARTER), ({**ALL_FOUR, "kept": 1, "by-when": 1}, now)):
        take_self_check(uuid=uuid.uuid4(), answers=answers, by=dana, at=at)
    row = Booster.objects.get(day=7)
    page = sign_in(dana).get(f"/my/year/boosters/{row.uuid}/")
    assert "Going on to the help" in page.content.decode()
