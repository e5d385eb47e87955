"""Taking a survey, and all the answers of a wave, away as files. Writes no file itself: survey_formats and
all_answers do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Response, abort, render_template, request
from sqlalchemy.orm import Session

from feedback.adapters import all_answers, survey_formats
from feedback.adapters.store import comments, designs, editions, waves
from feedback.adapters.survey_formats.carrying import changed, left_out
from feedback.adapters.tables import Wave
from feedback.adapters.tables_designs import Design as DesignRow
from feedback.domain import wholeness
from feedback.domain.design_files import design_of
from feedback.domain.surveys import Survey
from feedback.web.access import opens
from feedback.web.context import here
from feedback.web.office.desk import done, office, surveys_now, wave_of
from feedback.web.office.making import desk

OUR_OWN = "To keep, to read, or to bring into another Told Us. Nothing is lost."
TO_ASK = "To ask the same questions with Kobo, ODK or SurveyCTO."
TO_ARCHIVE = "To keep beside the answers, for an archive or a researcher. It has no counts in it."
KINDS: Mapping[str, tuple[str, str, str]] = {  # by its ending: the kind, what it is, what it is for
    "yaml": ("yaml", "Our own file (YAML)", OUR_OWN),
    "xlsx": ("xlsform", "XLSForm (Excel)", TO_ASK),
    "xml": ("ddi", "DDI codebook (XML)", TO_ARCHIVE),
}
NOW, MAKING = "now", "making"
PARTS: Mapping[str, str] = {  # of all answers, by file: what the audit log says of it
    "answers.csv": "took out all answers",
    "dictionary.csv": "took out what the columns mean",
    "spss.sps": "took out the commands for SPSS",
    "comments.csv": "took out the cleared comments",
}
Page = str | tuple[str, int] | Response


@dataclass(frozen=True)
class Version:
    """A survey as it was, or is: what it's called in an address, and which waves asked it."""

    number: str
    survey: Survey
    waves: tuple[Wave, ...] = ()

    @property
    def made_up(self) -> bool:
        return bool(self.waves) and all(w.made_up for w in self.waves)


@dataclass(frozen=True)
class File:
    """A file that a survey can be taken out as, and what it can't carry of this one."""

    ending: str
    kind: str
    name: str
    purpose: str
    changes: tuple[str, ...]
    lost: tuple[str, ...]


@office.get("/surveys/<key>/take-out")
def survey_out(key: str) -> str:
    """Every version of a survey, as each kind of file, with what can't be carried; and its waves' answers."""
    return _page(key)


def _page(key: str, wrong: str = "") -> str:
    with here().database.reading() as reading:
        versions, missing = _versions(reading, key)
        if not versions and not missing:
            abort(404)
        chosen = next((v for v in versions if v.number == request.args.get("version")), None)
        chosen = chosen or next(iter(versions), None)
        return render_template(
            "office/survey_out.html",
            key=key,
            title=chosen.survey.title if chosen else key,
            versions=versions,
            chosen=chosen,
            missing=missing,
            files=_files(chosen.survey) if chosen else [],
            waves=waves.every(reading, key),
            wrong=wrong,
        )


def _files(survey: Survey) -> list[File]:
    return [
        File(ending, *about, tuple(changed(survey, about[0])), tuple(left_out(survey, about[0])))
        for ending, about in KINDS.items()
    ]


def _versions(session: Session, key: str) -> tuple[list[Version], int]:
    """The versions of a survey, the newest first, and how many things its design lacks to be one."""
    of_survey = waves.every(session, key)
    found = [
        Version(str(number), survey, tuple(w for w in of_survey if w.edition == number))
        for number, survey in sorted(editions.of(session, key).items(), reverse=True)
    ]
    now = surveys_now(session).get(key)
    if now is not None and editions.saying(session, now) is None:
        found.insert(0, Version(NOW, now))
    row = designs.get(session, key) if opens("office.making") else None
    if row is None:
        return found, 0
    try:
        made = _whole(row)
    except wholeness.NotWhole as not_whole:
        return found, len(not_whole.missing)
    if editions.saying(session, made) is None:
        found.insert(0, Version(MAKING, made))
    return found, 0


def _whole(row: DesignRow) -> Survey:
    """Raises NotWhole."""
    return wholeness.survey_of(design_of(row.definition), desk.tags(), row.languages)


@office.get("/surveys/<key>/<number>.<ending>")
def survey_file(key: str, number: str, ending: str) -> Page:
    """A version of a survey as a file."""
    if ending not in KINDS:
        abort(404)
    with here().database.reading() as reading:
        version = next((v for v in _versions(reading, key)[0] if v.number == number), None) or abort(404)
        survey, made_up = version.survey, version.made_up
    kind, council = KINDS[ending][0], here().settings.council
    try:
        made = survey_formats.write(survey, kind, made_up=made_up, producer=council)
    except ValueError as problem:
        return _page(key, f"{str(problem).capitalize()}. No file was made; nothing is lost."), 422
    with here().database.writing() as writing:
        done(writing, "took out a survey", f"{key} {number}.{ending}")
    return _as_file(iter([made.content]), made.name, made.media_type)


@office.get("/waves/<wave>/all-answers")
def answers_out(wave: str) -> str:
    """What is in a file of all answers, before it is taken."""
    with here().database.reading() as reading:
        found = wave_of(reading, wave)
        answers = None if found.people_gone_on else all_answers.gather(reading, found)
        return render_template(
            "office/answers_out.html",
            wave=found,
            survey=editions.get(reading, found.survey_key, found.edition),
            people=len(answers.rows) if answers else 0,
            columns=len(answers.columns) if answers else 0,
            cleared=len(comments.cleared(reading, found)),
        )


@office.post("/waves/<wave>/all-answers/<name>")
def answers_file(wave: str, name: str) -> Response:
    """All answers of a wave, or what belongs beside them, as a file."""
    if name not in PARTS:
        abort(404)
    if name == "comments.csv" and not opens("office.comments"):
        abort(403)
    with here().database.reading() as reading:  # which nobody who answers has to wait for
        found = wave_of(reading, wave)
        if found.people_gone_on:
            abort(409)
        parts = _parts(reading, found, name)
    with here().database.writing() as writing:
        done(writing, PARTS[name], wave)
    return _as_file(parts, f"{wave}-{name}", "text/csv" if name.endswith(".csv") else "text/plain")


def _parts(session: Session, wave: Wave, name: str) -> Iterator[bytes]:
    """The file in parts. All that is needed is read at once, so that the parts can be made later."""
    if name == "comments.csv":
        return iter([all_answers.comments_as_csv(session, wave)])
    answers = all_answers.gather(session, wave)
    if name == "answers.csv":
        return all_answers.csv_parts(answers)
    if name == "dictionary.csv":
        return iter([all_answers.as_dictionary(answers)])
    return iter([all_answers.as_sps(answers, f"{wave.key}-answers.csv")])


def _as_file(parts: Iterator[bytes], name: str, media_type: str) -> Response:
    response = Response(parts, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
