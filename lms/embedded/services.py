"""Both services of one data folder."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from lms.embedded import postgres, valkey
from lms.embedded.layout import BOTH, POSTGRES, VALKEY
from lms.embedded.lock import AlreadyRunning, FolderLock
from lms.embedded.postgres import PostgresServer
from lms.embedded.problem import ServiceProblem
from lms.embedded.valkey import ValkeyServer


@dataclass(frozen=True, slots=True)
class Services:
    """The servers that we run over a data folder."""

    postgres: PostgresServer | None
    valkey: ValkeyServer | None


@contextmanager
def running(
    data: Path, wanted: frozenset[str] = BOTH, *, for_tests: bool = False
) -> Iterator[Services]:
    """Lock a data folder and run the wanted servers over it for the length of a block."""
    with ExitStack() as stack:
        lock = take_lock(data)
        stack.callback(lock.release)
        yield stack.enter_context(started(data, wanted, for_tests=for_tests))


@contextmanager
def started(
    data: Path, wanted: frozenset[str] = BOTH, *, for_tests: bool = False
) -> Iterator[Services]:
    """Run the wanted servers over a folder that is locked already."""
    with ExitStack() as stack:
        database = broker = None
        if POSTGRES in wanted:
            database = postgres.start(data, for_tests=for_tests)
            stack.callback(database.stop)
        if VALKEY in wanted:
            broker = valkey.start(data)
            stack.callback(broker.stop)
        yield Services(database, broker)


def take_lock(data: Path) -> FolderLock:
    """Take the lock of a data folder, or say why it cannot be written."""
    try:
        return FolderLock.take(data)
    except OSError as error:
        raise ServiceProblem(
            f"The folder {data} cannot be written: {error.strerror}.",
            "Choose another one with --data, or free the space and try again.",
        ) from error


@contextmanager
def at_hand(data: Path, wanted: frozenset[str] = BOTH) -> Iterator[None]:
    """Run the wanted servers for the length of a block, unless somebody runs them already."""
    with ExitStack() as stack:
        with suppress(AlreadyRunning):
            stack.enter_context(running(data, wanted))
        yield
