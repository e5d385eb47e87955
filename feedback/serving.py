"""Runs the app under gunicorn, from a command or by gunicorn.conf.py. Knows nothing of pages."""

import os
import shutil
import tempfile
from pathlib import Path

PROCESSES = "PROMETHEUS_MULTIPROC_DIR"
# Where the processes of this server put their numbers. prometheus_client looks once, when it is imported.
_made = None if os.environ.get(PROCESSES) else tempfile.mkdtemp(prefix="toldus-numbers-")
os.environ.setdefault(PROCESSES, _made or "")

from gunicorn.app.base import BaseApplication  # noqa: E402
from prometheus_client.multiprocess import mark_process_dead  # noqa: E402

from feedback.adapters import logs  # noqa: E402
from feedback.adapters.settings import Settings  # noqa: E402
from feedback.app import create_app  # noqa: E402


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with its settings given here and not in a file."""

    def __init__(self, settings: Settings, options: dict[str, object]) -> None:
        self.settings = settings
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        return create_app(self.settings, may_be_away=True)


def options() -> dict[str, object]:
    """How gunicorn is to run, whoever starts it. Access is not logged: an address is a trace of a person."""
    memory = Path("/dev/shm")  # noqa: S108 - where there is one, so that a slow disk stops nobody
    return {
        "threads": 4,
        "accesslog": None,
        "logconfig_dict": logs.configuration(),
        "control_socket_disable": True,
        "worker_tmp_dir": str(memory) if memory.is_dir() else None,
        "child_exit": _gone,
        "on_exit": _over,
    }


def _gone(_server: object, worker: object) -> None:
    """What a worker counted stays counted once it is gone."""
    mark_process_dead(worker.pid)  # type: ignore[attr-defined, no-untyped-call]


def _over(_server: object) -> None:
    if _made:
        shutil.rmtree(_made, ignore_errors=True)


def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serves until stopped."""
    _Server(settings, {**options(), "bind": f"{host}:{port}", "workers": workers}).run()
