"""How far each translation has come: the surveys' and that of our own pages. Reads no survey file itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from feedback.adapters import interface
from feedback.domain.surveys import Survey
from feedback.domain.translations import Status, Translation


@dataclass(frozen=True)
class Progress:
    """One language of one survey, or of our own pages: how many of its texts are translated."""

    of: str
    title: str
    language: str
    status: Status
    on: date
    done: int
    texts: int


def every(surveys: Iterable[Survey]) -> Iterator[Progress]:
    """Our own pages first, then each survey, with their languages by code."""
    yield from _of(interface.NAME, "All pages", (w for _, w in interface.said()), interface.load())
    for survey in surveys:
        yield from _of(survey.survey, survey.title, (w for _, w in survey.said()), survey.languages)


def _of(of: str, title: str, said: Iterable[str], languages: Mapping[str, Translation]) -> Iterator[Progress]:
    texts = frozenset(said)
    for language, translation in sorted(languages.items()):
        status, on = translation.status, translation.on
        yield Progress(of, title, language, status, on, translation.done(texts), len(texts))
