"""A guess as a mapping file, ready to be put right. Knows nothing of how it was guessed."""

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from feedback.adapters.imports.headers import Column
from feedback.adapters.imports.plans import Plan
from feedback.adapters.imports.sheets import ImportProblem
from feedback.adapters.imports.understanding import Understood
from feedback.domain.questions import Option

_PLAIN = re.compile(r"[^\W\d_]([\w ’()£%/.+-]*[\w’)%.+?])?")
_HEAD = """\
What was made of the file. Put right what isn’t, then import it again with --mapping and this file.
What you take out of here is guessed again.

A question may also have:
  told-us    the words after "87% of people told us that", and then
  counts     the keys of the options that count as that
  tags       the promises that it is about
  breakdown  true, if other answers may be shown by it
  no-answer  what stands in the file for no answer, such as [N/A, -1]
  leave-out  true, if it isn’t to be kept
Options can be renamed (label), put in another order, or merged: give one of them the values of both.
Bands end with the number or date in “to”; the last one takes the rest.
"""


def write_guess(understood: Understood, path: Path) -> None:
    """Write the mapping that gives the same again. Raises ImportProblem rather than write over a file."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(mapping_text(understood))
    except FileExistsError as error:
        raise ImportProblem(
            f"{path.name} is there already, and may hold corrections. It was left as it is.",
            "Give another name, or move that file away.",
        ) from error
    except OSError as error:
        raise ImportProblem(
            f"{path.name} can’t be written: {error.strerror}.", "Choose a folder that you may write in."
        ) from error


def mapping_text(understood: Understood) -> str:
    """A mapping file with everything that was understood."""
    survey = understood.survey
    whole = CommentedMap(title=_quoted(survey.title))
    whole["audience"] = _in_one_line(survey.audience.model_dump(by_alias=True))
    if survey.framework:
        whole["framework"] = survey.framework
    whole["questions"] = CommentedMap((p.question.key, _question(p)) for p in understood.plans)
    left_out = [f"  {' '.join(column.split())}: {why}" for column, why in understood.left_out]
    head = [*_HEAD.splitlines(), *(["", "Left out:", *left_out] if left_out else [])]
    yaml = YAML()
    yaml.width = 4096
    yaml.allow_unicode = True
    stream = io.StringIO()
    yaml.dump(whole, stream)
    comments = "".join(f"# {line}".rstrip() + "\n" for line in head)
    return f"{comments}\n{stream.getvalue()}"


def _question(plan: Plan) -> CommentedMap:
    question = plan.question
    entry = CommentedMap(columns=_letters(plan))
    if plan.heading:
        entry["heading"] = _quoted(plan.heading)
    entry["ask"] = _quoted(question.ask)
    entry["kind"] = question.kind.value
    if plan.split:
        entry["split"] = _quoted(plan.split)
    if question.options:
        name = "bands" if question.banded else "options"
        entry[name] = CommentedSeq(_option(plan, o) for o in question.options)
    if plan.no_answer:
        entry["no-answer"] = _listed(sorted(plan.no_answer))
    said = question.model_dump(
        by_alias=True,
        mode="json",
        exclude_defaults=True,
        include={"hint", "easy", "told_us", "counts", "tags", "breakdown"},
    )
    for name, value in said.items():
        entry[name] = _listed(value) if isinstance(value, list) else _quoted(value)
    return entry


def _option(plan: Plan, option: Option) -> CommentedMap:
    shown: dict[str, object] = {"key": option.key, "label": option.label}
    if plan.question.banded:
        whole = isinstance(option.to, float) and option.to.is_integer()
        shown |= {} if option.to is None else {"to": int(option.to) if whole else option.to}
    else:
        shown["values"] = _listed([v for v, key in plan.values.items() if key == option.key])
        shown |= {"alone": True} if option.alone else {}
    return _in_one_line(shown)


def _quoted(value: object) -> object:
    """Words from a file in quotes, unless there's nothing in them that YAML could take for its own."""
    if not isinstance(value, str) or _PLAIN.fullmatch(value):
        return value
    return SingleQuotedScalarString(value) if value.isprintable() else DoubleQuotedScalarString(value)


def _in_one_line(value: Mapping[str, object]) -> CommentedMap:
    made = CommentedMap((k, _quoted(v)) for k, v in value.items())
    made.fa.set_flow_style()
    return made


def _listed(value: Sequence[object]) -> CommentedSeq:
    made = CommentedSeq(map(_quoted, value))
    made.fa.set_flow_style()
    return made


def _letters(plan: Plan) -> object:
    """The columns as an officer sees them: B, D-I, or a list."""
    members: list[Column] = [*plan.columns, *([plan.beside] if plan.beside else [])]
    runs: list[list[Column]] = []
    for column in members:
        if runs and runs[-1][-1].place + 1 == column.place:
            runs[-1].append(column)
        else:
            runs.append([column])
    texts = [r[0].letter if len(r) == 1 else f"{r[0].letter}-{r[-1].letter}" for r in runs]
    return texts[0] if len(texts) == 1 else _listed(texts)
