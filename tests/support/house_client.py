"""A test client that holds every page it sees to the rules of the house."""

from __future__ import annotations

import re

from django.test import Client

FORBIDDEN = {
    "an inline handler": re.compile(r"<[^>]+\son[a-z]+\s*=", re.IGNORECASE),
    "an inline style": re.compile(r"<[^>]+\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "a script without a file": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "an unrendered template": re.compile(r"\{\{|\{%|%\}"),
    "another origin": re.compile(
        r"<(?:script|link|img|iframe|source)[^>]+(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE
    ),
}
DATA_BLOCK = re.compile(r"<script[^>]*type=[\"']application/json[\"'][^>]*>", re.IGNORECASE)


def faults(html: str) -> list[str]:
    """Return which rules a page breaks."""
    page = DATA_BLOCK.sub("", html)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(page)]


class HouseClient(Client):
    """Django's client; it also reads what it gets."""

    def request(self, **request):
        response = super().request(**request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming:
            path = request.get("PATH_INFO", "")
            assert faults(response.content.decode()) == [], path
            assert "Content-Security-Policy" in response.headers, path
            assert "unsafe-inline" not in response.headers["Content-Security-Policy"], path
        return response
