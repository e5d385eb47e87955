"""How long answers are kept, and what stays when the people go: each question's numbers as they may be told.

Knows nothing of where either is kept.
"""

from datetime import date, timedelta

from feedback.domain.answered import WaveAnswers, safe_source
from feedback.domain.disclosure import Rules
from feedback.domain.events import Event
from feedback.domain.hiding import shown_of
from feedback.domain.releasing import Figures

MONTHS = 24


def earliest_end(closes_on: date) -> date:
    """The first day on which a wave's answers can be deleted: whoever had begun may send a day late."""
    return closes_on + min(timedelta(days=2), date.max - closes_on)


def default_day(closes_on: date, today: date) -> date:
    """The day on which a wave's answers are deleted if nobody names another: so many months after its last
    day; after today for one that is long over, so that nothing goes the night it is brought in.
    """
    last = max(closes_on, today)
    years, month = divmod(last.month - 1 + MONTHS, 12)
    if last.year + years > date.max.year:
        return date.max
    try:
        return last.replace(year=last.year + years, month=month + 1)
    except ValueError:  # a 29 February, in a year that has none
        return date(last.year + years, 3, 1)


def kept_figures(wave: WaveAnswers, rules: Rules) -> Figures:
    """Every number of every question as a whole that may be told of a wave, by identity; None where one is
    hidden. Under the wave's own key, how many answered.
    """
    key = wave.source.wave
    found: dict[str, int | None] = {key: safe_source(wave.source, rules).responses}
    for question in wave.survey.questions:
        count = wave.tally.count(question.key)
        if count is None:
            continue
        shown = shown_of(count, wave, rules)
        found[Event(question.key).identity(key)] = shown.base
        for option, n in shown.options.items():
            found[Event(question.key, (option,)).identity(key)] = n
        if len(count.question.counts) > 1:
            found[Event.of(question.key, count.question.counts).identity(key)] = shown.counted
    return found
