"""The one address of someone's own three words. They come by POST alone, so they are in no address or log."""

from collections.abc import Callable, Mapping

from flask import render_template, request

from feedback.adapters import after_sending
from feedback.web import language, taking_out
from feedback.web.context import here
from feedback.web.my_words import mending
from feedback.web.my_words.visits import Page, Visit, my_words


@my_words.get("/my-words")
def ask() -> str:
    """Asks for the three words."""
    return render_template("my_words/ask.html", wrong=None, typed="")


@my_words.post("/my-words")
def open_words() -> Page:
    """Does the step that the form names, for whoever has the words; the first is to see what was done."""
    language.choose(request.form.get(language.SHOW, ""))
    found = taking_out.find(taking_out.typed())
    if found.survey is None:
        return _wrong(found)
    database, step = here().database, request.form.get("do", "")
    changes = step in CHANGING
    with (database.writing if changes else database.reading)() as session:
        mine = after_sending.find(session, found.words_hash)
        page = _STEPS.get(step, done)(Visit(session, mine, found.typed)) if mine else None
    if changes:
        database.settle()
    return _wrong(taking_out.not_found(found.typed)) if page is None else page


def _wrong(found: taking_out.Found) -> Page:
    page = render_template("my_words/ask.html", wrong=found.wrong, typed=found.typed)
    return page, found.step.value


def done(visit: Visit) -> Page:
    """What was done about what this person told, promise by promise. Shows no answers and no words."""
    context = here()
    back = after_sending.heard_back(visit.session, visit.mine, context.content, context.today)
    return visit.page("done", back=back)


CHANGING = ("stop", "allow", "keep", "delete")
_STEPS: Mapping[str, Callable[[Visit], Page]] = {
    "show": mending.show,
    "stop": mending.stop,
    "allow": mending.allow,
    "change": mending.change,
    "look": mending.look,
    "keep": mending.keep,
    "sure": mending.ask_if_sure,
    "delete": mending.delete,
}
