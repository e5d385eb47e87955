"""Everything to look at in one question, or on the start page, of a design. Refuses nothing: it advises."""

import re
from collections.abc import Iterator

from feedback.domain import wording_answers, wording_asking
from feedback.domain.designs import START_WORDS, Asked, Design
from feedback.domain.questions import Kind
from feedback.domain.wording import Finding, Vocabulary, of_words, reading_age

READABLE_AGE = 11


def known_to(design: Design, known: Vocabulary) -> Vocabulary:
    """The vocabulary for a design: what it explains needs no explaining, nor do the people who are asked."""
    explained = [form for w in design.words for form in (w.term, *w.also)]
    return known.explaining([*explained, design.many, design.one])


def of_question(design: Design, question: Asked, known: Vocabulary) -> list[Finding]:
    """What to look at in one question, field by field, in the order of its page."""
    known, options = known_to(design, known), design.options(question)
    found = [
        *wording_asking.leading("ask", question.ask),
        *wording_asking.double("ask", question.ask, question.kind),
        *wording_asking.negative("ask", question.ask, question.kind),
        *wording_asking.wrong_kind("ask", question.ask, question.kind),
        *of_words("ask", question.ask, known),
        *of_words("hint", question.hint, known),
    ]
    if question.kind is Kind.SCALE:
        found += wording_answers.lopsided("options", options)
    if question.kind is not Kind.DATE:
        found += wording_answers.overlapping("options", options)
    found += wording_answers.too_many("options", question.kind, options)
    for choice in options:
        found += of_words("options", choice.label, known)
    found += wording_answers.skipping(options, question.skip)
    return [*found, *_headline(question), *_tags(question), *_easy(question, known)]


def _headline(question: Asked) -> Iterator[Finding]:
    if not question.told_us:
        if question.kind in (Kind.SCALE, Kind.YES_NO):
            why = "Without it, the section can’t say in one line what people told us."
            yield Finding("told_us", "", why, "Finish the sentence, about them: “they feel safe”.")
        return
    if hit := re.search(r"\b(I|my|me|we|us|our|you|your)\b|\bI['’]m\b", question.told_us):
        why = "It’s said about them, after “told us that”."
        yield Finding("told_us", hit[0], why, "Say “they” and “their”.")
    if question.told_us.endswith((".", "!", "?")):
        yield Finding(
            "told_us", question.told_us[-1], "It’s in the middle of a sentence.", "End with no stop."
        )
    if hit := re.match(r"that\b", question.told_us, re.IGNORECASE):
        yield Finding("told_us", hit[0], "“That” is there already.", "Leave it out.")


def _tags(question: Asked) -> Iterator[Finding]:
    if not question.tags:
        why = "Without a promise, nobody will see its answers beside one, and nothing has to come of it."
        yield Finding("tags", "", why, "Choose the promise that it’s about.")


def _easy(question: Asked, known: Vocabulary) -> Iterator[Finding]:
    yield from of_words("easy", question.easy, known)
    yield from of_words("easy_hint", question.easy_hint, known)


def of_start(design: Design, known: Vocabulary) -> list[Finding]:
    """What to look at in the words of the start page, by field."""
    known = known_to(design, known)
    found = [*of_words("title", design.title, known)]
    for name in START_WORDS:
        for at in (name, f"easy_{name}"):
            found += of_words(at, getattr(design, at), known)
    return found


def age_of(design: Design) -> int | None:
    """About the age at which most people can read all of a design; None where there is too little to say."""
    said = [getattr(design, name) for name in START_WORDS]
    for question in design.questions:
        said += [question.ask, question.hint]
    return reading_age("\n".join(s for s in said if s))
