"""The files that officers download, each made from the same frozen sections. Counts and hides nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from feedback.adapters.documents import (
    as_csv,
    as_docx,
    as_html,
    as_json,
    as_markdown,
    as_pdf,
    as_report,
    as_sps,
    as_xlsx,
    dictionary,
)
from feedback.adapters.documents.house_style import HouseStyle
from feedback.adapters.documents.tidy import tidy
from feedback.domain.sections import Section

Make = Callable[[Sequence[Section], HouseStyle], bytes]
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv"
# Formats that need more than is always installed: what to install, in plain words.
NOT_INSTALLED: Mapping[str, str] = MappingProxyType(
    {}
    if find_spec("typst")
    else {"pdf": "PDF needs typst, which is not installed. Install it with: pip install “told-us[pdf]”."}
)


@dataclass(frozen=True)
class Format:
    """One kind of file: its name and what people call it, what a browser is told, how sections become it."""

    name: str
    label: str
    media_type: str
    ending: str
    make: Make

    def write(self, sections: Sequence[Section], style: HouseStyle | None = None) -> bytes:
        return self.make([tidy(s) for s in sections], style or HouseStyle())


def _as_it_is(make: Callable[[Sequence[Section]], bytes]) -> Make:
    """A file that is the same for every council."""
    return lambda sections, style: make(sections)


_ALL = (
    Format("docx", "Word", _WORD, ".docx", lambda sections, style: as_docx.write(sections, style.template)),
    Format("report", "Word, for a council report", _WORD, "-report.docx", as_report.write),
    Format("pdf", "PDF", "application/pdf", ".pdf", _as_it_is(as_pdf.write)),
    Format("xlsx", "Excel", _EXCEL, ".xlsx", _as_it_is(as_xlsx.write)),
    Format("html", "Web page", "text/html", ".html", _as_it_is(as_html.write)),
    Format("md", "Markdown", "text/markdown", ".md", _as_it_is(as_markdown.write)),
    Format("csv", "CSV for a spreadsheet", _CSV, ".csv", _as_it_is(as_csv.write)),
    Format("dictionary", "What the CSV’s columns are", _CSV, "-dictionary.csv", _as_it_is(dictionary.write)),
    Format("sps", "SPSS commands for the CSV", "text/plain", ".sps", _as_it_is(as_sps.write)),
    Format("json", "JSON", "application/json", ".json", _as_it_is(as_json.write)),
)
FORMATS: Mapping[str, Format] = MappingProxyType({f.name: f for f in _ALL if f.name not in NOT_INSTALLED})


def files(
    form: str, sections: Sequence[Section], output: Path, style: HouseStyle
) -> Iterator[tuple[Path, bytes]]:
    """What is written where for an output of that name: the file, and what belongs beside it."""
    yield output, FORMATS[form].write(sections, style)
    if form == "csv":
        tidied = [tidy(s) for s in sections]
        yield output.with_name(f"{output.stem}-dictionary.csv"), dictionary.write(tidied)
        yield output.with_name(f"{output.stem}.sps"), as_sps.syntax(tidied, output.name)
