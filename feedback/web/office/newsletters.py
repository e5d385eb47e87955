"""The newsletters of the office: the list of them, and the page on which one is written."""

from collections.abc import Mapping, Sequence

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from feedback.adapters.store import actions, newsletters, records, told_sections
from feedback.adapters.store.newsletters import NEWSLETTER
from feedback.adapters.store.records import Kept
from feedback.adapters.tables_sections import ToldSection
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.newsletters import MOST_PROMISES, Newsletter, advice, in_order, problems
from feedback.web.context import here
from feedback.web.office import actions_desk as desk
from feedback.web.office.actions_desk import Page
from feedback.web.office.actions_history import history_page, shown
from feedback.web.office.desk import office
from feedback.web.office.making.desk import known, promises

PLACE = "place:"
_NOWHERE = 0


@office.get("/newsletters", endpoint="newsletters")
def all_newsletters() -> str:
    """Every newsletter, published or not, the latest meeting first."""
    with here().database.reading() as reading:
        found = [
            (desk.short(row.key), one, newsletters.newest_of(reading, row.key), row.version)
            for row, one in newsletters.drafts(reading)
        ]
    return render_template(
        "office/newsletters/all.html", found=found, told_again=request.args.get("saved", "")
    )


@office.get("/newsletters/<key>")
def newsletter(key: str) -> str:
    """A newsletter to change; with “new” for a key, an empty form."""
    with here().database.reading() as reading:
        if key == desk.NEW:
            return _form(reading, desk.fresh_key(), Newsletter(), 0)
        row = records.get(reading, desk.whole_key(NEWSLETTER, key), NEWSLETTER) or abort(404)
        return _form(reading, key, Newsletter.of(row.held), row.version)


def _typed() -> Newsletter:
    fields = [name for name in request.form if name.startswith(PLACE)]
    places = [(name.removeprefix(PLACE), _place(request.form[name])) for name in fields]
    given = {name: desk.words(name) for name in ("title", "meeting", "opening", "closing")}
    return Newsletter(on=desk.day("on"), promises=in_order(places), **given)


def _place(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else _NOWHERE


@office.post("/newsletters/<key>")
def keep_newsletter(key: str) -> Page:
    """Keeps a draft, shows what to look at first, or says why it can't be kept; nothing typed is lost."""
    whole, mine, version = desk.whole_key(NEWSLETTER, key), _typed(), desk.version()
    with here().database.writing() as writing:
        published = set(told_sections.last_of_each(writing))
        if wrong := problems(mine, published):
            return _form(writing, key, mine, version, wrong=wrong), 422
        words = (mine.title, mine.meeting, mine.opening, mine.closing)
        looking, looked = desk.to_look_at(advice(mine, known()), *words)
        if looking:
            return _form(writing, key, mine, version, looking=looking, looked=looked)
        saved = records.save(
            writing,
            desk.wanted(whole, NEWSLETTER, "", mine.held()),
            desk.by(),
            lambda held: not problems(Newsletter.of(held), published),
        )
        how = "together" if saved.merged else "yes"
        return desk.told(
            writing,
            saved,
            "kept a newsletter",
            whole,
            url_for("office.look_at_newsletter", key=key, saved=how),
            lambda k: _form(writing, key, mine, k.version, clash=k),
        )


Choice = tuple[Commitment, ToldSection]


def _choices(session: Session) -> list[tuple[Framework, Sequence[Choice]]]:
    """The promises that can be told of, each with its newest published section, framework by framework."""
    told = told_sections.last_of_each(session)
    found = [(f, [(c, told[c.key]) for c in cs if c.key in told]) for f, cs in promises()]
    return [(framework, choices) for framework, choices in found if choices]


def _form(
    session: Session,
    key: str,
    given: Newsletter,
    version: int,
    *,
    wrong: Mapping[str, str] | None = None,
    looking: object = None,
    looked: str = "",
    clash: Kept | None = None,
) -> str:
    choices = _choices(session)
    return render_template(
        "office/newsletters/newsletter.html",
        key=key,
        given=given,
        version=version,
        wrong=wrong or {},
        looking=looking or {},
        looked=looked,
        theirs=shown(clash.theirs) if clash and clash.theirs else [],
        gone_meanwhile=bool(clash and clash.gone),
        choices=choices,
        places=range(1, min(sum(len(cs) for _, cs in choices), MOST_PROMISES) + 1),
        is_out=newsletters.newest_of(session, desk.whole_key(NEWSLETTER, key)) is not None,
    )


@office.post("/newsletters/<key>/remove")
def remove_newsletter(key: str) -> Page:
    """Takes a draft away, unless another changed it meanwhile. One that was published stays: it can be taken
    down.
    """
    whole = desk.whole_key(NEWSLETTER, key)
    with here().database.writing() as writing:
        newsletters.one_at_a_time(writing)
        if newsletters.newest_of(writing, whole) is not None:
            return redirect(url_for("office.look_at_newsletter", key=key), 303)
        gone = records.remove(writing, desk.wanted(whole, NEWSLETTER, "", {}), desk.by())
        to = url_for("office.newsletters", saved="gone")
        if gone.gone:
            return redirect(to, 303)
        return desk.told(
            writing,
            gone,
            "took a newsletter away",
            whole,
            to,
            lambda k: _form(writing, key, Newsletter.of(k.theirs or {}), k.version, clash=k),
        )


@office.get("/newsletters/<key>/history")
def newsletter_history(key: str) -> str:
    """Every change to a newsletter's draft, the newest first."""
    with here().database.reading() as reading:
        changes = records.history(reading, desk.whole_key(NEWSLETTER, key))
        names = actions.names(reading, [c.officer for c in changes])
        back = (url_for("office.newsletters"), "Back to the newsletters")
        return history_page(changes, names, "Newsletter", back)
