"""Which people a published number counts, and the name it is recounted by. Knows no number."""

from dataclasses import dataclass

Among = tuple[tuple[str, str], ...]  # pairs of a question's key and an option's, in order of the questions


@dataclass(frozen=True, order=True)
class Event:
    """The people who gave any of `options` to `question`, among those of a group. With no options it is its
    base: everyone who answered it.
    """

    question: str
    options: tuple[str, ...] = ()
    among: Among = ()

    @classmethod
    def of(cls, question: str, options: tuple[str, ...] = (), among: Among = ()) -> "Event":
        """The same event whichever order its parts come in."""
        return cls(question, tuple(sorted(options)), tuple(sorted(among)))

    def questions(self) -> set[str]:
        return {self.question, *(key for key, _ in self.among)}

    def identity(self, wave: str) -> str:
        """Such as care-leavers-autumn-2026/in-control/agree+strongly-agree?age=18-20."""
        parts = [wave, self.question, *(["+".join(self.options)] if self.options else [])]
        group = "&".join(f"{question}={option}" for question, option in self.among)
        return "/".join(parts) + (f"?{group}" if group else "")


def parse(identity: str) -> tuple[str, Event]:
    """A wave's key and an event, from an identity. Raises ValueError for anything else."""
    whole, _, group = identity.partition("?")
    wave, *rest = whole.split("/")
    if not wave or not 1 <= len(rest) <= 2 or not all(rest):
        raise ValueError("this is no figure’s name")
    among = tuple((q, o) for q, _, o in (pair.partition("=") for pair in group.split("&") if pair))
    return wave, Event.of(rest[0], tuple(rest[1].split("+")) if len(rest) == 2 else (), among)
