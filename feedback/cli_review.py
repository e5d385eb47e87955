"""The command that writes the annual review of a framework. Part of the toldus command."""

import sys
from datetime import date
from pathlib import Path

import click

from feedback.adapters import definitions
from feedback.domain.annual import Year, problems
from feedback.starting import DAY, day, ready
from feedback.web.context import clock


@click.command()
@click.argument("framework")
@click.option("--from", "start", type=DAY, help="The first day; twelve months before the last if not given.")
@click.option("--to", "end", type=DAY, help="The last day; today if not given.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; else the screen.")
def review(framework: str, start: date | None, end: date | None, output: Path | None) -> None:
    """Write the annual review of a framework as a Word document: what was asked, told, done and measured."""
    from feedback.adapters import annual
    from feedback.adapters.documents import as_review

    settings, database = ready()
    content = definitions.load(settings.surveys)
    if framework not in content.frameworks:
        known = ", ".join(content.frameworks) or "none"
        raise click.ClickException(f"There is no framework “{framework}”. There are: {known}.")
    year = Year.of(day(start) if start else None, day(end) if end else None, clock().date())
    if wrong := problems(year):
        raise click.ClickException(f"{'. '.join(wrong.values())}. Nothing was written.")
    with database.reading() as session:
        found = annual.gather(session, content.frameworks[framework], year, settings.rules)
    written = as_review.write(found, settings.word_template)
    if output is None:
        sys.stdout.buffer.write(written)
        return
    try:
        output.write_bytes(written)
    except OSError as problem:
        raise click.ClickException(f"{output} can’t be written: {problem.strerror}.") from problem
    click.echo(f"Written to {output}.", err=True)
