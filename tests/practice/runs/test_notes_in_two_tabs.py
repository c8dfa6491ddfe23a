"""The debrief open twice: the second page shows what the first saved, and loses nothing."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.urls import reverse

from practice.selectors.runs.debrief import debrief_of
from tests.practice.runs.conftest import begin, play, whole
from tests.support.house_client import HouseClient


def form_of(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    form = page.select_one("form.roleplay-notes")
    return {
        **{one["name"]: one["value"] for one in form.select("input[type=hidden]")},
        **{one["name"]: one.text.strip() for one in form.select("textarea")},
    }


def test_both_texts_stand_there_and_the_learner_decides(enrollment, dana):
    run = play(begin(enrollment))
    client = HouseClient()
    client.force_login(dana)
    url = reverse("practice:debrief", args=[run.uuid])
    first, second = form_of(client.get(url)), form_of(client.get(url))
    assert client.post(url, {**first, "feel": "From the first"}).status_code == 302
    refused = client.post(url, {**second, "fact": "From the second"})
    assert refused.status_code == 409
    assert "From the first" in refused.content.decode()
    again = form_of(refused)
    assert (again["feel"], again["fact"]) == ("", "From the second")
    assert client.post(url, {**again, "feel": "Both"}).status_code == 302
    notes = debrief_of(whole(run)).notes
    assert (notes.feel, notes.fact) == ("Both", "From the second")
