"""Keep a few programs running until told to stop."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from lms.embedded import processes

LOOK_EVERY = 0.2
LONGEST_WAIT = 30.0
SETTLED_AFTER = 60.0
STOP_SECONDS = 15.0
ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Program:
    """A Python module to keep running."""

    name: str
    arguments: Sequence[str]
    stop_signal: signal.Signals = signal.SIGTERM
    # What the kernel sends when we are gone ourselves, the broker and the database with us.
    death_signal: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    started_at: float = 0.0
    start_at: float = 0.0
    failures: int = 0

    def start(self, logs: Path) -> None:
        """Start the program, with its words going to its log."""
        self.process = processes.spawn(
            [sys.executable, "-m", *self.arguments],
            log=logs / f"{self.name}.log",
            death_signal=self.death_signal,
            cwd=ROOT,
        )
        self.started_at = time.monotonic()

    def note_end(self, *, now: float) -> float:
        """Note that the program ended and return how long to wait before the next start."""
        self.process = None
        self.failures = 1 if now - self.started_at > SETTLED_AFTER else self.failures + 1
        wait = min(LONGEST_WAIT, 2.0 ** (self.failures - 1))
        self.start_at = now + wait
        return wait


@dataclass(slots=True)
class Supervisor:
    """Programs that are started together, watched, restarted and stopped together."""

    programs: list[Program]
    logs: Path
    say: Callable[[str], None]

    def start(self) -> None:
        """Start every program."""
        for program in self.programs:
            program.start(self.logs)

    def look(self) -> None:
        """Restart what ended, each time after a longer wait."""
        now = time.monotonic()
        for program in self.programs:
            if program.process is None:
                if now >= program.start_at:
                    program.start(self.logs)
            elif (code := processes.end_of(program.process)) is not None:
                wait = program.note_end(now=now)
                log = self.logs / f"{program.name}.log"
                self.say(
                    f"{program.name} ended with {code}; it starts again in {wait:.0f} s. Log: {log}"
                )

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Watch the programs until the condition holds or we are interrupted."""
        while not until():
            self.look()
            time.sleep(LOOK_EVERY)

    def stop(self) -> None:
        """Stop every program: all are asked first, then each is waited for."""
        running = [program for program in self.programs if program.process is not None]
        for program in running:
            if program.process is not None:
                processes.ask(program.process, program.stop_signal)
        for program in running:
            if program.process is not None:
                processes.stop_child(
                    program.process, polite=program.stop_signal, seconds=STOP_SECONDS
                )
                program.process = None


class Interruption:
    """A wish to end, that is remembered.

    Python drops a KeyboardInterrupt that is raised while it finalises an object, so everything
    that takes long asks again.
    """

    def __init__(self) -> None:
        self.is_wanted = False

    def receive(self, _number: int, _frame: FrameType | None) -> None:
        """Remember the wish and end what is being done."""
        self.is_wanted = True
        raise KeyboardInterrupt

    def check(self) -> None:
        """End what is being done, if that was wished for."""
        if self.is_wanted:
            raise KeyboardInterrupt


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Treat Ctrl-C, a request to end and a closed terminal alike."""
    interruption = Interruption()
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    previous = {number: signal.signal(number, interruption.receive) for number in numbers}
    try:
        yield interruption
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let an impatient second Ctrl-C not leave half of the programs behind."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    previous = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
