"""What every page of making a survey starts with: the design, the promises, and a way to save. No routes."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import tables_designs as tables
from feedback.adapters.store import designs, editions
from feedback.adapters.store.designs import By, Choices, Saved
from feedback.domain.design_edits import Refused
from feedback.domain.design_files import design_of
from feedback.domain.designs import Asked, Design
from feedback.domain.frameworks import Avoid, Commitment, Framework
from feedback.domain.wholeness import OUTLINE, QUESTION, Missing
from feedback.domain.wording import Vocabulary, vocabulary
from feedback.web.context import here

Page: TypeAlias = str | tuple[str, int] | AnyResponse
CHOOSE, PLACE, SEEN, DROP = "choose-", "place-", "seen", "drop"


def design_row(session: Session, key: str, hold: bool = False) -> tables.Design:
    """A design as it is kept, or not found; held, if it is to be changed by what is read."""
    return designs.get(session, key, hold) or abort(404)


def opened(key: str) -> tuple[Design, int]:
    """A design as it is now and its version, or not found."""
    with here().database.reading() as reading:
        row = design_row(reading, key)
        return design_of(row.definition), row.version


def asked(design: Design, key: str) -> Asked:
    """A question of a design, or not found."""
    return design.question(key) or abort(404)


def promises(first: str = "") -> list[tuple[Framework, tuple[Commitment, ...]]]:
    """Every commitment that a question can be about, those of the survey's own framework first."""
    found = [(f, f.commitments) for f in here().content.frameworks.values()]
    return sorted(found, key=lambda pair: pair[0].framework != first)


def tags() -> frozenset[str]:
    """The keys of all commitments."""
    return frozenset(c.key for _, commitments in promises() for c in commitments)


def known() -> Vocabulary:
    """The words to look for, of this council: its own settings' first."""
    content, settings = here().content, here().settings
    own = [Avoid(word=a.word, instead=a.instead, why=a.who) for a in settings.avoid]
    found = vocabulary(content.jargon, content.frameworks.values())
    return replace(found, avoid=(*own, *found.avoid))


def published_keys(session: Session, key: str) -> frozenset[str]:
    """The keys of all questions that any edition of a survey had: none is given again."""
    return frozenset(q.key for s in editions.of(session, key).values() for q in s.questions)


def published_options(session: Session, key: str, questions: Iterable[str]) -> frozenset[str]:
    """The keys of all answers that these questions had in any edition: none is given again."""
    wanted = set(questions)
    found = (q for s in editions.of(session, key).values() for q in s.questions if q.key in wanted)
    return frozenset(o.key for q in found for o in q.options)


def by(what: str) -> By:
    """Who is at this request, and what they do."""
    return By(current_user.name, here().now(), what)


def typed(name: str, form: Mapping[str, str] | None = None) -> str:
    """What was typed in a field, without what no page can show."""
    words = (request.form if form is None else form).get(name, "").replace("\r\n", "\n").strip()
    return "".join(c for c in words if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))


def number(name: str) -> int:
    """A whole number that a page of ours put into its form; -1 for what no page of ours did."""
    said = request.form.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else -1


def save(
    key: str, what: str, edit: Callable[[Session, Design], Design], then: Callable[[Saved], str]
) -> Page:
    """Makes an edit to the version that the page was made from, and goes on to the address that `then` gives.

    Where it can't be done, or another changed the same words, a page says so, with all that was typed in it.
    """
    choices = Choices(number(SEEN), dict(_chosen()))
    try:
        with here().database.writing() as writing:
            design_row(writing, key)
            saved = designs.save(
                writing, key, number("version"), lambda d: edit(writing, d), by(what), choices
            )
    except Refused as refused:
        return _again(key, refused=refused), 409
    except LookupError:
        abort(404)
    if saved.clashes:
        return _again(key, saved=saved), 409
    return redirect(then(saved), 303)


def _chosen() -> Iterable[tuple[str, str]]:
    for name, place in request.form.items():
        if name.startswith(PLACE):
            yield place, request.form.get(CHOOSE + name.removeprefix(PLACE), "")


def _again(key: str, refused: Refused | None = None, saved: Saved | None = None) -> str:
    """The page that asks, and carries all that was typed."""
    ours = (CHOOSE, PLACE)
    carried = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", SEEN, DROP) and not name.startswith(ours)
    ]
    return render_template(
        "office/making/again.html",
        key=key,
        refused=refused,
        saved=saved,
        carried=carried,
        action=request.path,
    )


def after(saved: Saved) -> str:
    """What the next page says of a save."""
    return "together" if saved.together else "yes"


def link(key: str, missing: Missing) -> str:
    """Where something that is missing is put right."""
    if missing.page == QUESTION:
        return url_for("office.made_question", design=key, question=missing.of, _anchor=missing.at)
    if missing.page == OUTLINE:
        return url_for("office.outline", design=key, _anchor=missing.at)
    return url_for("office.start_page", design=key, _anchor=missing.at)
