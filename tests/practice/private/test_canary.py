"""What somebody kept for themselves stands nowhere else: pages, exports, logs, queues, tables."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from tests.practice.private.conftest import SPACE, at, note_at
from tests.security.crawler import crawl
from tests.support.house_client import HouseClient

CANARY = "heliotrope-canary-7319"
TEXT_OF_EVERY_ROW = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
"""


def tables_that_hold(word: str) -> list[str]:
    """Return the tables with a row that holds the word, bytes and JSON read as text too."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(TEXT_OF_EVERY_ROW)
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS t WHERE t::text LIKE %s OR t::text LIKE %s',
                [f"%{word}%", f"%{word.encode().hex()}%"],
            )
            if cursor.fetchone()[0]:
                found.append(table)
    return found


@pytest.fixture
def kept(browser, enrollment, caplog):
    caplog.set_level(0)
    browser.post(note_at(enrollment), {"text": f"{CANARY} note", "revision": 0})
    browser.post(note_at(enrollment), {"text": f"{CANARY} stale", "revision": 0})
    browser.post(note_at(enrollment), {"text": CANARY * 999, "revision": 1})
    browser.post(reverse("practice:trigger-add"), {"trigger": f"{CANARY} trigger"})
    return caplog


def test_no_table_holds_it(kept):
    assert tables_that_hold(CANARY) == []


def test_control_the_search_sees_a_text_in_clear(kept, enrollment):
    enrollment.learner.short_name = CANARY
    enrollment.learner.save(update_fields=["short_name"])
    assert tables_that_hold(CANARY) == ["people_user"]


def test_no_log_line_and_no_queue_holds_it(kept, capfd):
    assert CANARY not in kept.text
    said = capfd.readouterr()
    assert CANARY not in said.out + said.err


@pytest.mark.slow
def test_no_page_of_anybody_else_shows_it(
    kept, browser, enrollment, omar, milo, vera, theo, ada, ines
):
    for person in (omar, milo, vera, theo, ada, ines):
        client = HouseClient()
        client.force_login(person)
        pages = crawl(client, most=80)
        assert [url for url, (_, body, _) in pages.items() if CANARY in body] == []
        assert client.get(at(enrollment)).status_code == 404


@pytest.mark.slow
def test_of_ones_own_pages_only_the_lesson_and_my_space_show_it(kept, browser, enrollment):
    pages = crawl(browser, most=120)
    shown = {url for url, (_, body, _) in pages.items() if CANARY in body}
    assert shown <= {at(enrollment), SPACE, f"{SPACE}export.json", f"{SPACE}export.txt"}
    assert CANARY in browser.get(SPACE).content.decode()


def test_the_browser_keeps_no_copy(kept, browser, enrollment):
    for url in (at(enrollment), SPACE, f"{SPACE}export.json", f"{SPACE}export.txt"):
        assert "no-store" in browser.get(url)["Cache-Control"]
