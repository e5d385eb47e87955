"""The commands that put a survey before people: open it, make codes, print it. Part of the toldus command."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from flask import Flask
from sqlalchemy.orm import Session

from feedback.adapters import definitions
from feedback.adapters.store import codes as kept
from feedback.adapters.store import waves
from feedback.adapters.store.waves import CODES, OPEN, Terms
from feedback.domain.promises import Promise
from feedback.domain.reading import Reading
from feedback.domain.surveys import Survey
from feedback.domain.translations import ENGLISH
from feedback.starting import DAY, day, ready
from feedback.web.context import clock, here

_FILE = click.Path(path_type=Path)


def survey_called(surveys: Mapping[str, Survey], key: str) -> Survey:
    """One of these surveys. Raises ClickException with those that there are."""
    if key not in surveys:
        raise click.ClickException(f"There is no survey “{key}”. There are: {', '.join(surveys)}.")
    return surveys[key]


@click.command("open")
@click.argument("survey")
@click.option("--wave", "name", required=True, help="The wave's name, such as “Autumn 2026”.")
@click.option("--opens", required=True, type=DAY, help="The first day, as YYYY-MM-DD.")
@click.option("--closes", required=True, type=DAY, help="The last day, as YYYY-MM-DD.")
@click.option(
    "--access",
    type=click.Choice([OPEN, CODES]),
    help="Who may answer: anyone with the link, or whoever has a code. A new wave is open if not given.",
)
@click.option("--target", type=click.IntRange(1), help="How many answers are hoped for.")
@click.option("--delete-on", type=DAY, help="When everyone’s answers are deleted; else after 24 months.")
@click.option("--no-comments", is_flag=True, help="Ask no question that has a comment box.")
@click.option("--harm-reader", help="Who reads words of harm: a role, such as the duty social worker.")
@click.option("--harm-within", help="How soon they read them, such as the next working day.")
def open_(survey: str, name: str, opens: date, closes: date, access: str | None, **more: object) -> None:
    """Publish a survey as it stands and open a wave of it; or change a wave's dates."""
    from feedback.adapters.store.opening import NotReady, open_survey, surveys_to_open

    settings, database = ready()
    content = definitions.load(settings.surveys)
    try:
        with database.writing() as session:
            asked = survey_called(surveys_to_open(session, content), survey)
            days, today = (day(opens), day(closes)), clock().date()
            terms = _terms(session, survey, name, more)
            wave = open_survey(session, asked, name, days, today, access=access, terms=terms)
            if unread := _unread(asked, terms.promise):
                raise NotReady(unread)
            edition, key, needs_codes = wave.edition, wave.key, wave.access == CODES
            delete_on = wave.delete_on
    except (NotReady, ValueError) as problem:
        raise click.ClickException(f"{problem}. Nothing was changed.") from problem
    click.echo(f"Edition {edition} is published. Its address ends in /s/{key}/")
    click.echo(f"Everyone’s answers are deleted on {delete_on}; the numbers are kept.", err=True)
    if needs_codes:
        click.echo(f"Nobody can answer without a code. Make some with: toldus codes {key}")


def _unread(survey: Survey, promise: Promise) -> str:
    """What to say where people may write, and nobody is named who reads words of harm; else ""."""
    named = promise.harm_reader and promise.harm_within
    if named or not promise.comments or not any(q.takes_words for q in survey.questions):
        return ""
    return (
        f"“{survey.survey}” has comment boxes, so it can’t open until it says who reads words of harm and "
        "how soon. Add --harm-reader and --harm-within, or --no-comments"
    )


def _terms(session: Session, survey: str, name: str, given: Mapping[str, Any]) -> Terms:
    """What was given, in place of what the wave was opened with before."""
    there = waves.get(session, waves.wave_key(survey, name))
    before = waves.terms_of(there) if there else Terms()
    words = {k: given[k] for k in ("harm_reader", "harm_within") if given[k]}
    if given["no_comments"]:
        words["comments"] = False
    delete_on = day(given["delete_on"]) if given["delete_on"] else before.delete_on
    promise = replace(before.promise, **words)
    return Terms(given["target"] or before.target, promise, delete_on)


