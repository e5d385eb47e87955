"""Runs the app under gunicorn from a command. Knows nothing of pages."""

import os
from pathlib import Path

from gunicorn.app.base import BaseApplication

from feedback.adapters.settings import Settings
from feedback.app import create_app


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
        return create_app(self.settings)


def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serves until stopped. Access is not logged: an address in a log is a trace of a person."""
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": 4,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
        "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() and os.name == "posix" else None,  # noqa: S108
    }
    _Server(settings, options).run()
