"""What a file says, as text, whatever kind of file it was. Knows nothing of what the text means."""

from dataclasses import dataclass

from feedback.adapters.documents.carried import Printed


class CannotRead(Exception):  # noqa: N818 - it is what it says
    """What is wrong with a file, and what to do."""


@dataclass(frozen=True)
class Mark:
    """A figure that carries its own mark where it stands. `place` is its place in the document's list, None
    if it isn't in there, as when it was copied from another document. `identity` is what the mark says that
    it is, and None where only a digest of that is known.
    """

    text: str
    place: int | None
    identity: str | None
    digest: str


@dataclass(frozen=True)
class Document:
    """A document's text in order: paragraphs (or a table's cells), each in pieces, some of them marked.

    `listed` is all that was printed when it was made, empty in what isn't ours.
    """

    paragraphs: tuple[tuple[str | Mark, ...], ...]
    listed: tuple[Printed, ...] = ()

    @property
    def ours(self) -> bool:
        return bool(self.listed) or any(isinstance(p, Mark) for whole in self.paragraphs for p in whole)

    @property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs as people read them."""
        return tuple(
            "".join(p.text if isinstance(p, Mark) else p for p in whole) for whole in self.paragraphs
        )
