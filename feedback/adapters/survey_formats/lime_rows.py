"""The tables in a LimeSurvey file to questions with their parts and words. Knows no kinds of question."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.etree.ElementTree import Element

from feedback.adapters.survey_formats.languages_in import code_of
from feedback.adapters.survey_formats.understood import MOST_SAID, too_long
from feedback.domain.translations import ENGLISH

Cells: TypeAlias = dict[str, str]
_MOST_ROWS = 100_000


@dataclass
class Part:
    """A sub-question or an answer: its code, its scale (0, or 1 for the second), its words by language."""

    code: str
    scale: str
    words: dict[str, str] = field(default_factory=dict)
    place: tuple[int, int] = (0, 0)


@dataclass
class Asking:
    """One question as the file has it."""

    code: str
    type: str
    other: bool
    relevance: str
    place: tuple[int, int]
    words: dict[str, str] = field(default_factory=dict)
    help: dict[str, str] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    answers: list[Part] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    conditioned: bool = False


@dataclass
class Lime:
    """A whole file: the survey's own words by language, and its questions in order."""

    base: str
    survey: Mapping[str, Cells]
    questions: list[Asking]
    others: tuple[str, ...]
    required: bool
    quotas: bool


def lime_of(tree: Element) -> Lime:
    """The survey in a file's tree. Raises NotUnderstood for more than can be brought in."""
    settings = next(iter(_rows(tree, "surveys")), {})
    words = {row.get("surveyls_language", ""): row for row in _rows(tree, "surveys_languagesettings")}
    base = next((name for name in words if code_of(name) == ENGLISH), settings.get("language", ENGLISH))
    questions = _questions(tree)
    _parts(tree, questions)
    _answers(tree, questions)
    for row in _rows(tree, "question_attributes"):
        if (one := questions.get(row.get("qid", ""))) and row.get("value"):
            one.attributes[row.get("attribute", "")] = row["value"]
    for row in _rows(tree, "conditions"):
        if one := questions.get(row.get("qid", "")):
            one.conditioned = True
    in_order = sorted(questions.values(), key=lambda q: q.place)
    others = tuple(name for name in words if name != base)
    required = any(row.get("mandatory") in ("Y", "S") for row in _rows(tree, "questions"))
    return Lime(base, words, in_order, others, required, any(_rows(tree, "quota")))


def _rows(tree: Element, table: str) -> Iterator[Cells]:
    found = tree.findall(f"./{table}/rows/row")
    if len(found) > _MOST_ROWS:
        raise too_long(f"rows in “{table}”", _MOST_ROWS)
    for row in found:
        yield {cell.tag: cell.text or "" for cell in row}


def _number(text: str | None) -> int:
    try:
        return int((text or "0")[:9])
    except ValueError:
        return 0


def _questions(tree: Element) -> dict[str, Asking]:
    groups = {row.get("gid", ""): row for row in _rows(tree, "groups")}
    found: dict[str, Asking] = {}
    for row in _rows(tree, "questions"):
        group = groups.get(row.get("gid", ""), {})
        place = (_number(group.get("group_order")), _number(row.get("question_order")))
        lines = (group.get("grelevance", ""), row.get("relevance", ""))
        one = Asking(row.get("title", ""), row.get("type", ""), row.get("other") == "Y", _both(*lines), place)
        found.setdefault(row.get("qid", ""), one)
        _say(found[row.get("qid", "")], row)
    if len(found) > MOST_SAID:
        raise too_long("questions", MOST_SAID)
    for row in _rows(tree, "question_l10ns"):
        if one_of := found.get(row.get("qid", "")):
            _say(one_of, row)
    return found


def _both(first: str, second: str) -> str:
    lines = [line for line in (first, second) if line.strip() not in ("", "1")]
    return " and ".join(f"({line})" for line in lines) if len(lines) > 1 else "".join(lines)


def _say(one: Asking, row: Cells) -> None:
    """Old files have words beside the question; newer ones in a table of their own."""
    if "question" in row:
        one.words[row.get("language", "")] = row["question"]
        one.help[row.get("language", "")] = row.get("help", "")


def _parts(tree: Element, questions: Mapping[str, Asking]) -> None:
    found: dict[str, Part] = {}
    for row in _rows(tree, "subquestions"):
        part = Part(row.get("title", ""), row.get("scale_id", "0"))
        part.place = (_number(row.get("scale_id")), _number(row.get("question_order")))
        kept = found.setdefault(row.get("qid", ""), part)
        if kept is part and (whole := questions.get(row.get("parent_qid", ""))):
            whole.parts.append(part)
        if "question" in row:
            kept.words[row.get("language", "")] = row["question"]
    for row in _rows(tree, "question_l10ns"):
        if one := found.get(row.get("qid", "")):
            one.words[row.get("language", "")] = row.get("question", "")
    for whole in questions.values():
        whole.parts.sort(key=lambda p: p.place)


def _answers(tree: Element, questions: Mapping[str, Asking]) -> None:
    found: dict[str, Part] = {}
    seen: defaultdict[str, dict[tuple[str, str], Part]] = defaultdict(dict)
    for row in _rows(tree, "answers"):
        qid, at = row.get("qid", ""), (row.get("scale_id", "0"), row.get("code", ""))
        part = seen[qid].get(at)
        if part is None and (whole := questions.get(qid)):
            part = seen[qid][at] = Part(at[1], at[0], place=(_number(at[0]), _number(row.get("sortorder"))))
            whole.answers.append(part)
        if part is None:
            continue
        found[row.get("aid", "")] = part
        if "answer" in row:
            part.words[row.get("language", "")] = row["answer"]
    for row in _rows(tree, "answer_l10ns"):
        if one := found.get(row.get("aid", "")):
            one.words[row.get("language", "")] = row.get("answer", "")
    for whole in questions.values():
        whole.answers.sort(key=lambda p: p.place)
