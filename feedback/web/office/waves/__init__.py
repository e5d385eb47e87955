"""Running waves: open one, change and close it, see how it is getting on."""

from feedback.web.office.waves import opening, progress, running

__all__ = ["opening", "progress", "running"]
