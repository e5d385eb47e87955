"""So many people at once, who answer again and again, each time under words of their own, while things break.

Knows nothing of what breaks. What it writes down is what people saw.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count, pairwise
from random import Random

from bench.persevering import Given, Person, Seeing
from bench.phones import Phone, Seen


@dataclass
class NotingPhone(Phone):
    """A phone that writes down when each page came that wasn't an error."""

    pages: list[float] = field(default_factory=list)

    def _asked(self, method: str, path: str, body: str | None = None) -> Seen:
        seen = super()._asked(method, path, body)
        self.pages.append(time.monotonic())
        return seen


@dataclass
class Crowd:
    """People who answer a wave until they are told to stop."""

    port: int
    wave: str
    many: int = 6
    seed: int = 1
    thanked: dict[str, float] = field(default_factory=dict)  # words, and when they were thanked for them
    given: dict[str, Mapping[str, Given]] = field(default_factory=dict)  # and what else they answered
    pages: list[float] = field(default_factory=list)
    seeing: Seeing = field(default_factory=Seeing)
    _over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> "Crowd":
        self._threads = [
            threading.Thread(target=self._live, args=(n,), daemon=True) for n in range(self.many)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> None:
        """Nobody begins anew; who is in the middle goes on to the end."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def since(self, then: float, until: float = float("inf")) -> int:
        """How many were thanked between two times."""
        return sum(then <= at < until for at in self.thanked.values())

    def longest_without(self, then: float, until: float) -> float:
        """Seconds, the most in which nobody was given a page that wasn't an error."""
        times = sorted([then, *(at for at in list(self.pages) if then < at < until), until])
        return max(later - earlier for earlier, later in pairwise(times))

    def _live(self, person: int) -> None:
        chance = Random(f"{self.seed}-{person}")
        for n in count(1):
            if self._over.is_set():
                return
            words = f"Made up: person {self.seed}-{person}-{n} was here."
            phone = NotingPhone("127.0.0.1", self.port, words, chance, pages=self.pages)
            one = Person(phone, self.wave, self.seeing, chance)
            if one.answer():
                self.given[words] = one.given
                self.thanked[words] = time.monotonic()
            phone.hang_up()
