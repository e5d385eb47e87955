"""The words of a survey that are explained where they are tapped."""

from dataclasses import replace

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from feedback.adapters.store.designs import Saved
from feedback.domain.designs import Design, Word
from feedback.web.office.desk import office
from feedback.web.office.making import desk
from feedback.web.office.making.desk import Page

MOST, NEW_ROWS = 100, 3


@office.get("/making/<design>/words")
def explained_words(design: str) -> str:
    """Every word that is explained, with its other forms and what it means."""
    found, version = desk.opened(design)
    rows = (*found.words, *(Word("", "") for _ in range(NEW_ROWS)))[:MOST]
    return render_template("office/making/words.html", design=found, key=design, version=version, rows=rows)


@office.post("/making/<design>/words")
def keep_explained_words(design: str) -> Page:
    """Saves the words. One without a word or a meaning is taken out."""

    def change(_: Session, before: Design) -> Design:
        places = [n for n in range(MOST) if f"term-{n}" in request.form]
        words = (Word(desk.typed(f"term-{n}"), desk.typed(f"means-{n}"), _forms(f"also-{n}")) for n in places)
        return replace(before, words=tuple(w for w in words if w.term and w.means))

    def then(saved: Saved) -> str:
        return url_for("office.explained_words", design=design, saved=desk.after(saved))

    return desk.save(design, "edited the words that are explained", change, then)


def _forms(name: str) -> tuple[str, ...]:
    return tuple(form for part in desk.typed(name).split(",") if (form := part.strip()))
