"""Reads our own documents back, each as its reader would: by headings, column heads and row labels.

Knows nothing of how they were written. No test lives here.
"""

import csv
import json
import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO, StringIO
from xml.etree import ElementTree

from tests.adapters.documents_printed import ANSWERED, Printed, heading

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAIN = re.compile(r"\\([!-/:-@\[-`{-~])")
TABLE_NUMBER = re.compile(r"Table \d+\. ")


# Word


def docx_text(element):
    """The text of a paragraph or a cell, with line ends."""
    parts = {W + "t": lambda e: e.text or "", W + "br": lambda e: "\n"}
    return "".join(parts[e.tag](e) for e in element.iter() if e.tag in parts)


def docx_body(data):
    with zipfile.ZipFile(BytesIO(data)) as file:
        return ElementTree.fromstring(file.read("word/document.xml"))[0]


def read_docx(data):
    said, question, before = Printed(), "", ""
    for element in docx_body(data):
        if element.tag == W + "tbl":
            rows = [[docx_text(c).rstrip("\u2002") for c in r.iter(W + "tc")] for r in element.iter(W + "tr")]
            heads = [head.replace("\n", ": ") for head in rows[0]]
            said.table(question, TABLE_NUMBER.sub("", before), heads, rows[1:])
        elif element.tag == W + "p":
            before = docx_text(element)
            said.words.add(before)
            if element.find(f"{W}pPr/{W}pStyle").get(W + "val") == "Heading3":
                question = before
            elif element.find(f"{W}r/{W}rPr/{W}b") is not None:
                wave, _, sentence = before.partition(": ")
                said.sentences.add((question, wave, sentence))
    return said


# A page


class _Page(HTMLParser):
    """Keeps the text of each heading, sentence, paragraph and cell that it meets."""

    def __init__(self):
        super().__init__()
        self.said, self.question, self.wave = Printed(), "", ""
        self.text, self.block, self.head, self.spans, self.rows = "", "", [], [], []
        self.attrs = {}

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("h3", "th", "td", "b") or (tag == "span" and "data-figure" not in attrs):
            self.text = ""
        if tag == "span" and "told-people" in attrs.get("class", ""):
            self.text += "\n"
        if tag in ("p", "li"):
            self.block = self.text = ""
        if tag == "table":
            self.head, self.spans, self.rows = [], [], []
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "p"):
            self.attrs = attrs
        if tag == "span":
            self.span = attrs

    def handle_data(self, data):
        self.text += data
        self.block += data

    def handle_endtag(self, tag):
        if tag == "h3":
            self.question = self.text
        elif tag == "b":
            self.wave, self.text = self.text.removesuffix(":"), ""
        elif tag == "caption":
            self.caption = self.text
        elif tag == "p" and "told-sentence" in self.attrs.get("class", ""):
            self.said.sentences.add((self.question, self.wave, self.text[1:]))
        elif tag in ("p", "li"):
            self.said.words.add(self.block)
        elif tag == "th" and self.attrs["scope"] == "colgroup":
            self.spans.append(self.text)
        elif tag in ("th", "td"):
            self.rows[-1].append(self.text.strip())
        elif tag == "table":
            self._table()

    def _table(self):
        if self.spans:
            (corner,), whats, *rows = self.rows
            share = len(whats) // len(self.spans)
            heads = [f"{self.spans[i // share]}: {what.lower()}" for i, what in enumerate(whats)]
            self.said.table(self.question, self.caption, [corner, *heads], rows)
        else:
            self.said.table(self.question, self.caption, self.rows[0], self.rows[1:])


def read_html(data):
    page = _Page()
    page.feed(data.decode())
    return page.said


# Plain text


def read_md(data):
    said, question, before = Printed(), "", ""
    for block in data.decode().split("\n\n"):
        if block.startswith("### "):
            question = unescaped(block[4:])
        elif sentence := re.fullmatch(r"\*\*(.+?):\*\* (.*)", block):
            said.sentences.add((question, *map(unescaped, sentence.groups())))
        elif block.startswith("| "):
            rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in block.splitlines()]
            texts = [[unescaped(cell.strip()) for cell in row] for row in rows]
            said.table(question, before, texts[0], texts[2:])
        before = unescaped(block)
        said.words.update(unescaped(line.removeprefix("- ")) for line in block.splitlines())
    return said


def unescaped(text):
    return PLAIN.sub(r"\1", text)


def read_csv(data):
    """The people who answered are beside each cell; sentences are words like all others."""
    said = Printed()
    for row in csv_rows(data):
        percent = f"{row['percent']}%" if row["percent"] else row["percent_mark"]
        numbers = row["count"] or row["mark"], percent
        wave = heading(row["wave_name"], bool(row["wave_mark"]))
        if row["table"] == "words":
            said.words.add(row["words"])
            said.sentences.add((row["question_text"], wave, row["words"]))
        elif row["table"] == "heard":
            said.heard.add((row["group_question"], row["group"], numbers[0], row["base"], percent))
        elif row["option"] and row["question_text"] != row["option"]:
            column = wave if row["table"] == "answers" else (row["group_question"], row["group"])
            said.cells.add((row["question_text"], column, row["option"], *numbers))
            said.cells.add((row["question_text"], column, ANSWERED, row["base"], ""))
    return said


def csv_rows(data):
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def read_json(data):
    """Numbers are kept as the digits that stand in the file."""
    said = Printed()
    for section in json.loads(data, parse_int=str, parse_float=str)["sections"]:
        names = {s["wave"]: s["name"] for s in section["sources"]}
        said.words.update(section["notes"])
        for heard in section["heard"]:
            said.words.update(heard["sentences"])
            for group in heard["groups"]:
                numbers = group["mark"] or group["answered"], group["people_mark"] or group["people"]
                said.heard.add((heard["by"], group["text"], *numbers, _json_percent(group)))
        for finding in section["findings"]:
            said.words.add(finding["change"])
            for wave in finding["waves"]:
                name = heading(names[wave["wave"]], bool(wave["wave_mark"]))
                said.words.update(wave["asides"])
                said.sentences.add((finding["text"], name, wave["sentence"]))
                said.cells |= _json_cells(finding, name, wave)
            for breakdown in finding["breakdowns"]:
                for group in breakdown["groups"]:
                    at = " and ".join(breakdown["by"]), group["text"]
                    said.cells |= _json_cells(finding, at, group)
    return said


def _json_cells(finding, column, part):
    if not part["options"]:
        return set()
    rows = [*part["options"], *([part["together"]] if part["together"] else [])]
    cells = {(finding["text"], column, c["text"], c["mark"] or c["count"], _json_percent(c)) for c in rows}
    return cells | {(finding["text"], column, ANSWERED, part["mark"] or part["base"], "")}


def _json_percent(cell):
    return cell["percent_mark"] or f"{cell['percent']}%"


READERS = {"docx": read_docx, "html": read_html, "md": read_md, "csv": read_csv, "json": read_json}
