"""People who don't give up: each answers again and again under words of their own, and goes back when a page
fails, as our pages say.

Knows nothing of what fails. What it writes down is what people saw.
"""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count, pairwise
from random import Random

from bench.phones import Phone, Refused, Seen

_A_MOMENT = 0.3  # seconds before somebody tries again
NOTHING_TICKED, GONE = 422, 410


@dataclass
class People:
    """So many at once, who answer a wave until they are told to stop."""

    port: int
    wave: str
    many: int = 6
    thanked: dict[str, float] = field(default_factory=dict)  # words, and when they were thanked for them
    pages: list[float] = field(default_factory=list)  # when each page came that wasn't an error
    errors: Counter[str] = field(default_factory=Counter)
    drafts_lost: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> "People":
        self._threads = [threading.Thread(target=self._live, args=(n,)) for n in range(self.many)]
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
        for n in count():
            if self._over.is_set():
                return
            words = f"Made up: number {person} says this for the {n}th time."
            self._answer(Phone("127.0.0.1", self.port, words, Random(person * 10_000 + n)))
            self.thanked[words] = time.monotonic()

    def _answer(self, phone: Phone) -> None:
        """Until they are thanked, however often they have to go back."""
        page: Seen | None = None
        while page is None or not page.path.endswith("/thanks"):
            try:
                page = self._further(phone, page)
                self.pages.append(time.monotonic())
            except Refused as refused:
                if refused.status == GONE:  # no answers are held: nothing for it but to begin anew
                    self.drafts_lost += page is not None
                    page = None
                elif refused.status != NOTHING_TICKED:  # their own mistake, which the page then says
                    page = self._back(phone, page, str(refused.status))
            except (OSError, HTTPException) as problem:
                page = self._back(phone, page, type(problem).__name__)

    def _further(self, phone: Phone, page: Seen | None) -> Seen:
        if page is None:
            return phone.begin(self.wave)
        if page.form("/send"):
            return phone.send(page)
        if page.form("/q/"):
            return phone.go_on(page)
        return phone.get(f"/s/{self.wave}/check")  # what is still to do

    def _back(self, phone: Phone, page: Seen | None, what: str) -> Seen | None:
        """One page that failed. They wait, and ask where they were; who had not begun begins."""
        self.errors[what] += 1
        phone.hang_up()
        time.sleep(_A_MOMENT)
        return None if page is None else Seen(0, "", "")
