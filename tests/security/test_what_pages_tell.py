"""Canaries: names, addresses, scores, keys and codes appear to those who may see them."""

from __future__ import annotations

import pytest

from certificates import codes
from tests.security import digests
from tests.security.crawler import crawl, parsed
from tests.security.rows import ACTORS
from tests.security.world import SCORE, World

READERS_OF_EUROPE = {"milo", "omar", "vera"}
READERS_OF_AMERICAS = {"nadia", "ines", "vera"}


def canaries(world: World) -> dict[str, set[str]]:
    """Return words that stand for one object each, and who may read them."""
    people, said = world.people, {
        "Colm Opalcanary": {"colm", *READERS_OF_EUROPE},
        "Xiomara Onyxcanary": {"stranger", *READERS_OF_AMERICAS},
        "Nadia Quartzcanary": {"nadia", "ines", "vera", "stranger"},
        # Keys and feedback of a quiz that nobody has passed yet: nobody's at all.
        "canary-sofa-b": set(), "canary-openings-a": set(), "canary-words-one": set(),
        "answer_key": set(),
        # Numbers: one's own, and the auditor's as evidence.
        f"{SCORE}": {"dana", "colm", "nadia", "vera"},
        "Reason of omar": {"omar", "vera"},
        "Reason of ines": {"ines", "vera"},
        "Reason of vera": {"vera"},
    }  # fmt: skip
    for who in ("dana", "colm", "stranger", "nadia"):
        may = {who, "vera"}
        for word in (world.certificates[who].code, codes.display(world.certificates[who].code)):
            said[word] = may
        said[str(world.certificates[who].uuid)] = may
    for who in ("dana", "colm", "stranger"):
        said[f"private-canary-{who}"] = {who}
        for row in (world.enrollments[who], world.attempts[who], world.submitted[who]):
            said[str(row.uuid)] = {who, "vera"}
    # The practice year is its owner's alone: not the manager's, nor the auditor's, nor the admin's.
    for who, row in world.intentions.items():
        said[f"Canary moment of {who}"] = said[str(row.uuid)] = {who}
        said[str(world.reviews[who].uuid)] = said[str(world.boosters[who].uuid)] = {who}
    for who, row in world.own_calls.items():
        said[f"A call canary of {who}"] = said[str(row.uuid)] = {who}
    for who, person in people.items():
        said[person.email] = {who, "vera"}
    return said | of_scenes(world)


def of_scenes(world: World) -> dict[str, set[str]]:
    """What is said, written and felt in a scene is nobody else's, an auditor's neither."""
    return {
        word: {who}
        for who in ("dana", "colm", "stranger")
        for word in (
            f"First words of {who}", f"Felt by {who}", str(world.scenes[who].uuid),
            str(world.debriefed[who].uuid),
        )
    }  # fmt: skip


def leaks(world: World, who: str, pages) -> list[str]:
    return [
        f"{who} reads {word!r} at {address}"
        for word, readers in canaries(world).items()
        if who not in readers
        for address, (_status, body, headers) in pages.items()
        # The demo's own list of its invented people is open by design.
        if word in body + repr(headers) and not address.startswith("/demo/")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("who", [actor for actor in ACTORS if actor != "dexter"])
def test_nobody_reads_what_is_not_theirs_and_reading_changes_nothing(world, who):
    client = world.client(who)
    client.get("/")
    before = digests.digest()
    pages = crawl(client)
    crawl(client, most=60)
    after = digests.digest()
    assert [table for table, was in before.items() if after[table] != was] == []
    assert len(pages) >= 15
    assert {status for status, _body, _headers in pages.values()} <= {200, 302, 404, 403}
    assert leaks(world, who, pages) == []
    for address, (_status, _body, headers) in pages.items():
        if headers.get("Content-Type", "").startswith("text/html"):
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, address
            assert "unsafe" not in policy, address


def test_control_the_scanner_sees_who_may_read(world):
    pages = {who: crawl(world.client(who)) for who in ("omar", "vera")}
    everything = {
        who: "".join(body for _, body, _ in found.values()) for who, found in pages.items()
    }
    assert "Colm Opalcanary" in everything["omar"]
    assert "Xiomara Onyxcanary" in everything["vera"]
    assert leaks(world, "theo", pages["omar"])
    assert leaks(world, "milo", pages["vera"])


def test_control_a_get_that_writes_is_seen(world):
    before = digests.digest()
    type(world.people["dana"]).objects.filter(pk=world.people["dana"].pk).update(short_name="D")
    assert digests.digest() != before


@pytest.mark.parametrize("who", ["milo", "omar", "nadia", "ines"])
def test_managers_and_hr_read_no_score(world, who):
    for address, (_status, body, _headers) in crawl(world.client(who)).items():
        own = address.startswith(("/learn", "/courses", "/certificates", "/api/v1/my/"))
        if not own:
            assert str(SCORE) not in body, address
            assert "score_percent" not in body, address


def test_html_is_parsed_as_it_is_read():
    found = parsed('<a href="/x/">t</a><img src=y onerror=z>')
    assert found.found == ["/x/", "y"]
    assert ("onerror", "z") in found.attributes
