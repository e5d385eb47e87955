"""The command that publishes sections and remembers what was told. Part of the toldus command."""

import click

from feedback.adapters import definitions
from feedback.starting import ready
from feedback.web.context import clock


@click.command()
@click.argument("key", required=False)
@click.option("--all", "every", is_flag=True, help="Every commitment of every framework.")
@click.option("--by", "by", multiple=True, help="A question to break the figures down by; two at most.")
@click.option("--drop", is_flag=True, help="Leave out what would give an earlier secret away.")
@click.option("--checked", is_flag=True, help="The numbers in our own words are right: I have checked them.")
def publish(key: str | None, every: bool, by: tuple[str, ...], drop: bool, checked: bool) -> None:
    """Check a section beside all that was published before, and remember it as published.

    Then write it with the section command. A number that would let a hidden one be worked back is refused.
    """
    from feedback.adapters import publishing
    from feedback.adapters.lookup import NotFound

    settings, database = ready()
    content = definitions.load(settings.surveys)
    if bool(key) == every:
        raise click.ClickException("Name one commitment, such as pledge-5, or give --all.")
    try:
        wanted = publishing.Wanted(key, by or None, drop, checked)
        told = publishing.publish(database, content, wanted, settings.rules, clock().date())
    except NotFound as problem:
        raise click.ClickException(str(problem)) from problem
    except publishing.Unchecked as problem:
        numbers = ", ".join(problem.numbers)
        raise click.ClickException(
            f"Nothing was published. Our own words have numbers that are not among the figures: {numbers}. "
            "Check them, then give --checked."
        ) from problem
    except publishing.Busy as busy:
        raise click.ClickException("Answers kept coming. Nothing was published. Try again.") from busy
    except publishing.Refused as refused:
        cells = "\n".join(f"  {c.ask} {c.wave}: {c.label}" for c in refused.cells)
        raise click.ClickException(
            "Nothing was published. Beside what was published before, these numbers would let someone work "
            f"back a number that is hidden:\n{cells}\nTo publish all the rest, give --drop."
        ) from refused
    figures = sum(len(f.told) for s in told for f in s.findings)
    click.echo(f"Published, and remembered: {figures} findings in {len(told)} sections.")
