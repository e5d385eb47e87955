"""The toldus command: each subcommand reads its words, calls the rooms below, and prints."""

import sys
from datetime import date
from importlib.metadata import distributions
from pathlib import Path

import click

from feedback.adapters import definitions
from feedback.adapters.database import Database, NotMigrated, NotReachable
from feedback.adapters.settings import Settings, WrongSetting
from feedback.web.context import clock

_DAY = click.DateTime(["%Y-%m-%d"])


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


def _ready() -> tuple[Settings, Database]:
    settings = Settings.from_environment()
    database = Database(settings.database_url)
    database.prepare()
    return settings, database


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
    Database(Settings.from_environment().database_url).migrate(to)
    click.echo("The database is up to date.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
def serve(host: str, port: int, workers: int) -> None:
    """Serve on this machine. On a server, run gunicorn wsgi:app behind a proxy with TLS."""
    from feedback.serving import serve as run

    settings, database = _ready()
    definitions.load(settings.surveys)  # so that mistakes are told here, once, and not by each worker
    database.close()
    run(settings, host, port, workers)


@main.group()
def officer() -> None:
    """The people who may sign in to the office."""


@officer.command("add")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def officer_add(name: str, password_stdin: bool) -> None:
    """Add an officer, or give one a new password."""
    from feedback.adapters.store import officers

    _, database = _ready()
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        with database.writing() as session:
            officers.add(session, name, password, clock().date())
    except ValueError as problem:
        raise click.ClickException(f"{problem}. Nothing was changed.") from problem
    click.echo(f"{name.strip().lower()} can sign in now.")


@main.command("open")
@click.argument("survey")
@click.option("--wave", "name", required=True, help="The wave's name, such as “Autumn 2026”.")
@click.option("--opens", required=True, type=_DAY, help="The first day, as YYYY-MM-DD.")
@click.option("--closes", required=True, type=_DAY, help="The last day, as YYYY-MM-DD.")
def open_(survey: str, name: str, opens: date, closes: date) -> None:
    """Publish a survey as it stands and open a wave of it; or change a wave's dates."""
    from feedback.adapters.store.opening import NotReady, open_survey

    settings, database = _ready()
    content = definitions.load(settings.surveys)
    if survey not in content.surveys:
        known = ", ".join(content.surveys)
        raise click.ClickException(f"There is no survey “{survey}”. There are: {known}.")
    try:
        with database.writing() as session:
            days = _day(opens), _day(closes)
            wave = open_survey(session, content.surveys[survey], name, days, clock().date())
            edition, key = wave.edition, wave.key
    except (NotReady, ValueError) as problem:
        raise click.ClickException(f"{problem}. Nothing was changed.") from problem
    click.echo(f"Edition {edition} is published. Its address ends in /s/{key}/")


def _day(given: date) -> date:
    return date(given.year, given.month, given.day)


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "key", required=True, help="The survey's key.")
@click.option("--wave", "name", default="Imported", show_default=True, help="The name of the wave to make.")
@click.option("--opens", type=_DAY, help="When people began to answer; today if not given.")
@click.option("--closes", type=_DAY, help="When they stopped; today if not given.")
@click.option("--mapping", type=click.Path(path_type=Path), help="A file that corrects what is guessed.")
@click.option("--guess", type=click.Path(path_type=Path), help="Write what is guessed here; store nothing.")
def import_(
    file: Path,
    key: str,
    name: str,
    opens: date | None,
    closes: date | None,
    mapping: Path | None,
    guess: Path | None,
) -> None:
    """Bring in another tool's export: makes a survey if there is none, then its responses."""
    from feedback.adapters import importing
    from feedback.adapters.imports.mapping import read_mapping
    from feedback.adapters.imports.sheets import ImportProblem
    from feedback.adapters.imports.writing import write_guess

    settings, database = _ready()
    today = clock().date()
    try:
        corrections = read_mapping(mapping) if mapping else None
        with database.writing() as session:
            known = importing.known_survey(session, key) or definitions.load(settings.surveys).surveys.get(
                key
            )
            understood = importing.look_at(file, key, known, corrections)
            click.echo("\n".join(importing.report(understood)))
            if guess:
                write_guess(understood, guess)
                click.echo(
                    f"Nothing was stored. The guess is in {guess}: correct it, then give it as --mapping."
                )
                return
            into = importing.Into(key, name, _day(opens or today), _day(closes or today))
            importing.keep(session, understood, into, today)
    except ImportProblem as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Kept {len(understood.answers)} responses in the wave “{name}” of {key}.")


@main.command()
@click.argument("key")
@click.option("--wave", "name", help="The wave's name; the latest if not given.")
@click.option("--by", "by", help="A question to break the results down by.")
@click.option("--where", "where", multiple=True, help="QUESTION=OPTION: only those who gave this answer.")
@click.option("--published", is_flag=True, help="As it may be published: small counts hidden.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def results(
    key: str, name: str | None, by: str | None, where: tuple[str, ...], published: bool, form: str
) -> None:
    """Print every question of a survey with its base, counts and percentages."""
    from feedback.adapters import results as written
    from feedback.adapters.lookup import NotFound, results_of

    settings, database = _ready()
    try:
        with database.reading() as session:
            found = results_of(session, (key, name), by, where, settings.rules if published else None)
    except NotFound as problem:
        raise click.ClickException(str(problem)) from problem
    dumped = written.DUMPS[form](found)
    click.echo(dumped, nl=not dumped.endswith("\n"))


@main.command()
@click.argument("key", required=False)
@click.option("--all", "every", is_flag=True, help="Every commitment of every framework.")
@click.option("--format", "form", default="docx", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; else the screen.")
def section(key: str | None, every: bool, form: str, output: Path | None) -> None:
    """Write the section “what young people told us” of a commitment."""
    from feedback.adapters.documents import FORMATS
    from feedback.adapters.lookup import NotFound, sections_of

    settings, database = _ready()
    content = definitions.load(settings.surveys)
    if form not in FORMATS:
        raise click.ClickException(f"There is no format “{form}”. There are: {', '.join(FORMATS)}.")
    if bool(key) == every:
        raise click.ClickException("Name one commitment, such as pledge-5, or give --all.")
    try:
        with database.reading() as session:
            told = sections_of(session, content, key, settings.rules)
    except NotFound as problem:
        raise click.ClickException(str(problem)) from problem
    written = FORMATS[form].write(told)
    if output is None:
        sys.stdout.buffer.write(written)
        return
    try:
        output.write_bytes(written)
    except OSError as problem:
        raise click.ClickException(f"{output} can’t be written: {problem.strerror}.") from problem
    click.echo(f"Written to {output}.", err=True)


@main.command()
@click.option("--no-serve", is_flag=True, help="Make the example database and stop.")
@click.option("--host", default="0.0.0.0", show_default=True, help="Where to listen; a phone needs 0.0.0.0.")  # noqa: S104
@click.option("--port", default=8000, show_default=True)
def demo(no_serve: bool, host: str, port: int) -> None:
    """Make an example database with made-up answers, and serve it."""
    from feedback.demo import run

    run(Settings.from_environment(), host, port, serve_it=not no_serve)
