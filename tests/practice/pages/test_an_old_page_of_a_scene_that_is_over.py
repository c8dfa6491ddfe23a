"""A page of a scene that is over meanwhile leads on, whatever it sends."""

from __future__ import annotations

import pytest

from tests.practice.pages.conftest import at, begun, played, whole

ODD = [{}, {"turns_taken": "x"}, {"turns_taken": "0", "noticed": "x"}, {"turns_taken": "9" * 40}]


@pytest.fixture(params=["debriefed", "stepped out"])
def over(request, client, enrollment):
    if request.param == "debriefed":
        return played(client, enrollment)
    run = begun(client, enrollment)
    client.post(at("step-out", run))
    return whole(run)


@pytest.mark.parametrize("name", ["turn", "prepare"])
@pytest.mark.parametrize("sent", ODD, ids=range(len(ODD)))
def test_it_leads_to_what_comes_after(client, over, name, sent):
    answer = client.post(at(name, over), {"choice": "nonsense", **sent})
    assert answer.status_code == 302
    after = at("debrief" if over.state == "debriefed" else "grounding", over)
    assert answer.url == after
    swapped = client.post(at(name, over), sent, headers={"HX-Request": "true"})
    assert (swapped.status_code, swapped.headers["HX-Redirect"]) == (200, after)
