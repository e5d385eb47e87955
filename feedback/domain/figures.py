"""Counts to figures: "n of N people (p%)". Knows nothing of which may be shown; that is disclosure's."""

from dataclasses import dataclass

from feedback.domain.events import Among, Event

FEWEST_FOR_PERCENT = 30  # below this a figure is told in people: "19 of 24"
ONE_DECIMAL_FROM = 1000


def percent(n: int, base: int) -> str:
    """A percentage as it is printed, without the sign: whole, or with one decimal from a base of 1,000.

    Halves go up, as people expect: 1 of 8 is 13. Worked out in whole numbers, so that a half is exactly a
    half. Raises ValueError when no such share can be (no base, or more people than the base).
    """
    if base <= 0 or not 0 <= n <= base:
        raise ValueError(f"{n} of {base} people is not a share of anyone")
    scale = 10 if base >= ONE_DECIMAL_FROM else 1
    scaled = (200 * scale * n + base) // (2 * base)
    return f"{scaled // 10}.{scaled % 10}" if scale == 10 else str(scaled)


@dataclass(frozen=True)
class Figure:
    """n of N people, and where it came from. The atom of everything that is told.

    `wave` and `question` are keys, `counted` the keys of the options that were counted together. `among`
    names the group that it is about, as pairs of a question's key and an option's; everyone if empty.
    """

    n: int
    base: int
    wave: str
    question: str
    counted: tuple[str, ...]
    among: Among = ()

    @property
    def identity(self) -> str:
        """What `verify` recounts it by, such as care-leavers-autumn-2026/in-control/agree+strongly-agree, or
        for a group care-leavers-autumn-2026/in-control/agree?age=18-20.
        """
        return Event.of(self.question, self.counted, self.among).identity(self.wave)

    @property
    def percent(self) -> str | None:
        """The printed percentage, or None when there are too few people for one."""
        return percent(self.n, self.base) if self.base >= FEWEST_FOR_PERCENT else None
