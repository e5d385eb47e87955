"""A person who answers while things break: presses again, loads the page again, and notes what they saw.

Knows nothing of what is broken, nor why.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException

from bench.phones import Phone, Refused, Seen

PATIENCE = 120  # seconds, for one page; then they give up
_HALTS = (0.1, 0.6)  # seconds, before they press again
Given = tuple[str, ...]  # what was chosen or written for a question
Form = tuple[str, list[tuple[str, str]]]  # where it goes, and its fields
KIND_WORDS = "Answers you gave before are safe"


class Lost(Exception):  # noqa: N818
    """Answers that were there before are not there any more."""


class GaveUp(Exception):  # noqa: N818
    """Nothing worked for as long as anyone would try."""


@dataclass
class Seeing:
    """What all people saw: errors by kind, answers that were gone, and the longest that one page took."""

    errors: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    gave_up: list[str] = field(default_factory=list)
    longest: float = 0.0

    def note(self, problem: Exception) -> None:
        if not isinstance(problem, Refused):
            self.errors["no answer at all"] += 1
            return
        kind = "a kind page" if KIND_WORDS in problem.page else "NOT a kind page"
        self.errors[f"{problem.status}, {kind}"] += 1


@dataclass
class Person:
    """Answers one wave once, and writes `words` in it, by which their response is known again."""

    phone: Phone
    wave: str
    seeing: Seeing
    chance: random.Random
    given: dict[str, Given] = field(default_factory=dict)  # what was acknowledged, by question
    _posted: Given = ()

    def answer(self) -> bool:
        """True if the page that thanks was shown. Notes it in `seeing` if answers were lost on the way."""
        try:
            page = self._opened()
            while not page.path.endswith("/check"):
                page = self._answered(page)
            self._all_there(page)
            self._persist(page, "/send", "/thanks")
        except Lost as lost:
            self.seeing.lost.append(f"{self.phone.words}: {lost}")
            return False
        except GaveUp as gave_up:
            self.seeing.gave_up.append(f"{self.phone.words}: {gave_up}")
            return False
        return True

    def _opened(self) -> Seen:
        welcome = self._until(lambda: self.phone.get(f"/s/{self.wave}/"))
        return self._persist(welcome, "/start", "")

    def _answered(self, page: Seen) -> Seen:
        question = page.path.rsplit("/", 1)[1]
        after = self._persist(page, "/q/", "")
        self.given[question] = self._posted
        onto = after.path.rsplit("/", 1)[1]
        if onto in self.given:
            raise Lost(f"after “{question}” came “{onto}”, which was answered before")
        return after

    def _all_there(self, check: Seen) -> None:
        if self.phone.words not in check.html:
            raise Lost("what was written is not on the check")

    def _persist(self, page: Seen, ends: str, onto: str) -> Seen:
        """Presses a page's button until the page after it comes: the same post again, or on the page loaded
        anew, or on the page that says that it didn't work.
        """
        began, form = time.monotonic(), self._filled(page, ends)
        while True:
            try:
                self._posted = tuple(value for name, value in form[1] if name == "answer")
                after = self.phone.post(*form)
                self.seeing.longest = max(self.seeing.longest, time.monotonic() - began)
                if after.path.endswith(onto) and (onto or not after.path.endswith(f"/{self.wave}/")):
                    return after
                raise Lost(f"after {ends} came {after.path}")
            except (Refused, OSError, HTTPException) as problem:
                pressed = self._otherwise(problem, page, ends, form)
                if isinstance(pressed, Seen):
                    return pressed
                form = pressed
            if time.monotonic() - began > PATIENCE:
                raise GaveUp(f"at {page.path}")

    def _otherwise(self, problem: Exception, page: Seen, ends: str, form: Form) -> Form | Seen:
        """What to press next, after this problem; or the page after, if it turns out to have come."""
        if isinstance(problem, Refused) and problem.status == 422:  # none of several was ticked
            return self._filled(page, ends)
        if isinstance(problem, Refused) and problem.status == 410:
            raise Lost(f"at {page.path}: the page says that the answers are gone")
        self.seeing.note(problem)
        self._halt()
        if isinstance(problem, Refused) and problem.status == 503:
            again = Seen(503, page.path, problem.page).form(ends)
            if again is not None and self.chance.random() < 0.5:
                action, body = again.split("\n", 1)
                return action, self.phone.filled(body)
        if self.chance.random() < 0.5:
            return form
        anew = self._until(lambda: self.phone.get(page.path))
        if anew.form(ends) is None:
            if anew.path.endswith("/thanks"):
                return anew
            raise Lost(f"{page.path} was loaded again, and {anew.path} came")
        return self._filled(anew, ends)

    def _filled(self, page: Seen, ends: str) -> Form:
        found = page.form(ends)
        if found is None:
            raise Lost(f"{page.path} has no form for {ends}")
        action, body = found.split("\n", 1)
        return action, self.phone.filled(body)

    def _until(self, ask: Callable[[], Seen]) -> Seen:
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            try:
                found = ask()
                self.seeing.longest = max(self.seeing.longest, time.monotonic() - began)
                return found
            except (Refused, OSError, HTTPException) as problem:
                if isinstance(problem, Refused) and problem.status == 410:
                    raise Lost("the page says that the answers are gone") from problem
                self.seeing.note(problem)
                self._halt()
        raise GaveUp("loading a page")

    def _halt(self) -> None:
        time.sleep(self.chance.uniform(*_HALTS))
