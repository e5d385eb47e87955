"""What an officer says of a question: whatever they choose, no answer is lost and none is counted twice."""

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from feedback.adapters.imports.mapping import QuestionEntry
from feedback.adapters.imports.showing import ShownOption, ShownQuestion
from feedback.domain.questions import Kind
from feedback.web.office.bringing_in.said import Said

KEYS = ("a", "b", "c", "d", "e")


def question(kind: Kind = Kind.SCALE, **more: object) -> ShownQuestion:
    options = tuple(
        ShownOption(key=k, label=k.upper(), people=n, values=(k, f"{k}{k}")) for n, k in enumerate(KEYS)
    )
    whole = {"key": "q", "ask": "Safe?", "kind": kind, "columns": ("A",), "base": 10, "options": options}
    return ShownQuestion.model_validate(whole | more)


choices = st.sampled_from(["", "-none", *(f"={k}" for k in KEYS), "=nothing", "?"])


@given(st.lists(choices, min_size=5, max_size=5), st.lists(st.text(max_size=3), min_size=5, max_size=5))
def test_every_answer_ends_in_one_place(what: list[str], places: list[str]) -> None:
    form = MultiDict({"ask": "Safe?", "kind": "scale"})
    for n, key in enumerate(KEYS):
        form |= {f"is-{n}": what[n], f"place-{n}": places[n], f"label-{n}": key.upper()}
    said = Said(question(), MultiDict(form), set())
    entry = said.entry(QuestionEntry())
    if said.wrong:
        return
    kept = [v for o in entry.options or () for v in o.values or ()]
    ends = [*kept, *(entry.no_answer or ())]
    assert sorted(ends) == sorted(v for k in KEYS for v in (k, f"{k}{k}"))
    assert len(entry.options or ()) >= 2
    assert all(key in (entry.no_answer or ()) for key, is_ in zip(KEYS, what, strict=True) if is_ == "-none")


def test_options_stand_where_they_were_put() -> None:
    form = MultiDict({"ask": "Safe?", "kind": "scale", "place-4": "1.5", "place-0": "9", "place-2": "soon"})
    form |= {f"label-{n}": k for n, k in enumerate(KEYS)}
    entry = Said(question(), MultiDict(form), set()).entry(QuestionEntry())
    assert [o.key for o in entry.options or ()] == ["e", "b", "c", "d", "a"]


def test_bands_that_are_emptied_go_and_wrong_ends_are_told() -> None:
    bands = tuple(ShownOption(key=k, label=k, people=1, to=to) for k, to in (("x", 5), ("y", 9), ("z", None)))
    numbers = question(Kind.NUMBER, options=bands, banded=True)
    form = MultiDict({"ask": "Age?", "kind": "number", "label-0": "", "to-0": "", "label-1": "Up to 10"})
    form |= {"to-1": "10", "label-2": "Older"}
    entry = Said(numbers, MultiDict(form), set()).entry(QuestionEntry())
    assert [(b.key, b.to, b.label) for b in entry.bands or ()] == [
        ("y", 10, "Up to 10"),
        ("z", None, "Older"),
    ]
    form["to-1"] = "ten"
    wrong = Said(numbers, form, set())
    wrong.entry(QuestionEntry())
    assert wrong.wrong == {"to-1": "Write the last number that belongs to band 2"}


def test_tags_and_counts_that_are_not_there_are_not_taken() -> None:
    form = MultiDict([("ask", "Safe?"), ("kind", "scale"), ("tags", "pledge-5"), ("tags", "nonsense")])
    form.update({f"label-{n}": k for n, k in enumerate(KEYS)} | {"told-us": "they are", "is-1": "=a"})
    form.setlist("counts", ["a", "b", "nonsense"])
    entry = Said(question(), form, {"pledge-5"}).entry(QuestionEntry())
    assert (entry.tags, entry.counts, entry.told_us) == (("pledge-5",), ("a",), "they are")
