"""A form of the settings as it came, and what it says. Knows nothing of which parts there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import FileStorage, MultiDict

from feedback.adapters import media
from feedback.adapters.settings import Settings

Form = MultiDict[str, str]


@dataclass
class Answer:
    """What a form says: changes by the name of the choice, what is wrong by field, and a file to keep."""

    changes: dict[str, object] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    file: media.Media | None = None
    suggested: str = ""


@dataclass(frozen=True)
class Sent:
    """A form as it came, with the settings that are in force, those that hold where nothing is chosen, and
    the day.
    """

    form: Form
    files: Mapping[str, FileStorage]
    now: Settings
    unchosen: Settings
    today: date

    def words(self, name: str) -> str:
        return " ".join(self.form.get(name, "").split())
