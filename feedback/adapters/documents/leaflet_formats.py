"""The files that a leaflet becomes, each made from the same lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from feedback.adapters.documents import NOT_INSTALLED, leaflet_eml, leaflet_html, leaflet_pdf
from feedback.adapters.documents.leaflets import Around
from feedback.domain.leaflets import Leaflet

Write = Callable[[Leaflet, Around], bytes]


@dataclass(frozen=True)
class Format:
    """One kind of file: what people call it, what a browser is told, how a leaflet becomes it. Writing a PDF
    raises NoFont where no font has the language's letters.
    """

    label: str
    media_type: str
    write: Write


_ALL = {
    "pdf": Format("PDF", "application/pdf", leaflet_pdf.write),
    "eml": Format("E-mail, ready to send", "message/rfc822", leaflet_eml.write),
    "html": Format("Web page", "text/html", leaflet_html.write),
}
FORMATS: Mapping[str, Format] = MappingProxyType({k: v for k, v in _ALL.items() if k not in NOT_INSTALLED})
