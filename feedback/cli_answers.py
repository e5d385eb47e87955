"""The commands about answers: bring them in, print results, write sections. Part of the toldus command."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from sqlalchemy.orm import Session

from feedback.adapters import definitions
from feedback.adapters.definitions import Content
from feedback.adapters.settings import Settings
from feedback.domain.sections import Section
from feedback.starting import DAY, day, ready
from feedback.web.context import clock


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "key", required=True, help="The survey's key.")
@click.option("--wave", "name", default="Imported", show_default=True, help="The name of the wave to make.")
@click.option("--opens", type=DAY, help="When people began to answer; today if not given.")
@click.option("--closes", type=DAY, help="When they stopped; today if not given.")
@click.option(
    "--form",
    type=click.Path(path_type=Path),
    help="Kobo: the form of the answers (XLSForm), so that codes become words.",
)
@click.option("--mapping", type=click.Path(path_type=Path), help="A file that corrects what is guessed.")
@click.option("--guess", type=click.Path(path_type=Path), help="Write what is guessed here; store nothing.")
def import_(
    file: Path,
    key: str,
    name: str,
    opens: date | None,
    closes: date | None,
    form: Path | None,
    mapping: Path | None,
    guess: Path | None,
) -> None:
    """Bring in another tool's export: makes a survey if there is none, then its responses."""
    from feedback.adapters import importing
    from feedback.adapters.imports.mapping import read_mapping
    from feedback.adapters.imports.sheets import ImportProblem
    from feedback.adapters.imports.writing import write_guess

    settings, database = ready()
    today = clock().date()
    try:
        corrections = read_mapping(mapping) if mapping else None
        with database.writing() as session:
            known = importing.known_survey(session, key) or definitions.load(settings.surveys).surveys.get(
                key
            )
            understood = importing.look_at(file, key, known, corrections, form)
            click.echo("\n".join(importing.report(understood)))
            if guess:
                write_guess(understood, guess)
                click.echo(
                    f"Nothing was stored. The guess is in {guess}: correct it, then give it as --mapping."
                )
                return
            into = importing.Into(key, name, day(opens or today), day(closes or today))
            importing.keep(session, understood.survey, importing.coded(understood), into, today)
    except ImportProblem as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Kept {len(understood.answers)} responses in the wave “{name}” of {key}.")


@click.command()
@click.argument("key")
@click.option("--wave", "name", help="The wave's name; the latest if not given.")
@click.option("--by", "by", multiple=True, help="A question to break the results down by; two at most.")
@click.option("--where", "where", multiple=True, help="QUESTION=OPTION: only those who gave this answer.")
@click.option("--published", is_flag=True, help="As it may be published: small counts hidden.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def results(
    key: str, name: str | None, by: tuple[str, ...], where: tuple[str, ...], published: bool, form: str
) -> None:
    """Print every question of a survey with its base, counts and percentages."""
    from feedback.adapters import results as written
    from feedback.adapters.lookup import NotFound, results_of

    settings, database = ready()
    try:
        with database.reading() as session:
            found = results_of(session, (key, name), by, where, settings.rules if published else None)
    except NotFound as problem:
        raise click.ClickException(str(problem)) from problem
    if published:
        click.echo(
            "Before you share these numbers, publish the sections they are in: toldus publish.", err=True
        )
    dumped = written.DUMPS[form](found)
    click.echo(dumped, nl=not dumped.endswith("\n"))


@click.command()
@click.argument("key", required=False)
@click.option("--all", "every", is_flag=True, help="Every commitment of every framework.")
@click.option("--format", "form", default="docx", show_default=True)
@click.option(
    "--by", "by", multiple=True, help="A question to break the newest figures down by; two at most."
)
@click.option("--number", type=click.IntRange(1), help="With --format report: what the section is numbered.")
@click.option("--published", is_flag=True, help="As it was published last, whatever was answered since.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; else the screen.")
def section(
    key: str | None,
    every: bool,
    form: str,
    by: tuple[str, ...],
    number: int | None,
    published: bool,
    output: Path | None,
) -> None:
    """Write the section “what young people told us” of a commitment, as the office arranged it."""
    from feedback.adapters.documents import FORMATS, NOT_INSTALLED, files
    from feedback.adapters.documents.house_style import CONSULTATION, HouseStyle

    settings, database = ready()
    content = definitions.load(settings.surveys)
    if form in NOT_INSTALLED:
        raise click.ClickException(NOT_INSTALLED[form])
    if form not in FORMATS:
        raise click.ClickException(f"There is no format “{form}”. There are: {', '.join(FORMATS)}.")
    if bool(key) == every:
        raise click.ClickException("Name one commitment, such as pledge-5, or give --all.")
    if published and by:
        raise click.ClickException("What was published is broken down as it was then: leave out --by.")
    with database.reading() as session:
        told = (
            _published(session, content, settings, key)
            if published
            else _today(session, content, key, by, settings)
        )
    style = HouseStyle(settings.word_template, number or CONSULTATION)
    if output is None:
        sys.stdout.buffer.write(FORMATS[form].write(told, style))
        return
    _save(files(form, told, output, style))


def _today(
    session: Session, content: Content, key: str | None, by: tuple[str, ...], settings: Settings
) -> list[Section]:
    """The sections as they stand today. Raises ClickException for a name that nothing has."""
    from feedback.adapters.lookup import NotFound, sections_of

    try:
        return sections_of(session, content, key, settings.rules, clock().date(), by or None, arranged=True)
    except NotFound as problem:
        raise click.ClickException(str(problem)) from problem


def _published(session: Session, content: Content, settings: Settings, key: str | None) -> list[Section]:
    """The sections as they were published last, with what has been done since. Raises ClickException where
    there is none.
    """
    from feedback.adapters.acting import acted_on
    from feedback.adapters.store import told_sections

    every = [c.key for f in content.frameworks.values() for c in f.commitments]
    found = [told_sections.newest(session, k) for k in (every if key is None else [key])]
    rules, today = settings.rules, clock().date()
    told = [acted_on(session, one.section, rules, today) for one in found if one is not None]
    if not told:
        raise click.ClickException(f"No section of “{key or 'any promise'}” was published.")
    return told


def _save(written: Iterator[tuple[Path, bytes]]) -> None:
    """Writes files and says which."""
    for path, data in written:
        try:
            path.write_bytes(data)
        except OSError as problem:
            raise click.ClickException(f"{path} can’t be written: {problem.strerror}.") from problem
        click.echo(f"Written to {path}.", err=True)
