"""XLSForm, as Kobo, ODK and SurveyCTO write it: a workbook with the sheets survey, choices and settings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

from feedback.adapters.languages import in_english
from feedback.adapters.old_excel import Sheets
from feedback.adapters.survey_formats import pages_in
from feedback.adapters.survey_formats.asking import OTHER, Asked, Choice, a_choice, numbered
from feedback.adapters.survey_formats.drafting import Draft
from feedback.adapters.survey_formats.form_groups import Groups
from feedback.adapters.survey_formats.form_kinds import (
    ALL_ALONE,
    ALONE,
    EXACT,
    MOST_STEPS,
    NUMBER,
    QUIET,
    RANGE,
    SELECT,
    WHY,
    WORDS,
)
from feedback.adapters.survey_formats.form_sheets import (
    MARK,
    OWN_KIND,
    OWN_NOTES,
    Form,
    Named,
    Row,
    form_of,
)
from feedback.adapters.survey_formats.languages_in import code_of, is_language
from feedback.adapters.survey_formats.plain_text import quoted
from feedback.adapters.survey_formats.understood import Understood
from feedback.adapters.survey_formats.workbook_in import sheets_new, sheets_old
from feedback.domain.questions import Kind
from feedback.domain.translations import ENGLISH

KIND = "XLSForm"


@dataclass
class _Reading:
    form: Form
    draft: Draft
    groups: Groups = field(default_factory=Groups)
    quiet: list[str] = field(default_factory=list)
    lost: dict[str, None] = field(default_factory=dict)


def read_new(file_name: str, content: bytes) -> Understood:
    """A form in an .xlsx file. Raises NotUnderstood."""
    return _read(file_name, sheets_new(content))


def read_old(file_name: str, content: bytes) -> Understood:
    """A form in an .xls file. Raises NotUnderstood."""
    return _read(file_name, sheets_old(content))


def _read(file_name: str, sheets: Sheets) -> Understood:
    form = form_of(sheets)
    settings = form.settings
    title = settings.get("form_title") or settings.get("title") or file_name.rpartition(".")[0]
    draft = Draft(KIND, title, own_names=MARK in settings)
    draft.key = settings.get("form_id", "") if draft.own_names else ""
    reading = _Reading(form, draft)
    own = code_of(settings.get("default_language", ""))
    if own != ENGLISH and is_language(own) and not form.in_english:
        draft.say(f"The words are in {in_english(own)}. A survey of ours begins in English: translate them.")
    for row in form.rows:
        _row(reading, row)
    if reading.quiet:
        listed = ", ".join(dict.fromkeys(reading.quiet))
        draft.say(f"These were left out, because nobody answers them: {listed}.")
    for said in reading.lost:
        draft.say(said)
    if pages_in.settle(draft.questions):
        draft.say(pages_in.ALONE)
    return draft.finish()


def _row(reading: _Reading, row: Row) -> None:
    kind = " ".join(row.get("type").split()).lower()
    start = kind.replace("_", " ")
    if start.startswith(("begin group", "begin repeat")):
        reading.groups.begin(row)
        if start.startswith("begin repeat"):
            _say_repeat(reading, row)
    elif start.startswith(("end group", "end repeat")):
        reading.groups.end()
    elif reading.draft.own_names and row.get("name") in OWN_NOTES:
        reading.draft.own[OWN_NOTES[row.get("name")].replace("_", "-")] = row.label
    elif row.get("disabled").lower() in ("yes", "true"):
        reading.draft.leave_out(row.words, "it is switched off in the form")
    elif match := SELECT.match(" ".join(row.get("type").split())):
        _select(reading, row, match)
    else:
        _plain(reading, row, kind.split(" ")[0] if kind else "")


def _say_repeat(reading: _Reading, row: Row) -> None:
    reading.draft.say(f"{quoted(row.words)} repeats in the form. Told Us asks its questions once.")


def _select(reading: _Reading, row: Row, match: re.Match[str]) -> None:
    how, draft = match["how"].lower().replace("_", " "), reading.draft
    listed = reading.form.choices.get(match["list"], [])
    if why := _why_not(how, listed, appearance := row.get("appearance").split()):
        draft.leave_out(row.words, why)
        return
    if draft.too_many(row.words, listed):
        return
    if row.get("choice_filter"):
        reading.lost["Where earlier answers narrow what can be picked, every answer is offered instead."] = (
            None
        )
    choices = [Choice(c.name, c.label, said=c.said) for c in listed]
    limit = " ".join(row.get("constraint").split())
    alone = set(ALONE.findall(limit)) if ALL_ALONE.fullmatch(limit) else set()
    for choice in choices:
        choice.alone = choice.name in alone
    if match["other"]:
        choices.append(Choice(OTHER, "Other"))
    grid = reading.groups.grid or {"list-nolabel", "likert"} & set(appearance)
    one = Asked(row.get("name"), row.words, a_choice(choices, scale=bool(grid)), choices, row.get("hint"))
    one.when, one.said, one.hint_said = reading.groups.when(row), row.said, row.hint_said
    one.page = reading.groups.page
    if "rank" in how:
        draft.rank(one)
        return
    if "multiple" in how or "all that apply" in how:
        one.kind = Kind.CHOOSE_SEVERAL
    _limits(reading, row, bool(alone))
    key = draft.ask(one)
    if key and draft.own_names:
        _as_ours(draft, row.get(OWN_KIND), reading.form.bands.get(match["list"], {}))
    if key and match["other"]:
        draft.ask_more(one, OTHER, "Other: what is it?")


def _why_not(how: str, listed: Sequence[Named], appearance: Sequence[str]) -> str:
    """Why a question with answers to pick can't be brought in; "" if it can."""
    if "file" in how or not listed:
        return "its answers are not in this file"
    return (
        "it is the heading of a grid, and its answers are with each question" if "label" in appearance else ""
    )


