"""Words in another language, and how far they are to be trusted. Knows nothing of files or pages."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from feedback.domain.frameworks import Content

ENGLISH = "en"
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class Status(StrEnum):
    """How far a translation has come. Nothing is `checked` until a native speaker has read it all."""

    DRAFTED = "drafted"
    CHECKED = "checked"


class Translation(Content):
    """English words to another language's. What isn't here, or was reworded since, is shown in English."""

    status: Status
    on: date
    words: Mapping[str, str]

    def done(self, words: frozenset[str]) -> int:
        """How many of these English words it has."""
        return len(words & self.words.keys())
