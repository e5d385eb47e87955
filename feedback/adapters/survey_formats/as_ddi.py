"""A survey as a DDI Codebook 2.5, as data archives keep beside answers. Holds no answers and no counts."""

import re
from collections.abc import Mapping
from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent, register_namespace

from feedback.adapters.survey_formats.understood import File
from feedback.domain.questions import Question
from feedback.domain.surveys import Survey

MEDIA_TYPE = "application/xml"
NAMESPACE = "ddi:codebook:2_5"
MADE_UP = "The answers are made up, for trying Told Us."
_XML = "http://www.w3.org/XML/1998/namespace"
_CANT_STAND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write(survey: Survey, *, made_up: bool = False, producer: str = "Told Us") -> File:
    """The survey as a codebook: a variable for each question, or for each answer that can be ticked."""
    register_namespace("", NAMESPACE)
    book = Element(_tag("codeBook"), {"version": "2.5"})
    _study(book, survey, made_up, producer)
    data = SubElement(book, _tag("dataDscr"))
    for question in survey.questions:
        if question.takes_several:
            _group(data, survey, question)
    for question in survey.questions:
        _variables(data, survey, question)
    indent(book)
    out = BytesIO()
    ElementTree(book).write(out, "utf-8", xml_declaration=True)
    return File(f"{survey.survey}-ddi.xml", MEDIA_TYPE, out.getvalue() + b"\n")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: Element, tag: str, words: str | None = None, /, **about: str) -> Element:
    made = SubElement(parent, _tag(tag), about)
    made.text = None if words is None else _CANT_STAND.sub(" ", words)
    return made


def _say(parent: Element, name: str, words: str, survey: Survey) -> None:
    """Words, and after them the same in each language that they were translated into."""
    _add(parent, name, words)
    for code, translation in survey.languages.items():
        if other := translation.words.get(words):
            _add(parent, name, other).set(f"{{{_XML}}}lang", code)


def _study(book: Element, survey: Survey, made_up: bool, producer: str) -> None:
    study = _add(book, "stdyDscr")
    citation = _add(study, "citation")
    titles = _add(citation, "titlStmt")
    _add(titles, "titl", survey.title)
    if made_up:
        _add(titles, "subTitl", MADE_UP)
    _add(titles, "IDNo", survey.survey)
    made = _add(citation, "prodStmt")
    _add(made, "producer", producer)
    _add(made, "software", "Told Us")
    about = _add(study, "stdyInfo")
    if survey.introduction:
        _say(about, "abstract", survey.introduction, survey)
    _add(_add(about, "sumDscr"), "universe", survey.audience.many)
    if made_up:
        _add(study, "notes", MADE_UP)


def _group(data: Element, survey: Survey, question: Question) -> None:
    names = " ".join(_id(f"{question.key}.{o.key}") for o in question.options)
    about = {"ID": f"group-{question.key}", "type": "multipleResp", "name": question.key, "var": names}
    group = _add(data, "varGrp", **about)
    _say(group, "labl", question.ask, survey)
    _add(group, "txt", question.ask)


def _id(name: str) -> str:
    return f"var-{name}"


def _variables(data: Element, survey: Survey, question: Question) -> None:
    if not question.takes_several:
        kind = "contin" if question.takes_words else "discrete"
        _variable(data, survey, question, question.key, question.ask, kind)
        return
    for option in question.options:
        _variable(data, survey, question, f"{question.key}.{option.key}", option.label, "discrete")


def _variable(
    data: Element, survey: Survey, question: Question, name: str, label: str, interval: str
) -> None:
    variable = _add(data, "var", ID=_id(name), name=name, intrvl=interval)
    _say(variable, "labl", label, survey)
    asked = _add(variable, "qstn")
    if question.hint:
        _add(asked, "preQTxt", question.hint)
    _say(asked, "qstnLit", question.ask, survey)
    if question.show_if:
        _add(variable, "universe", _asked_of(survey, question))
    for value, words in _categories(question).items():
        category = _add(variable, "catgry")
        _add(category, "catValu", value)
        _say(category, "labl", words, survey)
    _add(variable, "varFormat", type="numeric" if question.takes_several else "character")


def _categories(question: Question) -> Mapping[str, str]:
    """What can stand in a column, with what it means."""
    if question.takes_several:
        return {"1": "Ticked", "0": "Not ticked"}
    return {o.key: o.label for o in question.options}


def _asked_of(survey: Survey, question: Question) -> str:
    said = []
    for condition in question.show_if:
        if asked := survey.question(condition.question):
            answers = " or ".join(f"“{asked.label(o)}”" for o in condition.options)
            said.append(f"answered {answers} to “{asked.ask}”")
    return f"Those who {' and '.join(said)}"
