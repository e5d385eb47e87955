"""What was typed into a form, as what it means, with what is wrong by field. Knows no form."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

Meant = TypeVar("Meant")
MOST_PEOPLE = 1_000_000
LAST_YEAR = 2199  # past it somebody has mistyped


class Given:
    """One form, read field by field: each gives what was meant, or notes what is wrong and gives nothing."""

    def __init__(self, form: Mapping[str, str]) -> None:
        self._form = form
        self.wrong: dict[str, str] = {}

    def typed(self, name: str) -> str:
        """The words of a field in one line, without spaces around or doubled."""
        return " ".join(self._form.get(name, "").split())

    def no(self, name: str, said: str) -> None:
        """Notes what is wrong with a field; what was noted first stays."""
        self.wrong.setdefault(name, said)

    def words(self, name: str, missing: str, most: int) -> str:
        """Words that have to be there; `missing` is what to say if they aren't."""
        words = self.typed(name)
        if not words:
            self.no(name, missing)
        elif len(words) > most:
            self.no(name, f"This is too long: it has {len(words)} letters. Use at most {most}.")
        elif not words.isprintable():
            self.no(name, "There is a letter in this that can’t be shown. Type it again.")
        return words

    def day(self, name: str, missing: str | None) -> date | None:
        """A day; `missing` is what to say if there is none, if there has to be one."""
        typed = self.typed(name)
        if not typed and missing is None:
            return None
        try:
            day = date.fromisoformat(typed)
        except ValueError:
            self.no(name, missing or "Give a day, such as 2027-03-31, or leave it empty.")
            return None
        if not 2000 <= day.year <= LAST_YEAR:
            self.no(name, "Check the year.")
            return None
        return day

    def number(self, name: str) -> int | None:
        """A whole number from 1; nothing typed is none."""
        typed = self.typed(name).replace(",", "").replace(" ", "")
        if not typed:
            return None
        if typed.isascii() and typed.isdecimal() and 1 <= int(typed[:9]) <= MOST_PEOPLE and len(typed) < 9:
            return int(typed)
        self.no(name, "Write a whole number, such as 120, or leave it empty.")
        return None

    def one_of(self, name: str, known: Mapping[str, Meant], missing: str) -> Meant | None:
        found = known.get(self.typed(name))
        if found is None:
            self.no(name, missing)
        return found
