"""Where the embedded services keep their files, and the addresses that follow from it."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from lms.embedded import identity
from lms.embedded.launch import NOBODY
from lms.embedded.problem import ServiceProblem

LONGEST_SOCKET_FOLDER = 80  # a socket path holds 107 bytes, PostgreSQL adds a name of 21
DATABASE = "attune"
POSTGRES, VALKEY = "postgres", "valkey"
BOTH = frozenset({POSTGRES, VALKEY})
OWNER, RUNTIME, SUPERUSER = "attune_owner", "attune_web", "postgres"


def postgres_url(sockets: Path, user: str, database: str) -> str:
    """Return the address of a database behind a unix socket."""
    return f"postgres://{user}@{quote(str(sockets), safe='')}/{database}"


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders under one data folder."""

    data: Path

    @classmethod
    def at(cls, data: str | Path) -> "Layout":
        """Return the layout of a data folder, with its path made absolute."""
        return cls(Path(data).expanduser().resolve())

    @property
    def sockets(self) -> Path:
        """Return the folder of the sockets, elsewhere when the path would be too long."""
        near = self.data / "run"
        short = len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER
        if short and identity.reachable(near, identity.choose()) == near:
            return near
        digest = hashlib.sha256(os.fsencode(near)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"attune-{digest}"

    @property
    def postgres(self) -> Path:
        """Return the folder of PostgreSQL's files."""
        return identity.reachable(self.data / "pg", identity.choose())

    @property
    def valkey(self) -> Path:
        """Return the folder of Valkey's files."""
        return self.data / "valkey"

    @property
    def logs(self) -> Path:
        """Return the folder of the log files."""
        return self.data / "log"

    @property
    def valkey_socket(self) -> Path:
        """Return the path of Valkey's socket."""
        return self.sockets / "valkey.sock"

    def create(self) -> None:
        """Make the folders; the sockets' folder is ours alone."""
        try:
            for folder in (self.data, self.logs, self.valkey):
                folder.mkdir(parents=True, exist_ok=True)
            if identity.choose() == "nobody":
                self.data.chmod(self.data.stat().st_mode | 0o111)
            self._create_sockets()
        except OSError as error:
            raise ServiceProblem(
                f"The folder {self.data} cannot be made: {error.strerror}.",
                "Choose another one with --data, or free the space and try again.",
            ) from error

    def _create_sockets(self) -> None:
        """Make the sockets' folder, and refuse one that somebody else prepared for us."""
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        facts = self.sockets.lstat()
        ours = {os.geteuid(), NOBODY} if identity.choose() == "nobody" else {os.geteuid()}
        if not stat.S_ISDIR(facts.st_mode) or facts.st_uid not in ours:
            raise ServiceProblem(
                f"{self.sockets} belongs to somebody else.", "Choose a shorter path with --data."
            )
        self.sockets.chmod(0o700)
        identity.make_own(self.sockets, identity.choose())

    def environment(self, wanted: frozenset[str] = BOTH) -> dict[str, str]:
        """Return the settings that lead to the services wanted here."""
        addresses = {"DATA_DIR": str(self.data)}
        if POSTGRES in wanted:
            addresses["DATABASE_URL"] = postgres_url(self.sockets, RUNTIME, DATABASE)
            addresses["DATABASE_OWNER_URL"] = postgres_url(self.sockets, OWNER, DATABASE)
        if VALKEY in wanted:
            addresses["BROKER_URL"] = f"redis+socket://{self.valkey_socket}"
        return addresses


def missing_services() -> frozenset[str]:
    """Return the services that the environment names no server for."""
    variables = {POSTGRES: "DATABASE_URL", VALKEY: "BROKER_URL"}
    return frozenset(name for name, variable in variables.items() if not os.environ.get(variable))
