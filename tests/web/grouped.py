"""The small survey with several questions on a page, and how a page of several is filled in."""

from collections.abc import Mapping

from feedback.domain.surveys import Survey
from tests.conftest import small_survey

PAGES = {"help-with": "about", "moves": "about", "born": "about", "safe": "end", "more": "end"}
FIELDS: Mapping[str, Mapping[str, object]] = {
    "help-with": {"answer": ["money", "home"]},
    "moves": {"answer": "3"},
    "born": {"answer-day": "27", "answer-month": "3", "answer-year": "2004"},
    "safe": {"answer": "yes"},
    "more": {"answer": "Say it in simple words", "quote": "yes"},
}
ABOUT, END = ("help-with", "moves", "born"), ("safe", "more")


def grouped_survey(key: str = "small", pages: Mapping[str, str] = PAGES) -> Survey:
    """The small survey: the first two questions alone, three together, and two together."""
    welsh = {
        "status": "drafted",
        "on": "2026-11-22",
        "words": {"Do you feel safe?": "Wyt ti’n teimlo’n saff?"},
    }
    whole = small_survey(key, languages={"cy": welsh}).model_dump(mode="json", by_alias=True)
    asked = [q | ({"page": pages[q["key"]]} if q["key"] in pages else {}) for q in whole["questions"]]
    return Survey.model_validate(whole | {"questions": asked})


def filled(*questions: str, **changed: Mapping[str, object]) -> dict[str, object]:
    """The fields of these questions as a page of several posts them. `changed` has those of a question, named
    with _ for its hyphens, in place of its own.
    """
    given = {q: changed.get(q.replace("-", "_"), FIELDS[q]) for q in questions}
    return {f"{q}.{name}": value for q, fields in given.items() for name, value in fields.items()}
