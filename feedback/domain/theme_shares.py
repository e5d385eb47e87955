"""How many people spoke of each theme, and which of these numbers would be hidden. Knows nothing of where
they're kept."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from feedback.domain.disclosure import Rules
from feedback.domain.figures import FEWEST_FOR_PERCENT, percent

Person = int


@dataclass(frozen=True)
class Share:
    """n of the people whose comments were all coded; `hidden` if that would be hidden when published."""

    theme: str
    n: int
    base: int
    hidden: bool

    @property
    def percent(self) -> str | None:
        """As printed, or None when there are too few people for one."""
        return percent(self.n, self.base) if self.base >= FEWEST_FOR_PERCENT else None


def shares(people: Mapping[Person, Set[str]], themes: Iterable[str], rules: Rules) -> tuple[Share, ...]:
    """The share of each theme among people, of whom each is counted once for a theme.

    Hidden by the rules of domain/disclosure.py for questions where several answers may be chosen: all of them
    under a small base; a count that is small, or whose complement is.
    """
    base = len(people)
    found = []
    for theme in themes:
        n = sum(theme in spoken for spoken in people.values())
        few = base < rules.small_group or rules.small(n) or rules.small(base - n)
        found.append(Share(theme, n, base, few))
    return tuple(found)
