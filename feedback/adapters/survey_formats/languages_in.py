"""The other languages of a survey that is brought in, gathered by their English words."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from feedback.adapters.languages import in_english
from feedback.adapters.survey_formats.plain_text import plain
from feedback.domain.translations import ENGLISH, Status

_MOST = 60  # languages of one text
_MOST_SAID = 100
_CODE = re.compile(r"^([a-z]{2,3})(?:[-_][a-z0-9]+)*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([a-z]{2,3})(?:[-_][a-z0-9]+)*\)\s*$", re.IGNORECASE)
_NAMED = {"english": "en", "welsh": "cy", "cymraeg": "cy", "polish": "pl", "arabic": "ar", "romanian": "ro"}
_NAMED |= {"ukrainian": "uk", "vietnamese": "vi", "albanian": "sq", "spanish": "es", "french": "fr"}
_NAMED |= {"chinese": "zh", "german": "de", "portuguese": "pt", "farsi": "fa", "persian": "fa", "urdu": "ur"}


def code_of(name: str) -> str:
    """A language's code from how another tool writes it, such as “English (en)” or en-GB; "" if unknown."""
    if (known := _NAMED.get(name.strip().lower())) is not None:
        return known
    found = _IN_BRACKETS.search(name) or _CODE.match(name.strip())
    return found[1].lower() if found else ""


class Languages:
    """Words in other languages. What can't be kept is said in `left_out`."""

    def __init__(self) -> None:
        self.words: dict[str, dict[str, str]] = {}
        self.left_out: dict[str, None] = {}

    def add(self, english: str, said: Mapping[str, str]) -> None:
        """Keeps what a text is in other languages, by their codes or names."""
        for name, other in islice(said.items(), _MOST):
            words = plain(other)
            code = code_of(name)
            if not words or code == ENGLISH:
                continue
            if not is_language(code):
                self._say(f"Words in “{plain(name)[:40]}” were left out: that is not a language’s code.")
                continue
            kept = self.words.setdefault(code, {})
            if kept.setdefault(english, words) != words:
                language = in_english(code)
                self._say(f"“{english[:60]}” is said in two ways in {language}; only the first was kept.")

    def _say(self, sentence: str) -> None:
        if len(self.left_out) < _MOST_SAID:
            self.left_out[sentence] = None

    def found(self) -> dict[str, Any]:
        """Translations of ours. None is trusted until a native speaker has read it."""
        today = datetime.now(UTC).date().isoformat()
        if self.words:
            listed = ", ".join(in_english(code) for code in sorted(self.words))
            said = f"Translations came in as drafts, to be read by a native speaker: {listed}."
            self._say(said)
        return {
            code: {"status": Status.DRAFTED.value, "on": today, "words": words}
            for code, words in sorted(self.words.items())
        }


def is_language(code: str) -> bool:
    """True of a code that stands for a language."""
    from babel import UnknownLocaleError

    try:
        return bool(code and in_english(code))
    except (UnknownLocaleError, ValueError):
        return False
