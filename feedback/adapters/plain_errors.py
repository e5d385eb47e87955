"""What pydantic found wrong, in words for someone who doesn't program. Knows nothing of files or lines."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from pydantic import BaseModel
from pydantic_core import ErrorDetails

_WORDS = {
    "missing": "“{at}” is missing",
    "enum": "“{at}” says “{given}”. It must be one of: {known}",
    "string_pattern_mismatch": "“{given}” can’t be a key. A key has small letters, digits and "
    "single hyphens, such as in-control",
    "string_too_short": "“{at}” is empty; write its words, or take it out",
    "string_too_long": "“{at}” is too long: at most {most} are allowed",
    "too_long": "“{at}” is too long: at most {most} are allowed",
    "too_short": "“{at}” needs at least {fewest}",
    "string_type": "“{at}” should be words; put quotes around them if they look like something else",
    "bool_parsing": "“{at}” should be true or false",
    "bool_type": "“{at}” should be true or false",
    "tuple_type": "“{at}” should be a list, each item on a line of its own after a hyphen",
    "int_parsing": "“{at}” should be a whole number",
    "int_type": "“{at}” should be a whole number",
    "int_from_float": "“{at}” should be a whole number",
    "greater_than_equal": "“{at}” should be {least} or more",
    "less_than_equal": "“{at}” should be {greatest} or less",
    "date_from_datetime_parsing": "“{at}” should be a date, such as 2026-03-31",
    "date_parsing": "“{at}” should be a date, such as 2026-03-31",
    "date_type": "“{at}” should be a date, such as 2026-03-31",
    "dict_type": "“{at}” should have keys of its own under it",
    "model_type": "“{at}” should have keys of its own under it",
}

_UNIONS = ("float", "str")  # pydantic names the kinds that it tried


def plainly(error: ErrorDetails, model: type[BaseModel]) -> str:
    """One error in plain words, with what would be right."""
    if error["type"] == "extra_forbidden":
        extra = str(error["loc"][-1])
        return f"“{_short(extra)}” is not a key that belongs here{did_you_mean(extra, _keys(model))}"
    at = next((p for p in reversed(error["loc"]) if isinstance(p, str) and p not in _UNIONS), "this")
    if at == "to":
        return "“to” should be a number, or a date such as 2020-12-31"
    words = _WORDS.get(error["type"], "“{at}” is not right: {message}")
    return words.format(
        at=at,
        given=_short(str(error.get("input"))),
        known=", ".join(re.findall(r"'([^']+)'", error.get("ctx", {}).get("expected", ""))),
        most=error.get("ctx", {}).get("max_length"),
        fewest={1: "one", 2: "two"}.get(error.get("ctx", {}).get("min_length", 1), "more"),
        least=error.get("ctx", {}).get("ge"),
        greatest=error.get("ctx", {}).get("le"),
        message=error["msg"],
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The nearest known word as the end of a sentence, or nothing."""
    near = get_close_matches(word, list(known), 1, 0.6)
    return f"; did you mean “{near[0]}”?" if near else ""
