"""Which columns go by the key or the words of a question that exists. Knows nothing of mappings."""

from collections.abc import Sequence

from feedback.adapters.imports.cells import fold_heading, identity
from feedback.adapters.imports.finding import Mistaken
from feedback.adapters.imports.headers import Column
from feedback.adapters.imports.keys import slug
from feedback.adapters.imports.placing import Finder
from feedback.adapters.imports.plans import Plan, other_among
from feedback.domain.questions import Question

Columns = tuple[Column, ...]


def like(question: Question, found: Sequence[Column], guessed: Sequence[Plan]) -> Columns:
    """The columns that go by a question's key or words; none if there are none.

    Raises Mistaken if several do and nothing tells them apart.
    """
    words = fold_heading(question.ask)
    if question.takes_several and (ticks := _ticks(question, words, found)):
        return ticks
    by_code = [c for c in found if question.key in (slug(c.code), slug(c.heading))]
    exact = [c for c in found if fold_heading(c.heading) == words]
    for alone in (by_code, exact):
        if len(alone) == 1:
            return _with_other(question, alone[0], found)
    same_key = [p.columns for p in guessed if p.question.key == question.key]
    if same_key and (not exact or same_key[0][0] in exact):
        return same_key[0] if question.takes_several else _with_other(question, same_key[0][0], found)
    if exact:
        letters = ", ".join(c.letter for c in exact)
        raise Mistaken("", f"columns {letters} are all headed “{exact[0].heading}”")
    return ()


def _ticks(question: Question, words: str, found: Sequence[Column]) -> Columns:
    """The columns that are an option each, under the question's words or key."""
    find = Finder(values_of(question))
    under = [c for c in found if words == fold_heading(c.question) or slug(c.question) == question.key]
    return tuple(c for c in under if c.sub and (find(c.sub) or c.asks_for_words))


def _with_other(question: Question, column: Column, found: Sequence[Column]) -> Columns:
    """A column, and the one for other words beside it if the question has such an option."""
    if question.takes_words or question.takes_several or not other_among(o.label for o in question.options):
        return (column,)
    beside = [c for c in found if c.block == column.block and c.asks_for_words]
    return (column, *beside[:1])


def values_of(question: Question) -> dict[str, str]:
    """The answers that are each option: its words or its key."""
    by_key = {identity(o.key): o.key for o in question.options}
    return by_key | {identity(o.label): o.key for o in question.options}
