"""Words of harm, held until their writer has seen where help is and said what becomes of them. The database
has them sealed until then, under a key that isn't in it. Knows no page.
"""

from dataclasses import replace

from feedback.adapters import sealing
from feedback.domain import journey
from feedback.domain.journey import Answer, Answers
from feedback.domain.surveys import Survey
from feedback.web.context import here

_WHOSE = "words of harm in a draft"


def guarded(given: Answer, before: Answer | None) -> Answer:
    """An answer as it may be put in a draft: with its words held, if they are words of harm and nobody has
    said of these same words that they stay.
    """
    if not given.words or not here().content.harm.find(given.words):
        return given
    if before and not before.held and before.words == given.words:
        return given
    sealed = sealing.seal(here().settings.secret_key, _WHOSE, given.words.encode("utf-8", "replace"))
    return replace(given, words="", held=sealed.decode())


def opened(answers: Answers) -> dict[str, Answer]:
    """The answers of a draft with what is held to be read, by its writer alone. What was sealed under another
    key is asked anew.
    """
    found = {key: _opened(answer) for key, answer in answers.items()}
    return {key: answer for key, answer in found.items() if answer is not None}


def _opened(answer: Answer) -> Answer | None:
    if not answer.held:
        return answer
    try:
        words = sealing.unseal(here().settings.secret_key, _WHOSE, answer.held.encode())
    except sealing.WontOpen:
        return None
    return replace(answer, words=words.decode())


def first(survey: Survey, answers: Answers) -> str | None:
    """The first question that is asked and whose words are held; None when all is said."""
    asked = journey.shown(survey, answers)
    return next((q.key for q in asked if q.key in answers and answers[q.key].held), None)
