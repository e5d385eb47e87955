"""The pictures of a finding in Word, each with words that say all that is in it. Works out no number."""

from collections.abc import Sequence

from feedback.adapters.charts import NOT_SHOWN
from feedback.adapters.documents import words
from feedback.adapters.documents.pictures import Stack, Trend
from feedback.adapters.documents.word.pieces import Xml, line_break, run
from feedback.adapters.documents.word.sheet import Sheet
from feedback.adapters.documents.word.table import SWATCH_HIGH, SWATCH_WIDE

_STACK_HIGH, _TREND_WIDE = 0.5, 11.0  # centimetres
_GAP = 160  # twentieths of a point
_STYLE = "Told us cell"


def stacks(sheet: Sheet, drawn: Sequence[Stack]) -> None:
    """A stacked bar a paragraph, below its label, all on the page of the table that is their legend."""
    for place, one in enumerate(drawn):
        bar = sheet.picture(one.drawing, sheet.room, _STACK_HIGH, one.alt)
        sheet.say(_STYLE, run(one.label), line_break(), bar, keep=True, gap=0 if place else _GAP)
    if any(one.hides for one in drawn):
        square = sheet.picture(NOT_SHOWN, SWATCH_WIDE, SWATCH_HIGH)
        sheet.say(_STYLE, square, run(words.NOT_SHOWN), keep=True)


def over_time(sheet: Sheet, trend: Trend) -> None:
    """The picture below what it shows, and above what each of its dots is."""
    high = _TREND_WIDE * trend.drawing.high / trend.drawing.wide
    sheet.say(_STYLE, run(trend.title), keep=True, gap=_GAP)
    sheet.say(_STYLE, sheet.picture(trend.drawing, _TREND_WIDE, high, trend.alt), keep=True)
    inside: list[Xml] = [run(words.LEFT_TO_RIGHT)]
    for place, point in enumerate(trend.points):
        inside.append(run(f"{',' if place else ''} {point.label} "))
        inside += sheet.figure(point.share.text, point.share.identity)
    sheet.say(_STYLE, *inside)
