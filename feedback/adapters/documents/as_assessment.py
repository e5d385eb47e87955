"""A data protection impact assessment as a Word document, to be filled in. Knows nothing of what it says."""

from collections.abc import Sequence
from pathlib import Path

from feedback.adapters.documents.word.paper import paper
from feedback.adapters.documents.word.pieces import run
from feedback.adapters.documents.word.sheet import Sheet
from feedback.domain.assessment_facts import Part, Point

TITLE = "Data protection impact assessment"
FILL_IN = "[Fill in] "
_SPACE = "\n\n"  # to write in


def write(parts: Sequence[Part], council: str, template: Path | None = None) -> bytes:
    """On the council's own template, if it has one. Raises WrongTemplate for one that can't be used."""
    sheet = Sheet(paper(template, landscape=False))
    sheet.line("Title", TITLE)
    sheet.line("Subtitle", council)
    for part in parts:
        sheet.line("Heading 1", part.heading)
        for point in part.points:
            _point(sheet, point)
    return sheet.finish(f"{TITLE}: {council}", "A draft, to be filled in and signed")


def _point(sheet: Sheet, point: Point) -> None:
    name = (run(f"{point.name}: ", bold=True),) if point.name else ()
    if point.blank:
        sheet.say("Told us notice", run(FILL_IN, bold=True), *name, run(point.words + _SPACE))
    else:
        sheet.say("Normal", *name, run(point.words))
