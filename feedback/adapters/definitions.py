"""The content folder to models, or every mistake in it at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from feedback.adapters.content_shelf import Shelf
from feedback.adapters.settings import shipped
from feedback.adapters.unchanged import fingerprint
from feedback.adapters.yaml_files import Mistake
from feedback.domain.frameworks import Commitment, Framework, Jargon
from feedback.domain.harm import Finder
from feedback.domain.pictures import Picture
from feedback.domain.surveys import Survey

_KINDS = ("*.yaml", "*.yml", "*.po")


@dataclass(frozen=True)
class Content:
    """Everything the council has written, by key."""

    frameworks: Mapping[str, Framework]
    surveys: Mapping[str, Survey]
    jargon: Jargon | None
    pictures: Mapping[str, Picture]
    harm: Finder = field(default_factory=Finder)

    def commitment(self, key: str) -> tuple[Framework, Commitment] | None:
        """A commitment with the framework it stands in. Keys are unique over all frameworks."""
        return next(((f, c) for f in self.frameworks.values() for c in f.commitments if c.key == key), None)


class Mistakes(Exception):  # noqa: N818 - it is what it holds
    """What is wrong in the content files, all of it."""

    def __init__(self, found: Iterable[Mistake]) -> None:
        self.found = tuple(sorted(found))
        super().__init__("\n".join(str(m) for m in self.found))


def load(folder: Path) -> Content:
    """All content of a folder. Raises Mistakes if there is one anywhere in it: never half of it."""
    every = [path for kind in _KINDS for path in folder.rglob(kind)]
    return _load(folder, fingerprint([*every, *_shipped_harm()]))


@lru_cache(maxsize=4)
def _load(folder: Path, _fingerprint: str) -> Content:
    content, mistakes = examine(folder)
    if mistakes:
        raise Mistakes(mistakes)
    return content


def examine(folder: Path, files: Iterable[Path] | None = None) -> tuple[Content, list[Mistake]]:
    """What is right in a folder, and every mistake. With `files`, only theirs: they are checked as if they
    stood in the folder, in place of any file there with the same survey.
    """
    chosen = None if files is None else list(files)
    shelf = Shelf(folder)
    everything = sorted(folder.rglob("*.yaml"))
    if not everything and chosen is None:
        shelf.mistakes.append(Mistake(str(folder), 1, "there are no content files (*.yaml) in this folder"))
    for path in folder.rglob("*.yml"):
        shelf.mistakes.append(Mistake(shelf.name(path), 1, "end the file’s name in .yaml, or it is not read"))
    for path in [*(chosen or ()), *everything]:
        shelf.put(path)
    for path in sorted(folder.rglob("*.po")):
        shelf.put_translation(path)
    if not shelf.harm:  # a council's own folder without lists: what we ship is better than silence
        for path in _shipped_harm():
            shelf.put(path)
    shelf.cross_check()
    wanted = None if chosen is None else {shelf.name(p) for p in chosen}
    mistakes = [m for m in shelf.mistakes if wanted is None or m.file in wanted]
    content = Content(
        shelf.frameworks, shelf.surveys, shelf.jargon, shelf.pictures, Finder(shelf.harm.values())
    )
    return content, sorted(set(mistakes))


def _shipped_harm() -> list[Path]:
    return sorted((shipped("surveys") / "words-of-harm").glob("*.yaml"))
