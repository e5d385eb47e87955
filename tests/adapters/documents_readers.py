"""Reads our own documents back, each as its reader would: by headings, column heads and row labels.

Knows nothing of how they were written. No test lives here.
"""

import csv
import json
import re
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO, StringIO
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ANSWERED = "People who answered"
PLAIN = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass
class Printed:
    """Cells as (question, wave, option, people, percent) and sentences as (question, wave, sentence)."""

    cells: set = field(default_factory=set)
    sentences: set = field(default_factory=set)


def expected(section):
    """What every document should say, from the section itself."""
    said = Printed()
    for finding in section.findings:
        for told in finding.told:
            at = finding.ask, told.source.name
            base = "[c]" if told.base is None else str(told.base)
            said.sentences.add((*at, told.sentence))
            if not finding.rows:
                continue
            rows = list(zip(finding.rows, told.cells, strict=True))
            if finding.counted_label:
                rows.append((finding.counted_label, told.counted))
            for label, cell in rows:
                both = (cell.count_text, cell.percent_text) if cell else ("[z]", "[z]")
                said.cells.add((*at, label, *both))
            said.cells.add((*at, ANSWERED, base, ""))
    return said


def _rows(said, question, waves, rows):
    for label, *texts in rows:
        for i, wave in enumerate(waves):
            said.cells.add((question, wave, label, *texts[2 * i : 2 * i + 2]))


# Word


def docx_text(element):
    """The text of a paragraph or a cell, with line ends."""
    parts = {W + "t": lambda e: e.text or "", W + "br": lambda e: "\n"}
    return "".join(parts[e.tag](e) for e in element.iter() if e.tag in parts)


def docx_body(data):
    with zipfile.ZipFile(BytesIO(data)) as file:
        return ElementTree.fromstring(file.read("word/document.xml"))[0]


def read_docx(data):
    said, question = Printed(), ""
    for element in docx_body(data):
        if element.tag == W + "tbl":
            head, *rows = [[docx_text(c) for c in row.iter(W + "tc")] for row in element.iter(W + "tr")]
            waves = [h.partition("\n")[0] for h in head[1::2]]
            assert [h.partition("\n")[2] for h in head[1:]] == ["people", "percent"] * len(waves)
            _rows(said, question, waves, ([c.rstrip("\u2002") for c in row] for row in rows))
        elif element.tag == W + "p":
            text = docx_text(element)
            if element.find(f"{W}pPr/{W}pStyle").get(W + "val") == "Heading3":
                question = text
            elif element.find(f"{W}r/{W}rPr/{W}b") is not None:
                wave, _, sentence = text.partition(": ")
                said.sentences.add((question, wave, sentence))
    return said


# A page


class _Page(HTMLParser):
    """Keeps the text of each heading, sentence and cell that it meets."""

    def __init__(self):
        super().__init__()
        self.said, self.question, self.wave = Printed(), "", ""
        self.waves, self.row, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        if tag in ("h3", "b", "span", "th", "td", "p"):
            self.text = []
        if tag == "table":
            self.waves = []
        if tag == "tr":
            self.row = []
        self.attrs = dict(attrs) if tag in ("th", "p", "span") else {}
        if tag == "th" and self.attrs.get("scope") == "colgroup":
            self.row = None  # the text to come is a wave's name

    def handle_data(self, data):
        self.text.append(data)

    def handle_endtag(self, tag):
        text = "".join(self.text)
        if tag == "h3":
            self.question = text
        elif tag == "b":
            self.wave = text.removesuffix(":")
        elif tag == "span" and "data-figure" in self.attrs:
            self.said.sentences.add((self.question, self.wave, text))
        elif tag == "th" and self.row is None:
            self.waves.append(text)
        elif tag in ("th", "td") and self.row is not None:
            self.row.append(text.strip())
        elif tag == "tr" and self.row and self.row[0] not in ("Answer", "People"):
            _rows(self.said, self.question, self.waves, [self.row])


def read_html(data):
    page = _Page()
    page.feed(data.decode())
    return page.said


# Plain text


def read_md(data):
    said, question, waves = Printed(), "", []
    for line in data.decode().splitlines():
        if line.startswith("### "):
            question = unescaped(line[4:])
        elif sentence := re.fullmatch(r"\*\*(.+?):\*\* (.*)", line):
            said.sentences.add((question, *map(unescaped, sentence.groups())))
        elif line.startswith("| Answer |"):
            waves = [h.removesuffix(": people") for h in line.strip("| ").split(" | ")[1::2]]
        elif line.startswith("| ") and not line.startswith("| ---"):
            _rows(said, question, waves, [[unescaped(c.strip()) for c in re.split(r"(?<!\\)\|", line)[1:-1]]])
    return said


def unescaped(text):
    return PLAIN.sub(r"\1", text)


def read_csv(data):
    """CSV has no sentences, and the people who answered are beside each cell."""
    said = Printed()
    for row in csv_rows(data):
        if not row["option"]:
            continue
        at = row["question_text"], row["wave_name"]
        percent = f"{row['percent']}%" if row["percent"] else row["percent_mark"]
        said.cells.add((*at, row["option"], row["count"] or row["mark"], percent))
        said.cells.add((*at, ANSWERED, row["base"], ""))
    return said


def csv_rows(data):
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def read_json(data):
    """Numbers are kept as the digits that stand in the file."""
    said = Printed()
    for section in json.loads(data, parse_int=str, parse_float=str)["sections"]:
        names = {s["wave"]: s["name"] for s in section["sources"]}
        for finding in section["findings"]:
            for wave in finding["waves"]:
                at = finding["text"], names[wave["wave"]]
                said.sentences.add((*at, wave["sentence"]))
                rows = [*wave["options"], *([wave["together"]] if wave["together"] else [])]
                for cell in rows:
                    percent = cell["percent_mark"] or f"{cell['percent']}%"
                    said.cells.add((*at, cell["text"], cell["mark"] or cell["count"], percent))
                if rows:
                    said.cells.add((*at, ANSWERED, wave["mark"] or wave["base"], ""))
    return said


READERS = {"docx": read_docx, "html": read_html, "md": read_md, "csv": read_csv, "json": read_json}
