"""Whether the themes of a comment question can be told as figures: all of it is coded, by whom, and how far
two people agree. Knows no page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sqlalchemy.orm import Session

from feedback.adapters.store import comments, editions, sorting, themes
from feedback.adapters.store.themes import Place
from feedback.adapters.tables import Wave
from feedback.domain.agreement import FEWEST, Agreement, agreement
from feedback.domain.sorting import key_of

ByPlace = Mapping[Place, frozenset[str]]
Coded = Mapping[str, ByPlace]
SORTED = "People at the council read each answer, and sorted them by what they are about."
ONE_SORTED = "A person at the council read each answer, and sorted them by what they are about."


class NotYet(Exception):  # noqa: N818
    """Themes that can't be told, or can't be taken back, with why."""


@dataclass(frozen=True)
class Standing:
    """One comment question of a wave: how many answers it has, how many are coded, since when its themes are
    told (None: they aren't), how many answers came since, and whether any of that was published. An answer
    that its writer deleted is none of them, though its themes stay told.
    """

    question: str
    ask: str
    answers: int
    coded: int
    told_on: date | None
    since: int
    published: bool

    @property
    def complete(self) -> bool:
        return 0 < self.answers == self.coded


def standing(session: Session, wave: Wave) -> list[Standing]:
    """Every comment question of a wave that has answers or is told, in the survey's order."""
    about = together(themes.coded(session, wave))
    told = {one.row.question: one for one in sorting.of(session, wave)}
    written: dict[str, list[int]] = {}
    for comment in comments.every(session, wave):
        written.setdefault(comment.question, []).append(comment.seq)
    for key in (key for key, one in told.items() if one.people):
        written.setdefault(key, [])  # each of its comments was deleted
    found = []
    for survey in reversed(list(editions.of(session, wave.survey_key).values())):
        for question in survey.questions:
            if (seqs := written.pop(question.key, None)) is None:
                continue
            one = told.get(question.key)
            found.append(
                Standing(
                    question.key,
                    question.ask,
                    len(seqs),
                    sum((seq, question.key) in about for seq in seqs),
                    one.row.told_on if one else None,
                    len(set(seqs) - one.people.keys()) if one else 0,
                    sorting.is_published(session, wave, question.key),
                )
            )
    return found


def together(coded: Coded) -> dict[Place, frozenset[str]]:
    """What each comment is about: what anybody coded it as."""
    found: dict[Place, set[str]] = {}
    for by in coded.values():
        for place, chosen in by.items():
            found.setdefault(place, set()).update(chosen)
    return {place: frozenset(chosen) for place, chosen in found.items()}


def tell(session: Session, wave: Wave, question: str, today: date) -> None:
    """Tells the themes of a comment question from today, as its answers are coded now. Raises NotYet."""
    one = next((s for s in standing(session, wave) if s.question == question), None)
    if one is None or not one.complete:
        raise NotYet("Code every answer to this question first. Nothing was changed.")
    if any(s.question(key_of(question)) for s in editions.of(session, wave.survey_key).values()):
        raise NotYet(f"The survey has a question “{key_of(question)}” of its own. Nothing was changed.")
    coded = themes.coded(session, wave)
    people = {seq: about for (seq, of), about in together(coded).items() if of == question}
    row = sorting.get(session, wave, question)
    before = row.themes if row else []
    earlier = sorting.sorted_before(session, wave, question)
    used = {theme for about in {**people, **earlier}.values() for theme in about}
    order = [t.key for t in themes.frame(session, retired=True)]
    keys = [*before, *(key for key in order if key in used and key not in before)]
    sorting.tell(session, wave, question, sorting.Wanted(keys, _how(coded, question), today), people)


def take_back(session: Session, wave: Wave, question: str) -> None:
    """Tells them no more. Raises NotYet once they were published: coded anew, they would tell who changed."""
    if sorting.is_published(session, wave, question):
        raise NotYet(
            "These themes were published, so they stay as they are. Leave them out of a section instead."
        )
    sorting.take_back(session, wave, question)


def _how(coded: Coded, question: str) -> str:
    """Who sorted, and how far two of them agree, in words."""
    mine = {who: {p: t for p, t in by.items() if p[1] == question} for who, by in coded.items()}
    coders = [by for by in mine.values() if by]
    if len(coders) < 2:
        return ONE_SORTED
    found = max((_agreed(*pair) for pair in combinations(coders, 2)), key=lambda a: a[0])
    return " ".join([SORTED, *_in_words(*found)])


def _agreed(one: ByPlace, other: ByPlace) -> tuple[int, Agreement]:
    """On how many answers both decided, and how far they agree on each theme of each of these."""
    both = sorted(one.keys() & other.keys())
    used = sorted({theme for by in (one, other) for place in both for theme in by[place]})
    pairs = [(theme in one[place], theme in other[place]) for place in both for theme in used]
    return len(both), agreement([a for a, _ in pairs], [b for _, b in pairs])


def _in_words(both: int, found: Agreement) -> Iterator[str]:
    """Kappa with one decimal, over all themes: with more, or for each theme, small numbers could be worked
    back from it.
    """
    if not both:
        return
    if both < FEWEST or found.kappa is None:
        yield "Two of them sorted some of the same answers: too few to say how far they agree."
    else:
        agree = f"How far they agree (Cohen’s kappa, 1 is always): {found.kappa:.1f}."
        yield f"Two of them sorted {both} of the same answers. {agree}"
