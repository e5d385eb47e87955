"""The toldus command: each subcommand reads its words, calls the rooms below, and prints."""

import sys
from importlib.metadata import distributions
from pathlib import Path

import click

from feedback.adapters import definitions
from feedback.adapters.database import Database, NotMigrated
from feedback.adapters.engines import NotReachable
from feedback.adapters.settings import Settings, WrongSetting
from feedback.cli_answers import import_, results, section
from feedback.cli_backups import backup, restore
from feedback.cli_concerns import concerns_
from feedback.cli_formats import bring_in_survey, take_out_answers, take_out_survey
from feedback.cli_newsletter import newsletter
from feedback.cli_officers import officer
from feedback.cli_population import population
from feedback.cli_publish import publish
from feedback.cli_review import review
from feedback.cli_translations import translations
from feedback.cli_verify import verify
from feedback.cli_waves import codes, open_, paper
from feedback.starting import ready
from feedback.web.context import clock


class _Plain(click.Group):
    """Turns every expected failure into one plain message, with no trace."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (WrongSetting, NotMigrated, NotReachable) as problem:
            raise click.ClickException(str(problem)) from problem
        except definitions.Mistakes as mistakes:
            count = len(mistakes.found)
            raise click.ClickException(
                f"There {'is 1 mistake' if count == 1 else f'are {count} mistakes'} in the content files. "
                f"Nothing was started or changed. Put right what is listed, then try again.\n{mistakes}"
            ) from mistakes


_VERSION = next((d.version for d in distributions(name="told-us")), "a checkout, not installed")


@click.group(cls=_Plain)
@click.version_option(_VERSION, message="%(version)s")
def main() -> None:
    """Told Us: ask, answer, count, tell, act."""


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check survey files: every mistake at once, with its file and line."""
    folder = Settings.from_environment().surveys
    content, mistakes = definitions.examine(folder, files or None)
    for mistake in mistakes:
        click.echo(str(mistake))
    if mistakes:
        click.echo(f"\n{len(mistakes)} to put right. Nothing was changed.", err=True)
        sys.exit(1)
    click.echo(f"No mistakes. {len(content.surveys)} surveys and {len(content.frameworks)} frameworks read.")


@main.command()
@click.option("--to", default="head", help="A version of the tables; the newest if not given.")
def migrate(to: str) -> None:
    """Bring the database's tables to this version."""
    database = Database(Settings.from_environment().database_url)
    if to == "base":
        click.confirm("This deletes every table and all that is in it. Go on?", abort=True)
    elif database.would_lose(to):
        click.confirm(
            "This deletes what that version has no place for. Is there a backup? Go on?", abort=True
        )
    database.migrate(to)
    click.echo("The database is up to date.")


@main.command("use-key")
def use_key() -> None:
    """Make this machine's SECRET_KEY the one that counts, when the one before is lost."""
    from feedback.adapters import same_key

    click.confirm(
        "Codes, three words and second factors from before will open nothing, and answers that were not sent "
        "are lost. Go on?",
        abort=True,
    )
    settings, database = ready()
    with database.writing() as session:
        same_key.remember(session, settings.secret_key)
    database.close()
    click.echo("This key is the one now. Give every machine the same, and start each again.")


@main.command()
@click.option("--sure", is_flag=True, help="The clock is right, whenever this was last run.")
def tidy(sure: bool) -> None:
    """Delete what is past its time: unsent answers, and the people of waves whose day has come."""
    from feedback.adapters import steady_clock, tidying
    from feedback.adapters.store import drafts

    settings, database = ready()
    if not steady_clock.believed(database, clock().date()) and not sure:
        click.echo(
            f"Nothing was deleted. By the clock it is {clock():%d %B %Y}, long after the day before: it "
            "may be wrong. If it is right, the next day’s run deletes what is due. So does “tidy --sure”."
        )
        return
    gone = tidying.tidy(database, settings, clock())
    click.echo(f"Answers that were not sent in {drafts.KEPT_DAYS} days are gone.")
    for key in gone:
        click.echo(f"Everyone’s answers to {key} are gone, as it was said. Its numbers are kept.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
def serve(host: str, port: int, workers: int) -> None:
    """Serve on this machine. On a server, run gunicorn wsgi:app behind a proxy with TLS."""
    from feedback.serving import serve as run

    settings, database = ready()
    definitions.load(settings.surveys)  # so that mistakes are told here, once, and not by each worker
    database.close()
    # Each worker finds out by itself what was chosen in the office.
    run(Settings.from_environment(), host, port, workers)


@main.command()
@click.option("--no-serve", is_flag=True, help="Make the example database and stop.")
@click.option("--host", default="0.0.0.0", show_default=True, help="Where to listen; a phone needs 0.0.0.0.")  # noqa: S104
@click.option("--port", default=8000, show_default=True)
def demo(no_serve: bool, host: str, port: int) -> None:
    """Make an example database with made-up answers, and serve it."""
    from feedback.demo import run

    run(Settings.from_environment(), host, port, serve_it=not no_serve)


_ROOMS = (
    officer,
    concerns_,
    open_,
    codes,
    paper,
    import_,
    results,
    section,
    newsletter,
    translations,
    population,
    verify,
    publish,
    backup,
    restore,
    review,
)
for command in (*_ROOMS, bring_in_survey, take_out_survey, take_out_answers):
    main.add_command(command)