def _as_ours(draft: Draft, kind: str, bands: Mapping[str, str]) -> None:
    """What a form of our own says in columns that other tools pass over: the kind, and the ends of bands."""
    question = draft.questions[-1]
    if kind in list(Kind):
        question["kind"] = kind
    for option in question["options"]:
        if end := bands.get(option["key"]):
            option["to"] = float(end) if NUMBER.fullmatch(end) and isfinite(float(end)) else end


def _limits(reading: _Reading, row: Row, known: bool) -> None:
    if row.get("constraint") and not known:
        reading.lost["Limits on what can be answered were left out."] = None
    if row.get("required").lower() in ("yes", "true", "true()"):
        reading.draft.say_required()


def _plain(reading: _Reading, row: Row, kind: str) -> None:
    draft = reading.draft
    if kind in QUIET:
        reading.quiet.append(row.get("name") or kind)
        return
    one = Asked(row.get("name"), row.words, Kind.COMMENT, hint=row.get("hint"), said=row.said)
    one.hint_said, one.page = row.hint_said, reading.groups.page
    if kind in WORDS and row.get("readonly").lower() not in ("yes", "true", "true()"):
        one.when = reading.groups.when(row)
        _limits(reading, row, False)
        draft.ask(one)
    elif kind == "range" and (steps := _steps(row.get("parameters"))):
        one.kind, one.choices, one.when = Kind.SCALE, steps, reading.groups.when(row)
        draft.ask(one)
    elif kind in EXACT:
        one.when = reading.groups.when(row)
        _limits(reading, row, False)
        draft.ask_exact(one, EXACT[kind])
    else:
        why = WHY["note"] if kind in WORDS else WHY.get(kind, f"Told Us has no question of the kind “{kind}”")
        draft.leave_out(row.words, why)


def _steps(parameters: str) -> list[Choice]:
    """The points of a short range; none for a long one."""
    found = {name: int(number) for name, number in RANGE.findall(parameters[:200])}
    start, end, step = found.get("start", 1), found.get("end", 10), found.get("step", 1)
    points = range(start, end + 1, step) if step > 0 else range(0)
    return numbered(points) if 2 <= len(points) <= MOST_STEPS else []
