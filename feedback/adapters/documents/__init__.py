"""The files that officers download, each made from the same frozen sections. Counts and hides nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from feedback.adapters.documents import as_csv, as_docx, as_html, as_json, as_markdown
from feedback.adapters.documents.tidy import tidy
from feedback.domain.sections import Section

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Format:
    """One kind of file: its name and what people call it, what a browser is told, how sections become it."""

    name: str
    label: str
    media_type: str
    ending: str
    make: Callable[[Sequence[Section]], bytes]

    def write(self, sections: Sequence[Section]) -> bytes:
        return self.make([tidy(s) for s in sections])


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        f.name: f
        for f in (
            Format("docx", "Word", _WORD, ".docx", as_docx.write),
            Format("html", "Web page", "text/html; charset=utf-8", ".html", as_html.write),
            Format("md", "Markdown", "text/markdown; charset=utf-8", ".md", as_markdown.write),
            Format("csv", "CSV for a spreadsheet", "text/csv; charset=utf-8", ".csv", as_csv.write),
            Format("json", "JSON", "application/json", ".json", as_json.write),
        )
    }
)
