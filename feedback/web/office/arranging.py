"""The page on which a section is edited: which figures and comments, in which order, with which own words."""

from dataclasses import replace

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from feedback.adapters import arranging
from feedback.adapters.lookup import sections_of
from feedback.adapters.store import arrangements
from feedback.adapters.store.arrangements import Kept
from feedback.domain.arranging import MOST_ABOVE, MOST_UNDER, Arrangement, arrange
from feedback.domain.merging import MINE, THEIRS
from feedback.domain.own_words import unlisted
from feedback.domain.sections import Section
from feedback.domain.wording import Finding as Look
from feedback.domain.wording import of_words
from feedback.web.context import here
from feedback.web.office import arranged_form as form
from feedback.web.office.desk import done, office
from feedback.web.office.making import desk
from feedback.web.office.making.desk import Page
from feedback.web.office.telling import marked, seen

SEEN, CHOOSE, OF = "seen", "choose-", "part-"


@office.get("/commitments/<commitment>/edit")
def edit_section(commitment: str) -> str:
    """Every figure and comment that there is, as the section is arranged now."""
    section, kept = _opened(commitment)
    return _page(section, kept, kept.arrangement, {})


@office.post("/commitments/<commitment>/edit")
def keep_section(commitment: str) -> Page:
    """Saves the page; a button beside a figure or a comment moves it too."""
    section, _ = _opened(commitment)
    version = desk.number("version")
    with here().database.reading() as reading:
        base = arrangements.at(reading, commitment, version) if version >= 0 else None
    if base is None:
        abort(400)
    found = form.read(request.form, seen(section), base.arrangement, [q.key for q in marked(commitment)])
    if found.wrong:
        return _page(section, base, found.arrangement, dict(found.wrong)), 422
    edited = arranging.Edited(found.arrangement, version, desk.number(SEEN), _chosen(request.form))
    with here().database.writing() as writing:
        saved = arranging.save(writing, section, edited, current_user.name, here().now())
        if not saved.clashes and saved.version != version:
            done(writing, "edited a section", f"{commitment}: version {saved.version}")
    if saved.clashes:
        return _again(commitment, saved), 409
    return redirect(_after(commitment, saved), 303)


def _after(commitment: str, saved: arranging.Saved) -> str:
    """Where a save goes on to: back to what was moved, or to the section as it prints."""
    how = "together" if saved.also else "yes"
    act, _, key = request.form.get("act", "").partition(":")
    if act == "look":
        return url_for("office.section", commitment=commitment, saved=how)
    if act in (form.UP, form.DOWN):
        return url_for("office.edit_section", commitment=commitment, saved=how, moved=key, way=act)
    return url_for("office.edit_section", commitment=commitment, saved=how)


def _opened(commitment: str) -> tuple[Section, Kept]:
    """The whole section, and how it is arranged; or not found."""
    context = here()
    if context.content.commitment(commitment) is None:
        abort(404)
    with context.database.reading() as reading:
        rules, today = context.settings.rules, context.today
        section = sections_of(reading, context.content, commitment, rules, today)[0]
        return section, arrangements.newest(reading, commitment)


def _page(section: Section, kept: Kept, now: Arrangement, wrong: dict[str, str]) -> str:
    shown = seen(section)
    found = form.rows(shown, now, kept.arrangement, is_kept=kept.version > 0)
    named = {f"{form.WORDS}{r.placed.key}": f"words-{r.place}" for r in found}
    named |= {f"{form.PLACE}{r.placed.key}": f"place-{r.place}" for r in found}
    named |= {f"{form.PLACE}{q.placed.key}": f"quote-place-{q.n}" for r in found for q in r.quotes}
    return render_template(
        "office/arrange.html",
        section=shown,
        rows=found,
        now=now,
        version=kept.version,
        wrong={named.get(name, name): said for name, said in wrong.items()},
        looking=_looking(found, now),
        unlisted=unlisted(arrange(section, now, here().settings.rules)),
        can_group=marked(section.commitment),
        most_above=MOST_ABOVE,
        most_under=MOST_UNDER,
    )


def _looking(found: list[form.FigureRow], now: Arrangement) -> dict[str, list[Look]]:
    """What to look at in the own words, by field."""
    sources = [told.source for row in found for told in row.finding.told]
    known = desk.known().explaining(w for s in sources for w in (s.many, s.one))
    words = {form.OWN: now.own_words} | {f"words-{r.place}": r.placed.own_words for r in found}
    return {at: [_here(look) for look in of_words(at, said, known)] for at, said in words.items()}


def _here(look: Look) -> Look:
    """What to look at, without what only a survey can do: it has a page for words that are explained."""
    on_a_page = "explain it on" in look.instead
    return replace(look, instead="Use other words, or say what it means.") if on_a_page else look


def _chosen(given: MultiDict[str, str]) -> dict[str, str]:
    """Which to keep of what two changed both, by its place."""
    parts = {name.removeprefix(OF): place for name, place in given.items() if name.startswith(OF)}
    chosen = {place: given.get(CHOOSE + n, "") for n, place in parts.items()}
    return {place: choice for place, choice in chosen.items() if choice in (MINE, THEIRS)}


def _again(commitment: str, saved: arranging.Saved) -> str:
    """The page that asks which to keep, and carries all that was typed."""
    carried = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", SEEN) and not name.startswith((CHOOSE, OF))
    ]
    return render_template("office/arrange_again.html", commitment=commitment, saved=saved, carried=carried)
