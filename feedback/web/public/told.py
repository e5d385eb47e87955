"""Pages that tell anyone what was asked, what young people said, what was done and what is next: only what an
officer published. Knows no route of answering and nothing of the office.
"""

from datetime import date

from flask import abort, render_template
from sqlalchemy.orm import Session

from feedback.adapters import accounts
from feedback.adapters.hearing_back import Waiting, waiting
from feedback.adapters.measuring import measured
from feedback.adapters.store import actions, newsletters, told_sections
from feedback.domain.accounts import Account, Reader, title
from feedback.domain.feeling import LABELS
from feedback.domain.frameworks import Commitment
from feedback.domain.leaflets import Line
from feedback.web import language, pictures
from feedback.web.context import here
from feedback.web.public import told_more
from feedback.web.public.desk import public
from feedback.web.public.told_lines import lines
from feedback.web.public.told_waves import who


def account_of(session: Session, commitment: str, wave: str = "") -> Account | None:
    """What is told of a promise today, for whoever reads this page; None where nothing was published."""
    context = here()
    return accounts.newest(session, commitment, context.settings.rules, context.today, reader(), wave)


def reader() -> Reader:
    """Whoever reads this page."""
    return Reader(language.current(), language.easy())


def waiting_now(session: Session, commitment: str = "") -> list[Waiting]:
    """Whose people should have heard back by now: of one promise, or of any."""
    context = here()
    known = {c.key for f in context.content.frameworks.values() for c in f.commitments}
    weeks = context.settings.hear_back_weeks
    found = waiting(session, known, weeks, context.today, reader())
    return [one for one in found if not commitment or commitment in one.commitments]


def _drawn(session: Session) -> dict[str, str]:
    return {**pictures.drawn(session)} if language.easy() else {}


@public.get("/told")
def told_all() -> str:
    """Every promise, with when something was last told of it and how much is late; and every wave."""
    context = here()
    with context.database.looking() as reading:
        told_on: dict[str, date] = {k: row.told_on for k, row in told_sections.last_of_each(reading).items()}
        late = {k: of["late"] for k, of in actions.counts(reading, context.today).items() if k in told_on}
        waves = {told.source.wave: told.source for told in told_sections.sources(reading)}
        return render_template(
            "public/told_all.html",
            frameworks=context.content.frameworks.values(),
            told_on=told_on,
            late=late,
            overdue=list(told_more.late(waiting_now(reading))),
            waves=sorted(waves.values(), key=lambda source: source.opens, reverse=True),
            has_news=any(row.down_on is None for row in newsletters.every(reading)),
            pictures={},
        )


@public.get("/told/<commitment>")
def told(commitment: str) -> str:
    """One promise: the newest wave of every survey that asked about it."""
    return page(commitment)


@public.get("/told/<commitment>/<wave>")
def told_in(commitment: str, wave: str) -> str:
    """One promise, and what was said of it in one wave."""
    return page(commitment, wave)


def page(commitment: str, wave: str = "", pressed: str = "") -> str:
    """One promise, of one wave if it is named. `pressed` says what became of a press of “yes” or “no”."""
    context = here()
    found = context.content.commitment(commitment) or abort(404)
    with context.database.looking() as reading:
        account = account_of(reading, commitment, wave)
        if wave and (account is None or not account.asked):
            abort(404)
        return render_template(
            "public/told.html",
            framework=found[0],
            promise=found[1],
            account=account,
            overdue=list(told_more.late(waiting_now(reading, commitment))),
            lines=list(lines(account, language.easy())) if account else [],
            more=_more(reading, found[1]) if account else [],
            feels=told_more.feels_now(reading, commitment, account.number) if account else [],
            answers=[(feels.value, language.say(label)) for feels, label in LABELS.items()],
            pressed=pressed,
            wave=wave,
            pictures=_drawn(reading),
        )


def _more(session: Session, promise: Commitment) -> list[Line]:
    """Who leads, and how we check."""
    easy = language.easy()
    return [
        *told_more.leading(actions.leads(session, promise)[1], easy),
        *told_more.checking(measured(session, promise), easy),
    ]


@public.get("/asked/<wave>")
def asked(wave: str) -> str:
    """One wave: what it was, and each promise that it asked about."""
    context = here()
    with context.database.looking() as reading:
        once = accounts.once(reading, wave) or abort(404)
    return render_template(
        "public/asked.html",
        source=once.source,
        title=title(once.source, once.survey, reader()),
        who=who(once.source),
        promises=[
            (framework, promise, promise.key in once.told_under)
            for framework in context.content.frameworks.values()
            for promise in framework.commitments
            if promise.key in once.survey.tags
        ],
    )
