"""Whatever people answer comes back as they answered it, or its column is said to be left out."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from feedback.adapters.imports.cells import identity, number, tidy
from feedback.adapters.imports.mapping import read_mapping
from feedback.adapters.imports.reading import read
from feedback.adapters.imports.understanding import understand
from feedback.adapters.imports.writing import write_guess
from feedback.domain.coding import codebook, decode, encode
from feedback.domain.questions import band_of

# Anything that can be typed, with what a table, a mapping or a heading might trip over among it.
words = st.one_of(
    st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=12),
    st.sampled_from(
        ["Yes", "No", "N/A", "None", "1", "2.0", "null", "true", "~", "a, b", "a; b", "é’–£", "0"]
    ),
    st.sampled_from(
        ["?0", "[a", "{b", "*c", "&d", "!e", "%f", "@g", "`h", "- x", "a: b", "a #b", "|", ">", "'", '"']
    ),
).filter(lambda w: tidy(w) and identity(tidy(w)))
headings = st.lists(
    st.text("abcdefghij klmnop", min_size=3, max_size=12).map(str.strip), min_size=1, max_size=4
)


@st.composite
def tables(draw):
    """Headings that aren't a name for anything, and rows picked from a few answers a column."""
    heads = [f"{h} q{i}?" for i, h in enumerate(draw(headings))]
    picks = [
        draw(st.lists(words, min_size=2, max_size=6, unique_by=lambda w: identity(tidy(w)))) for _ in heads
    ]
    row = st.tuples(*(st.one_of(st.just(""), st.sampled_from(p)) for p in picks))
    return heads, draw(st.lists(row, min_size=1, max_size=25))


def written(heads, rows):
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([heads, *rows])
    return stream.getvalue().encode("utf-8-sig")


def in_words(question, answer):
    """An answer as it stood in its cell."""
    if question.takes_words:
        return answer.words
    return "|".join(question.label(key) for key in answer.chosen)


def same(question, answer, cell):
    """True if an answer is what the cell says."""
    cell = tidy(cell)
    if question.banded and answer.chosen:
        return number(cell) is not None and band_of(question.options, number(cell)) == answer.chosen[0]
    if question.takes_several:
        return all(label in cell for label in in_words(question, answer).split("|"))
    return identity(in_words(question, answer)) == identity(cell)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
@example((["aaa q0?"], [("?0",), ("[a",), ("a: b",), ("*c",)] * 3))
def test_answers_survive_the_journey(table):
    heads, rows = table
    rows = [r for r in rows if any(tidy(c) for c in r)]
    if not rows:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        path.write_bytes(
            written([*heads, "sure"], [(*r, "Yes" if i % 2 else "No") for i, r in enumerate(rows)])
        )
        sheet = read(path)
        found = understand(sheet, "a-survey")
        write_guess(found, Path(folder) / "guess.yaml")
        again = understand(sheet, "a-survey", read_mapping(Path(folder) / "guess.yaml"))
    kept = {p.columns[0].place: p for p in found.plans}
    left_out = {column.partition(":")[0] for column, _ in found.left_out}
    book = codebook(found.survey)
    for row, answers in zip(rows, found.answers, strict=True):
        assert decode(book, encode(book, answers)).keys() == answers.keys()
        for place, cell in enumerate(row):
            if place in kept:
                plan = kept[place]
                answer = answers[plan.question.key]
                no_answer = not tidy(cell) or identity(tidy(cell)) in plan.no_answer
                assert answer.skipped if no_answer else same(plan.question, answer, cell)
            else:
                assert "ABCDE"[place] in left_out
    assert (again.survey, again.answers, again.left_out) == (found.survey, found.answers, found.left_out)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=2, max_size=30))
def test_ticks_survive_the_journey(ticks):
    labels = ["Dogs", "Cats & kittens", "Fish, any"]
    rows = [["1", *(x if t else "" for x, t in zip(labels, row, strict=True)), "Yes"] for row in ticks]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        path.write_bytes(
            written(["RespondentID", "Pick", "", "", "Sure?"], [["", *labels, "Response"], *rows])
        )
        found = understand(read(path), "a-survey")
    if not any(t for row in ticks for t in row):
        return
    pick = found.survey.question("pick")
    told = [[label in [pick.label(k) for k in a["pick"].chosen] for label in labels] for a in found.answers]
    assert told == ticks
