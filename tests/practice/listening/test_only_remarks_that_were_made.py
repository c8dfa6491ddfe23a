"""A word is kept on remarks that stand on the page; odd and invented ones are refused."""

from __future__ import annotations

import pytest

from practice.models import Objection
from tests.practice.listening.conftest import rated, url

ODD = [
    {"code": "point\x00"},
    {"code": "point", "point": "late\x00"},
    {"code": "invented"},
    {"code": "point", "point": "invented"},
    {"code": "ask-feeling", "place": "7"},
]


@pytest.mark.parametrize("body", ODD)
def test_what_no_remark_says_is_refused(client, enrollment, body):
    own_try = rated(client, enrollment)
    body = {"place": "0", "verdict": "wrong", **body}
    response = client.post(url(enrollment, "given-back", own_try, "object"), body)
    assert response.status_code == 400
    assert not Objection.objects.exists()
