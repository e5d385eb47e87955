"""What a survey loses on its way into a file of some kind, said before anyone takes it. Writes no file."""

from collections.abc import Callable, Iterator, Mapping

from feedback.domain.surveys import Survey

Has = Callable[[Survey], bool]


def _promises(survey: Survey) -> bool:
    return bool(survey.tags or survey.framework)


def _told(survey: Survey) -> bool:
    return any(q.told_us or q.counts for q in survey.questions)


def _easy(survey: Survey) -> bool:
    words = any(q.easy or q.easy_hint or any(o.easy for o in q.options) for q in survey.questions)
    return words or any(survey.easy.model_dump().values())


def _pictures(survey: Survey) -> bool:
    return any(q.picture or any(o.picture for o in q.options) for q in survey.questions)


def _alone(survey: Survey) -> bool:
    return any(o.alone for q in survey.questions for o in q.options)


def _banded(survey: Survey) -> bool:
    return any(q.banded for q in survey.questions)


def _on_one_page(survey: Survey) -> bool:
    return any(q.page for q in survey.questions)


def _start_page(survey: Survey) -> bool:
    return bool(survey.who_reads or survey.hear_back or survey.in_danger)


_OFFICE: Mapping[str, Has] = {
    "which promise each question is about": _promises,
    "the sentences that tell the results, and which answers count for them": _told,
    "which questions results may be broken down by": lambda s: any(q.breakdown for q in s.questions),
    "figures that are told of several questions together": lambda s: bool(s.pooled),
    "easy-read words": _easy,
    "pictures": _pictures,
    "words that are explained": lambda s: bool(s.words),
    "the words of “I’d rather not say”": lambda _s: True,
    "who is asked, in words for many and for one": lambda _s: True,
}
_LOST: Mapping[str, Mapping[str, Has]] = {
    "yaml": {},
    "xlsform": _OFFICE,
    "ddi": {
        **{name: has for name, has in _OFFICE.items() if not name.startswith("who is asked")},
        "the start page’s words about who reads it and when people hear back": _start_page,
        "that an answer can only be ticked alone": _alone,
        "which questions are on one page": _on_one_page,
        "hints in other languages": lambda s: bool(s.languages) and any(q.hint for q in s.questions),
    },
}


def left_out(survey: Survey, kind: str) -> Iterator[str]:
    """What of this survey a file of this kind can't hold, a few words each; nothing for our own."""
    yield from (what for what, has in _LOST[kind].items() if has(survey))


def changed(survey: Survey, kind: str) -> Iterator[str]:
    """What of this survey is there in another shape, a sentence each."""
    if kind == "xlsform" and _banded(survey):
        yield "Numbers and dates are asked as bands to choose from, because only bands are kept here."
    if kind == "ddi" and any(q.show_if for q in survey.questions):
        yield "When a question is asked is said in words."
    if kind == "ddi" and any(q.takes_several for q in survey.questions):
        yield "Where several answers can be ticked, each answer is a variable of its own, as in the CSV."
