"""In Chromium: polyglots as names run nothing, and the API's own pages keep to the policy."""

from __future__ import annotations

import pytest
from django.conf import settings

from people.models import Employment, User
from tests.journeys.visitor import browser
from tests.security.test_state_and_redirects import POLYGLOT

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGES = {
    "milo": ["/team/"],
    "omar": ["/hr/curricula/", "/hr/follow/", "/reports/"],
    "vera": ["/reports/audit-trail/", "/reports/people/?q=Colm"],
    "colm": ["/learn/", "/certificates/"],
    "ada": ["/status/", "/api/v1/"],
}


def test_polyglots_run_nothing_and_nothing_breaks_the_policy(world, live_server):
    User.objects.filter(pk=world.people["colm"].pk).update(legal_name=f"Colm {POLYGLOT}")
    Employment.objects.filter(person=world.people["colm"]).update(job_title=f"J {POLYGLOT}")
    type(world.curriculum).objects.update(title=f"T {POLYGLOT}")
    cookies = {who: world.client(who).cookies[settings.SESSION_COOKIE_NAME].value for who in PAGES}
    heard = []
    with browser() as running:
        for who, addresses in PAGES.items():
            context = running.new_context()
            context.add_cookies(
                [
                    {
                        "name": settings.SESSION_COOKIE_NAME,
                        "value": cookies[who],
                        "url": live_server.url,
                    }
                ]
            )
            page = context.new_page()
            page.on("dialog", lambda found: (heard.append(found.message), found.dismiss()))
            page.on("console", lambda said: heard.append(said.text) if said.type == "error" else 0)
            page.on("pageerror", lambda error: heard.append(str(error)))
            for address in addresses:
                answer = page.goto(live_server.url + address)
                page.wait_for_load_state("networkidle")
                assert answer.status == 200, address
                assert page.locator("[xss-mark]").count() == 0, address
                assert heard == [], f"{who} {address}"
            context.close()