@click.command()
@click.argument("wave")
@click.option("--count", default=30, show_default=True, help="How many codes to make.")
@click.option(
    "--format",
    "layout",
    type=click.Choice(["cards", "letters"]),
    default="cards",
    show_default=True,
    help="Cards, four on a sheet; or letters, one on a sheet.",
)
@click.option(
    "--address", required=True, help="Where the survey is served, such as https://surveys.example.org"
)
@click.option("-o", "--output", required=True, type=_FILE, help="The file to write: a page to print.")
def codes(wave: str, count: int, layout: str, address: str, output: Path) -> None:
    """Make codes for a wave, printed on cards or letters. They can't be shown again."""
    from feedback.web import printing

    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc:
        raise click.ClickException("--address should be a web address, such as https://surveys.example.org")

    def page() -> str:
        secret = here().settings.secret_key
        with here().database.writing() as session:
            found = waves.get(session, wave)
            if found is None or found.access != CODES:
                raise click.ClickException(_no_codes(wave, found is not None))
            made = kept.make(session, found, secret, count)
            printed = printing.codes_page(session, found, made, layout, alone=True)
            _write(output, printed, private=True)  # before they are kept: codes nobody can read help nobody
            return printed

    try:
        _drawn(page, address)
    except ValueError as problem:
        raise click.ClickException(f"{problem}. Nothing was changed.") from problem
    click.echo(f"{count} codes are in {output}. They can’t be shown again. Print it, then delete it.")


def _no_codes(wave: str, there: bool) -> str:
    if there:
        return f"The wave “{wave}” asks for no codes. Open it with --access codes first. Nothing was changed."
    return f"There is no wave “{wave}”. Its key is the end of its address. Nothing was changed."


@click.command()
@click.argument("survey")
@click.option("--language", default=ENGLISH, show_default=True, help="A language's code, such as cy.")
@click.option("--easy", is_flag=True, help="Easy read, with pictures.")
@click.option("--large", is_flag=True, help="Large print: 18 points.")
@click.option("-o", "--output", required=True, type=_FILE, help="The file to write: a page to print.")
def paper(survey: str, language: str, easy: bool, large: bool, output: Path) -> None:
    """Write a survey as a page to print and fill in with a pen."""
    from feedback.adapters.store.opening import surveys_to_open
    from feedback.web import printing

    settings, database = ready()
    with database.reading() as session:
        asked = survey_called(surveys_to_open(session, definitions.load(settings.surveys)), survey)
    if language not in (ENGLISH, *asked.languages):
        known = ", ".join((ENGLISH, *asked.languages))
        raise click.ClickException(f"“{survey}” is not in the language “{language}”. It is in: {known}.")
    if easy and not asked.has_easy:
        raise click.ClickException(f"“{survey}” has no easy read: not every question has easy words.")

    def page() -> str:
        with here().database.reading() as session:
            return printing.paper_page(session, Reading(asked, language, easy), None, large, alone=True)

    _write(output, _drawn(page))
    click.echo(f"Written to {output}.", err=True)


def _drawn(page: Callable[[], str], address: str = "http://localhost") -> str:
    """A page drawn as the app would at this address."""
    from feedback.app import create_app

    app: Flask = create_app(now=clock)
    try:
        with app.test_request_context("/", base_url=address):
            return page()
    finally:
        app.extensions["toldus"].database.close()


def _write(output: Path, text: str, private: bool = False) -> None:
    """Writes a file, which nobody else on this machine may read if it is private. Raises ClickException."""
    try:
        if private:
            output.touch(mode=0o600)
        output.write_text(text, "utf-8")
    except OSError as problem:
        said = f"{output} can’t be written: {problem.strerror}. Nothing was changed."
        raise click.ClickException(said) from problem
