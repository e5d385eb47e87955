"""How answers are written in a draft, and read from it. Knows nothing of whose they are, or of any query."""

from collections.abc import Mapping
from typing import Any

from feedback.domain.journey import Answer


def answers_in(kept: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers of a draft, from how they are kept."""
    return {key: _answer(raw) for key, raw in kept.items()}


def raw(answer: Answer) -> dict[str, object]:
    """An answer as it is kept."""
    if answer.held:  # and never the words themselves
        return {"held": answer.held, "quote": answer.may_quote}
    if answer.words:
        return {"words": answer.words, "quote": answer.may_quote}
    return {"chosen": list(answer.chosen)}


def _answer(raw: Mapping[str, object]) -> Answer:
    chosen = raw.get("chosen", ())
    return Answer(
        tuple(str(c) for c in chosen) if isinstance(chosen, list) else (),
        str(raw.get("words", "")),
        bool(raw.get("quote", False)),
        str(raw.get("held", "")),
    )
