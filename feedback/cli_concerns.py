"""The concerns command: how many wait, for a monitor to ask; and starting again when every key is lost. Shows
nothing of what any says.
"""

import sys

import click

from feedback.adapters.store import audit, concern_keys, concerns
from feedback.starting import ready
from feedback.web.context import clock

_WHO = "the command line"


@click.command("concerns")
@click.option("--start-again", is_flag=True, help="Forget every key, and delete what nobody can open.")
def concerns_(start_again: bool) -> None:
    """Say how many concerns are unread. Ends with 1 if one has waited too long, or if nobody can read any."""
    settings, database = ready()
    if start_again:
        click.confirm("This deletes every concern and every key to them. Go on?", abort=True)
        with database.writing() as session:
            gone = concern_keys.start_again(session)
            audit.record(session, _WHO, "forgot every key to concerns", f"concerns deleted: {gone}", clock())
        click.echo(
            f"Every key is forgotten. Concerns deleted: {gone}. The next lead to make a key is the first."
        )
        return
    with database.reading() as session:
        found = concerns.waiting(session, clock(), settings.concerns)
        readers = concern_keys.somebody_reads(session)
    click.echo(
        f"Unread: {found.unread}. Waiting for more than {settings.concerns.hours} hours: {found.overdue}."
    )
    if found.since:
        click.echo(f"One has waited since {found.since:%Y-%m-%d %H:%M}.")
    if found.unread and not readers:
        click.echo("No safeguarding lead holds a key, so nobody can read them.")
    if found.overdue or (found.unread and not readers):
        sys.exit(1)
