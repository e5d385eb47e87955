"""What young people said of a survey's words, and the officer's answer to each. Changes no words itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for

from feedback.adapters.languages import name
from feedback.adapters.store import designs, flags
from feedback.adapters.store.flags import Answer, Looked
from feedback.domain.design_files import design_of
from feedback.domain.designs import Design
from feedback.domain.flags import AS_ROLE, LONGEST_WHY, START, Kind, State
from feedback.domain.wording import Finding, of_words
from feedback.web.context import here
from feedback.web.office.desk import done, office
from feedback.web.office.making import desk
from feedback.web.office.making.desk import Page

SAID = {
    Kind.UNCLEAR: "I don’t get this",
    Kind.WORD: "I don’t like this word",
    Kind.BETTER: "Say it better",
}
MOST_IDS = 500


@dataclass(frozen=True)
class Group:
    """Flags that say the same of the same place, and stand the same: answered together."""

    looked: tuple[Looked, ...]

    @property
    def first(self) -> Looked:
        return self.looked[0]

    @property
    def ids(self) -> str:
        return " ".join(str(one.flag.id) for one in self.looked)


@dataclass(frozen=True)
class Wrong:
    """What stands in the way of an answer: words, or what to look at in the why."""

    ids: str
    said: str = ""
    looking: tuple[Finding, ...] = ()
    why: str = ""


@office.get("/making/<design>/flags", endpoint="flags")
def flags_page(design: str) -> str:
    """Every flag: those that wait first, in the order of the survey."""
    return _page(design)


@office.post("/making/<design>/flags")
def answer_flag(design: str) -> Page:
    """Answers flags that say the same: changed, or kept and why. Of two at once the second is told."""
    ids = request.form.get("ids", "")
    numbers = [int(n) for n in ids.split()[:MOST_IDS] if n.isascii() and n.isdecimal() and len(n) < 10]
    state = request.form.get("do", "")
    if state not in (State.CHANGED, State.KEPT):
        abort(400)
    why = " ".join(desk.typed("why").split()) if state == State.KEPT else ""
    seen = request.form.get("seen-state", ""), request.form.get("seen-answer", "")
    with here().database.writing() as writing:
        row = designs.hold(writing, design) or abort(404)
        found = [one for one in flags.of(writing, design, untold=True) if one.flag.id in numbers]
        wrong = _wrong(design_of(row.definition), found, State(state), why, ids)
        if wrong is None:
            given = Answer(State(state), why, seen, numbers)
            if flags.answer(writing, design, given, here().today):
                place = found[0].flag.place or "start page"
                done(writing, "answered a flag", f"{design} {place}: {state}")
                return redirect(url_for("office.flags", design=design, saved="yes"), 303)
            wrong = Wrong(ids, "Someone else answered this meanwhile. This is how it stands now.", why=why)
    return _page(design, wrong), 409 if wrong.said.startswith("Someone") else 422


def _wrong(design: Design, found: Sequence[Looked], state: State, why: str, ids: str) -> Wrong | None:
    if not found:
        return Wrong(
            ids, "Someone else answered this meanwhile, or it’s published. This is how it stands now."
        )
    if state is State.CHANGED:
        if all(one.turns for one in found):
            return None
        return Wrong(ids, "Nothing here reads otherwise than it did. Edit the words first, then say so.")
    if not why:
        return Wrong(ids, "Say why it stays as it is. Those who flagged it will read this.")
    if len(why) > LONGEST_WHY:
        return Wrong(ids, f"This is too long: use at most {LONGEST_WHY} letters.", why=why)
    looking = tuple(of_words("why", why, desk.known()))
    if looking and request.form.get("sure") != why:
        return Wrong(ids, "", looking, why)
    return None


def _page(key: str, wrong: Wrong | None = None) -> str:
    with here().database.reading() as reading:
        row = desk.design_row(reading, key)
        design = design_of(row.definition)
        untold, every = flags.of(reading, key, untold=True), flags.of(reading, key)
        told = [one for one in every if one.flag.id not in {o.flag.id for o in untold}]
        return render_template(
            "office/reviewing/flags.html",
            design=design,
            key=key,
            waiting=_grouped(design, [one for one in untold if one.waits]),
            answered=_grouped(design, [one for one in untold if not one.waits]),
            told=_grouped(design, told),
            said=SAID,
            as_role=AS_ROLE,
            language_name=name,
            START=START,
            wrong=wrong,
        )


def _grouped(design: Design, found: Sequence[Looked]) -> list[Group]:
    groups: dict[object, list[Looked]] = {}
    for one in found:
        flag = one.flag
        same = (
            flag.place,
            flag.kind,
            flag.words.casefold(),
            flag.state,
            flag.answer,
            flag.language,
            one.turns,
        )
        groups.setdefault(same, []).append(one)
    made = [Group(tuple(looked)) for looked in groups.values()]
    return sorted(made, key=lambda g: design.number(g.first.flag.place) if g.first.flag.place else 0)
