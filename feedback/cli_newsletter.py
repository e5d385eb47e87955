"""The command that writes a published newsletter as a file. Part of the toldus command."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from feedback.adapters.documents import NOT_INSTALLED
from feedback.starting import ready


@click.command()
@click.argument("number", type=click.IntRange(1, 999_999))
@click.option(
    "--format", "form", type=click.Choice(["html", "pdf", "eml"]), default="html", show_default=True
)
@click.option("--language", "chosen", default="en", show_default=True, help="Such as cy for Welsh.")
@click.option(
    "--site", default="", help="Your Told Us, such as https://told.example: for a link to its page."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file to write.")
def newsletter(number: int, form: str, chosen: str, site: str, output: Path) -> None:
    """Write a published newsletter, in easy read: a page, a PDF, or an e-mail that is ready to send."""
    if form in NOT_INSTALLED:
        raise click.ClickException(NOT_INSTALLED[form])
    if site and not site.startswith(("https://", "http://")):
        raise click.ClickException("--site is an address, such as https://told.example.")
    _, database = ready()
    database.close()
    written = _written(number, form, chosen, site)
    try:
        output.write_bytes(written)
    except OSError as problem:
        raise click.ClickException(f"{output} can’t be written: {problem.strerror}.") from problem
    click.echo(f"Wrote {output}.")


def _written(number: int, form: str, chosen: str, site: str) -> bytes:
    """The file, as a visitor's page would tell it."""
    from feedback.app import create_app
    from feedback.web import language
    from feedback.web.context import here

    app = create_app()
    with app.test_request_context(base_url=site or "http://localhost"):
        context = here()
        language.offer(context.translations)
        offered = [code for code, _ in language.choices()]
        try:
            if chosen not in offered:
                raise click.ClickException(f"There is no “{chosen}”. There is: {', '.join(offered)}.")
            with context.database.reading() as session, language.speaking(chosen, context.translations):
                return _file(session, number, form, linked=bool(site))
        finally:
            context.database.close()


def _file(session: Session, number: int, form: str, *, linked: bool) -> bytes:
    from feedback.adapters.documents.typesetting import NoFont
    from feedback.adapters.store import newsletters
    from feedback.web.public.news import file_of

    row = newsletters.newest(session, number)
    if row is None or row.down_on:
        raise click.ClickException(f"Newsletter {number} isn’t published. Nothing was written.")
    try:
        return file_of(session, row, form, linked=linked)
    except NoFont as problem:
        raise click.ClickException(
            "No font on this machine has the letters of that language. Nothing was written. "
            "Add one, such as Noto Sans for its script, or choose html."
        ) from problem
