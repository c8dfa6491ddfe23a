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


@dataclass(frozen=True, kw_only=True)
class CertificateFileDamaged:
    """A stored PDF is gone or does not have its hash; `occurrence` counts the repairs before."""

    certificate_uuid: str
    occurrence: int

    @property
    def key(self) -> str:
        """Return what makes this damage unique: asked for often, it is repaired once."""
        return f"{self.certificate_uuid}:{self.occurrence}"
