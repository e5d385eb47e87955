"""The code frame that officers keep: its themes, and the words that lead to each. Codes nothing."""

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import themes as kept
from feedback.domain.design_keys import key_from
from feedback.domain.themes import LONGEST_NAME, MOST_THEMES, Theme, rules_in, rules_of, wrong_rules
from feedback.web.context import here
from feedback.web.office.desk import done, office

Page = str | tuple[str, int] | AnyResponse


@office.get("/themes")
def themes() -> str:
    """Every theme with its words, and a way to begin."""
    with here().database.reading() as reading:
        return _frame(reading)


@office.post("/themes")
def add_theme() -> Page:
    """Adds one theme, or begins with one for each promise of a framework."""
    with here().database.writing() as writing:
        there = kept.frame(writing, retired=True)
        if "framework" in request.form:
            _begin(writing, request.form["framework"], there)
            return redirect(url_for("office.themes"), 303)
        name = " ".join(request.form.get("name", "").split())
        if wrong := _wrong_name(name, there):
            return _frame(writing, {"name": wrong}), 422
        key = key_from(name, {t.key for t in there}, "theme")
        kept.keep(writing, Theme(key, name, rules_of(name)))
        done(writing, "added a theme", name)
        return redirect(url_for("office.theme", key=key), 303)


def _begin(session: Session, framework: str, there: tuple[Theme, ...]) -> None:
    """A theme for each promise whose key is not among those that there are: pressed twice, it adds once."""
    found = here().content.frameworks.get(framework) or abort(400)
    new = [c for c in found.commitments if c.key not in {t.key for t in there}][: MOST_THEMES - len(there)]
    for commitment in new:
        kept.keep(session, Theme(commitment.key, commitment.name[:LONGEST_NAME], rules_of(commitment.name)))
    if new:
        done(session, "began themes from a framework", framework)


@office.get("/themes/<key>")
def theme(key: str) -> str:
    """One theme, with a form to change it."""
    with here().database.reading() as reading:
        found = kept.get(reading, key) or abort(404)
        return _one(found, found.name, "\n".join(found.rules))


@office.post("/themes/<key>")
def change_theme(key: str) -> Page:
    """Keeps a theme's name and words, or whether it's offered. What was coded stays coded."""
    name = " ".join(request.form.get("name", "").split())
    lines = request.form.get("rules", "")
    rules = rules_in(lines)
    with here().database.writing() as writing:
        found = kept.get(writing, key) or abort(404)
        others = tuple(t for t in kept.frame(writing, retired=True) if t.key != key)
        said = {"name": _wrong_name(name, others), "rules": wrong_rules(rules)}
        wrong = {field: words for field, words in said.items() if words}
        if wrong:
            return _one(found, name, lines, wrong), 422
        changed = Theme(key, name, rules, found.place, request.form.get("retired") == "yes")
        if changed != found:
            kept.keep(writing, changed)
            done(writing, "changed a theme", name)
    return redirect(url_for("office.themes"), 303)


def _wrong_name(name: str, others: tuple[Theme, ...]) -> str:
    if not name:
        return "Write what the theme is called, such as: Money"
    if len(name) > LONGEST_NAME:
        return f"Write at most {LONGEST_NAME} letters"
    if name.casefold() in {t.name.casefold() for t in others}:
        return f"There is a theme “{name}” already"
    if len(others) >= MOST_THEMES:
        return f"At most {MOST_THEMES} themes: more can’t be told apart"
    return ""


def _frame(session: Session, wrong: dict[str, str] | None = None) -> str:
    return render_template(
        "office/themes/frame.html",
        themes=kept.frame(session, retired=True),
        used=kept.times_used(session),
        frameworks=here().content.frameworks.values(),
        name=request.form.get("name", ""),
        wrong=wrong or {},
    )


def _one(found: Theme, name: str, rules: str, wrong: dict[str, str] | None = None) -> str:
    return render_template("office/themes/theme.html", theme=found, name=name, rules=rules, wrong=wrong or {})
