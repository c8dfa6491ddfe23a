"""The embedded Valkey keeps what it holds and never runs twice over one folder."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from lms.embedded import processes, valkey
from lms.embedded.layout import Layout
from lms.embedded.problem import ServiceProblem

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture
def data():
    folder = Path(tempfile.mkdtemp(prefix="attune-v-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def start(data):
    servers = []

    def run():
        servers.append(valkey.start(data))
        return servers[-1]

    yield run
    for server in servers:
        server.stop()


def say(server, words):
    with socket(AF_UNIX) as client:
        client.settimeout(5)
        client.connect(str(server.layout.valkey_socket))
        client.sendall(words.encode() + b"\r\n")
        return client.recv(200).decode()


def test_it_keeps_what_it_holds_over_a_stop_and_a_kill(start):
    first = start()
    say(first, "SET word kept")
    first.stop()
    second = start()
    assert "kept" in say(second, "GET word")
    second.process.kill()
    second.process.wait()
    assert "kept" in say(start(), "GET word")


def test_it_refuses_to_forget_for_lack_of_memory(start):
    assert "noeviction" in say(start(), "CONFIG GET maxmemory-policy")


def test_a_server_left_behind_is_stopped_before_the_next_starts(start):
    left_behind = start()
    say(left_behind, "SET word kept")
    current = start()
    assert left_behind.process.wait(timeout=60) == 0
    assert "kept" in say(current, "GET word")


@pytest.mark.parametrize("content", ["1", "not a number", ""])
def test_a_stale_pid_file_is_ignored(data, start, content):
    layout = Layout.at(data)
    layout.create()
    (layout.valkey / "valkey.pid").write_text(content)
    layout.valkey_socket.touch()
    assert "PONG" in say(start(), "PING")


def test_a_killed_parent_leaves_nothing(data):
    script = (
        "import sys, time; from pathlib import Path; from lms.embedded import valkey\n"
        "print(valkey.start(Path(sys.argv[1])).process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, data], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        pid = int(parent.stdout.readline())
        parent.kill()
    assert processes.wait_until_gone(pid, seconds=60)


def test_a_damaged_journal_is_told_with_the_log(data, start):
    start().stop()
    for part in (data / "valkey" / "appendonlydir").glob("*"):
        part.write_text("damaged")
    with pytest.raises(ServiceProblem, match="Valkey did not start"):
        start()
