"""Lint, types, contracts, migrations, templates and requirements: each tool is one test."""

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
PACKAGES = sorted(
    path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"
)
LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command as main; main()"

pytestmark = pytest.mark.check


def run(*command: str | Path) -> None:
    """Fail with what the tool said, unless it is content."""
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600
    )
    if done.returncode != 0:
        pytest.fail(f"{' '.join(map(str, command))}\n\n{done.stdout}", pytrace=False)


def python(*arguments: str) -> None:
    run(sys.executable, *arguments)


def templates() -> list[str]:
    found = [
        str(path.relative_to(ROOT)) for name in PACKAGES for path in (ROOT / name).rglob("*.html")
    ]
    assert found, "no template was found, so nothing would be checked"
    return sorted(found)


def test_ruff_finds_nothing() -> None:
    python("-m", "ruff", "check", "--output-format", "concise", ".")


def test_code_is_formatted() -> None:
    python("-m", "ruff", "format", "--check", ".")


def test_types_hold() -> None:
    python("-m", "mypy", *PACKAGES, "manage.py")


def test_import_contracts_hold() -> None:
    python("-c", LINT_IMPORTS, "--no-cache")


def test_models_and_migrations_agree() -> None:
    python("manage.py", "makemigrations", "--check", "--dry-run")


def test_django_finds_no_problem() -> None:
    python("manage.py", "check", "--fail-level", "WARNING")


def test_templates_are_clean() -> None:
    python("-m", "djlint", "--lint", "--quiet", *templates())


def test_templates_are_laid_out() -> None:
    run(PROGRAMS / "djade", "--target-version", "5.2", "--check", *templates())


def test_api_schema_is_valid_without_a_warning() -> None:
    python("manage.py", "spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")


def wanted(name: str) -> dict[str, Requirement]:
    """Return the packages that a list made by hand asks for."""
    lines = [line.split(" #")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    asked = [Requirement(line) for line in lines if line and line[0] not in "#-"]
    return {canonicalize_name(requirement.name): requirement for requirement in asked}


def locked(name: str) -> dict[str, str]:
    """Return the pinned entries of a compiled list, each with its hashes and its reasons."""
    entries = re.split(r"^(?=[A-Za-z0-9])", (ROOT / name).read_text(), flags=re.MULTILINE)[1:]
    return {canonicalize_name(re.split(r"[=\[; ]", entry)[0]): entry for entry in entries}


def pinned_version(entry: str) -> str:
    return re.split(r"[ ;\\\n]", entry.split("==", 1)[1])[0]


@pytest.mark.parametrize("stem", ["requirements", "requirements-dev"])
def test_every_wanted_package_is_pinned_in_its_range(stem: str) -> None:
    pins = locked(f"{stem}.txt")
    for name, requirement in wanted(f"{stem}.in").items():
        assert name in pins, f"{name} is in {stem}.in but not compiled into {stem}.txt"
        assert requirement.specifier.contains(pinned_version(pins[name])), pins[name]


@pytest.mark.parametrize("stem", ["requirements", "requirements-dev"])
def test_every_pinned_package_has_a_hash_and_a_reason(stem: str) -> None:
    asked = wanted("requirements.in") | (wanted(f"{stem}.in"))
    for name, entry in locked(f"{stem}.txt").items():
        assert "--hash=sha256:" in entry, name
        by_hand_only = re.fullmatch(r"(?s).*# via\s+(#\s+)?-r \S+\s*", entry)
        assert name in asked or not by_hand_only, f"{name} is no longer asked for"


def test_development_pins_agree_with_runtime_pins() -> None:
    development = locked("requirements-dev.txt")
    for name, entry in locked("requirements.txt").items():
        assert pinned_version(development[name]) == pinned_version(entry), name


def test_the_environment_holds_the_pins() -> None:
    for entry in locked("requirements-dev.txt").values():
        requirement = Requirement(entry.split("\\", 1)[0].split("--hash")[0].strip())
        if requirement.marker is None or requirement.marker.evaluate():
            assert Version(version(requirement.name)) == Version(pinned_version(entry)), entry
