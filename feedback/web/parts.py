"""Parts of pages that are the same for whoever reads them, drawn once in a process. Knows no page.

Nothing kept here can be out of date: what a part hangs on is in its name, but for the settings, and with new
settings all are drawn anew. Nothing of a person, an answer or a form's token is ever in a part.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from flask import Flask, request
from markupsafe import Markup

from feedback.adapters.settings import Settings
from feedback.web.context import here

MOST = 2000  # some kilobytes each


class Parts:
    """The parts as they are drawn with the settings in force."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._settings: Settings | None = None
        self._kept: OrderedDict[Hashable, Markup] = OrderedDict()

    def get(self, settings: Settings, name: Hashable, draw: Callable[[], Markup]) -> Markup:
        """The part of this name, drawn if it wasn't yet with these settings."""
        with self._lock:
            if settings is not self._settings:
                self._settings, self._kept = settings, OrderedDict()
            kept = self._kept
            if (found := kept.get(name)) is not None:
                kept.move_to_end(name)
                return found
        drawn = draw()
        with self._lock:  # among those of its own settings, whichever are in force by now
            kept[name] = drawn
            while len(kept) > MOST:
                kept.popitem(last=False)
        return drawn


def set_up(app: Flask) -> None:
    """Lets templates say drawn_once(name, macro, …): the name has all that the macro hangs on."""
    parts = Parts()

    def drawn_once(name: Hashable, macro: Callable[..., Markup], *given: object) -> Markup:
        where = (request.script_root, name)
        return parts.get(here().settings, where, lambda: macro(*given))

    app.jinja_env.globals["drawn_once"] = drawn_once
