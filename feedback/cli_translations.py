"""The commands about translations: how far they are, out to a translator, and back. Part of toldus."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile

import click
from babel import UnknownLocaleError

from feedback.adapters import catalogues, definitions, interface, languages, progress
from feedback.adapters.catalogues import Catalogue
from feedback.adapters.settings import Settings, shipped
from feedback.cli_waves import survey_called
from feedback.domain.surveys import Survey
from feedback.domain.translations import ENGLISH, Status, Translation
from feedback.web.context import clock

_FILE = click.Path(path_type=Path)


@click.group()
def translations() -> None:
    """Words in other languages: how far they are, out to a translator, and back."""


@translations.command()
def status() -> None:
    """Every survey and our own pages, by language: drafted or checked, and how much of it is there."""
    content = definitions.load(Settings.from_environment().surveys)
    for line in progress.every(content.surveys.values()):
        done = f"{line.done} of {line.texts} texts"
        click.echo(f"{line.of:<16} {line.language:<4} {line.status.value:<8} {line.on}  {done}")
    click.echo("\nDrafted: made by a computer and not checked. Checked: a native speaker has read all of it.")


@translations.command("export")
@click.argument("of")
@click.argument("language")
@click.option("-o", "--output", required=True, type=_FILE, help="The file to write, which ends in .po.")
def export(of: str, language: str, output: Path) -> None:
    """Write all that a survey says, or “interface” for our own pages, to a file for a translator."""
    _known(language)
    said, found = _said(of), _there(of).get(language)
    found = found or Translation(status=Status.DRAFTED, on=clock().date(), words={})
    _write(output, catalogues.write(Catalogue(of, language, found), said))
    texts = {words for _, words in said}
    click.echo(f"{len(texts)} texts are in {output}, {found.done(frozenset(texts))} of them translated.")


@translations.command("import")
@click.argument("file", type=_FILE)
def import_file(file: Path) -> None:
    """Bring a translator's file back: all of it if it is right, and nothing of it if it isn't."""
    catalogue, mistakes = catalogues.read(file, str(file))
    if catalogue is None:
        told = "\n".join(map(str, mistakes))
        raise click.ClickException(f"{told}\nNothing was changed. Put right what is listed, then try again.")
    _known(catalogue.language)
    said = _said(catalogue.of)
    texts = frozenset(words for _, words in said)
    words = catalogue.translation.words
    done, unknown = catalogue.translation.done(texts), len(words.keys() - texts)
    if not done:
        raise click.ClickException("Nothing is translated in it yet. Nothing was changed.")
    place = _place(catalogue)
    _write(place, catalogues.write(catalogue, said))
    click.echo(f"{place}: {done} of {len(texts)} texts are translated, {len(texts) - done} are missing.")
    if unknown:
        click.echo(f"{unknown} that are no longer said were left out.")
    click.echo("Start Told Us again to show them.", nl=False)
    click.echo(
        ""
        if catalogue.of == interface.NAME
        else " A wave that is open keeps the words it was opened with, until you open it again."
    )


def _known(language: str) -> None:
    """Raises ClickException for what is no language to translate into."""
    try:
        if language != ENGLISH and languages.locale(language):
            return
    except (UnknownLocaleError, ValueError):
        pass
    raise click.ClickException(
        f"“{language}” is not the code of a language to translate into. Welsh is cy, Polish is pl. "
        "Nothing was changed."
    )


def _said(of: str) -> list[tuple[str, str]]:
    """All that is said, and where. Raises ClickException."""
    return list(interface.said() if of == interface.NAME else _survey(of).said())


def _there(of: str) -> Mapping[str, Translation]:
    """The translations there are, by language. Raises ClickException."""
    try:
        return interface.load() if of == interface.NAME else _survey(of).languages
    except interface.WrongCatalogue as wrong:
        raise click.ClickException(
            f"{wrong}\nNothing was changed. Put right what is listed first."
        ) from wrong


def _survey(key: str) -> Survey:
    """A survey, even while some other file beside it is wrong: that may be the one to be replaced."""
    content, _ = definitions.examine(Settings.from_environment().surveys)
    return survey_called(content.surveys, key)


def _place(catalogue: Catalogue) -> Path:
    """Where a catalogue belongs: in the file that has the same already, or in one with the usual name."""
    if catalogue.of == interface.NAME:
        return shipped("translations") / f"{catalogue.language}.po"
    folder = Settings.from_environment().surveys
    usual = folder / "translations" / f"{catalogue.of}.{catalogue.language}.po"
    return next((path for path in _same(folder.rglob("*.po"), catalogue)), usual)


def _same(paths: Iterable[Path], catalogue: Catalogue) -> Iterable[Path]:
    for path in sorted(paths):
        found, _ = catalogues.read(path, path.name)
        if found and (found.of, found.language) == (catalogue.of, catalogue.language):
            yield path


def _write(output: Path, text: str) -> None:
    """Writes a file whole or not at all. Raises ClickException."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=output.parent, delete=False) as new:
            new.write(text)
        Path(new.name).chmod(0o644)
        os.replace(new.name, output)  # noqa: PTH105
    except OSError as problem:
        said = f"{output} can’t be written: {problem.strerror}. Nothing was changed."
        raise click.ClickException(said) from problem
