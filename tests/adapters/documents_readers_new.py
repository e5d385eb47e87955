"""Reads our workbooks, PDFs and council reports back, each as its reader would meet it.

Knows nothing of how they were written. No test lives here.
"""

import re
import zipfile
from io import BytesIO

from openpyxl import load_workbook
from pypdf import PdfReader

from tests.adapters.documents_printed import ANSWERED, Printed
from tests.adapters.documents_readers import W, docx_body, docx_text
from tests.adapters.documents_text import text_of

SPACE = re.compile(r"\s+")


# Excel


def opened(data):
    """The workbook as openpyxl reads it: every cell as it's kept, formulas as formulas."""
    return load_workbook(BytesIO(data))


def sheet_table(sheet):
    """The heads and rows of a worksheet's one table; none where it has none."""
    if not sheet.tables:
        return (), ()
    (table,) = sheet.tables.values()
    heads, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return heads, rows


def printed_rows(sheet):
    """The rows of a worksheet's table as they're shown: 51.0 where that is how a cell shows 51."""
    if not sheet.tables:
        return []
    (table,) = sheet.tables.values()
    return [[_shown(cell) for cell in row] for row in list(sheet[table.ref])[1:]]


def _shown(cell):
    return f"{cell.value:.1f}" if cell.number_format == "0.0" else str(cell.value)


def lines(sheet):
    """The texts above a worksheet's table, its title first."""
    end = sheet.max_row
    if sheet.tables:
        (table,) = sheet.tables.values()
        end = sheet[table.ref][0][0].row - 1
    return [sheet.cell(row, 1).value for row in range(1, end + 1)]


def read_xlsx(data):
    said = Printed()
    for sheet in opened(data).worksheets:
        heads, _ = sheet_table(sheet)
        rows = printed_rows(sheet)
        above = lines(sheet)
        said.words.update(above)
        if sheet.title == "Notes":
            said.words.update(what if mark.startswith("Note ") else f"{mark} {what}" for mark, what in rows)
        elif sheet.title.startswith("Table"):
            _sheet(said, above, heads, rows)
    return said


def _sheet(said, above, heads, rows):
    title, *rest = above
    caption = rest[0] if rest else ""
    if caption.startswith("Who answered"):
        by = caption.partition(", by “")[2].partition("”: ")[0]
        assert heads == ["Group", "Answered", "Out of", "Percent (%)"]
        said.heard |= {(by, label, n, people, _percent(rate)) for label, n, people, rate in rows}
        return
    question = title.removesuffix(f" – {caption}")
    for line in rest:
        wave, colon, sentence = line.partition(": ")
        if colon:
            said.sentences.add((question, wave, sentence))
    if not caption.startswith("How people answered"):
        return
    by = caption.partition(", by “")[2].partition("”: ")[0].replace("” and “", " and ")
    half = len(heads) // 2
    for place in range(1, half + 1):
        column = heads[place].removesuffix(": people")
        assert heads[place + half] == f"{column}: percent (%)"
        for row in rows:
            percent = "" if row[0] == ANSWERED else _percent(row[place + half])
            said.cells.add((question, (by, column) if by else column, row[0], row[place], percent))


def _percent(value):
    return value if value.startswith("[") else f"{value}%"


def drawings(data):
    """The alternative texts of a workbook's charts, and the charts themselves as XML."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        names = sorted(file.namelist())
        drawn = [file.read(n).decode() for n in names if n.startswith("xl/drawings/drawing")]
        charts = [file.read(n).decode() for n in names if n.startswith("xl/charts/chart")]
    return [alt for xml in drawn for alt in re.findall(r'<xdr:cNvPr [^>]*descr="([^"]*)"', xml)], charts


# PDF


def pdf(data):
    return PdfReader(BytesIO(data))


def pdf_text(data):
    """All that is printed, page by page, without the numbers of the pages and without any space: where a
    line ends is the page's affair.
    """
    texts = [SPACE.sub("", page.extract_text()) for page in pdf(data).pages]
    return "".join(text.removesuffix(str(number)) for number, text in enumerate(texts, 1))


def tagged(data, kind):
    """The elements of a PDF's structure that are of one kind, in order."""
    found = []

    def walk(element):
        element = element.get_object()
        if not hasattr(element, "get"):
            return
        if element.get("/S") == kind:
            found.append(element)
        below = element.get("/K", [])
        for one in below if isinstance(below, list) else [below]:
            walk(one)

    walk(pdf(data).trailer["/Root"]["/StructTreeRoot"])
    return found


# All of them


def any_text_of(name, data):
    """The whole text of a file of any format, as people see it."""
    if name == "xlsx":
        cells = (c.value for sheet in opened(data).worksheets for row in sheet.iter_rows() for c in row)
        return "\n".join(str(value) for value in cells if value is not None)
    if name == "pdf":
        return "\n".join(page.extract_text() for page in pdf(data).pages)
    return text_of("docx" if name == "report" else name, data)


# A council report


def report_lines(data):
    """Its paragraphs outside tables as (style, text); numbered ones as "7.1." and the words, with a tab."""
    tab = {W + "tab": "\t"}
    found = []
    for paragraph in docx_body(data).findall(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(W + "val")
        parts = (e.text or "" if e.tag == W + "t" else tab.get(e.tag, "") for e in paragraph.iter())
        found.append((style, "".join(parts)))
    return found


def report_tables(data):
    """Its tables as rows of texts."""
    tables = docx_body(data).iter(W + "tbl")
    return [[[docx_text(c) for c in r.iter(W + "tc")] for r in table.iter(W + "tr")] for table in tables]
