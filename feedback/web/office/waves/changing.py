"""What can be changed of a wave that is there, what that will do in words, and doing it. Knows no route."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from feedback.adapters.languages import long_date
from feedback.adapters.store import waves
from feedback.adapters.store.waves import CODES, NOBODY
from feedback.adapters.tables import Wave
from feedback.domain.keeping import earliest_end
from feedback.web.office.waves.given import Given
from feedback.web.office.waves.opening import ACCESS


@dataclass(frozen=True)
class State:
    """Of a wave, what can be changed."""

    closes_on: date
    target: int | None
    access: str
    delete_on: date | None

    @classmethod
    def of(cls, wave: Wave) -> "State":
        return cls(wave.closes_on, wave.target, wave.access, wave.delete_on)

    def __str__(self) -> str:
        return f"{self.closes_on} {self.target} {self.access} {self.delete_on}"


def closed_now(wave: Wave, today: date) -> State:
    """A wave that nobody can begin any more: its last day was yesterday. On its first day that can't be, so
    it closes tonight.
    """
    yesterday = max(wave.opens_on, today - timedelta(days=1))
    return State(min(wave.closes_on, yesterday), wave.target, wave.access, wave.delete_on)


def read(form: Mapping[str, str], wave: Wave, today: date) -> tuple[State | None, dict[str, str]]:
    """What a form asks for; or None and what is wrong with it, by field."""
    given = Given(form)
    closes, access = wave.closes_on, wave.access
    if wave.access != NOBODY:
        closes = given.day("closes", "Give the last day.") or wave.closes_on
        if wave.seq == 0:
            access = given.one_of("access", ACCESS, "Choose who may answer.") or wave.access
    if closes < wave.opens_on:
        given.no("closes", "The last day can’t be before the first.")
    elif closes != wave.closes_on and closes < today:
        given.no("closes", "This day is over. To close the wave at once, press “Close now”.")
    target = given.number("target")
    delete_on = given.day(
        "delete-on", "Give the day on which the answers are deleted." if wave.delete_on else None
    )
    if delete_on and delete_on < earliest_end(closes):
        given.no("delete-on", "Answers can be deleted two days after the last day at the earliest.")
    elif delete_on and delete_on <= today:
        given.no("delete-on", "Give a day that is still to come, so that there is time to think again.")
    return (None if given.wrong else State(closes, target, access, delete_on)), given.wrong


def effects(wave: Wave, wanted: State, today: date) -> Iterator[str]:
    """What will happen, one sentence for each thing that changes."""
    if wanted.closes_on != wave.closes_on:
        yield from _of_closing(wave, wanted.closes_on, today)
    if wanted.access != wave.access:
        yield (
            "Only people with a code can answer. Make the codes and hand them out."
            if wanted.access == CODES
            else "Anyone with the link can answer. Codes that were handed out are no longer asked for."
        )
    if wanted.target != wave.target:
        yield f"The target is {wanted.target} answers." if wanted.target else "There is no target any more."
    if wanted.delete_on != wave.delete_on and wanted.delete_on:
        yield (
            f"On {long_date(wanted.delete_on)} all answers, comments, codes and drafts of this wave are "
            "deleted. The numbers that may be told are kept. This can’t be undone then."
        )
        if wave.delete_on:
            yield f"Those who have answered were told another day: {long_date(wave.delete_on)}."


def _of_closing(wave: Wave, closes: date, today: date) -> Iterator[str]:
    was_open, day = wave.opens_on <= today <= wave.closes_on, long_date(closes)
    if closes < today:
        yield "Nobody new can begin from now on. Whoever has begun can still send their answers today."
        yield "Paper can still be keyed in for a while. You can open the wave again with a later last day."
    elif closes == today and was_open:
        yield "The last day is today: the wave closes at midnight. Whoever has begun can send tomorrow."
    elif was_open or today < wave.opens_on:
        yield f"The last day will be {day}. The start page says so at once."
    else:
        yield f"The wave opens again at once, until {day}."
    if wave.access == CODES:
        yield "Cards and letters that are printed already say the day that was the last until now."


def change(session: Session, wave: Wave, wanted: State, today: date) -> list[str]:
    """Makes the changes; what was done, for the audit log. Raises ValueError if somebody has answered, so
    that who may answer can't change any more.
    """
    acts = []
    if wanted.access != wave.access:
        if not waves.change_access(session, wave, wanted.access):
            raise ValueError("Somebody has answered, so who may answer can’t change any more.")
        acts.append("changed who may answer a wave")
    if wanted.closes_on != wave.closes_on:
        extended = wanted.closes_on > wave.closes_on
        acts.append(
            "extended a wave"
            if extended
            else "closed a wave"
            if wanted.closes_on <= today
            else "shortened a wave"
        )
        wave.closes_on = wanted.closes_on
    if wanted.target != wave.target:
        acts.append("changed a wave’s target")
        wave.target = wanted.target
    if wanted.delete_on != wave.delete_on:
        acts.append("changed when a wave’s answers are deleted")
        wave.delete_on = wanted.delete_on
    return acts
