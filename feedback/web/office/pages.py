"""The routes of the office: parse, ask the rules, render."""

from flask import render_template

from feedback.adapters.store import coming_in, editions, waves
from feedback.adapters.tables import Wave
from feedback.web.context import here
from feedback.web.office.desk import office, surveys_now, takes_paper


@office.get("/")
def home() -> str:
    """Every survey with its waves, and the surveys that have not been opened yet."""
    context = here()
    with context.database.reading() as reading:
        listed: dict[str, list[Wave]] = {}
        for wave in waves.every(reading):
            listed.setdefault(wave.survey_key, []).append(wave)
        titles = {
            key: editions.get(reading, key, of_survey[0].edition).title for key, of_survey in listed.items()
        }
        waiting = [s for key, s in surveys_now(reading).items() if key not in listed]
        taking = {w.key for of_survey in listed.values() for w in of_survey if takes_paper(w, context.today)}
        return render_template(
            "office/home.html",
            listed=listed,
            titles=titles,
            waiting=waiting,
            today=context.today,
            taking=taking,
            answered=coming_in.totals(reading),
        )
