"""Publish a course package as a new immutable version."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.utils import OperationalError
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict
from courses import lesson_kinds
from courses.change import Change, effect
from courses.models import Course, CourseVersion
from courses.package.drafts import Package
from courses.package.read import read_package
from courses.services.store_package import store_package
from people.models import User


@dataclasses.dataclass(frozen=True)
class PublishResult:
    """The version that holds the package, and whether this call made it."""

    version: CourseVersion
    is_new: bool


@dataclasses.dataclass(frozen=True)
class Seen:
    """What the consequences were told for: these files, published after that version (0: none)."""

    content_hash: str
    latest_number: int


@transaction.atomic
def publish_package(
    *,
    path: Path,
    by: User | None,
    at: datetime,
    change: Change | None = None,
    note: str = "",
    seen: Seen | None = None,
) -> PublishResult:
    """Publish the package in that folder; the same content again publishes nothing.

    `seen` is what somebody looked at before they said yes. Raises PackageProblems when anything
    is wrong with the files, and Conflict when a minor version would take required lessons away,
    when what was seen is no longer so, or when somebody else is publishing at this moment.
    """
    # Reading comes first and asks no question of the database, so no lock is held meanwhile.
    uuid = uuid4()
    package = _read(path, uuid)
    _lock(package.slug)
    course, _made = Course.objects.get_or_create(slug=package.slug, defaults={"created_at": at})
    latest = course.versions.order_by("-number").first()
    _check_files(seen, package)
    if latest and latest.content_hash == package.content_hash:
        return PublishResult(latest, is_new=False)
    _check_latest(seen, latest)
    version = _store_version(
        package, uuid=uuid, course=course, latest=latest, by=by, at=at, change=change, note=note
    )
    _make_effective(course, version)
    record(
        Verb.COURSE_PUBLISHED,
        actor=by,
        target=version,
        at=at,
        reason=note,
        detail={
            "course": course.slug,
            "number": version.number,
            "change": version.change,
            "content_hash": version.content_hash,
        },
    )
    return PublishResult(version, is_new=True)


def _read(path: Path, uuid: UUID) -> Package:
    return read_package(
        path,
        kinds=lesson_kinds.readers(),
        translating=lesson_kinds.translating(),
        asset_base=asset_base(uuid),
    )


def _check_files(seen: Seen | None, package: Package) -> None:
    if seen and seen.content_hash != package.content_hash:
        raise Conflict(_("The files changed after you looked at them. Look again, then publish."))


def _check_latest(seen: Seen | None, latest: CourseVersion | None) -> None:
    if seen and seen.latest_number != (latest.number if latest else 0):
        raise Conflict(_("Another version was published meanwhile. Look again, then publish."))


def asset_base(uuid: UUID) -> str:
    """Return the address below which a version's pictures are served."""
    return reverse("courses:asset", args=[uuid, "x"]).removesuffix("/x")


def _lock(slug: str) -> None:
    """Let one publisher of a course after the other; released with the transaction."""
    name = hashlib.sha256(f"courses.publish:{slug}".encode()).digest()
    key = int.from_bytes(name[:8], signed=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
    except OperationalError as error:
        raise Conflict(
            _("Somebody else is publishing this course. Try again in a moment.")
        ) from error


def _change(latest: CourseVersion | None, package: Package, chosen: Change | None) -> Change:
    """Return how much changes; an explicit choice wins unless it would hide a loss."""
    if latest is None:
        return "major"
    found = effect(latest.lessons.all(), package.lessons())
    if chosen == "minor" and not found.may_be_minor:
        raise Conflict(
            _(
                "A minor version keeps every required lesson; this one removes %(lessons)s. "
                "Publish it as a major version."
            )
            % {"lessons": ", ".join(found.gone)},
            field="change",
        )
    return chosen or found.by_default


def _store_version(
    package: Package,
    *,
    uuid: UUID,
    course: Course,
    latest: CourseVersion | None,
    by: User | None,
    at: datetime,
    change: Change | None,
    note: str,
) -> CourseVersion:
    version = CourseVersion.objects.create(
        uuid=uuid,
        course=course,
        number=latest.number + 1 if latest else 1,
        change=_change(latest, package, change),
        title=package.title,
        summary=package.summary,
        language=package.language,
        outcomes=list(package.outcomes),
        facts=[dataclasses.asdict(fact) for fact in package.facts],
        content_hash=package.content_hash,
        published_at=at,
        published_by=by,
        note=note,
    )
    store_package(version=version, package=package)
    return version


def _make_effective(course: Course, version: CourseVersion) -> None:
    """Move new learners to the version, unless somebody moved them since we looked."""
    unmoved = Course.objects.filter(id=course.id, effective_version=course.effective_version_id)
    if unmoved.update(effective_version=version) != 1:
        raise Conflict(_("Another version became effective meanwhile. Try again."))
    course.effective_version = version
