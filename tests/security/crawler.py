"""Follow links as somebody: every page that their pages lead to, up to a bound."""

from __future__ import annotations

from collections import deque
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

STARTS = ["/", "/my/year/", "/my/year/intentions/", "/my/practice/", "/my/listening/",
          "/my/calls/", "/my/calls/export.json",
          "/my/space/", "/my/space/export.json", "/courses/", "/certificates/",
          "/team/", "/hr/curricula/", "/hr/follow/",
          "/reports/", "/studio/",
          "/reports/audit-trail/", "/reports/people/?q=canary", "/status/", "/v/", "/accounts/2fa/",
          "/accounts/email/", "/api/v1/my/learning/", "/api/v1/my/certificates/",
          "/api/v1/assignments/", "/api/v1/assignments/?whose=people",
          "/api/v1/report-runs/"]  # fmt: skip
MOST = 150
NOT_FOLLOWED = ("/accounts/logout", "/static/", "/gallery", "/api/v1/schema")


class Links(HTMLParser):
    """Collects addresses, and everything that is an element or an attribute."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        self.found += [
            value for name, value in attrs
            if value and (name in {"href", "hx-get"} or (name == "src" and tag != "script"))
        ]  # fmt: skip

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(html: str) -> Links:
    """Return what an HTML page holds."""
    links = Links()
    links.feed(html)
    links.close()
    return links


def body_of(response: Any) -> str:
    """Return the whole text of an answer, streamed ones too."""
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    return raw.decode(errors="replace")


def crawl(client: Client, *, most: int = MOST) -> dict[str, tuple[int, str, dict[str, str]]]:
    """Return status, body and headers by address."""
    seen: dict[str, tuple[int, str, dict[str, str]]] = {}
    waiting = deque(STARTS)
    while waiting and len(seen) < most:
        address = waiting.popleft()
        if address in seen or address.startswith(NOT_FOLLOWED):
            continue
        response = client.get(address)
        headers = dict(response.headers.items())
        text = body_of(response)
        seen[address] = (response.status_code, text, headers)
        found = [headers["Location"]] if "Location" in headers else []
        if headers.get("Content-Type", "").startswith("text/html"):
            found += parsed(text).found
        for link in found:
            target = urldefrag(urljoin(address, link)).url
            if not urlsplit(target).netloc and target.startswith("/"):
                waiting.append(target)
    return seen
