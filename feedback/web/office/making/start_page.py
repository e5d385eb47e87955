"""The words before the first question, filled against Lundy's space, voice, audience and influence."""

from dataclasses import replace
from typing import Any

from flask import render_template, request, url_for

from feedback.adapters.store.designs import Saved
from feedback.domain import wholeness
from feedback.domain.design_keys import key_from
from feedback.domain.designs import START_WORDS, Design
from feedback.domain.lundy import lundy
from feedback.domain.wording_questions import of_start
from feedback.web.context import here
from feedback.web.office.desk import office
from feedback.web.office.making import desk
from feedback.web.office.making.desk import Page
from feedback.web.office.making.question import by_field

SHORT = ("title", "many", "one")


@office.get("/making/<design>/start-page")
def start_page(design: str) -> str:
    """The survey's name, who is asked, and the words of its start page."""
    found, version = desk.opened(design)
    return render_template(
        "office/making/start_page.html",
        design=found,
        key=design,
        version=version,
        lundy=lundy(found),
        looking=by_field(of_start(found, desk.known())),
        missing=[m for m in wholeness.problems(found, desk.tags()) if m.page == wholeness.START],
        frameworks=here().content.frameworks.values(),
        writes=any(q.kind.value == "comment" for q in found.questions),
    )


@office.post("/making/<design>/start-page")
def keep_start_page(design: str) -> Page:
    """Saves the start page."""

    def then(saved: Saved) -> str:
        page = "outline" if request.form.get("do") == "outline" else "start_page"
        return url_for(f"office.{page}", design=design, saved=desk.after(saved))

    return desk.save(design, "edited the start page", lambda _, before: read(before), then)


def read(before: Design) -> Design:
    """The design with the start page as its form says."""
    words: dict[str, Any] = {name: desk.typed(name) for n in START_WORDS for name in (n, f"easy_{n}")}
    short: dict[str, Any] = {name: desk.typed(name).replace("\n", " ")[:2000] for name in SHORT}
    framework = request.form.get("framework", "")
    known = framework if framework in here().content.frameworks else before.framework if framework else ""
    changed = replace(before, **words, **short, framework=known)
    audience = before.audience or key_from(changed.many, (), "people")
    return replace(changed, audience=audience)


@office.post("/making/<design>/start-page/look")
def look_at_start(design: str) -> str:
    """What to look at in the start page as it is typed, for the page's script. Keeps nothing."""
    found, _ = desk.opened(design)
    looking = by_field(of_start(read(found), desk.known()))
    return render_template("office/making/looked.html", looking=looking, sentence="")
