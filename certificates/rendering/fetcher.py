"""What a certificate may load: the pictures that we made for it, and nothing else."""

from __future__ import annotations

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class DenyAll(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Refuses every address that the renderer did not make itself.

    Inside SVG the library swallows the refusal and prints the rest, so `denied` must be read
    after every render. It holds schemes only: addresses may carry what must not be logged.
    """

    def __init__(self, allowed: frozenset[str]) -> None:
        """Allow exactly these `data:` addresses."""
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._allowed = allowed
        self.denied: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the picture of an allowed address; stop the rendering for any other."""
        if url in self._allowed:
            return super().fetch(url, headers)
        self.denied.append(url.split(":", 1)[0][:20].lower())
        raise FatalURLFetchingError("a certificate loads nothing from outside")
