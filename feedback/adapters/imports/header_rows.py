"""How many rows of a table are its header: one, SurveyMonkey's two, Qualtrics's two or three."""

from collections.abc import Sequence

from feedback.adapters.imports.cells import fold, number

Row = Sequence[str]
RESPONSE = frozenset({"response", "open-ended response"})
_IMPORT_ID = '{"importid":', "{'importid':"
_LOOKED_AT = 400  # rows, which is plenty to tell by


def header_rows(rows: Sequence[Row]) -> int:
    """How many rows at the top are headings. `rows` may be of different lengths."""
    if is_import_ids(_row(rows, 2)):
        return 3
    first, second = _row(rows, 0), _row(rows, 1)
    if is_import_ids(second):
        return 2
    body = rows[2 : 2 + _LOOKED_AT]
    if _is_second_of_surveymonkey(first, second, body) or is_older_qualtrics(first, second):
        return 2
    return 1


def is_import_ids(row: Row) -> bool:
    """Qualtrics's row of {"ImportId": …}."""
    filled = [c.replace(" ", "").lower() for c in row if c]
    return bool(filled) and all(c.startswith(_IMPORT_ID) for c in filled)


def _row(rows: Sequence[Row], number: int) -> Row:
    return rows[number] if len(rows) > number else ()


def _is_second_of_surveymonkey(first: Row, second: Row, body: Sequence[Row]) -> bool:
    """Options and rows of grids stand below the question, which is written once, over the first of them."""
    if not second or list(first) == list(second):
        return False
    if any(fold(cell) in RESPONSE for cell in second):
        return True
    carried = [i for i in range(1, len(second)) if second[i] and not _cell(first, i)]
    if not carried:
        return False
    if any(cell and cell == _cell(first, i) for i, cell in enumerate(second)):
        return True
    if len(first) != len(second):
        return False
    below = [[c for row in body if (c := _cell(row, i))] for i in carried]
    return _are_ticks(carried, second, below) or _is_grid(carried, second, below)


def _are_ticks(places: Sequence[int], second: Row, below: Sequence[list[str]]) -> bool:
    """All that is below the heading of a tick is the heading itself."""
    return any(below) and all(set(b) <= {second[i]} for i, b in zip(places, below, strict=True))


def _is_grid(places: Sequence[int], second: Row, below: Sequence[list[str]]) -> bool:
    """The rows of a grid are headed by words, and the same few answers are below them all."""
    answers = [c for b in below for c in b]
    headings = {second[i] for i in places}
    few = 2 * len(set(answers)) <= len(answers)
    return len(places) > 1 and few and not headings & set(answers) and not any(map(number, headings))


def _cell(row: Row, place: int) -> str:
    return row[place] if place < len(row) else ""


def is_older_qualtrics(first: Row, second: Row) -> bool:
    """The older export: names in row 1, words in row 2, the same in both for what isn't a question."""
    if not all(first) or len(first) != len(second) or list(first) == list(second):
        return False
    names = {fold(c) for c in first}
    same = sum(a == b for a, b in zip(first, second, strict=True))
    return same >= 2 and bool(names & {"responseid", "responseset", "startdate", "recordeddate"})
