"""No token: 403. Swapped ids: 404, nothing stored. Moved or without a role: from then on."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from psycopg2.extras import DateRange

from common.models import OutboxRow
from people.models import Employment, RoleGrant, User
from tests.security import digests
from tests.security.crawler import crawl, parsed
from tests.security.matrix import ROWS
from tests.security.targets import targets
from tests.support.factories import EmploymentFactory

EVIL = ["evil.example", "javascript", "data:", "vbscript"]
PLACES = [
    "https://evil.example", "http://evil.example/", "//evil.example", "///evil.example",
    "////evil.example", "/\\evil.example", "\\\\evil.example", "/\\/evil.example",
    "https:evil.example",
    "https:/evil.example", "http:\\\\evil.example", "\thttps://evil.example", " //evil.example",
    "/\t/evil.example", "\n//evil.example", "\r\n//evil.example", "https://testserver@evil.example",
    "https://testserver.evil.example", "https://evil.example#testserver", "https://evil.example?testserver",
    "//evil.example/%2f..", "//evil%E3%80%82example", "https://evil。example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "javascript://testserver/%0aalert(1)",
    "data:text/html,x", "vbscript:x", "http:evil.example", "http:///evil.example", "ftp://evil.example",
    "//[::1]@evil.example", "https://[evil.example", "/%09/evil.example", "/..//evil.example",
    "\x00//evil.example", "\u2028//evil.example", "https://evil.example\\@testserver",
    "//evil.example:80",
]  # fmt: skip


# Mail readers press it without a cookie of ours: the secret in its address is the right to stop.
WITHOUT_A_TOKEN = {"practice:year-stop"}


def test_without_a_token_nothing_is_taken(world):
    objects, before, tried = targets(world), digests.writes(), 0
    for row in ROWS:
        if row.method == "get" or row.name in WITHOUT_A_TOKEN:
            continue
        for who in ("dana", "omar", "ada"):
            client = Client(enforce_csrf_checks=True, raise_request_exception=False)
            client.cookies = world.client(who).cookies
            before = digests.writes()
            url = reverse(row.name, kwargs=objects[row.target][0].kwargs)
            response = getattr(client, row.method)(url, {}, content_type="application/json")
            assert response.status_code == 403 or (row.is_api and response.status_code == 404), url
            assert digests.writes() == before, url
            tried += 1
    assert tried >= 36


def swaps(world):
    """Yield addresses whose ids belong to two different objects."""
    mine, other = world.attempts["dana"], world.attempts["colm"]
    theirs = world.enrollments["colm"].uuid
    own = world.enrollments["dana"].uuid
    for enrollment, key, attempt, place in [
        (own, "m1-quiz", other.uuid, 1), (theirs, "m1-quiz", mine.uuid, 1),
        (own, "l1-1", mine.uuid, 1), (own, "l1-2", mine.uuid, 1), (own, "m1-quiz", mine.uuid, 0),
        (own, "m1-quiz", mine.uuid, 5), (own, "m1-quiz", mine.uuid, 2**63),
        (own, "m1-quiz", world.certificates["dana"].uuid, 1), (mine.uuid, "m1-quiz", own, 1),
    ]:  # fmt: skip
        base = f"/learn/{enrollment}/lessons/{key}/attempts/{attempt}/"
        yield "get", f"{base}{place}/"
        yield "post", f"{base}{place}/save/"
        if place == 1:
            yield "post", f"{base}submit/"
            yield "get", f"{base}result/"
    for key in ("l1-2", "l1-3", "no-such", "m1-quiz"):  # of other versions, or no reading
        yield "post", f"/learn/{own}/lessons/{key}/completion/"
    for key in ("l1-1", "l1-2"):
        yield "post", f"/learn/{own}/lessons/{key}/attempts/"
    for who in ("colm", "stranger", "nadia"):
        yield "get", f"/certificates/{world.certificates[who].uuid}/pdf/"
    yield "get", f"/certificates/{world.enrollments['dana'].uuid}/"
    yield "get", f"/reports/{world.runs['ines'].uuid}/files/completions.csv/"
    yield "post", f"/hr/assignments/{world.runs['ines'].uuid}/undo/"


def test_swapped_ids_find_nothing_and_store_nothing(world):
    client, before = world.client("dana"), digests.digest()
    for method, url in swaps(world):
        data = {"client_seq": "7", "accept_unanswered": "on"} if method == "post" else {}
        assert getattr(client, method)(url, data).status_code in {400, 404}, url
    assert digests.digest() == before


def moved(world, person, where):
    today = timezone.localdate()
    spell = Employment.objects.get(person=person)
    spell.valid = DateRange(spell.valid.lower, today)
    spell.save()
    EmploymentFactory(
        person=person, department=world.departments[where], manager=world.people["nadia"],
        valid=DateRange(today, None),
    )  # fmt: skip


def test_a_moved_person_changes_hands_on_the_day(world):
    def seers():
        pages = {"milo": "/team/", "nadia": "/team/", "omar": "/hr/follow/", "ines": "/hr/follow/"}
        return {
            who for who, url in pages.items()
            if "Colm Opalcanary" in world.client(who).get(url).content.decode()
        }  # fmt: skip

    assert seers() == {"milo", "omar"}
    moved(world, world.people["colm"], "Americas")
    assert seers() == {"nadia", "ines"}


@pytest.mark.parametrize(
    ("who", "url"),
    [("omar", "/hr/follow/"), ("vera", "/reports/audit-trail/"), ("milo", "/team/"),
     ("ada", "/status/"), ("omar", "/reports/")],
)  # fmt: skip
def test_an_ended_role_is_refused_on_the_next_request(world, who, url):
    client = world.client(who)
    assert client.get(url).status_code == 200
    today = timezone.localdate()
    RoleGrant.objects.filter(person=world.people[who]).update(
        valid=DateRange(today - dt.timedelta(days=9), today)
    )
    assert client.get(url).status_code == 404
    assert client.get("/learn/").status_code == 200


def test_a_deactivated_person_is_out_on_the_next_request(world):
    client = world.client("omar")
    assert client.get("/hr/follow/").status_code == 200
    User.objects.filter(pk=world.people["omar"].pk).update(is_active=False)
    for url in ("/hr/follow/", "/learn/", "/accounts/email/", "/accounts/2fa/"):
        assert client.get(url).headers["Location"].startswith("/accounts/login/")
    assert client.get("/api/v1/my/learning/").status_code == 403


@pytest.mark.parametrize("place", PLACES)
def test_next_never_leads_away(world, place):
    stranger, dana = Client(raise_request_exception=False), world.client("dana")
    answers = [
        stranger.post("/accounts/login/", {
            "login": "dana@northwind.example", "password": "a-long-enough-password",
            "next": place}),
        dana.get("/accounts/login/", {"next": place}),
        dana.post("/accounts/logout/", {"next": place}),
    ]  # fmt: skip
    for answer in answers:
        assert answer.status_code < 500
        led = answer.headers.get("Location", "").lower()
        assert led.startswith("/") or led == "", led
        assert not led.startswith(("//", "/\\")), led


def test_links_in_reset_mails_keep_to_the_host(world):
    spoofed = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    Client().post(
        "/accounts/password/reset/", {"email": world.people["dana"].email}, headers=spoofed
    )
    assert Client(raise_request_exception=False).post(
        "/accounts/password/reset/", {"email": "x@y.example"}, headers={"Host": "evil.example"}
    ).status_code == 400  # fmt: skip
    assert mail.outbox
    assert all("evil" not in sent.body for sent in mail.outbox)


PLAIN = re.compile(r"[0-9a-f-]{36}|\d+|[a-z0-9_.-]{0,40}")


def words_of(value) -> list[str]:
    if isinstance(value, dict):
        return [word for found in value.values() for word in words_of(found)]
    if isinstance(value, list):
        return [word for found in value for word in words_of(found)]
    return [str(value)]


def test_the_outbox_holds_ids_only(world):
    rows = list(OutboxRow.objects.all())
    assert {row.subscription for row in rows} >= {
        "certificates.render",
        "notifications.send",
        "reports.build",
    }
    secret = [
        part
        for person in world.people.values()
        for part in (person.email, *person.legal_name.split())
    ]
    for row in rows:
        for word in [*words_of(row.payload), *row.key.split(":")]:
            assert PLAIN.fullmatch(word), f"{row.key}: {word}"
        assert not [part for part in secret if part in f"{row.payload}{row.key}{row.last_error}"]


def test_a_broken_page_tells_nothing(world, monkeypatch):
    def broken(*_args, **_more):
        raise ValueError(f"Canary of {world.people['colm'].legal_name}")

    monkeypatch.setattr("curricula.views.team.team_of", broken)
    response = world.client("milo").get("/team/")
    assert response.status_code == 500
    body = response.content.decode()
    assert "Canary" not in body
    assert "Traceback" not in body
    assert "Content-Security-Policy" in response.headers


POLYGLOT = (
    "jaVasCript:/*\"/*'/*--></title></textarea></script><img src=x xss-mark=1 onerror=alert(1)>"
)


def test_polyglots_stay_text_on_every_page_of_every_reader(world):
    User.objects.filter(pk=world.people["colm"].pk).update(legal_name=f"Colm {POLYGLOT}")
    Employment.objects.filter(person=world.people["colm"]).update(job_title=f"J {POLYGLOT}")
    for place in world.departments.values():
        place.name = f"{place.name} {POLYGLOT}"
        place.save()
    type(world.curriculum).objects.update(title=f"T {POLYGLOT}", description=POLYGLOT)
    for rule in world.rules.values():
        type(rule).objects.filter(pk=rule.pk).update(note=POLYGLOT, audience_words=POLYGLOT)
    shown = 0
    for who in ("colm", "milo", "omar", "vera", "ada", "anonymous"):
        for address, (_status, body, headers) in crawl(world.client(who), most=60).items():
            if not headers.get("Content-Type", "").startswith("text/html"):
                continue
            page = parsed(body)
            names = {name for name, _ in page.attributes}
            assert not names & {"xss-mark", "onerror"}, address
            schemes = [
                link for link in page.found if link.strip().lower().startswith("javascript:")
            ]
            assert schemes == [], address
            shown += any("xss-mark" in word for word in page.words)
    assert shown > 10


@pytest.mark.parametrize("taken", [True, False])
def test_nobody_gives_themselves_another_address(world, taken):
    client, dana = world.client("dana"), world.people["dana"]
    address = world.people["omar"].email if taken else "new@evil.example"
    for action in ("action_add", "action_primary", "action_remove"):
        assert client.post("/accounts/email/", {action: "", "email": address}).status_code < 500
    assert (
        client.post("/accounts/email/", {"action_remove": "", "email": dana.email}).status_code
        < 500
    )
    assert User.objects.get(pk=dana.pk).email == dana.email
    assert not EmailAddress.objects.filter(email=address).exists()
    assert EmailAddress.objects.filter(user=dana, email=dana.email).exists()
