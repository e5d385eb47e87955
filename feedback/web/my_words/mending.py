"""What becomes of a comment that someone sent: they see the form in which it may be used, stop that, allow it
again, mend the form or delete the comment. A form that is new is shown back before it's kept, and waits for
an officer. Commits nothing.
"""

from collections.abc import Mapping

from flask import request
from werkzeug.datastructures import MultiDict

from feedback.adapters import after_sending
from feedback.adapters.redaction import explain, redact
from feedback.adapters.store import comments
from feedback.adapters.tables import Comment
from feedback.domain.after_sending import Did
from feedback.domain.questions import Question
from feedback.web.answering.parsing import Wrong, parse
from feedback.web.context import here
from feedback.web.language import to_say as _
from feedback.web.my_words.visits import Page, Visit

EMPTY = _("Write some words. Or go back and press “Stop using my words”.")


def show(visit: Visit, said: str = "") -> Page:
    """Each comment of theirs in the form in which it may be used, what has become of it and what was done."""
    written = [
        (comment, question, _standing(visit, comment), _about(visit, comment))
        for comment, question in visit.written()
    ]
    return visit.page("written", written=written, said=said)


def _standing(visit: Visit, comment: Comment) -> str:
    """How a comment stands: "stopped", "new", "declined", "cleared", or "used" once it's published."""
    if not comment.may_quote:
        return "stopped"
    if comment.state == "cleared" and after_sending.in_use(visit.session, visit.mine, comment):
        return "used"
    return comment.state


def _about(visit: Visit, comment: Comment) -> list[Did]:
    return after_sending.about(visit.session, visit.mine, comment, here().today)


def stop(visit: Visit) -> Page:
    """Takes back that a comment may be used: from now on no page and no file has it."""
    if found := visit.chosen(to_change=True):
        comments.withdraw(found[0])
    return show(visit, "stopped")


def allow(visit: Visit) -> Page:
    """Lets a comment be used again, once an officer has looked at it."""
    if found := visit.chosen(to_change=True):
        comments.allow(found[0])
    return show(visit, "waits")


def change(visit: Visit) -> Page:
    """The form in which a comment may be used, to be mended."""
    found = visit.chosen()
    return _box(visit, *found, request.form.get("text")) if found else show(visit)


def _box(
    visit: Visit,
    comment: Comment,
    question: Question,
    text: str | None = None,
    wrong: tuple[str, Mapping[str, int]] | None = None,
) -> str:
    filled = comment.redacted if text is None else text
    return visit.page("change", question=question, text=filled, wrong=wrong)


def look(visit: Visit) -> Page:
    """Shows a mended form back as it would be used; first, where help is, if it has words of harm."""
    found = visit.chosen()
    if found is None:
        return show(visit)
    given = _given(found[1])
    if isinstance(given, tuple):
        return _box(visit, *found, request.form.get("text", ""), given), 422
    if "harm" not in request.form and here().content.harm.find(given):
        return visit.page("help", question=found[1], text=given)
    return _shown_back(visit, found[1], given)


def _shown_back(visit: Visit, question: Question, words: str) -> str:
    return visit.page("look", question=question, text=words, seen=explain(words, here().settings.take_out))


def _given(question: Question) -> str | tuple[str, Mapping[str, int]]:
    """The words in the form, or what is wrong with them."""
    given = parse(question, MultiDict({"answer": request.form.get("text", "")}))
    if isinstance(given, Wrong):
        return given.said, given.numbers
    return given.words or (EMPTY, {})


def keep(visit: Visit) -> Page:
    """Keeps a form that was shown back. If more would be taken out of it by now, it's shown again."""
    found = visit.chosen(to_change=True)
    if found is None:
        return show(visit)
    form = _given(found[1])
    if isinstance(form, tuple):
        return _box(visit, *found, request.form.get("text", ""), form), 422
    if redact(form, here().settings.take_out) != form:
        return _shown_back(visit, found[1], form)
    comments.mend(found[0], form)
    return show(visit, "waits" if found[0].state == "new" else "")


def ask_if_sure(visit: Visit) -> Page:
    """Asks whether a comment is to be deleted."""
    found = visit.chosen()
    return visit.page("sure", question=found[1]) if found else show(visit)


def delete(visit: Visit) -> Page:
    """Deletes a comment, in every form of it."""
    if found := visit.chosen(to_change=True):
        comments.delete(visit.session, found[0])
    return show(visit, "deleted")
