"""Pages of newsletters, for anyone: in easy read unless someone chose otherwise. Only what was published, and
of that only what may still be told.
"""

from collections.abc import Iterator
from io import BytesIO

from flask import Response, abort, render_template, send_file
from sqlalchemy.orm import Session

from feedback.adapters import newsletters as reading
from feedback.adapters.documents.leaflet_formats import FORMATS
from feedback.adapters.documents.typesetting import NoFont
from feedback.adapters.store import newsletters as kept
from feedback.adapters.tables_newsletters import ToldNewsletter
from feedback.domain.accounts import Reader
from feedback.domain.leaflets import Leaflet
from feedback.domain.newsletters import thawed
from feedback.web import language, pictures
from feedback.web.context import here
from feedback.web.public.desk import public
from feedback.web.public.news_lines import around, leaflet

PDF = "pdf"


def leaflet_of(session: Session, row: ToldNewsletter, easy: bool = True) -> Leaflet:
    """A published edition in the language of this page."""
    reader = Reader(language.current(), easy)
    return leaflet(reading.read(session, row, here().settings.rules, reader), easy)


def file_of(
    session: Session, row: ToldNewsletter, ending: str, easy: bool = True, linked: bool = True
) -> bytes:
    """The same as a file of a format that there is, perhaps with its page's address. Raises NoFont."""
    made = leaflet_of(session, row, easy)
    return FORMATS[ending].write(made, around(session, made, row.number if linked else None))


def _easy() -> bool:
    return language.easy(otherwise=True)


def _newest(session: Session, number: int) -> ToldNewsletter:
    return kept.newest(session, number) or abort(404)


@public.get("/news")
def news() -> str:
    """Every newsletter that was published, the latest first."""
    with here().database.looking() as session:
        found = [(row, thawed(row.issue).newsletter) for row in kept.every(session)]
    return render_template("public/news.html", found=found, easy=_easy())


@public.get("/news/<int:number>")
def newsletter(number: int) -> str | tuple[str, int]:
    """One newsletter, as its newest edition tells it; or that it was taken down, and why."""
    return _page(number)


def _page(number: int, no_font: bool = False) -> str | tuple[str, int]:
    with here().database.looking() as session:
        row, easy = _newest(session, number), _easy()
        if row.down_on:
            return render_template("public/newsletter_down.html", row=row, easy=easy), 410
        made, drawn = leaflet_of(session, row, easy), pictures.drawn(session) if easy else {}
    page = render_template(
        "public/newsletter.html",
        row=row,
        made=made,
        lines=made.lines,
        pictures=drawn,
        promises=list(_promises(row)),
        easy=easy,
        has_pdf=PDF in FORMATS,
        no_font=no_font,
    )
    return (page, 404) if no_font else page


def _promises(row: ToldNewsletter) -> Iterator[tuple[str, str]]:
    """The promises that it tells of and that there are today, each with what it's called."""
    for told in thawed(row.issue).told:
        if found := here().content.commitment(told.commitment):
            framework, promise = found
            yield promise.key, f"{framework.kind} {promise.number}: {promise.name}"


@public.get("/news/<int:number>/newsletter.pdf")
def newsletter_pdf(number: int) -> Response | str | tuple[str, int]:
    """The same on paper; or its page, where no PDF can be made in this language."""
    if PDF not in FORMATS:
        abort(404)
    with here().database.looking() as session:
        row = _newest(session, number)
        if row.down_on:
            return _page(number)
        try:
            written = file_of(session, row, PDF, _easy())
        except NoFont:
            return _page(number, no_font=True)
    return send_file(
        BytesIO(written),
        FORMATS[PDF].media_type,
        download_name=f"newsletter-{number}.pdf",
        as_attachment=True,
    )
