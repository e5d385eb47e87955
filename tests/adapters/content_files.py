"""A small content folder that is right, to be spoilt one way at a time."""

from collections.abc import Mapping
from pathlib import Path

from feedback.adapters.definitions import Content, examine
from feedback.adapters.yaml_files import Mistake

FRAMEWORK = """\
framework: promises
title: Promises
council: Here
years: "2026"
source: A report
commitments:
  - key: pledge-1
    number: 1
    name: One
    words: We will listen
  - key: pledge-2
    number: 2
    name: Two
    words: We will act
"""

SURVEY = """\
survey: club
title: Club
audience: {key: members, many: members, one: member}
framework: promises
who-reads: The team.
hear-back: In May.
questions:
  - key: safe
    ask: Do you feel safe?
    kind: yes-no
    tags: [pledge-1]
"""

RIGHT = {"frameworks/promises.yaml": FRAMEWORK, "club.yaml": SURVEY}


def folder_of(place: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder called surveys with these files in it."""
    folder = place / "surveys"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def examined(place: Path, files: Mapping[str, str | bytes]) -> tuple[Content, list[Mistake]]:
    return examine(folder_of(place, files))


def said(place: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Every mistake in these files, as it's told."""
    return [str(m) for m in examined(place, files)[1]]


def survey_with(question: str, more: str = "") -> str:
    """The survey with another question (its lines, unindented), from line 12 on."""
    lines = question.splitlines()
    indented = "\n".join([f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])])
    return f"{SURVEY}{indented}\n{more}"
