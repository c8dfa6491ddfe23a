"""The bootstrap installs once, repairs what was interrupted, and says the one line it needs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lms import bootstrap

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project whose installations are recorded, not done."""
    (tmp_path / "requirements.txt").write_text("one==1 --hash=sha256:aa\n")
    (tmp_path / "requirements-dev.txt").write_text("one==1\ntwo==2\n")
    venv = tmp_path / ".venv"
    for name, value in {
        "ROOT": tmp_path,
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "STAMP": venv / "attune-requirements.json",
    }.items():
        monkeypatch.setattr(bootstrap, name, value)
    monkeypatch.setattr(bootstrap, "missing_system_parts", lambda **_: [])
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _name: None)
    return tmp_path


@pytest.fixture
def installed(project, monkeypatch):
    """Record what is installed, and make an environment that can run."""
    done = []

    def make():
        bootstrap.STAMP.unlink(missing_ok=True)
        bootstrap.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        bootstrap.PYTHON.touch()

    def install_with_pip(wanted, total):
        done.append((wanted, total))
        return 0

    monkeypatch.setattr(bootstrap, "make_environment", make)
    monkeypatch.setattr(bootstrap, "install_with_pip", install_with_pip)
    return done


def test_the_first_run_installs_and_the_second_does_not(installed):
    bootstrap.set_up(bootstrap.RUNTIME)
    bootstrap.set_up(bootstrap.RUNTIME)
    assert installed == [("requirements.txt", 1)]


def test_the_development_set_covers_the_runtime_set(installed):
    bootstrap.set_up(bootstrap.DEVELOPMENT)
    bootstrap.set_up(bootstrap.RUNTIME)
    assert installed == [("requirements-dev.txt", 2)]


def test_the_runtime_set_does_not_cover_the_development_set(installed):
    bootstrap.set_up(bootstrap.RUNTIME)
    bootstrap.set_up(bootstrap.DEVELOPMENT)
    assert [wanted for wanted, _ in installed] == ["requirements.txt", "requirements-dev.txt"]


def test_a_changed_requirement_installs_again(project, installed):
    bootstrap.set_up(bootstrap.RUNTIME)
    (project / "requirements.txt").write_text("one==2\n")
    bootstrap.set_up(bootstrap.RUNTIME)
    assert len(installed) == 2


def test_an_interrupted_installation_is_repaired(installed, monkeypatch):
    def interrupted(wanted, total):
        raise KeyboardInterrupt

    bootstrap.set_up(bootstrap.RUNTIME)
    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "install_with_pip", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bootstrap.set_up(bootstrap.DEVELOPMENT)
    assert not bootstrap.is_installed(bootstrap.RUNTIME)
    bootstrap.set_up(bootstrap.DEVELOPMENT)
    assert bootstrap.is_installed(bootstrap.DEVELOPMENT)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"requirements.txt": 1}'])
def test_a_damaged_stamp_counts_as_none(installed, content):
    bootstrap.set_up(bootstrap.RUNTIME)
    bootstrap.STAMP.write_text(content)
    assert not bootstrap.is_installed(bootstrap.RUNTIME)


def test_a_failed_installation_leaves_no_stamp(installed, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "install_with_pip", lambda _wanted, _total: 1)
    with pytest.raises(SystemExit) as end:
        bootstrap.set_up(bootstrap.RUNTIME)
    assert end.value.code == 1
    assert not bootstrap.STAMP.exists()
    assert "could not be installed" in capsys.readouterr().err


def test_an_environment_without_its_python_counts_as_none(installed):
    bootstrap.set_up(bootstrap.RUNTIME)
    bootstrap.PYTHON.unlink()
    assert not bootstrap.is_installed(bootstrap.RUNTIME)


def test_a_broken_environment_is_made_anew(project, monkeypatch):
    calls = []

    def run(command, **_):
        calls.append([str(part) for part in command])
        return subprocess.CompletedProcess(command, 1 if "pip" in command else 0)

    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.touch()
    monkeypatch.setattr(bootstrap.subprocess, "run", run)
    bootstrap.make_environment()
    assert calls[-1][1:4] == ["-m", "venv", "--clear"]


def test_an_ordinary_user_is_told_the_one_line(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as end:
        bootstrap.install_system_parts(["libpango-1.0-0", "python3-venv"])
    assert end.value.code == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 2
    assert said[1].startswith("Run: sudo sh -c 'apt-get update && apt-get install")
    assert "libpango-1.0-0 python3-venv" in said[1]


def test_root_installs_system_parts_after_reading_the_lists(monkeypatch):
    calls = []

    def run(command, **options):
        calls.append((command, options["env"]["DEBIAN_FRONTEND"]))
        return subprocess.CompletedProcess(command, 0, b"")

    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)
    monkeypatch.setattr(bootstrap.subprocess, "run", run)
    bootstrap.install_system_parts(["chromium"])
    assert [command[2] for command, _ in calls] == ["update", "install"]
    assert calls[1][0][-1] == "chromium"
    assert {frontend for _, frontend in calls} == {"noninteractive"}


def test_missing_libraries_are_named_by_their_packages(monkeypatch):
    monkeypatch.setattr(bootstrap, "can_load", lambda name: "harfbuzz" not in name)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _name: None)
    assert bootstrap.missing_system_parts(for_tests=False) == ["libharfbuzz-subset0"]
    assert {"chromium", "gettext"} <= set(bootstrap.missing_system_parts(for_tests=True))


def test_this_system_has_what_is_asked_for():
    assert bootstrap.missing_system_parts(for_tests=True) == []
    assert not bootstrap.can_load("libnever-heard-of.so.9")


def test_an_old_python_is_told_so(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 0))
    assert bootstrap.main(["manage.py", "demo"]) == 1
    assert "3.11" in capsys.readouterr().err


def test_other_commands_outside_the_environment_go_on_inside_it(monkeypatch):
    calls = []
    monkeypatch.setattr(bootstrap.sys, "prefix", "/usr")
    monkeypatch.setattr(bootstrap.os, "execv", lambda path, argv: calls.append(argv))
    monkeypatch.setattr(bootstrap, "set_up", lambda _wanted: pytest.fail("nothing to install"))
    monkeypatch.setattr("lms.console.run", lambda _argv: 0)
    bootstrap.main(["manage.py", "shell", "--plain"])
    assert calls == [[str(bootstrap.PYTHON), str(bootstrap.ROOT / "manage.py"), "shell", "--plain"]]


def test_it_needs_the_standard_library_only():
    script = (
        "import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p]\n"
        f"sys.path.insert(0, {str(ROOT)!r}); import lms.bootstrap\n"
        "names = {name.split('.')[0] for name in sys.modules} - {'__main__'}\n"
        "import json; print(json.dumps(sorted(names - sys.stdlib_module_names)))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == ["lms"]


def test_the_stamp_of_this_environment_is_current():
    assert bootstrap.is_installed(bootstrap.DEVELOPMENT)
    assert os.access(bootstrap.PYTHON, os.X_OK)
