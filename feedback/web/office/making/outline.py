"""The whole survey as an outline: add, move, copy and take out questions. Edits no words."""

from typing import Any

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from feedback.adapters.store import flags
from feedback.adapters.store.designs import Saved
from feedback.domain import design_edits, wholeness
from feedback.domain.designs import Design
from feedback.domain.lundy import lundy
from feedback.domain.questions import Kind
from feedback.domain.wording_questions import age_of, of_question, of_start
from feedback.web.context import here
from feedback.web.office.desk import office
from feedback.web.office.making import desk
from feedback.web.office.making.desk import Page

KINDS = {
    Kind.SCALE: "A scale, such as agree to disagree",
    Kind.YES_NO: "Yes or no",
    Kind.CHOOSE_ONE: "One of several answers",
    Kind.CHOOSE_SEVERAL: "As many answers as are true",
    Kind.NUMBER: "A number, kept as a band",
    Kind.DATE: "A date, kept as a band",
    Kind.COMMENT: "Their own words",
}
UP, DOWN, TO, COPY, OUT = "up", "down", "to", "copy", "out"


@office.get("/making/<design>")
def outline(design: str) -> str:
    """Every question in order, with what to look at in each and what is missing."""
    return _page(design, {})


@office.post("/making/<design>/questions")
def add_question(design: str) -> Page:
    """Adds a question by its words and kind, and opens it."""
    ask, kind = desk.typed("ask"), request.form.get("kind", "")
    wrong = {}
    if not ask:
        wrong["ask"] = "Write what is asked."
    if kind not in set(Kind):
        wrong["kind"] = "Choose how it is answered."
    if wrong:
        return _page(design, wrong), 422
    made: list[str] = []

    def add(session: Session, before: Design) -> Design:
        taken = desk.published_keys(session, design)
        after, key = design_edits.add(before, ask, Kind(kind), taken)
        made.append(key)
        return after

    def then(saved: Saved) -> str:
        found, _ = desk.opened(design)
        new = next((q.key for q in reversed(found.questions) if q.ask == ask), made[0])
        return url_for("office.made_question", design=design, question=new, saved=desk.after(saved))

    return desk.save(design, f"added “{ask[:80]}”", add, then)


@office.post("/making/<design>")
def rearrange(design: str) -> Page:
    """Moves, copies or takes out a question, as the button says: `up:key`, `to:key` and so on."""
    act, _, key = request.form.get("act", "").partition(":")
    dropping = request.form.get(desk.DROP) == "yes"

    def change(session: Session, before: Design) -> Design:
        place = before.place(key)
        if act in (UP, DOWN, TO):
            to = desk.number(f"place-of-{key}") - 1 if act == TO else place + (-1 if act == UP else 1)
            return design_edits.move(before, key, to, dropping)
        if act == OUT:
            return design_edits.remove(before, key, dropping)
        if act == COPY:
            return design_edits.copy(before, key, desk.published_keys(session, design))[0]
        raise LookupError(act)

    what = {UP: "moved", DOWN: "moved", TO: "moved", OUT: "took out", COPY: "copied"}.get(act, "")
    moved = {"moved": key, "way": act} if act in (UP, DOWN, TO) else {}

    def then(saved: Saved) -> str:
        values: dict[str, Any] = {"design": design, "saved": desk.after(saved), **moved}
        return url_for("office.outline", **values)

    return desk.save(design, f"{what} {design_edits.named(desk.opened(design)[0], key)}", change, then)


def _page(key: str, wrong: dict[str, str]) -> str:
    design, version = desk.opened(key)
    missing = wholeness.problems(design, desk.tags())
    words = desk.known()
    with here().database.reading() as reading:
        waiting = [one.flag.place for one in flags.of(reading, key, untold=True) if one.waits]
    return render_template(
        "office/making/outline.html",
        design=design,
        key=key,
        version=version,
        kinds=KINDS,
        missing=missing,
        lacking={q.key: [m for m in missing if m.of == q.key] for q in design.questions},
        looking={q.key: of_question(design, q, words) for q in design.questions},
        looking_start=of_start(design, words),
        lundy=lundy(design),
        named=design_edits.named,
        age=age_of(design),
        waiting=len(waiting),
        flagged={q.key: waiting.count(q.key) for q in design.questions},
        names={c.key: c.name for _, found in desk.promises() for c in found},
        wrong=wrong,
        given=request.form,
        link=desk.link,
        today=here().today,
    )
