"""A newsletter as it will be read: look at it, publish it, take it away as a file, take it down."""

from io import BytesIO

from flask import Response, abort, redirect, render_template, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import newsletters as reading
from feedback.adapters.documents.leaflet_formats import FORMATS
from feedback.adapters.documents.typesetting import NoFont
from feedback.adapters.languages import in_english
from feedback.adapters.store import newsletters, records
from feedback.adapters.store.newsletters import NEWSLETTER
from feedback.adapters.tables_actions import Record
from feedback.adapters.tables_newsletters import ToldNewsletter
from feedback.domain.accounts import Reader
from feedback.domain.leaflets import Leaflet
from feedback.domain.newsletters import Newsletter, missing
from feedback.domain.wording import reading_age
from feedback.web import language, pictures
from feedback.web.context import here
from feedback.web.office import actions_desk as desk
from feedback.web.office.actions_desk import Page
from feedback.web.office.desk import done, office
from feedback.web.office.making.desk import number
from feedback.web.public.news import file_of, leaflet_of
from feedback.web.public.news_lines import leaflet

MOST_WHY = 300


def _draft(session: Session, key: str) -> Record:
    return records.get(session, desk.whole_key(NEWSLETTER, key), NEWSLETTER) or abort(404)


def _chosen() -> str:
    """The language that the address asks for: English, unless it says otherwise; or not found."""
    chosen = request.args.get("language", "en")
    return chosen if chosen in dict(language.choices()) else abort(404)


def _languages() -> list[tuple[str, str]]:
    return [(code, in_english(code)) for code, _ in language.choices()]


@office.get("/newsletters/<key>/preview")
def look_at_newsletter(key: str) -> str:
    """A draft as it would read if it were published now, and the button that publishes it."""
    with here().database.reading() as session:
        return _preview(session, key)


def _preview(session: Session, key: str, problem: str = "") -> str:
    context, chosen = here(), _chosen()
    row = _draft(session, key)
    draft = Newsletter.of(row.held)
    issue = reading.issue_of(session, draft, context.settings.rules, context.today)
    with language.speaking(chosen, context.translations):
        read = reading.reading(session, issue, context.settings.rules, Reader(chosen, True))
        made = leaflet(read, easy=True)
    return render_template(
        "office/newsletters/preview.html",
        key=key,
        made=made,
        lines=made.lines,
        pictures=pictures.drawn(session),
        version=row.version,
        seal=reading.seal(issue),
        editions=newsletters.editions_of(session, row.key),
        missing=missing(draft, reading.published(session), context.today),
        age=reading_age("\n".join((draft.opening, draft.closing))),
        chosen=chosen,
        languages=_languages(),
        formats=FORMATS,
        problem=problem,
        told_again=request.args.get("saved", ""),
    )


@office.post("/newsletters/<key>/publish")
def publish_newsletter(key: str) -> Page:
    """Freezes a newsletter as it reads today, and tells it in public. Pressed twice it's done once."""
    whole = desk.whole_key(NEWSLETTER, key)
    looked = reading.Looked(desk.version(), max(number("edition"), 0), request.form.get("seal", ""))
    context = here()
    with context.database.writing() as writing:
        _draft(writing, key)
        try:
            row, new = reading.publish(writing, whole, looked, context.settings.rules, context.today)
        except reading.Changed:
            return _preview(writing, key, "changed"), 409
        except reading.Unfinished:
            return _preview(writing, key, "unfinished"), 422
        if new:
            done(writing, "published a newsletter", f"{row.number}, edition {row.edition}")
        return redirect(_told_page(key, row.edition, "published"), 303)


def _told_page(key: str, edition: int, saved: str = "") -> str:
    return url_for("office.told_newsletter", key=key, number=edition, saved=saved or None)


def _edition(session: Session, key: str, edition: int) -> ToldNewsletter:
    last = newsletters.newest_of(session, desk.whole_key(NEWSLETTER, key)) or abort(404)
    return newsletters.get(session, last.number, edition) or abort(404)


@office.get("/newsletters/<key>/editions/<int:number>")
def told_newsletter(key: str, number: int) -> str:
    """A published edition, as it may be read today."""
    with here().database.reading() as session:
        return _told(session, key, _edition(session, key, number))


def _told(session: Session, key: str, row: ToldNewsletter, wrong: str = "") -> str:
    made = _in_language(session, row)
    return render_template(
        "office/newsletters/told.html",
        key=key,
        row=row,
        made=made,
        lines=made.lines,
        pictures=pictures.drawn(session),
        editions=newsletters.editions_of(session, row.key),
        languages=_languages(),
        chosen=_chosen(),
        formats=FORMATS,
        most_why=MOST_WHY,
        why=desk.words("why"),
        wrong={"why": wrong} if wrong else {},
        told_again=request.args.get("saved", ""),
    )


def _in_language(session: Session, row: ToldNewsletter) -> Leaflet:
    with language.speaking(_chosen(), here().translations):
        return leaflet_of(session, row)


@office.post("/newsletters/<key>/take-down")
def take_newsletter_down(key: str) -> Page:
    """Takes the newest edition off every page. A reason is needed: its page says it."""
    why, context = desk.words("why"), here()
    with context.database.writing() as writing:
        newsletters.one_at_a_time(writing)
        row = _edition(writing, key, number("edition"))
        if row is not newsletters.newest_of(writing, row.key):
            return _told(writing, key, row, "A newer edition was published meanwhile. Look at that one"), 409
        if not 1 <= len(why) <= MOST_WHY:
            return _told(writing, key, row, f"Say why, in up to {MOST_WHY} letters"), 422
        if row.down_on is None:
            newsletters.take_down(row, why, context.today)
            done(writing, "took a newsletter down", f"{row.number}, edition {row.edition}")
        return redirect(_told_page(key, row.edition, "down"), 303)


@office.get("/newsletters/<key>/newsletter.<ending>")
def newsletter_file(key: str, ending: str) -> AnyResponse | tuple[str, int]:
    """The newest edition as a file, in the language that the address asks for."""
    form, chosen = FORMATS.get(ending) or abort(404), _chosen()
    with here().database.reading() as session:
        row = newsletters.newest_of(session, desk.whole_key(NEWSLETTER, key))
        if row is None or row.down_on:
            abort(404)
        try:
            with language.speaking(chosen, here().translations):
                written = file_of(session, row, ending)
        except NoFont:
            return render_template("office/newsletters/no_font.html", key=key, called=in_english(chosen)), 404
        name = f"newsletter-{row.number}-{chosen}.{ending}"
    with here().database.writing() as writing:
        done(writing, "downloaded a newsletter", name)
    return _download(written, form.media_type, name)


def _download(written: bytes, media_type: str, name: str) -> Response:
    return send_file(BytesIO(written), mimetype=media_type, as_attachment=True, download_name=name)
