"""The command that asks of a document: could this be true? Part of the toldus command."""

import sys
from pathlib import Path

import click

from feedback.adapters import definitions, recounting
from feedback.adapters.database import NotMigrated
from feedback.adapters.engines import NotReachable
from feedback.adapters.settings import WrongSetting
from feedback.adapters.verifying import report
from feedback.adapters.verifying.aligning import align
from feedback.adapters.verifying.document import CannotRead, Document
from feedback.adapters.verifying.reading import read
from feedback.adapters.verifying.trying import Tried, tried
from feedback.adapters.verifying.verdicts import Judged, judge
from feedback.starting import ready
from feedback.web.context import clock


class _Unable(click.ClickException):
    """It could not be checked: neither right (0) nor wrong (1)."""

    exit_code = 2


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def verify(file: Path) -> None:
    """Recount every figure in a document that we made; flag impossible ones in one that we did not.

    Reads .docx, .html, .md, .txt and .pdf, and changes nothing. Ends with 0 if nothing is wrong, 1 if
    something is, 2 if the file can't be checked.
    """
    try:
        document = read(file)
    except CannotRead as problem:
        raise _Unable(f"{file.name} can’t be checked. {problem} Nothing was changed.") from problem
    judged, others = _ours(document) if document.ours else ([], tried(document.texts))
    if document.ours:
        click.echo("\n".join(report.ours(judged)))
    click.echo("\n".join(report.others(others, added=document.ours)))
    if others.impossible or any(one.is_wrong for one in judged):
        sys.exit(1)


def _ours(document: Document) -> tuple[list[Judged], Tried]:
    """Our own figures, judged by what the answers give today, and what somebody added to them."""
    try:
        settings, database = ready()
        content = definitions.load(settings.surveys)
    except (WrongSetting, NotMigrated, NotReachable) as problem:
        raise _Unable(str(problem)) from problem
    except definitions.Mistakes as mistakes:
        said = (
            "There are mistakes in the content files, so nothing can be counted. See them with: toldus check"
        )
        raise _Unable(said) from mistakes
    aligned = align(document)
    with database.reading() as session:
        today = clock().date()
        counted = recounting.recount(session, content, settings.rules, today, aligned.identities)
    database.close()
    return judge(aligned.standing, counted), tried(aligned.added)
