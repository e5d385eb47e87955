"""Edits our own documents as a hurried person would, in what people read of them. No test lives here.

Each editor takes a document, and gives back the texts in it and a way to put others in their place.
"""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter

from tests.adapters.documents_readers import unescaped

_ROW = re.compile(r"^\| (?!Answer |Group |---)(?P<label>(?:[^|\\]|\\.)*)\|(?P<cells>.*)\|$")
_MARK = re.compile(r"\[[a-z]\]")


def edited(text, rng):
    """A text as someone might change it: another number in place of a mark, a number or in a sentence, or a
    word more.
    """
    if _MARK.fullmatch(text):
        return str(rng.randint(1, 5))
    if " " in text and (rng.random() < 0.5 or not re.search(r"\d", text)):
        words = text.split(" ")
        place = rng.randrange(1, len(words) - 1)
        return " ".join([*words[:place], rng.choice(("not", "nearly", "twelve")), *words[place:]])
    number = rng.choice(list(re.finditer(r"\d+", text)))
    return f"{text[: number.start()]}{int(number[0]) + rng.randint(1, 30)}{text[number.end() :]}"


def plant(name, data, figures, rng, many):
    """So many edits of different figures, and the document with them. `figures` has all the texts that are
    figures. Gives back the document and what each edit was: (before, after).
    """
    slots, put = _EDITORS[name](data)
    chosen = rng.sample([i for i, text in enumerate(slots) if text in figures], many)
    changes = {i: edited(slots[i], rng) for i in chosen}
    return put(changes), sorted((slots[i], after) for i, after in changes.items())


def plant_in_pdf(section, write, rng):
    """A sentence and a count changed in a PDF, which can't be typed in: another file is made that says so,
    and is given the list of the first. Gives back the document and what each edit was.
    """
    first, *others = section.findings
    told, *waves = first.told
    place = rng.choice([i for i, cell in enumerate(told.cells) if cell.count is not None])
    cell = replace(told.cells[place], count=told.cells[place].count + rng.randint(1, 30))
    cells = (*told.cells[:place], cell, *told.cells[place + 1 :])
    sentence = edited(told.sentence, rng)
    changed = replace(first, told=(replace(told, sentence=sentence, cells=cells), *waves))
    writer, made = PdfWriter(BytesIO(write([replace(section, findings=(changed, *others))]))), BytesIO()
    (true,), (attached,) = PdfReader(BytesIO(write([section]))).attachment_list, writer.attachment_list
    attached.content = true.content
    writer.write(made)
    was = told.cells[place].count_text
    return made.getvalue(), sorted([(told.sentence, sentence), (was, cell.count_text)])


def _docx(data):
    """The text nodes that stand in a mark, in the main part."""
    with ZipFile(BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    root = parse_xml(parts["word/document.xml"])
    before = "preceding::w:bookmarkStart[1]/@w:name | preceding::w:bookmarkEnd[1]/@w:id"
    nodes = [n for n in root.iter(qn("w:t")) if str(n.xpath(before)[-1:]).startswith("['toldus_")]

    def put(changes):
        for i, text in changes.items():
            nodes[i].text = text
        return zipped(parts | {"word/document.xml": serialize_part_xml(root)})

    return [node.text or "" for node in nodes], put


def zipped(parts):
    made = BytesIO()
    with ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def _html(data):
    """What stands between the tags of the body."""
    head, body = data.decode().split("<body>")
    pieces = re.split(r"(<svg.*?</svg>|<[^>]*>)", body, flags=re.DOTALL)

    def put(changes):
        new = [html.escape(changes[i]) if i in changes else piece for i, piece in enumerate(pieces)]
        return f"{head}<body>{''.join(new)}".encode()

    return [html.unescape(piece) for piece in pieces], put


def _md(data):
    """The cells of its tables, and its sentences without the wave that they are about."""
    pieces = []
    for line in data.decode().split("\n"):
        if row := _ROW.match(line):
            pieces += ["| ", row["label"], *re.split(r"(\| | \(|\) | (?=\|))", f"|{row['cells']}|"), "\n"]
        else:
            pieces += [*re.split(r"^(\*\*.*?:\*\* |- )", line), "\n"]
    assert "".join(pieces).removesuffix("\n").replace(" ", "") == data.decode().replace(" ", "")

    def put(changes):
        new = [changes.get(i, piece) for i, piece in enumerate(pieces)]
        return "".join(new).encode()

    return [unescaped(piece) for piece in pieces], put


_EDITORS: dict[str, Callable] = {"docx": _docx, "html": _html, "md": _md}
