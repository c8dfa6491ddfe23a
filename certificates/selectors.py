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
from courses.selectors.words import MODULE, VERSION, words_of
from curricula.models import Curriculum, Cycle
from enrollments.completion import counting
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
    found = Certificate.objects.select_related("learner")
    return found.filter(code_sha256=codes.sha256(code)).first()


@dataclass(frozen=True, kw_only=True)
class Taught:
    """What a course version teaches, as a certificate tells it."""

    modules: tuple[str, ...]
    outcomes: tuple[str, ...]
    # Title and language of a translation; empty for the version's own words.
    title: str = ""
    language: str = ""


@lru_cache(maxsize=256)  # a published version never changes
def taught_by(version_id: int, language: str) -> Taught:
    """Return what a version teaches, in that language if all of it is there, else in its own.

    A certificate speaks one language: one module without a translated title is enough to stay.
    Of modules in which nothing is asked it is silent: nobody has to open them to complete.
    """
    version = CourseVersion.objects.only("outcomes", "language").get(pk=version_id)
    lessons = list(version.lessons.only("key", "move_on", "is_required", "module_id", "version_id"))
    asked = frozenset(counting(lessons))
    held = {lesson.module_id for lesson in lessons if lesson.key in asked}
    in_order = version.modules.filter(pk__in=held).order_by("ordinal")
    modules = list(in_order.values_list("pk", "title"))
    own = Taught(modules=tuple(title for _, title in modules), outcomes=tuple(version.outcomes))
    if language.lower() == version.language.lower():
        return own
    words = words_of(version_id, language)
    course, parts = words.get((VERSION, version_id)), [words.get((MODULE, pk)) for pk, _ in modules]
    if course is None or None in parts:
        return own
    return Taught(
        modules=tuple(part.title for part in parts if part),
        outcomes=tuple(course.more),
        title=course.title,
        language=course.language,
    )


_SHORTEST = CompiledQuery(
    lambda: Curriculum.objects.filter(
        assignments__cycles__places__enrollment_id=_SOMEBODY,
        assignments__cycles__state__in=(Cycle.State.OPEN, Cycle.State.SATISFIED),
        validity_months__isnull=False,
    ).order_by("validity_months")[:1],
    marks={"enrollment": _SOMEBODY},
)


def validity_months(*, enrollment_id: int) -> int | None:
    """Return the shortest validity among the curricula that this enrollment still serves."""
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
