"""Pages that tell anyone what was asked, what young people said, what was done and what is next: only what an
officer published. Knows no route of answering and nothing of the office.
"""

from datetime import date

from flask import abort, render_template
from sqlalchemy.orm import Session

from feedback.adapters import accounts
from feedback.adapters.store import told_sections
from feedback.domain.accounts import Account, Reader
from feedback.web import language
from feedback.web.context import here
from feedback.web.public.desk import public
from feedback.web.public.told_lines import lines


def account_of(session: Session, commitment: str, wave: str = "") -> Account | None:
    """What is told of a promise today, for whoever reads this page; None where nothing was published."""
    context = here()
    reader = Reader(language.current(), language.easy())
    return accounts.newest(session, commitment, context.settings.rules, context.today, reader, wave)


@public.get("/told")
def told_all() -> str:
    """Every promise, with when something was last told of it."""
    context = here()
    with context.database.reading() as reading:
        told_on: dict[str, date] = {k: row.told_on for k, row in told_sections.last_of_each(reading).items()}
    return render_template(
        "public/told_all.html", frameworks=context.content.frameworks.values(), told_on=told_on
    )


@public.get("/told/<commitment>")
def told(commitment: str) -> str:
    """One promise: every wave that asked about it."""
    return _page(commitment)


@public.get("/told/<commitment>/<wave>")
def told_in(commitment: str, wave: str) -> str:
    """One promise, and what was said of it in one wave."""
    return _page(commitment, wave)


def _page(commitment: str, wave: str = "") -> str:
    context = here()
    found = context.content.commitment(commitment) or abort(404)
    with context.database.reading() as reading:
        account = account_of(reading, commitment, wave)
    if wave and (account is None or not account.asked):
        abort(404)
    return render_template(
        "public/told.html",
        framework=found[0],
        promise=found[1],
        account=account,
        lines=list(lines(account, language.easy())) if account else [],
        wave=wave,
    )
