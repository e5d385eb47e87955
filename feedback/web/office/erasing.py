"""Taking one response out for someone who reads their three words to an officer. Sees no answer."""

from flask import render_template, request

from feedback.adapters.store import receipts
from feedback.web import taking_out
from feedback.web.context import here
from feedback.web.office.desk import done, office
from feedback.web.taking_out import Found, Step


@office.get("/take-out")
def take_out_one() -> str:
    """Asks for the words."""
    return _page()


@office.post("/take-out")
def try_take_out_one() -> tuple[str, int] | str:
    """Asks whether the officer is sure; then deletes the response that has these words."""
    found = taking_out.find(taking_out.typed())
    if found.survey is None:
        return _page(found), found.step.value
    if request.form.get("sure") != "yes":
        return _page(found)
    with here().database.writing() as writing:
        wave = receipts.take_out(writing, found.words_hash)
        if wave is not None:
            done(writing, "deleted one response", wave.key)
    here().database.settle()
    if wave is None:
        return _page(taking_out.not_found(found.typed)), Step.WRONG.value
    return _page(gone=found.wave)


def _page(found: Found | None = None, gone: str = "") -> str:
    said = found.wrong[0] % found.wrong[1] if found and found.wrong else ""
    return render_template(
        "office/take_out.html",
        gone=gone,
        found=found if found and found.survey else None,
        typed=found.typed if found else "",
        wrong={"words": said} if said else {},
    )
