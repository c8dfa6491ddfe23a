"""What a certificate may load: nothing. Its pictures are handed over as drawings."""

from __future__ import annotations

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class DenyAll(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Refuses every address.

    Inside SVG the library swallows the refusal and prints the rest, so `denied` must be read
    after every render. It holds schemes only: addresses may carry what must not be logged.
    """

    def __init__(self) -> None:
        """Know no protocol at all."""
        super().__init__(allowed_protocols=set(), allow_redirects=False)
        self.denied: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Stop the rendering."""
        self.denied.append(url.split(":", 1)[0][:20].lower())
        raise FatalURLFetchingError("a certificate loads nothing")
