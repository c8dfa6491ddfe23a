"""What this app tells the apps above it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CertificateIssued:
    """A certificate row exists with its frozen payload; the PDF is still owed."""

    certificate_uuid: str

    @property
    def key(self) -> str:
        """Return what makes this issue unique."""
        return self.certificate_uuid
