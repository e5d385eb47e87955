"""How a wave is getting on: how many, when, how, who is missing, and reminders. Shows no answer."""

from collections.abc import Iterable
from datetime import date

from flask import render_template, url_for
from sqlalchemy.orm import Session

from feedback.adapters.languages import in_english, long_date
from feedback.adapters.store import coming_in, told, waves
from feedback.adapters.store.waves import CODES, NOBODY
from feedback.adapters.tables import Wave
from feedback.domain import reaching, reminders
from feedback.domain.answered import WaveAnswers
from feedback.domain.coming_in import AT_THE_END, groups_so_far, parts, stops
from feedback.domain.disclosure import Release
from feedback.domain.sections import Heard
from feedback.domain.surveys import Survey
from feedback.web.context import here
from feedback.web.office.desk import office, wave_of

WAYS = {"online": "On their own phone or computer", "tablet": "On a shared tablet", "paper": "On paper"}
LONGEST_LIST = 62  # days that are listed one by one


@office.get("/waves/<wave>/progress")
def progress(wave: str) -> str:
    """All that an officer needs to know while a wave runs, without anyone's answers."""
    context = here()
    with context.database.reading() as reading:
        found = wave_of(reading, wave)
        rules, today = context.settings.rules, context.today
        now, before = _answers(reading, found)
        languages = coming_in.by_language(reading, found)
        ways = coming_in.by_way(reading, found)
        waiting = stops(now.survey, coming_in.left(reading, found, today))
        heard = [] if found.people_gone_on else reaching.heard(now, rules)
        return render_template(
            "office/waves/progress.html",
            wave=found,
            survey=now.survey,
            answered=now.responses,
            is_open=found.access != NOBODY and found.opens_on <= today <= found.closes_on,
            days=_days(coming_in.by_day(reading, found)),
            languages=_named(parts(languages, rules), {k: in_english(k) for k in languages}),
            ways=_named(parts(ways, rules), {k: WAYS.get(k, "Brought in") for k in ways}),
            left=sum(waiting.values()),
            few=rules.threshold,
            waiting=_named(parts(waiting, rules), _asks(now.survey)),
            heard=heard,
            totals=_totals(heard),
            groups=groups_so_far(now, before, rules),
            before=before.source if before else None,
            reminders=_reminders(found, now.survey),
        )


def _answers(session: Session, wave: Wave) -> tuple[WaveAnswers, WaveAnswers | None]:
    """The answers of a wave, and of the one before it."""
    earlier = [w for w in waves.every(session, wave.survey_key) if w.opens_on < wave.opens_on]
    rules, today = here().settings.rules, here().today
    found = told.gather(session, [wave, *earlier[:1]], today, rules, themes=False)
    return found[0], found[1] if len(found) > 1 else None


def _days(counted: Iterable[tuple[date, int]]) -> list[tuple[date, int, int]]:
    """The latest days with how many came, and how many had come in all by then."""
    so_far, days = 0, []
    for day, n in counted:
        so_far += n
        days.append((day, n, so_far))
    return days[-LONGEST_LIST:]


def _named(shown: Release, names: dict[str, str]) -> list[tuple[str, int | None]]:
    return [(names[key], n) for key, n in shown.options.items()]


def _asks(survey: Survey) -> dict[str, str]:
    return {**{q.key: q.ask for q in survey.questions}, AT_THE_END: "All answered, but not sent"}


def _totals(heard: Iterable[Heard]) -> dict[str, dict[str, str]]:
    """How many there are of each group by the council's count, by the question that makes the groups."""
    return {h.by: {row.label: row.people_text for row in h.rows} for h in heard if h.rows}


def _reminders(wave: Wave, survey: Survey) -> dict[str, object]:
    about = reminders.About(
        title=survey.title,
        many=survey.audience.many,
        link=url_for("answering.welcome", wave=wave.key, _external=True),
        last_day=long_date(wave.closes_on),
        needs_code=wave.access == CODES,
    )
    subject, words = reminders.email(about)
    return {
        "pass_on": reminders.to_pass_on(about),
        "subject": subject,
        "email": words,
        "text": reminders.text(about),
        "poster": reminders.poster_line(about),
    }
