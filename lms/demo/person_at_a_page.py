"""Somebody who uses the product by its pages: reads forms, fills them in, sends them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.http import HttpResponseBase
from django.test import Client


class StoryStuck(Exception):
    """A page did not say what the story expected; the story ends with the reason."""


@dataclass
class PageForm:
    """A form as it came: where it goes and what it holds already."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[PageForm] = []
        self.links: list[str] = []
        self._open: PageForm | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect forms, their filled-in inputs, and links."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = PageForm(given.get("action", ""), given.get("method", "get").lower())
            self.found.append(self._open)
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "input" and self._open and given.get("name"):
            is_set = given.get("type") not in {"checkbox", "radio"} or "checked" in given
            if is_set:
                self._open.fields.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Close the form."""
        if tag == "form":
            self._open = None


class PersonAtAPage:
    """One of the cast at work. Every answer of the server is looked at."""

    def __init__(self, email: str) -> None:
        from people.models import User

        self.user = User.objects.get(email=email)
        self.client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
        self.client.force_login(self.user)
        self.path = "/"
        self.page = ""

    def go(self, path: str) -> str:
        """Open a page, follow where it leads, and return its text."""
        return self._arrive(self.client.get(path, follow=True), path)

    def status_of(self, path: str) -> int:
        """Return how the server answers, without following."""
        return int(self.client.get(path).status_code)

    def link(self, part: str) -> str:
        """Return the first link of the page that holds these letters."""
        for href in _Forms(self.page).links:
            if part in href:
                return urljoin(self.path, href)
        raise StoryStuck(f"No link with “{part}” on {self.path}.")

    def send(self, part: str, **values: Any) -> str:
        """Fill in and send the form whose target holds these letters; return the next page."""
        for form in _Forms(self.page).found:
            target = urljoin(self.path, form.action or self.path)
            if part in target and form.method in {"post", "get"}:
                data: dict[str, Any] = {**form.fields, **values}
                data = {name: value for name, value in data.items() if value is not None}
                call = self.client.post if form.method == "post" else self.client.get
                return self._arrive(call(target, data, follow=True), target)
        raise StoryStuck(f"No form to “{part}” on {self.path}.")

    def download(self, path: str) -> bytes:
        """Fetch a file."""
        answer = self.client.get(path)
        if answer.status_code != 200:
            raise StoryStuck(f"{path} answered {answer.status_code}.")
        return bytes(answer.getvalue())

    def _arrive(self, answer: HttpResponseBase, path: str) -> str:
        chain = getattr(answer, "redirect_chain", [])
        self.path = urljoin(path, chain[-1][0]) if chain else path
        if answer.status_code != 200:
            raise StoryStuck(f"{self.path} answered {answer.status_code} to {self.user.email}.")
        self.page = answer.content.decode() if hasattr(answer, "content") else ""
        return self.page
