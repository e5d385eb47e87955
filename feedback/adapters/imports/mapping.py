"""The file in which an officer puts a guess right, or every mistake in it. Knows nothing of the export."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field

from feedback.adapters.imports.sheets import ImportProblem
from feedback.adapters.survey_files import built_of
from feedback.adapters.yaml_files import Lined, Mistake, Place, read
from feedback.domain.frameworks import Content, Key, Words
from feedback.domain.questions import Kind
from feedback.domain.surveys import Audience

CORRECT_IT = "Put the mapping file right, and import again."


def _as_text(value: object) -> object:
    """YAML reads 1 as a number and true as a truth; here they are what stands in a cell."""
    if isinstance(value, bool):
        return str(value).upper()
    return str(value) if isinstance(value, int | float) else value


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple | None) else (value,)


Text = Annotated[str, BeforeValidator(_as_text)]
Label = Annotated[Words, BeforeValidator(_as_text)]
TextKey = Annotated[Key, BeforeValidator(_as_text)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
M = TypeVar("M", bound=Content)
Keys = Annotated[tuple[TextKey, ...], BeforeValidator(_as_list)]


class OptionEntry(Content):
    """One option or band, and which answers in the file are it."""

    label: Label
    key: TextKey | None = None
    values: Texts | None = None
    alone: bool = False
    to: float | str | None = None
    new: bool = False  # added to a question of a survey that exists


class BandEntry(Content):
    """One band: the last number or date that belongs to it. The last band has none."""

    to: float | str | None = None
    label: Label | None = None
    key: TextKey | None = None


class QuestionEntry(Content):
    """What an officer says of one question. What isn't said stays as it was guessed."""

    columns: Texts | None = None
    heading: Text | None = None
    ask: Label | None = None
    kind: Kind | None = None
    split: Text | None = None
    options: tuple[OptionEntry, ...] | None = None
    bands: tuple[BandEntry, ...] | None = None
    no_answer: Texts | None = None
    counts: Keys = ()
    told_us: Label | None = None
    tags: Keys = ()
    hint: Label | None = None
    easy: Label | None = None
    breakdown: bool = False
    leave_out: bool = False


class MappingFile(Content):
    """A whole mapping file."""

    title: Label | None = None
    audience: Audience | None = None
    framework: Key | None = None
    questions: Annotated[Mapping[TextKey, QuestionEntry], Field(default_factory=dict)]


@dataclass(frozen=True)
class Corrections:
    """A mapping file that reads as one, and the lines that its mistakes would be on."""

    file: MappingFile
    lined: Lined

    def entry(self, key: str) -> QuestionEntry | None:
        return self.file.questions.get(key)

    def mistake(self, key: str, at: str, said: str) -> Mistake:
        """A mistake in a question's entry, with its line; or with its key, where no file says it."""
        if not self.lined.file:
            return Mistake("", 0, f"“{key}”: {said}.")
        return Mistake(self.lined.file, self.lined.line(("questions", key, at)), said)


def corrections(file: MappingFile) -> Corrections:
    """What an officer said on a page, where there's no file with lines."""
    return Corrections(file, Lined(""))


def read_mapping(path: Path) -> Corrections:
    """The mapping in a file. Raises ImportProblem with every mistake and its line."""
    lined = read(path, path.name)
    if not lined.mistakes and not isinstance(lined.value, dict):
        lined.mistake((), "the file should begin with a key such as “questions:”")
    found = None if lined.mistakes else built_of(lined, MappingFile, _shaped(lined), ())
    if found is None or lined.mistakes:
        raise ImportProblem([str(m) for m in sorted(lined.mistakes)], CORRECT_IT)
    return Corrections(found, lined)


def _shaped(lined: Lined) -> dict[str, object]:
    """The file's values with every question built, so that its mistakes are told in its own terms."""
    whole = dict(lined.value)
    questions = whole.get("questions") or {}
    if not isinstance(questions, dict):
        said = "“questions” should have a key for each question, with its words below"
        lined.mistake(("questions",), said)
        questions = {}
    built = {k: _question(lined, ("questions", k), q) for k, q in questions.items()}
    return {**whole, "questions": built}


def _question(lined: Lined, place: Place, raw: object) -> QuestionEntry:
    if raw is not None and not isinstance(raw, dict):
        lined.mistake(place, "a question has keys of its own: “ask”, “kind”, “options” and so on")
    shaped = dict(raw) if isinstance(raw, dict) else {}
    if isinstance(shaped.get("options"), list):
        shaped["options"] = _items(lined, (*place, "options"), shaped["options"], OptionEntry, "label")
    if isinstance(shaped.get("bands"), list):
        shaped["bands"] = _items(lined, (*place, "bands"), shaped["bands"], BandEntry, "to")
    return built_of(lined, QuestionEntry, shaped, place) or QuestionEntry()


def _items(lined: Lined, place: Place, raw: list[object], model: type[M], alone: str) -> list[M]:
    """Options or bands; a wrong one is told and passed over."""
    known = {f.alias or n for n, f in model.model_fields.items()}
    shaped = [_item(o, known, alone) for o in raw]
    built = [built_of(lined, model, o, (*place, i)) for i, o in enumerate(shaped)]
    return [item for item in built if item is not None]


def _item(raw: object, known: set[str], alone: str) -> object:
    """An option in full. In short it's its label, or "key: label"; a band in short is where it ends."""
    if not isinstance(raw, dict):
        return {alone: raw}
    named = [k for k in raw if k not in known]
    if len(named) == 1 and not {"key", "label"} & raw.keys():
        return {"key": named[0], "label": raw[named[0]], **{k: v for k, v in raw.items() if k in known}}
    return raw
