"""A survey that is being made, as it would be published now, and as far as it can be tried. No routes."""

from collections.abc import Mapping
from typing import Any

from feedback.adapters import tables_designs as tables
from feedback.domain import glimpses, wholeness
from feedback.domain.design_files import design_of
from feedback.domain.surveys import Survey
from feedback.domain.translations import Translation
from feedback.web.context import here


def whole(row: tables.Design) -> Survey | list[wholeness.Missing]:
    """The survey that would be published, or all that it still lacks."""
    tags = frozenset(c.key for f in here().content.frameworks.values() for c in f.commitments)
    try:
        return wholeness.survey_of(design_of(row.definition), tags, languages(row))
    except wholeness.NotWhole as not_whole:
        return list(not_whole.missing)


def languages(row: tables.Design) -> Mapping[str, Any]:
    """The translations that it was started with, with newer ones of the content folder in their place."""
    shipped = here().content.surveys.get(row.key)
    newer = {k: t.model_dump(mode="json") for k, t in shipped.languages.items()} if shipped else {}
    return {**row.languages, **newer}


def as_far(row: tables.Design) -> tuple[Survey, tuple[str, ...]]:
    """The survey as far as it can be answered, in all its languages; and the questions that can't be yet."""
    survey, left_out = glimpses.as_far(design_of(row.definition))
    spoken = {code: Translation.model_validate(found) for code, found in languages(row).items()}
    return survey.model_copy(update={"languages": spoken}), left_out
