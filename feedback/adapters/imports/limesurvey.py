"""LimeSurvey's archive (.lsa): a zip of its definition and its answers. Knows nothing of other tools."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from feedback.adapters.archives import DAMAGED, LOCKED, MOST_ELEMENTS, TooManyElements, counted_tree
from feedback.adapters.imports.delimited import MOST_CELLS, Rows
from feedback.adapters.imports.described import Known, headed, mapping
from feedback.adapters.imports.limesurvey_types import Asked, Field, fields_of, known_of, label_of
from feedback.adapters.imports.mapping import MappingFile
from feedback.adapters.imports.sheets import CannotRead
from feedback.adapters.imports.workbooks import MOST_UNPACKED

MOST_DEFINITION = 40 * 1024 * 1024
_LEAST = 10  # a row takes as much memory as ten cells, though nothing is in it
_AGAIN = "In LimeSurvey, export the survey archive (.lsa) again, or export the answers as CSV."
_SGQA = re.compile(r"\d+X\d+X(\d+)(.*)")
Row = Mapping[str, str]


def is_archive(data: bytes) -> bool:
    """True of a zip that holds a LimeSurvey definition."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(n.lower().endswith(".lss") for n in archive.namelist())
    except (*DAMAGED, *LOCKED):
        return False


def unpack(data: bytes) -> tuple[Rows, MappingFile]:
    """The answers in words below their headings, and what the definition says. Raises CannotRead."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            definition, answers = _parts(archive)
            with archive.open(definition) as stream:
                asked, title = _definition(stream)
            with archive.open(answers) as stream:
                names, rows = _answers(stream)
    except CannotRead:
        raise
    except DefusedXmlException as error:
        raise CannotRead("The archive declares XML entities, which can do harm.", _AGAIN) from error
    except TooManyElements as error:
        said = f"The archive has more than {MOST_ELEMENTS:,} parts that are no answers."
        raise CannotRead(said, _AGAIN) from error
    except (ElementTree.ParseError, *DAMAGED) as error:
        raise CannotRead("The archive is damaged: parts of it can’t be read.", _AGAIN) from error
    except LOCKED as error:
        raise CannotRead("The archive is packed or locked in a way that can’t be read.", _AGAIN) from error
    return _table(asked, title, names, rows)


def _parts(archive: zipfile.ZipFile) -> tuple[zipfile.ZipInfo, zipfile.ZipInfo]:
    """The definition and the answers. Nothing is ever written to a path of the archive's own."""
    parts = archive.infolist()
    if sum(p.file_size for p in parts) > MOST_UNPACKED:
        raise CannotRead(f"The archive unpacks to more than {MOST_UNPACKED // 2**20} MB.", _AGAIN)
    definitions = [p for p in parts if p.filename.lower().endswith(".lss")]
    answers = [p for p in parts if p.filename.lower().endswith("_responses.lsr")]
    if len(definitions) != 1 or definitions[0].file_size > MOST_DEFINITION:
        raise CannotRead("The archive should hold one survey’s definition (.lss).", _AGAIN)
    if len(answers) != 1:
        raise CannotRead(
            "The archive holds a survey and no answers.",
            "Export it while the survey is active, or after: the answers are in it then.",
        )
    return definitions[0], answers[0]


@dataclass
class _Tables:
    """The tables of a definition, with the first of its languages."""

    language: str = ""
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, name: str) -> list[Row]:
        """The rows of a table in that language: not all tables tell it."""
        return [r for r in self.rows.get(name, ()) if r.get("language", self.language) == self.language]


def _definition(stream: IO[bytes]) -> tuple[dict[str, Asked], str]:
    root = counted_tree(stream)
    tables = _Tables((root.findtext("languages/language") or "").strip())
    for table in root:
        found: list[Row] = [{c.tag: (c.text or "") for c in row} for row in table.findall("rows/row")]
        tables.rows[table.tag] = found
    said = {r["qid"]: r.get("question", "") for r in tables.of("question_l10ns")}
    labels = {r["aid"]: r.get("answer", "") for r in tables.of("answer_l10ns")}
    asked: dict[str, Asked] = {}
    for row in tables.of("questions"):
        if row.get("parent_qid", "0") == "0":
            words = said.get(row["qid"]) or row.get("question", "")
            asked[row["qid"]] = Asked(row["title"], label_of(words, row["title"]), row["type"])
    for row in sorted([*tables.of("subquestions"), *tables.of("questions")], key=_order("question_order")):
        if (parent := asked.get(row.get("parent_qid", "0"))) is not None:
            words = said.get(row["qid"]) or row.get("question", "")
            parent.parts.setdefault(row["title"], label_of(words, row["title"]))
    for row in sorted(tables.of("answers"), key=_order("sortorder")):
        if (parent := asked.get(row["qid"])) is not None:
            words = labels.get(row.get("aid", "")) or row.get("answer", "")
            parent.answers.setdefault(row["code"], label_of(words, row["code"]))
    titles = tables.rows.get("surveys_languagesettings", ())
    return asked, next((r.get("surveyls_title", "") for r in titles), "")


def _order(name: str) -> Callable[[Row], int]:
    """Sorts rows by a number in them."""

    def number(row: Row) -> int:
        text = row.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    return number


def _answers(stream: IO[bytes]) -> tuple[list[str], list[Row]]:
    """The names of the columns in their order, and a row a person."""
    names: list[str] = []
    rows: list[Row] = []
    cells = others = 0
    row: Element | None = None
    for event, element in ElementTree.iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            others += row is None
            cells += row is not None
            row = element if row is None and element.tag == "row" else row
            if others > MOST_ELEMENTS + len(rows):
                raise TooManyElements
            if cells > MOST_CELLS:
                raise CannotRead(f"The archive has more than {MOST_CELLS:,} answers.", _AGAIN)
        elif row is not None and row is element:
            rows.append({c.tag.removeprefix("_"): (c.text or "") for c in element})
            cells += max(_LEAST, len(names) - len(element))
            row = None
            element.clear()
        elif row is None:
            if element.tag == "fieldname":
                names.append((element.text or "").strip())
            element.clear()
    return names, rows


def _table(
    asked: Mapping[str, Asked], title: str, names: Sequence[str], rows: Sequence[Row]
) -> tuple[Rows, MappingFile]:
    fields = [_field(asked, name) for name in names]
    heads = [headed(f.asked.ask, f.part) if f else name for f, name in zip(fields, names, strict=True)]
    body = [
        [f.say(row.get(n, "")) if f else row.get(n, "") for f, n in zip(fields, names, strict=True)]
        for row in rows
    ]
    return [heads, *body], mapping(_known(asked, fields), title)


def _field(asked: Mapping[str, Asked], name: str) -> Field | None:
    """What a column such as 841748X3X3SQ001 is: the question’s number, then the part’s code."""
    found = _SGQA.fullmatch(name)
    if found is None:
        return None
    digits, rest = found[1], found[2]
    for cut in range(len(digits), 0, -1):  # a part's code may begin with digits
        question = asked.get(digits[:cut])
        made = fields_of(question, digits[cut:] + rest) if question else None
        if made:
            return made
    return None


def _known(asked: Mapping[str, Asked], fields: Sequence[Field | None]) -> Iterator[Known]:
    for question in asked.values():
        yield from known_of(question, [(i, f) for i, f in enumerate(fields) if f and f.asked is question])
