"""Reads a YAML 1.2 file as plain values that remember their lines. Knows nothing of what they mean."""

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

MOST_BYTES = 2_000_000
MOST_VALUES = 100_000  # a few aliases of aliases can stand for millions of values
Place = tuple[str | int, ...]
Value: TypeAlias = Any  # what a YAML file holds: words, numbers, lists and keys with values


@dataclass(frozen=True, order=True)
class Mistake:
    """One mistake in a file: where, and what would be right. What no file says has no name and no line."""

    file: str
    line: int
    said: str

    def __str__(self) -> str:
        said = " ".join(self.said.split())  # on one line, even where it repeats words that were on two
        return f"{self.file} line {self.line}: {said}" if self.file else said


@dataclass
class Lined:
    """The values of a file, the line (from 1) of each place in it, and what was wrong with it as YAML."""

    file: str
    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it that is in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def mistake(self, place: Place, said: str) -> None:
        self.mistakes.append(Mistake(self.file, self.line(place), said))


def read(path: Path, name: str | None = None) -> Lined:
    """The file as values and lines. Never raises for what is in the file: that is in `mistakes`."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        lined = Lined(name or str(path))
        lined.mistake((), f"the file can’t be opened: {problem.strerror}")
        return lined
    return read_content(content, name or str(path))


def read_content(content: bytes, name: str) -> Lined:
    """The same for what a file holds."""
    lined = Lined(name)
    if len(content) > MOST_BYTES:
        lined.mistake((), f"the file is over {MOST_BYTES // 1_000_000} MB, which no survey needs")
        return lined
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        lined.mistake((), "the file is not saved as UTF-8; save it again as UTF-8 text")
    else:
        _compose(lined, text)
    return lined


def _compose(lined: Lined, text: str) -> None:
    # The safe reader: the other leaves marks of its own where a long text was folded.
    reader = YAML(typ="safe", pure=True)
    reader.composer.warn_double_anchors = False  # YAML allows it
    try:
        root = reader.compose(text)
    except RecursionError:
        lined.mistake((), _TOO_DEEP)
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        what = problem.problem or problem.context or "it can’t be read"
        lined.mistakes.append(Mistake(lined.file, (mark.line + 1) if mark else 1, _plainly(what)))
    except ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        lined.mistakes.append(Mistake(lined.file, line, _UNSEEN))
    except (YAMLError, ValueError, ArithmeticError) as problem:  # such as "\U00110000", past the last letter
        lined.mistake((), _plainly(str(problem)))
    else:
        if root is None:
            lined.mistake((), "the file is empty")
        else:
            _Builder(lined).build_all(root)


_TOO_DEEP = "the file is nested too deeply to be read"
_UNSEEN = "a character here can’t be seen or printed; write the words again without it"


def _plainly(problem: str) -> str:
    if "'\\t'" in problem:
        return "there is a tab here; use spaces, and the same number for things that belong together"
    return (
        f"this is not YAML as it should be ({problem}). Look at the spaces at the start of this line and the "
        "line before; a text with a colon in it needs quotes around it"
    )


class _Builder:
    """Walks the nodes of a file once, keeping lines and finding keys that are there twice."""

    def __init__(self, lined: Lined) -> None:
        self.lined = lined
        self.seen = 0

    def build_all(self, root: Node) -> None:
        try:
            self.lined.value = self.build(root, ())
        except OverflowError:
            self.lined.value = None
            self.lined.mistake((), "the file stands for too many values; take out its aliases (*name)")
        except RecursionError:
            self.lined.value = None
            self.lined.mistake((), _TOO_DEEP)

    def build(self, node: Node, place: Place) -> Value:
        self.seen += 1
        if self.seen > MOST_VALUES:
            raise OverflowError
        self.lined.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, MappingNode):
            return self._mapping(node, place)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*place, i)) for i, item in enumerate(node.value)]
        return _scalar(node, self._text(node))

    def _text(self, node: Node) -> str:
        """The words of a node. Quotes can spell out characters that no page can show: they're left out."""
        text = str(node.value)
        seen = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
        if seen != text:
            self.lined.mistakes.append(Mistake(self.lined.file, node.start_mark.line + 1, _UNSEEN))
        return seen

    def _mapping(self, node: MappingNode, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self.lined.mistakes.append(
                    Mistake(self.lined.file, line, "a key here is a list; keys are words")
                )
                continue
            key = self._text(key_node)
            if key in values:
                said = f"“{key}” is here a second time; keep one of the two"
                self.lined.mistakes.append(Mistake(self.lined.file, line, said))
                continue
            self.lined.lines[(*place, key)] = line
            values[key] = self.build(value_node, (*place, key))
        return values


def _scalar(node: Node, text: str) -> Value:
    kind = (node.tag or "str").rsplit(":", 1)[-1]
    if kind == "null":
        return None
    if kind == "bool" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if kind in ("int", "float"):
        return _number(text)
    return text


def _number(text: str) -> float | str:
    """A number as a number only if it is written plainly; 0x1F, 1_000 and 012 stay the text they are."""
    try:
        number = float(text)
    except ValueError:
        return text
    if str(int(number)) == text if number.is_integer() else repr(number) == text:
        return int(number) if number.is_integer() else number
    return text
