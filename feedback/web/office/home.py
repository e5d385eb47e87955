"""The first page: what needs doing now, then every survey with its waves. Doesn’t decide what needs doing."""

from collections.abc import Mapping, Sequence

from flask import render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from feedback.adapters.store import coming_in, concerns, designs, editions, waves
from feedback.adapters.store import comments as written
from feedback.adapters.tables import Wave
from feedback.domain.concerns import Waiting
from feedback.domain.roles import May
from feedback.domain.to_do import Standing, to_do
from feedback.web.access import opens
from feedback.web.context import here
from feedback.web.office.desk import office, surveys_now, takes_paper


@office.get("/")
def home() -> str:
    """What needs doing, every survey with its waves, and the surveys that have not been opened yet."""
    today = here().today
    with here().database.reading() as reading:
        every = waves.every(reading)
        listed: dict[str, list[Wave]] = {}
        for wave in every:
            listed.setdefault(wave.survey_key, []).append(wave)
        made = designs.every(reading) if opens("office.making") else []
        being_made = [d for d in made if d.edition is None]
        return render_template(
            "office/home.html",
            listed=listed,
            titles=_titles(reading, listed),
            waves={w.key: w for w in every},
            doing=to_do(_standing(reading, every), today) if opens("office.wave") else [],
            being_made=being_made,
            first_time=not every and not made,
            waiting=[s for key, s in surveys_now(reading).items() if key not in listed],
            designed={d.key for d in made},
            today=today,
            taking={w.key for w in every if takes_paper(w, today)},
            answered=coming_in.totals(reading),
            waiting_concerns=_concerns(reading),
        )


def _concerns(session: Session) -> Waiting | None:
    """How many concerns wait, for leads and for those who invite leads; nothing of what they say."""
    if not {May.READ_CONCERNS, May.PEOPLE} & current_user.may:
        return None
    return concerns.waiting(session, here().now(), here().settings.concerns)


def _titles(session: Session, listed: Mapping[str, list[Wave]]) -> dict[str, str]:
    """Each survey's title, as its newest wave had it."""
    return {key: editions.get(session, key, found[0].edition).title for key, found in listed.items()}


def _standing(session: Session, every: Sequence[Wave]) -> list[Standing]:
    undecided = written.waiting(session) if opens("office.comments") else {}
    return [
        Standing(
            key=wave.key,
            opens_on=wave.opens_on,
            closes_on=wave.closes_on,
            delete_on=wave.delete_on,
            gone=wave.people_gone_on is not None,
            answered_here=wave.access != waves.NOBODY,
            waiting=undecided.get(wave.id, 0),
        )
        for wave in every
    ]
