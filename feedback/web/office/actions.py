"""What was done about what was said of a promise: the page of it all, and an action's form."""

from collections.abc import Sequence

from flask import abort, redirect, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from feedback.adapters import acting as putting
from feedback.adapters.acting import Said
from feedback.adapters.documents import deeds
from feedback.adapters.lookup import sections_of
from feedback.adapters.measuring import measured
from feedback.adapters.store import actions as kept
from feedback.adapters.store import records
from feedback.adapters.store.records import Kept
from feedback.domain.actions import Action, State, advice, problems, tidied
from feedback.domain.frameworks import Commitment
from feedback.domain.roles import May
from feedback.web.context import here
from feedback.web.office import actions_desk as desk
from feedback.web.office.actions_desk import Page
from feedback.web.office.actions_history import shown
from feedback.web.office.desk import office
from feedback.web.office.making.desk import known

STATES = {State.DONE: "Done", State.DOING: "Doing", State.CANT: "We can’t"}
SAID = {
    "finding": "What the surveys say",
    "quote": "Comments cleared for quoting",
    "heard": "Heard elsewhere",
}


def _said(session: Session, commitment: str) -> list[Said]:
    """All that was said about a promise."""
    context = here()
    section = sections_of(session, context.content, commitment, context.settings.rules, context.today)[0]
    return putting.things_said(session, section, context.settings.rules)


def _readable(said: Sequence[Said]) -> list[Said]:
    """Those whose words whoever asks may read."""
    return [one for one in said if one.kind != "quote" or May.SEE_COMMENTS in current_user.may]


@office.get("/commitments/<commitment>/acting")
def acting(commitment: str) -> str:
    """Who leads, what was said and what was done about it, what nothing was done about yet, and measures."""
    framework, promise = desk.commitment_of(commitment)
    with here().database.reading() as reading:
        said = _said(reading, commitment)
        called = {one.reference: one for one in said}
        return render_template(
            "office/actions/acting.html",
            framework=framework,
            promise=promise,
            leads=kept.leads(reading, promise)[1],
            actions=[(desk.short(row.key), one) for row, one in kept.actions(reading, commitment)],
            waiting=_readable(putting.without_action(said, putting.answered(reading, commitment))),
            heard=[
                (desk.short(r.key), putting.told(one, here().settings.rules), one)
                for r, one in kept.elsewhere(reading, commitment)
            ],
            measures=measured(reading, promise),
            called=called,
            gone=putting.GONE,
            deeds=deeds,
            states=STATES,
            today=here().today,
            told_again=request.args.get("saved", ""),
        )


@office.get("/commitments/<commitment>/actions/<key>")
def action(commitment: str, key: str) -> str:
    """An action to change; with “new” for a key, an empty form, for what the address says was said."""
    _, promise = desk.commitment_of(commitment)
    with here().database.reading() as reading:
        if key == desk.NEW:
            said = [ref for ref in request.args.getlist("said") if len(ref) < 300]
            return _form(reading, promise, desk.fresh_key(), Action(tuple(said)), 0)
        whole = desk.whole_key(kept.ACTION, key)
        row = records.get(reading, whole, kept.ACTION) or abort(404)
        desk.belongs(reading, whole, kept.ACTION, commitment)
        return _form(reading, promise, key, Action.of(row.held), row.version)


def _typed() -> Action:
    answers = tuple(dict.fromkeys(request.form.getlist("answers")))
    return Action(answers, desk.words("state"), desk.words("words"), desk.words("why"), desk.day("day"))


@office.post("/commitments/<commitment>/actions/<key>")
def keep_action(commitment: str, key: str) -> Page:
    """Keeps an action, shows what to look at first, or says why it can't be kept; nothing typed is lost."""
    _, promise = desk.commitment_of(commitment)
    whole, mine, today = desk.whole_key(kept.ACTION, key), _typed(), here().today
    with here().database.writing() as writing:
        desk.belongs(writing, whole, kept.ACTION, commitment)
        version = desk.version()
        if wrong := problems(mine, today):
            return _form(writing, promise, key, mine, version, wrong=wrong), 422
        mine = tidied(mine)
        looking, looked = desk.to_look_at(
            advice(mine, known(), today), mine.words, mine.why, str(mine.day), mine.state
        )
        if looking:
            return _form(writing, promise, key, mine, version, looking=looking, looked=looked)
        saved = records.save(
            writing,
            desk.wanted(whole, kept.ACTION, commitment, mine.held()),
            desk.by(),
            lambda held: not problems(Action.of(held), today),
        )
        return desk.told(
            writing,
            saved,
            "kept an action",
            f"{commitment}: {whole}",
            desk.acting(commitment, "together" if saved.merged else "yes"),
            lambda k: _form(writing, promise, key, mine, k.version, clash=k),
        )


def _form(
    session: Session,
    promise: Commitment,
    key: str,
    given: Action,
    version: int,
    *,
    wrong: dict[str, str] | None = None,
    looking: object = None,
    looked: str = "",
    clash: Kept | None = None,
) -> str:
    said = _said(session, promise.key)
    listed = {one.reference for one in said}
    return render_template(
        "office/actions/action.html",
        promise=promise,
        key=key,
        given=given,
        version=version,
        wrong=wrong or {},
        looking=looking or {},
        looked=looked,
        theirs=shown(clash.theirs) if clash and clash.theirs else [],
        gone_meanwhile=bool(clash and clash.gone),
        said=[(title, [one for one in _readable(said) if one.kind == kind]) for kind, title in SAID.items()],
        lost=[ref for ref in given.answers if ref not in listed] if version else [],
        gone=putting.GONE,
        states=STATES,
    )


@office.post("/commitments/<commitment>/actions/<key>/remove")
def remove_action(commitment: str, key: str) -> Page:
    """Takes an action away, unless another changed it meanwhile. Its history stays."""
    _, promise = desk.commitment_of(commitment)
    whole = desk.whole_key(kept.ACTION, key)
    with here().database.writing() as writing:
        desk.belongs(writing, whole, kept.ACTION, commitment)
        gone = records.remove(writing, desk.wanted(whole, kept.ACTION, commitment, {}), desk.by())
        if gone.gone:
            return redirect(desk.acting(commitment, "gone"), 303)
        return desk.told(
            writing,
            gone,
            "took an action away",
            f"{commitment}: {whole}",
            desk.acting(commitment, "gone"),
            lambda k: _form(writing, promise, key, Action.of(k.theirs or {}), k.version, clash=k),
        )
