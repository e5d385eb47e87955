"""The words of our own pages in every language that they are translated into. Knows nothing of surveys."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from babel.messages.extract import extract_from_dir

from feedback.adapters import catalogues
from feedback.adapters.settings import shipped
from feedback.adapters.unchanged import fingerprint
from feedback.adapters.yaml_files import Mistake
from feedback.domain.translations import Translation

NAME = "interface"
# What people who answer can see. The office speaks English.
_ROOMS = (
    "answering/*.html",
    "reviewing/*.html",
    "public/*.html",
    "my_words/*.html",
    "errors/*.html",
    "macros/fields.html",
    "macros/leaflet.html",
    "macros/reading.html",
)
_SHARED = "layout.html"
_MARKS = {"_": None, "to_say": None, "say": None}


class WrongCatalogue(Exception):  # noqa: N818
    """A catalogue that can't be used: a fault of ours, or of whoever changed it."""


def load(folder: Path | None = None) -> Mapping[str, Translation]:
    """Every translation of the interface, by language. Raises WrongCatalogue, with every mistake in it."""
    paths = tuple(sorted((folder or shipped("translations")).glob("*.po")))
    return _load(paths, fingerprint(paths))


@lru_cache(maxsize=4)
def _load(paths: tuple[Path, ...], _fingerprint: str) -> Mapping[str, Translation]:
    found: dict[str, Translation] = {}
    mistakes: list[Mistake] = []
    for path in paths:
        catalogue, wrong = catalogues.read(path, path.name)
        mistakes += wrong
        if catalogue:
            found[catalogue.language] = catalogue.translation
    if mistakes:
        raise WrongCatalogue("\n".join(map(str, mistakes)))
    return MappingProxyType(found)


def said() -> Iterator[tuple[str, str]]:
    """Everything that our pages say to people who answer, in English: where, and the words."""
    templates, code = shipped("templates"), Path(__file__).parent.parent / "web"
    shown = [(room, "jinja2") for room in (*_ROOMS, _SHARED)]
    for name, _, words, _, _ in extract_from_dir(templates, shown):
        yield name, str(words)
    rooms = ("answering", "reviewing", "public", "my_words")
    alone = ("errors.py", "language.py", "taking_out.py", "trouble.py")
    spoken = [(name, "python") for name in (*(f"{room}/*.py" for room in rooms), *alone)]
    for name, _, words, _, _ in extract_from_dir(code, spoken, keywords=_MARKS):
        yield name, str(words)
