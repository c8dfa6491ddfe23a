"""Write the package of a published version back to disk, byte for byte."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from common.errors import Conflict, InvalidInput
from courses.models import CourseVersion
from courses.package.files.paths import fault_of_path


def export_package(*, slug: str, path: Path, number: int | None = None) -> CourseVersion:
    """Write a version's files into a new folder and return the version; the latest by default.

    The folder appears complete or not at all. It changes nothing here, so no audit line.
    """
    version = _version(slug, number)
    target = path.absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Conflict(f"“{path}” is not empty. Name a folder that does not exist yet.")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        _write(version, unfinished)
        unfinished.rename(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return version


def _version(slug: str, number: int | None) -> CourseVersion:
    versions = CourseVersion.objects.filter(course__slug=slug).order_by("-number")
    found = versions.first() if number is None else versions.filter(number=number).first()
    if found is None:
        which = f"“{slug}”" if number is None else f"“{slug}”, version {number}"
        raise InvalidInput(f"There is no published course {which}.", field="slug")
    return found


def _write(version: CourseVersion, folder: Path) -> None:
    for stored in version.files.order_by("path").iterator(chunk_size=20):
        fault = fault_of_path(stored.path)
        if fault:
            raise Conflict(f"“{stored.path}” cannot be written. {fault}")
        file = folder / stored.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(stored.content))
