"""A survey as a file of our own, which reads back as the very same survey. Knows no content folder."""

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter

from feedback.adapters.survey_files import YES_NO
from feedback.adapters.survey_formats.from_yaml import read
from feedback.adapters.survey_formats.understood import File, NotUnderstood
from feedback.domain.questions import Kind
from feedback.domain.surveys import Survey

MEDIA_TYPE = "application/yaml"
_EXTRAS = ("alone", "to", "easy", "picture")
_WIDTHS = (110, 1_000_000)  # long lines are folded, unless folding would change what they say


class _Numbers(RoundTripRepresenter):
    """Writes a number as people do, and as our reader wants it: 2 and 0.5, never 2.0 or 5.0e-01."""


def _number(representer: RoundTripRepresenter, value: float) -> ScalarNode:
    text = str(int(value)) if value.is_integer() else repr(value)
    kind = "int" if value.is_integer() else "float"
    return representer.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


_Numbers.add_representer(float, _number)


def write(survey: Survey) -> File:
    """The survey as YAML. Raises ValueError for what no file can hold, such as a bell."""
    whole = shape_of(survey)
    for width in _WIDTHS:
        content = _dumped(whole, width).encode("utf-8")
        try:
            same = Survey.model_validate(read("", content).definition) == survey
        except NotUnderstood:
            continue
        if same:
            return File(f"{survey.survey}.yaml", MEDIA_TYPE, content)
    raise ValueError("this survey has something in its words that a file can’t hold; write those words again")


def _dumped(whole: CommentedMap, width: int) -> str:
    yaml = YAML(typ="rt", pure=True)
    yaml.Representer = _Numbers
    yaml.width, yaml.allow_unicode, yaml.default_flow_style = width, True, False
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(whole, out)
    return out.getvalue()


def shape_of(survey: Survey) -> CommentedMap:
    """A survey as our files write it: options as “key: Words”, and those that questions share as scales."""
    said = survey.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    shared = _shared(said["questions"])
    whole = CommentedMap()
    for key, value in said.items():
        if key == "questions" and shared:
            whole["scales"] = {name: [_option(o) for o in options] for name, options in shared.items()}
        whole[key] = [_question(q, shared) for q in value] if key == "questions" else value
    return whole


def _shared(questions: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Options that more than one question has, by a name."""
    lists = [q["options"] for q in questions if "options" in q and not _is_yes_no(q)]
    found: list[list[dict[str, Any]]] = []
    for options in lists:
        if options not in found and lists.count(options) > 1:
            found.append(options)
    return {f"scale-{n}": options for n, options in enumerate(found, 1)}


def _is_yes_no(question: dict[str, Any]) -> bool:
    return question["kind"] == Kind.YES_NO and question.get("options") == list(YES_NO)


def _question(said: dict[str, Any], shared: dict[str, list[dict[str, Any]]]) -> CommentedMap:
    question = CommentedMap()
    for key, value in said.items():
        if key == "options":
            if not _is_yes_no(said):
                name = next((n for n, options in shared.items() if options == value), None)
                question[key] = name or [_option(o) for o in value]
        elif key in ("tags", "counts"):
            question[key] = _in_line(value)
        elif key == "show-if":
            question[key] = _conditions(value)
        else:
            question[key] = value
    return question


def _option(said: dict[str, Any]) -> dict[str, Any]:
    if said["key"] in (*_EXTRAS, "key", "label"):
        return said
    return {said["key"]: said["label"], **{k: said[k] for k in _EXTRAS if k in said}}


def _conditions(said: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - one shape or another of our files
    questions = [one["question"] for one in said]
    if len(set(questions)) < len(questions):
        return said
    return {one["question"]: _in_line(one["options"]) for one in said}


def _in_line(values: list[str]) -> CommentedSeq:
    listed = CommentedSeq(values)
    listed.fa.set_flow_style()
    return listed
