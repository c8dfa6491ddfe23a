"""Make the environment with the standard library only, then go on inside it."""

# ruff: noqa: S603, S607 - the programs and their arguments are named here, not by anybody outside

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE, STDOUT

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "attune-requirements.json"
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def main(argv: list[str]) -> int:
    """Run a command of manage.py inside the project's environment."""
    if sys.version_info < (3, 11):  # noqa: UP036
        return stop("Attune needs Python 3.11 or newer.", "Start it with a newer python3.")
    command = argv[1] if len(argv) > 1 else "help"
    if Path(sys.prefix).resolve() != VENV.resolve():
        if command in {"demo", "test"}:
            try:
                set_up(DEVELOPMENT if command == "test" else RUNTIME)
            except KeyboardInterrupt:
                return stop("\nInterrupted.", "Run the command again; it goes on.")
        if PYTHON.exists():
            say(end="")
            os.execv(PYTHON, [str(PYTHON), str(ROOT / "manage.py"), *argv[1:]])  # noqa: S606
        if importlib.util.find_spec("django") is None:
            return stop("The environment is not made yet.", "Run: python3 manage.py demo")
    from lms.console import run

    return run(argv)


def set_up(wanted: str) -> None:
    """Install what is missing: system parts, the environment, the packages."""
    missing = missing_system_parts(for_tests=wanted == DEVELOPMENT)
    if missing:
        install_system_parts(missing)
    if not is_installed(wanted):
        make_environment()
        install(wanted)


def missing_system_parts(*, for_tests: bool) -> list[str]:
    """Return the Debian packages that are not there yet."""
    if sys.platform != "linux":
        return []
    missing = [package for name, package in LIBRARIES.items() if not can_load(name)]
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if for_tests and shutil.which("chromium") is None:
        missing += ["chromium", "fonts-liberation"]
    if for_tests and shutil.which("msgfmt") is None:
        missing.append("gettext")
    return missing


def can_load(library: str) -> bool:
    """Return whether the system has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system_parts(packages: list[str]) -> None:
    """Install Debian packages as root, or say the one line that does it."""
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        sys.exit(stop(f"These parts of the system are missing: {names}.", "Install them first."))
    if os.geteuid() != 0:
        line = f"sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends {names}'"
        sys.exit(stop(f"These parts of the system are missing: {names}.", f"Run: {line}"))
    say(f"Installing parts of the system: {names}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-q", *step], env=quiet, stdout=subprocess.PIPE, check=False
        )
        if done.returncode != 0:
            words = done.stdout.decode(errors="replace")[-1500:]
            sys.exit(stop(f"apt-get could not install them.\n{words}", "Mend that and try again."))


def fingerprints(wanted: str) -> dict[str, str]:
    """Return the hash of each requirement file that an installation of this one fulfils."""
    names = [RUNTIME, DEVELOPMENT] if wanted == DEVELOPMENT else [RUNTIME]
    return {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in names}


def is_installed(wanted: str) -> bool:
    """Return whether the environment works and holds exactly these requirements."""
    try:
        stamp = dict(json.loads(STAMP.read_text()))
    except (OSError, TypeError, ValueError):
        return False
    return PYTHON.exists() and fingerprints(wanted).items() <= stamp.items()


def make_environment() -> None:
    """Make the virtual environment, anew where an interrupted try left a broken one."""
    STAMP.unlink(missing_ok=True)
    if PYTHON.exists() and (shutil.which("uv") or runs("-m", "pip", "--version")):
        return
    say("Making the environment in .venv")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if done.returncode != 0:
        sys.exit(stop(f"{VENV} could not be made.", "The lines above say why."))


def runs(*arguments: str) -> bool:
    """Return whether the environment's Python can do this."""
    return subprocess.run([PYTHON, *arguments], capture_output=True, check=False).returncode == 0


def install(wanted: str) -> None:
    """Install the requirements, each checked against its hash, and note it down at the end."""
    lines = (ROOT / wanted).read_text().splitlines()
    total = sum(line[:1].isalnum() and "==" in line for line in lines)
    say(f"Installing {total} packages, once")
    code = install_with_uv(wanted) if shutil.which("uv") else install_with_pip(wanted, total)
    if code != 0:
        sys.exit(stop("The packages could not be installed.", "Mend that and run it again."))
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(fingerprints(wanted)))
    fresh.replace(STAMP)


def install_with_uv(wanted: str) -> int:
    """Install with uv, which shows its own progress."""
    command = ["uv", "pip", "install", "--python", str(PYTHON), "--require-hashes", "-r", wanted]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def install_with_pip(wanted: str, total: int) -> int:
    """Install with pip and count what it collects."""
    options = ["--disable-pip-version-check", "--no-input", "--require-hashes"]
    command = [str(PYTHON), "-m", "pip", "install", *options, "-r", wanted]
    count, words = 0, list[str]()
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=PIPE, stderr=STDOUT) as pip:
        for line in pip.stdout or ():
            words = [*words[-20:], line]
            count += line.startswith(("Collecting ", "Requirement already satisfied"))
            step = "Unpacking" if line.startswith("Installing collected") else f"{count} of {total}"
            if sys.stdout.isatty() or step == "Unpacking" or (count % 20 == 0 and "Coll" in line):
                say(f"  {step}   ", end="\r" if sys.stdout.isatty() else "\n")
    say()
    if pip.returncode != 0:
        say("".join(words))
    return pip.returncode


def say(text: str = "", end: str = "\n") -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


def stop(sentence: str, mend: str) -> int:
    """Say what is wrong and the mend, and return the exit code for it."""
    sys.stderr.write(f"{sentence}\n{mend}\n")
    return 1
