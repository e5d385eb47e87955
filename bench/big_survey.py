"""The survey of the largest study of children there has been, in shape alone: 20 questions, made-up answers.

The Big Ask (England, 2021) had 557,077 answers. Its words aren't here; nor is any answer that anyone gave.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np
from sqlalchemy import insert, update

from feedback.adapters.database import Database
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Comment, Response, Wave
from feedback.domain.coding import NOT_TICKED, OPTION_CODES, SKIP, TICKED, codebook
from feedback.domain.surveys import Survey

DAY = date(2021, 5, 1)
GROUPS = ("age", "region", "care")
_AT_ONCE = 20_000
_SAID = "Made up: more to do after school, and someone to talk to."


def survey() -> Survey:
    """12 scales, 3 yes or no, 3 groups of 4 to 6, 1 to choose several of 8 from, 1 comment."""
    agree = [{"key": f"a{n}", "label": f"Step {n}"} for n in range(1, 6)]
    yes_no = [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}]
    tag = {"tags": ["pledge-5"]}
    scales = [
        {"key": f"scale-{n}", "ask": f"Scale {n}", "kind": "scale", "options": agree, "counts": ["a1", "a2"]}
        | {"told-us": f"they agree with scale {n}"}
        | tag
        for n in range(12)
    ]
    yes = [
        {"key": f"yes-{n}", "ask": f"Yes {n}?", "kind": "yes-no", "options": yes_no} | tag for n in range(3)
    ]
    groups = [
        {"key": key, "ask": f"{key}?", "kind": "choose-one", "breakdown": True}
        | {"options": [{"key": f"{key}-{n}", "label": f"{key} {n}"} for n in range(size)]}
        for key, size in zip(GROUPS, (4, 5, 6), strict=True)
    ]
    several = {"key": "several", "ask": "Which?", "kind": "choose-several"} | tag
    several |= {"options": [{"key": f"s{n}", "label": f"Thing {n}"} for n in range(8)]}
    comment = {"key": "comment", "ask": "Anything else?", "kind": "comment"} | tag
    return Survey.model_validate(
        {"survey": "big", "title": "Made up", "audience": {"key": "all", "many": "children", "one": "child"}}
        | {"who-reads": "Nobody.", "hear-back": "Never.", "in-danger": "Nobody reads this."}
        | {"questions": [*scales, *yes, *groups, several, comment]}
    )


def shapes() -> dict[str, Survey]:
    """The survey by how much of it stands on a page."""
    one = survey()
    groups = {"questions": [{**q, "page": f"page-{n // 4}"} for n, q in enumerate(_questions(one))]}
    return {
        "one question": one,
        "four questions": Survey.model_validate(one.model_dump(by_alias=True) | groups),
    }


def _questions(asked: Survey) -> list[dict[str, object]]:
    return [q.model_dump(by_alias=True) for q in asked.questions]


def filled(database: Database, people: int) -> str:
    """A wave with so many made-up answers; one in five wrote something. Its key."""
    asked, drawn = survey(), np.random.default_rng(7)
    with database.writing() as session:
        wave = open_survey(session, asked, f"With {people}", (DAY, DAY), DAY, made_up=True)
        for start in range(0, people, _AT_ONCE):
            size = min(_AT_ONCE, people - start)
            lines = list(_lines(asked, size, drawn))
            same = {
                "wave_id": wave.id,
                "edition": wave.edition,
                "answered_on": DAY,
                "language": "en",
                "way": "phone",
            }
            rows = [{"seq": start + n + 1, "codes": line, **same} for n, line in enumerate(lines)]
            session.execute(insert(Response), rows)
            wrote = [row["seq"] for row, line in zip(rows, lines, strict=True) if line[-1] == TICKED]
            said = {
                "wave_id": wave.id,
                "question": "comment",
                "text": _SAID,
                "redacted": _SAID,
                "may_quote": True,
            }
            if wrote:
                session.execute(insert(Comment), [{"seq": seq, **said} for seq in wrote])
        session.execute(update(Wave).where(Wave.id == wave.id).values(seq=people))
        return wave.key


def _lines(asked: Survey, size: int, drawn: np.random.Generator) -> Iterator[str]:
    """Lines of codes; one in twenty skips a question."""
    book = codebook(asked)
    columns = np.empty((size, book.width), "U1")
    for slots in book.slots.values():
        skips = drawn.random(size) < (0.8 if slots.question.takes_words else 0.05)
        for at in range(slots.start, slots.start + slots.width):
            if slots.question.takes_words:
                columns[:, at] = TICKED
            elif slots.question.takes_several:
                columns[:, at] = np.where(drawn.random(size) < 0.3, TICKED, NOT_TICKED)
            else:
                options = np.array(list(OPTION_CODES[: len(slots.question.options)]))
                columns[:, at] = options[drawn.integers(0, len(options), size)]
            columns[skips, at] = SKIP
    # Whoever ticked nothing skipped.
    several = book.slots["several"]
    part = slice(several.start, several.start + several.width)
    columns[(columns[:, part] == NOT_TICKED).all(axis=1), part] = SKIP
    yield from ("".join(row) for row in columns)
