"""Which of another tool's pages can be pages of ours. Knows no format."""

from itertools import groupby
from typing import Any

from feedback.domain.questions import MOST_ON_A_PAGE

ALONE = (
    "Some questions that the file shows on one page are on pages of their own: a page here has at most "
    f"{MOST_ON_A_PAGE}, and none that is asked only after an answer on the same page."
)


def settle(questions: list[dict[str, Any]]) -> bool:
    """Takes “page” away from questions whose page can't be one here. True if that is worth saying."""
    runs = [list(run) for page, run in groupby(questions, lambda q: q.get("page")) if page]
    seen: set[str] = set()
    said = False
    for run in runs:
        page = run[0]["page"]
        if page in seen or not 1 < len(run) <= MOST_ON_A_PAGE or _hangs_on_itself(run):
            said |= page in seen or len(run) > 1
            for question in run:
                del question["page"]
        seen.add(page)
    return said


def _hangs_on_itself(run: list[dict[str, Any]]) -> bool:
    keys = {q["key"] for q in run}
    return any(one["question"] in keys for q in run for one in q.get("show-if", ()))
