"""A wave of the small survey with forty answers that can be counted on the fingers."""

from sqlalchemy.orm import Session

from feedback.adapters.store import comments, responses
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Wave
from feedback.domain.journey import SKIPPED, Answer, kept
from tests.conftest import TODAY, small_survey

PEOPLE = 40


def answers(n: int) -> dict[str, Answer]:
    """The nth person’s, from 0: 24 agree, 6 neither, 10 don’t; 2 don’t feel safe; 30 say how they moved."""
    in_control = "agree" if n < 24 else "neither" if n < 30 else "disagree"
    several = ("none",) if n % 2 else ("money", "home") if n % 4 == 0 else ("money",)
    return {
        "in-control": Answer((in_control,)),
        "what-would-help": Answer(words=f"Help {n}", may_quote=n % 2 == 0),
        "help-with": Answer(several),
        "moves": SKIPPED if n >= 30 else Answer(("none" if n < 15 else "some",)),
        "born": Answer(("old" if n < 20 else "young",)),
        "safe": Answer(("no" if n < 2 else "yes",)),
        "more": Answer(words="=1+1", may_quote=True) if n == 0 else SKIPPED,
    }


def wave_of(session: Session, people: int = PEOPLE, name: str = "Autumn 2026", made_up: bool = False) -> Wave:
    """Opens a wave, and so many people answer. The first comment of the wave is cleared for quoting."""
    survey = small_survey()
    wave = open_survey(session, survey, name, (TODAY, TODAY), TODAY, made_up)
    sent = []
    for n in range(people):
        given = kept(survey, answers(n))
        sent.append(responses.Sent(given, {k: a.words for k, a in given.items() if a.words}))
    responses.add(session, wave, survey, sent, responses.Circumstances(TODAY))
    comments.judge(session, wave, comments.reference(wave, 1, "more"), "cleared")
    return wave
