"""Surveys in files that people bring, in the shape that our own files have. Knows no page and no table."""

from dataclasses import dataclass
from typing import Any

from feedback.adapters import yaml_files
from feedback.adapters.survey_files import survey_of


class NotUnderstood(Exception):  # noqa: N818
    """A file that no survey can be made of, said in plain words."""


@dataclass(frozen=True)
class Understood:
    """A survey as our own files write it, what of the file was left out or needs a look, and what it was."""

    definition: dict[str, Any]
    left_out: tuple[str, ...]
    kind: str


def read(file_name: str, content: bytes) -> Understood:
    """The survey in a file. Raises NotUnderstood."""
    if not file_name.lower().endswith((".yaml", ".yml")):
        raise NotUnderstood("This is not a survey file of ours. Its name ends in .yaml.")
    lined = yaml_files.parse(file_name, content)
    if not isinstance(lined.value, dict) or "survey" not in lined.value:
        why = f" {lined.mistakes[0].said[0].upper()}{lined.mistakes[0].said[1:]}." if lined.mistakes else ""
        raise NotUnderstood(f"No survey was found in this file.{why}")
    survey_of(lined)
    left_out = tuple(f"Line {m.line}: {' '.join(m.said.split())}." for m in sorted(set(lined.mistakes)))
    return Understood(dict(lined.value), left_out, "Told Us survey file")
