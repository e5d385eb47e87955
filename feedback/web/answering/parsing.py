"""What was posted for one question, as an answer or as words about what is wrong. Knows nothing of drafts."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from werkzeug.datastructures import MultiDict

from feedback.domain.journey import SKIPPED, Answer
from feedback.domain.questions import Kind, Question, band_of
from feedback.web.language import to_say as _

SKIP = "-skip"  # no key can begin with a hyphen, so no option is ever called this
LONGEST_COMMENT = 5000
DATE_PARTS = ("day", "month", "year")
EARLIEST_YEAR = 1900  # 05 is a slip for 2005, and not the year five


Posted: TypeAlias = MultiDict[str, str]


@dataclass(frozen=True)
class Wrong:
    """What is wrong with an answer: the words, and the field that the words are about. The words have places
    for the question's words to skip, for `numbers`, and for the option (its key) that stands `alone`.
    """

    said: str
    at: str = "answer"
    alone: str | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)


SKIP_ALONE = ""  # in place of an option's key


@dataclass(frozen=True)
class Filled:
    """What a question's fields hold when the page is drawn."""

    chosen: Sequence[str] = ()
    words: str = ""
    parts: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(DATE_PARTS, ""))
    quote: bool = False


def own(question: Question) -> str:
    """What the names of a question's fields begin with, to be its own where several are on a page."""
    return f"{question.key}." if question.page else ""


def posted_for(question: Question, form: Posted, alone: bool = False) -> Posted:
    """A question's own fields of a posted page, by the names that they have for one question alone. If the
    page came before another edition was open, they may have the other names; `alone` says that fields without
    a key can be of no other question.
    """
    mine, spelt = own(question), f"{question.key}."
    others = ("",) if mine and alone else () if mine else (spelt,)
    for start in (mine, *others):
        fields = [(n.removeprefix(start), v) for n, v in form.items(multi=True) if n.startswith(start)]
        if any(name.startswith(("answer", "skip")) for name, _ in fields):
            return MultiDict(fields)
    return MultiDict()


def filled(given: Answer | None, form: Posted | None) -> Filled:
    """The fields as they were posted if that was wrong, or else as they were answered before."""
    if form is not None:
        parts = {part: form.get(f"answer-{part}", "") for part in DATE_PARTS}
        chosen = [*form.getlist("answer"), *form.getlist("skip")]
        return Filled(chosen, form.get("answer", ""), parts, form.get("quote") == "yes")
    if given is None:
        return Filled()
    return Filled((SKIP,) if given.skipped else given.chosen, given.words, quote=given.may_quote)


def parse_own(question: Question, form: Posted, before: Answer | None, alone: bool = False) -> Answer | Wrong:
    """The answer in a question's own fields of a posted page. Of a number or a date only the band is kept, so
    among others it stays as it was `before` where nothing is written.
    """
    mine = posted_for(question, form, alone)
    if question.page and question.banded and before and before.chosen and not any(mine.values()):
        return before
    if question.page and question.takes_words and not mine:  # it wasn't there to be written in
        return Wrong(_("Choose an answer, or “%(skip)s”"))
    return parse(question, mine)


def parse(question: Question, form: Posted) -> Answer | Wrong:
    """The answer in a posted form, or what is wrong with it."""
    return _PARSERS[question.kind](question, form)


def _one(question: Question, form: Posted) -> Answer | Wrong:
    value = form.get("answer", "")
    if value == SKIP:
        return SKIPPED
    if value in {o.key for o in question.options}:
        return Answer((value,))
    return Wrong(_("Choose an answer, or “%(skip)s”"))


def _several(question: Question, form: Posted) -> Answer | Wrong:
    ticked = set(form.getlist("answer"))
    if not ticked or ticked - {o.key for o in question.options} - {SKIP}:
        return Wrong(_("Tick at least one answer, or “%(skip)s”"))
    if ticked == {SKIP}:
        return SKIPPED
    alone = [o.key for o in question.options if o.alone and o.key in ticked]
    if SKIP in ticked:
        alone.append(SKIP_ALONE)
    if alone and len(ticked) > 1:
        said = _("You ticked “%(alone)s” and another answer. Choose which you mean")
        return Wrong(said, alone=alone[0])
    return Answer(tuple(o.key for o in question.options if o.key in ticked))


def _number(question: Question, form: Posted) -> Answer | Wrong:
    written = _western(form.get("answer", "")).strip().replace(",", "")
    if form.get("skip") == SKIP and not written:
        return SKIPPED
    if not re.fullmatch(r"\d{1,9}(\.\d{1,3})?", written, re.ASCII):
        return Wrong(_("Write a number, such as 3, or tick “%(skip)s”"))
    return Answer((band_of(question.options, float(written)),))


def _date(question: Question, form: Posted) -> Answer | Wrong:
    parts = [_western(form.get(f"answer-{part}", "")).strip() for part in reversed(DATE_PARTS)]
    if form.get("skip") == SKIP and not any(parts):
        return SKIPPED
    try:
        if not all(part.isascii() and part.isdecimal() for part in parts) or int(parts[0]) < EARLIEST_YEAR:
            raise ValueError
        year, month, day = map(int, parts)
        written = date(year, month, day)
    except ValueError:
        said = _("Write a day, month and year, such as 27 3 2020, or tick “%(skip)s”")
        return Wrong(said, "answer-day")
    return Answer((band_of(question.options, written.isoformat()),))


def _comment(question: Question, form: Posted) -> Answer | Wrong:
    written = _readable(form.get("answer", "")).strip()
    if written and question.page and form.get("skip") == SKIP:  # a box like any other here, and no button
        return Wrong(_("You ticked “%(alone)s” and another answer. Choose which you mean"), alone=SKIP_ALONE)
    if not written or form.get("skip") == SKIP:
        return SKIPPED
    if len(written) > LONGEST_COMMENT:
        numbers = {"over": len(written) - LONGEST_COMMENT, "most": LONGEST_COMMENT}
        return Wrong(
            _(
                "Your answer is too long by this many characters: %(over)s. Please make it shorter. "
                "We can keep %(most)s."
            ),
            numbers=numbers,
        )
    return Answer(words=written, may_quote=form.get("quote") == "yes")


def _western(written: str) -> str:
    """A number in the digits of any language, in ours."""
    digits = "".join(str(unicodedata.decimal(c, c)) for c in written)
    return digits.replace("٫", ".").replace("٬", "")


def _readable(words: str) -> str:
    """Without characters that no one can see and no database should hold; lines and emoji stay."""
    kept = (
        c for c in words.replace("\r\n", "\n") if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    )
    return "".join(kept)


_PARSERS: Mapping[Kind, Callable[[Question, Posted], Answer | Wrong]] = {
    Kind.CHOOSE_ONE: _one,
    Kind.SCALE: _one,
    Kind.YES_NO: _one,
    Kind.CHOOSE_SEVERAL: _several,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.COMMENT: _comment,
}
