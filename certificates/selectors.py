"""Reads: the person's own certificates, and what a verifier may learn from a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from audit.models import AuditEvent
from audit.verbs import Verb
from certificates import codes
from certificates.models import Certificate, CertificateQuerySet
from common.compiled_query import CompiledQuery
from common.models import OutboxRow
from courses.models import CourseVersion
from curricula.models import Curriculum
from people.models import User
from people.viewer import Viewer

ON_TODAY_AT_MOST = 3
_SOMEBODY = -1
_LATEST = CompiledQuery(
    lambda: mine(Viewer(User(pk=_SOMEBODY), (), date.min)).live()[:ON_TODAY_AT_MOST],
    marks={"learner": _SOMEBODY},
)


def latest_for(viewer: Viewer) -> list[Certificate]:
    """Return the viewer's latest live certificates, for the Today page (one query)."""
    return _LATEST.rows(learner=viewer.user.pk)


def mine(viewer: Viewer) -> CertificateQuerySet:
    """Return the viewer's certificates, the latest first."""
    return Certificate.objects.visible_to(viewer).order_by("-issued_at", "-id")


def find(typed: str) -> Certificate | None:
    """Return the certificate with the code that somebody typed; None for malformed ones too."""
    code = codes.normalize(typed)
    if code is None:
        return None
    return Certificate.objects.filter(code_sha256=codes.sha256(code)).first()


@dataclass(frozen=True, kw_only=True)
class Taught:
    """What a course version teaches, as a certificate tells it."""

    modules: tuple[str, ...]
    outcomes: tuple[str, ...]


@lru_cache(maxsize=256)  # a published version never changes
def taught_by(version_id: int) -> Taught:
    """Return the titles of a version's modules and its outcomes."""
    version = CourseVersion.objects.only("outcomes").get(pk=version_id)
    modules = version.modules.order_by("ordinal").values_list("title", flat=True)
    return Taught(modules=tuple(modules), outcomes=tuple(version.outcomes))


_SHORTEST = CompiledQuery(
    lambda: Curriculum.objects.filter(
        assignments__cycles__places__enrollment_id=_SOMEBODY, validity_months__isnull=False
    ).order_by("validity_months")[:1],
    marks={"enrollment": _SOMEBODY},
)


def validity_months(*, enrollment_id: int) -> int | None:
    """Return the shortest validity among the curricula that this enrollment serves."""
    return next((found.validity_months for found in _SHORTEST.rows(enrollment=enrollment_id)), None)


_ISSUED = CompiledQuery(
    lambda: Certificate.objects.filter(completion_id=_SOMEBODY)[:1],
    marks={"completion": _SOMEBODY},
)


def was_issued(*, completion_id: int) -> bool:
    """Return whether this completion ever had a certificate, whatever became of it."""
    return bool(_ISSUED.rows(completion=completion_id))


def repairs(certificate: Certificate) -> int:
    """Return how often the file of this certificate was made again."""
    return AuditEvent.objects.filter(
        target_uuid=certificate.uuid, verb=Verb.CERTIFICATE_REPAIRED
    ).count()


def is_stuck(certificate: Certificate) -> bool:
    """Return whether the making of the PDF was given up and waits for an operator."""
    return OutboxRow.objects.filter(
        key=f"certificates.render:{certificate.uuid}", dead_at__isnull=False
    ).exists()
