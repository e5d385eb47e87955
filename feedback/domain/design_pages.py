"""Which questions of a design share a page: always neighbours. Knows nothing of how a page is drawn."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

from feedback.domain.design_keys import unlike
from feedback.domain.designs import Asked, Design


def on_page_before(design: Design, key: str) -> bool:
    """True if a question is on the same page as the one before it. Raises LookupError."""
    place = design.place(key)
    return place > 0 and _together(*design.questions[place - 1 : place + 1])


def page_of(design: Design, key: str) -> tuple[Asked, ...]:
    """A question and those that share its page, in order. Raises LookupError."""
    place = design.place(key)
    before = takewhile(lambda q: _together(q, design.questions[place]), reversed(design.questions[:place]))
    after = takewhile(lambda q: _together(q, design.questions[place]), design.questions[place + 1 :])
    return (*reversed(tuple(before)), design.questions[place], *after)


def _together(one: Asked, other: Asked) -> bool:
    return bool(one.page) and one.page == other.page


def put_with_before(design: Design, key: str, together: bool) -> Design:
    """The design with a question, and those that share its page after it, on the page of the question before,
    or on one of their own. The first question stays where it is. Raises LookupError.
    """
    place = design.place(key)
    if not place or on_page_before(design, key) == together:
        return design
    head, rest = design.questions[:place], design.questions[place:]
    taken = {q.page for q in design.questions}
    page = (head[-1].page if together else "") or unlike(head[-1].key if together else key, taken)
    follow = 1 + sum(1 for _ in takewhile(lambda pair: _together(*pair), pairwise(rest)))
    if together:
        head = (*head[:-1], *_on(head[-1:], page))
    return tidy(replace(design, questions=(*head, *_on(rest[:follow], page), *rest[follow:])))


def _on(questions: Sequence[Asked], page: str) -> tuple[Asked, ...]:
    return tuple(replace(q, page=page) for q in questions)


def tidy(design: Design) -> Design:
    """The same after questions moved: what was one page and is apart now is several, and a question whose
    neighbours have gone is alone.
    """
    names = {q.page for q in design.questions}
    found: list[Asked] = []
    seen: set[str] = set()
    for page, run in groupby(design.questions, lambda q: q.page):
        questions = tuple(run)
        name = "" if len(questions) == 1 else unlike(questions[0].key, names) if page in seen else page
        found += _on(questions, name) if page else questions
        seen |= {page}
        names |= {name}
    return replace(design, questions=tuple(found))
