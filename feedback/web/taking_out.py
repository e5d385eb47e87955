"""Which response three words are for, and how often may be guessed: one count for every page that asks for
them. For the writer, and for an officer to whom they are read out. Knows no route and no answer.
"""

from dataclasses import dataclass
from enum import Enum

from flask import request

from feedback.adapters import three_words
from feedback.adapters.store import editions, receipts
from feedback.adapters.three_words import WrongWords
from feedback.domain.surveys import Survey
from feedback.web import guessing
from feedback.web.answering.entry import MINUTES, TOO_OFTEN
from feedback.web.answering.later import FEWER, MOST_IN_A_WAVE, MOST_WRONG, what_is_wrong
from feedback.web.context import here
from feedback.web.language import to_say as _

NOT_FOUND = _("No answers have these words. They were taken out already, or a word is wrong.")
Wrong = tuple[str, dict[str, object]]


class Step(Enum):
    """How far someone with words has come, and the answer that a page gives: its status."""

    WRONG = 422
    TOO_OFTEN = 429
    SURE = 200  # the words are right, and it is to be asked whether they are sure


@dataclass(frozen=True)
class Found:
    """What some words lead to: the survey that was answered, or what is wrong with them."""

    step: Step
    typed: str
    words_hash: str = ""
    wave: str = ""
    survey: Survey | None = None
    wrong: Wrong | None = None


def find(typed: str) -> Found:
    """What these words lead to. Wrong ones are counted, and after some nobody may try for a while."""
    try:
        words = three_words.read(typed)
    except WrongWords as wrong:
        return Found(Step.WRONG, typed, wrong=what_is_wrong(wrong))
    mine, anyone = f"take out {guessing.address()}", "take out"
    most = FEWER if guessing.wrong_so_far(anyone) >= MOST_IN_A_WAVE else MOST_WRONG
    if guessing.wrong_so_far(mine) >= most:
        return Found(Step.TOO_OFTEN, typed, wrong=(TOO_OFTEN, {"minutes": MINUTES}))
    words_hash = three_words.hashed(here().settings.secret_key, three_words.TAKE_OUT, words)
    with here().database.reading() as reading:
        wave = receipts.wave_of(reading, words_hash)
        if wave is not None:
            survey = editions.get(reading, wave.survey_key, wave.edition)
            return Found(Step.SURE, typed, words_hash, f"{survey.title}, {wave.name}", survey)
    guessing.was_wrong(mine, anyone)
    return not_found(typed)


def not_found(typed: str) -> Found:
    """Words that no answers have, or have no more."""
    return Found(Step.WRONG, typed, wrong=(NOT_FOUND, {}))


def typed() -> str:
    """The words of this request's form."""
    return request.form.get("words", "")[:200]
