"""The commands that bring a survey in from another tool, and take surveys and answers out. Part of toldus."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from feedback.adapters import all_answers, definitions
from feedback.adapters.store import audit, editions, waves
from feedback.adapters.survey_formats import KINDS, NotUnderstood, Understood, read, write
from feedback.adapters.survey_formats.understood import MOST_BYTES
from feedback.adapters.tables import Wave
from feedback.domain.surveys import Survey
from feedback.starting import ready
from feedback.web.context import clock

_FILE = click.Path(path_type=Path, dir_okay=False)
_WHO = "the toldus command"


@click.command("bring-in-survey")
@click.argument("file", type=_FILE)
@click.option("-o", "--output", type=_FILE, help="The survey file to write, such as surveys/my-survey.yaml.")
@click.option("--key", help="The survey's key; made from its title if not given.")
@click.option("--tag", "tags", multiple=True, help="A promise that every question is about; may be repeated.")
def bring_in_survey(file: Path, output: Path | None, key: str | None, tags: tuple[str, ...]) -> None:
    """Read another tool's survey: says what was understood and what was left out. Stores nothing.

    It reads XLSForm (.xlsx, .xls), LimeSurvey (.lss, .lsa), SurveyJS, ONS, Qualtrics (.qsf), DDI codebooks
    and our own files. Each question needs a tag before the survey can open: give --tag, or write them in.
    """
    try:
        with file.open("rb") as stream:
            understood = read(file.name, stream.read(MOST_BYTES + 1))
        survey = _changed(understood, key, tags)
        click.echo("\n".join(_report(understood, survey)))
        if output is None:
            click.echo("\nNothing was written. Give -o FILE to keep it as a survey file.")
            return
        _save({output: write(survey, "yaml").content})
    except OSError as problem:
        raise click.ClickException(
            f"{file} can’t be read: {problem.strerror}. Nothing was written."
        ) from problem
    except (NotUnderstood, ValueError) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Now check it: toldus check {output}")


def _changed(understood: Understood, key: str | None, tags: tuple[str, ...]) -> Survey:
    whole = dict(understood.definition)
    whole["questions"] = [{**q, "tags": [*q.get("tags", ()), *tags]} for q in whole["questions"]]
    try:
        return Survey.model_validate({**whole, "survey": key or whole["survey"]})
    except ValueError as problem:
        raise click.ClickException(
            "--key and --tag should be small letters, digits and single hyphens. Nothing was written."
        ) from problem


def _report(understood: Understood, survey: Survey) -> list[str]:
    many = f"{len(survey.questions)} question{'s' if len(survey.questions) > 1 else ''}"
    lines = [f"{understood.kind}: “{survey.title}”, {many}.", ""]
    for number, question in enumerate(survey.questions, 1):
        answers = f", {len(question.options)} answers" if question.options else ""
        lines.append(f"{number}. {question.ask} [{question.key}: {question.kind.value}{answers}]")
    if understood.left_out:
        lines += ["", "What to add, and what was left out or changed:"]
        lines += [f"- {sentence}" for sentence in understood.left_out]
    return lines


@click.command("take-out-survey")
@click.argument("key")
@click.option("--as", "kind", required=True, type=click.Choice(KINDS), help="The format to write.")
@click.option("--edition", type=click.IntRange(1), help="One edition of the survey, by its number.")
@click.option("-o", "--output", required=True, type=_FILE, help="The file to write.")
def take_out_survey(key: str, kind: str, edition: int | None, output: Path) -> None:
    """Write a survey as a file of our own, an XLSForm or a DDI codebook.

    KEY is a survey's, as its file stands now; or a wave's, for the survey as it was asked then.
    """
    settings, database = ready()
    with database.reading() as session:
        survey, made_up = _asked(session, definitions.load(settings.surveys), key, edition)
    try:
        written = write(survey, kind, made_up=made_up, producer=settings.council)
    except ValueError as problem:
        raise click.ClickException(f"{problem}. Nothing was written.") from problem
    _save({output: written.content})


def _asked(
    session: Session, content: definitions.Content, key: str, edition: int | None
) -> tuple[Survey, bool]:
    """A survey by its key or by a wave's, and whether that wave's answers are made up."""
    if edition is None and key in content.surveys:
        return content.surveys[key], False
    wave = waves.get(session, key)
    known = editions.of(session, wave.survey_key if wave else key)
    number = edition or (wave.edition if wave else max(known, default=0))
    if number not in known:
        listed = ", ".join([*content.surveys, *(w.key for w in waves.every(session))])
        which = f" with an edition {edition}" if edition else ""
        raise click.ClickException(f"There is no survey or wave “{key}”{which}. There are: {listed}.")
    return known[number], bool(wave and wave.made_up)


@click.command("take-out-answers")
@click.argument("wave")
@click.option("-o", "--output", required=True, type=_FILE, help="The CSV to write; other files go beside it.")
@click.option("--comments", is_flag=True, help="Also a list of the comments that may be shown, in no order.")
def take_out_answers(wave: str, output: Path, comments: bool) -> None:
    """Write all answers of a wave as CSV, for those in the council who count for themselves.

    A row a response, a column a question (or an answer that can be ticked), with the options' keys. Beside it
    go a data dictionary and the commands by which SPSS reads it.

    Nothing in it is hidden: small groups and single people can be picked out. Keep it as you would a case
    file, and never publish it; “toldus section” has what may be told. The rows are shuffled, and have no day,
    language or way of answering. What people wrote is not in it. With --comments, the words that their
    writers allowed and an officer cleared go into a list of their own, joined to no answers.
    """
    _, database = ready()
    if output.suffix.lower() != ".csv":
        raise click.ClickException("The name of the file should end in .csv. Nothing was written.")
    with database.writing() as session:
        found = waves.get(session, wave)
        if found is None:
            known = ", ".join(w.key for w in waves.every(session)) or "none"
            raise click.ClickException(f"There is no wave “{wave}”. There are: {known}.")
        answers = all_answers.gather(session, found)
        files = _files(session, found, answers, output, comments)
        audit.record(session, _WHO, "took out all answers", found.key, clock())
    _save(files, private=True)
    click.echo(f"{len(answers.rows)} responses. Keep these files safe: nothing in them is hidden.", err=True)


def _files(
    session: Session, wave: Wave, answers: all_answers.AllAnswers, output: Path, comments: bool
) -> dict[Path, bytes]:
    files = {
        output: all_answers.as_csv(answers),
        output.with_name(f"{output.stem}-dictionary.csv"): all_answers.as_dictionary(answers),
        output.with_suffix(".sps"): all_answers.as_sps(answers, output.name),
    }
    if comments:
        listed = all_answers.comments_as_csv(session, wave)
        files[output.with_name(f"{output.stem}-comments.csv")] = listed
    return files


def _save(files: dict[Path, bytes], *, private: bool = False) -> None:
    """Writes files and says which; private ones are for nobody else on this machine."""
    for path, content in files.items():
        try:
            if private:
                path.touch(mode=0o600)
                path.chmod(0o600)
            path.write_bytes(content)
        except OSError as problem:
            raise click.ClickException(f"{path} can’t be written: {problem.strerror}.") from problem
        click.echo(f"Written to {path}.", err=True)
