"""The command that takes the council's own totals for a wave from a file. Part of the toldus command."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from feedback.adapters.yaml_files import read
from feedback.domain.populations import Population
from feedback.starting import ready
from feedback.web.context import clock


@click.command()
@click.argument("wave")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--remove", is_flag=True, help="Take the wave's totals away.")
def population(wave: str, file: Path | None, remove: bool) -> None:
    """Say how many people could have answered a wave, from a file (docs/numbers.md shows one)."""
    from feedback.adapters.store import populations, waves

    if (file is None) is not remove:
        raise click.ClickException("Give a file with the totals, or --remove. Nothing was changed.")
    _, database = ready()
    with database.writing() as session:
        found = waves.get(session, wave)
        if found is None:
            raise click.ClickException(
                f"There is no wave “{wave}”. Its key is the end of its address. Nothing was changed."
            )
        if file is None:
            populations.drop(session, found)
            click.echo(f"{wave} has no totals any more.")
            return
        totals = _totals(session, found.survey_key, found.edition, file)
        populations.keep(session, found, totals)
    click.echo(f"Kept: {totals.people} people in all, counted on {totals.counted_on}.")


def _totals(session: Session, survey: str, edition: int, file: Path) -> Population:
    """What a file says. Raises ClickException with every mistake in it and its line."""
    from feedback.adapters.population_files import population_of
    from feedback.adapters.store import editions

    lined = read(file)
    totals = population_of(lined, editions.get(session, survey, edition), clock().date())
    if totals is None:
        listed = "\n".join(str(m) for m in sorted(set(lined.mistakes)))
        raise click.ClickException(
            f"Nothing was changed. Put right what is listed, then try again.\n{listed}"
        )
    return totals
