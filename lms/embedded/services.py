"""Both services of one data folder."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from lms.embedded import postgres, valkey
from lms.embedded.lock import AlreadyRunning, FolderLock
from lms.embedded.postgres import PostgresServer
from lms.embedded.problem import ServiceProblem
from lms.embedded.valkey import ValkeyServer


@dataclass(frozen=True, slots=True)
class Services:
    """The running servers of a data folder, and the lock that says they are ours."""

    lock: FolderLock
    postgres: PostgresServer
    valkey: ValkeyServer


@contextmanager
def running(data: Path, *, for_tests: bool = False) -> Iterator[Services]:
    """Run both servers over a data folder for the length of a block."""
    with ExitStack() as stack:
        try:
            lock = FolderLock.take(data)
        except OSError as error:
            raise ServiceProblem(
                f"The folder {data} cannot be written: {error.strerror}.",
                "Choose another one with --data, or free the space and try again.",
            ) from error
        stack.callback(lock.release)
        database = postgres.start(data, for_tests=for_tests)
        stack.callback(database.stop)
        broker = valkey.start(data)
        stack.callback(broker.stop)
        yield Services(lock, database, broker)


@contextmanager
def at_hand(data: Path) -> Iterator[None]:
    """Run both servers for the length of a block, unless somebody runs them already."""
    with ExitStack() as stack:
        with suppress(AlreadyRunning):
            stack.enter_context(running(data))
        yield
