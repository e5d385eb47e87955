"""Links for young people to try a survey by: made, taken back; and whether they have to sign it off first."""

import secrets
from datetime import date, timedelta

import segno
from flask import abort, redirect, render_template, request, url_for
from markupsafe import Markup

from feedback.adapters.store import designs, flags, made_with, review_links
from feedback.domain.design_files import design_of
from feedback.domain.flags import AS_ROLE
from feedback.domain.surveys import Survey
from feedback.web import drafted
from feedback.web.context import here
from feedback.web.office.desk import done, office
from feedback.web.office.making import desk
from feedback.web.office.making.desk import Page

USUAL, MOST = timedelta(days=14), timedelta(days=180)


@office.get("/making/<design>/reviewers", endpoint="review_links")
def review_links_page(design: str) -> str:
    """The links there are, who signed it off, and a form for a new one."""
    return _page(design, {})


@office.post("/making/<design>/reviewers")
def make_review_link(design: str) -> Page:
    """Makes a link and shows it, once: only its hash is kept. A form that is sent twice makes one."""
    today, wrong = here().today, dict[str, str]()
    ends = _last_day(request.form.get("ends", ""), today, wrong)
    nonce = request.form.get("nonce", "")[:100]
    with here().database.writing() as writing:
        designs.hold(writing, design) or abort(404)
        if ends is None or not nonce:
            return _page(design, wrong or {"ends": "Load the page again, then make the link."}), 422
        token = review_links.token(here().settings.secret_key, f"link {design} {nonce}")
        new = review_links.find(writing, token) is None
        if not review_links.make(writing, token, design, (today, ends)):
            return _page(design, {"ends": "This survey has too many links already."}), 422
        if new:
            done(writing, "made a link for reviewers", design)
        until = (review_links.find(writing, token) or abort(404)).ends_on
    return _page(design, {}, url_for("reviewing.hello", token=token, _external=True), until)


@office.post("/making/<design>/reviewers/back")
def take_review_link_back(design: str) -> Page:
    """Ends a link at once. What was said by it stays."""
    with here().database.writing() as writing:
        desk.design_row(writing, design)
        if review_links.take_back(writing, design, request.form.get("link", "")[:64]):
            done(writing, "took a link for reviewers back", design)
    return redirect(url_for("office.review_links", design=design, back="yes"), 303)


@office.post("/making/<design>/reviewers/first")
def ask_for_sign_off(design: str) -> Page:
    """Says whether young people must sign this survey off before it's published."""
    wanted = request.form.get("first") == "yes"
    with here().database.writing() as writing:
        designs.hold(writing, design) or abort(404)
        if made_with.must_be_signed(writing, design) != wanted:
            made_with.ask_to_be_signed(writing, design, wanted)
            done(writing, "asked for a sign-off" if wanted else "asked for no sign-off", design)
    return redirect(url_for("office.review_links", design=design, saved="yes"), 303)


def _last_day(typed: str, today: date, wrong: dict[str, str]) -> date | None:
    try:
        ends = date.fromisoformat(typed.strip())
    except ValueError:
        wrong["ends"] = "Give the last day, such as 2027-03-31."
        return None
    if not today <= ends <= today + MOST:
        wrong["ends"] = f"Give a day from today on, at most {MOST.days} days from now."
        return None
    return ends


def _square(address: str) -> Markup:
    made = segno.make(address, error="m", micro=False)
    return Markup(made.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=4))  # noqa: S704


def _page(key: str, wrong: dict[str, str], address: str = "", until: date | None = None) -> str:
    with here().database.reading() as reading:
        row = desk.design_row(reading, key)
        survey = drafted.whole(row)
        whole = survey if isinstance(survey, Survey) else None
        return render_template(
            "office/reviewing/links.html",
            design=design_of(row.definition),
            key=key,
            links=review_links.of(reading, key),
            is_good=lambda link: review_links.is_good(link, here().today),
            address=address,
            until=until,
            square=_square(address) if address else "",
            nonce=secrets.token_urlsafe(16),
            ends=request.form.get("ends", (here().today + USUAL).isoformat()),
            must_be_signed=made_with.must_be_signed(reading, key),
            signed=made_with.signed(reading, whole) if whole else [],
            ever_signed=made_with.ever_signed(reading, key),
            whole=whole,
            waiting=flags.waiting(reading, key),
            as_role=AS_ROLE,
            wrong=wrong,
        )
