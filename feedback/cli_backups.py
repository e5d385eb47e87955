"""The backup and restore commands: all of it into a file, and back into an empty database, counted again."""

from pathlib import Path

import click

from feedback.adapters import backups, recount_checks
from feedback.adapters.backups import WrongBackup
from feedback.adapters.database import Database
from feedback.adapters.settings import Settings
from feedback.adapters.store import comments
from feedback.starting import ready


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write everything into one FILE, while Told Us is in use. The key is not in it: keep that elsewhere."""
    _, database = ready()
    if file.exists():
        raise click.ClickException(f"{file} is there already. Nothing was written. Give another name.")
    try:
        rows = backups.write(database, file, recount_checks.seals)
    except OSError as problem:
        said = f"{file} can’t be written ({problem.strerror}). The database is as it was."
        raise click.ClickException(said) from problem
    people = rows.get("response", 0)
    click.echo(f"{file}: everything as it stood at one moment, with {people:,} responses.")
    click.echo("It holds what people wrote: keep it as safe as the database, and no longer.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--moving", is_flag=True, help="Nobody used the old database since: cleared comments stay so.")
def restore(file: Path, moving: bool) -> None:
    """Put a backup into an empty database, SQLite or PostgreSQL, and count everything again."""
    database = Database(Settings.from_environment().database_url)
    try:
        about = backups.restore(database, file)
    except WrongBackup as problem:
        raise click.ClickException(f"{problem}.") from problem
    with database.reading() as session:
        now = recount_checks.seals(session)
    if differing := recount_checks.differing(about.checks, now):
        raise click.ClickException(
            "It is restored, but these waves aren’t counted as they were: "
            f"{', '.join(differing)}. Keep the backup, and don’t publish from this database."
        )
    people = sum(of["responses"] for of in now.values())
    click.echo(f"Restored: {len(now)} waves with {people:,} responses, each counted the same as before.")
    if not moving:
        with database.writing() as session:
            cleared = comments.decide_anew(session)
        click.echo(f"Comments that were cleared for quoting, and are to be cleared again: {cleared}.")
        click.echo("Whoever wrote one may have stopped or changed it after the backup was made.")
    click.echo("Answers that were taken out after the backup was made are back: take them out again.")
    click.echo("Run “toldus tidy --sure” now: it deletes what is past its time.")
