"""An arrangement leaves out, orders and adds words. It never adds a figure or alters one."""

from dataclasses import replace

import pytest
from domain_builders import source, thorough
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from feedback.domain.arranging import Arrangement, Placed, arrange, completed, key_of, moved
from feedback.domain.arranging_together import together
from feedback.domain.disclosure import Rules
from feedback.domain.freezing import fingerprint, frozen, thawed
from feedback.domain.own_words import unlisted
from feedback.domain.releasing import DRAFT, figures_of
from feedback.domain.sections import Cell, Finding, Heard, MadeWith, Quote, Reached, Section, Told

RULES = Rules()
WAVES = {key: source(f"{key}-autumn-2026", survey=key, title=f"{key} survey") for key in ("one", "two")}


def finding(question, survey="one", n=33, base=76, **more):
    wave = WAVES[survey]
    cells = (Cell(n, "43", identity=f"{wave.wave}/{question}/yes"), Cell(None, None, "[c]", "[c]"))
    told = Told(wave, f"43% (33 of {base}) of {question}", base, cells)
    return Finding(survey, question, f"{question}?", "yes-no", ("Yes", "No"), (told,), False, **more)


def section(*findings, quotes=(), **more):
    surveys = dict.fromkeys(f.survey for f in findings)
    return Section(
        **{"framework": "Pledges", "council": "Council", "kind": "Pledge", "commitment": "pledge-5"},
        **{"number": 5, "name": "Voice", "words": "We listen", "notes": ("A note",)},
        sources=tuple(WAVES[s] for s in surveys),
        findings=findings,
        quotes=tuple(quotes),
        heard=tuple(Heard(WAVES[s], "", (), (f"We heard from {s}",)) for s in surveys),
        made_with=tuple(MadeWith(WAVES[s], ("Made with you.",)) for s in surveys),
        **more,
    )


def quote(reference, question="a", survey="one"):
    return Quote(f"words of {reference}", WAVES[survey], question, reference)


WHOLE = section(
    *(finding("a"), finding("b"), finding("c", "two")),
    quotes=[quote("q1"), quote("q2"), quote("q3", "c", "two")],
)

placed = st.builds(
    Placed,
    key=st.sampled_from(["one/a", "one/b", "two/c", "q1", "q2", "q3", "nothing/here", ""]),
    shown=st.booleans(),
    own_words=st.text(max_size=30),
)
arrangements = st.builds(
    Arrangement,
    findings=st.lists(placed, max_size=8, unique_by=lambda p: p.key).map(tuple),
    quotes=st.lists(placed, max_size=8, unique_by=lambda p: p.key).map(tuple),
    own_words=st.text(max_size=40),
    by=st.just(()),
)


@thorough(100)
@given(arrangements)
def test_no_figure_is_added_or_altered(arrangement):
    made = arrange(WHOLE, arrangement, RULES)
    whole = {key_of(f): f for f in WHOLE.findings}
    assert [replace(f, own_words="") for f in made.findings] == [whole[key_of(f)] for f in made.findings]
    assert len({key_of(f) for f in made.findings}) == len(made.findings)
    assert set(made.quotes) <= set(WHOLE.quotes)
    assert set(made.sources) <= set(WHOLE.sources)
    left_out = {p.key for p in arrangement.findings if not p.shown}
    assert {key_of(f) for f in made.findings} == set(whole) - left_out
    before, after = figures_of([WHOLE]), figures_of([made])
    assert all(before[wave].items() >= figures.items() for wave, figures in after.items())
    assert {(q.source.survey, q.question) for q in made.quotes} <= {
        (f.survey, f.question) for f in made.findings
    }


@thorough()
@given(arrangements)
def test_an_arrangement_is_the_same_when_it_is_kept_and_read(arrangement):
    assert Arrangement.model_validate(arrangement.model_dump(mode="json")) == arrangement
    whole = completed(arrangement, WHOLE)
    assert completed(whole, WHOLE) == whole
    assert arrange(WHOLE, whole, RULES) == arrange(WHOLE, arrangement, RULES)


@thorough()
@given(arrangements)
def test_a_frozen_section_comes_back_as_it_was(arrangement):
    made = arrange(WHOLE, arrangement, RULES)
    kept = frozen(replace(made, notes=(DRAFT, *made.notes)))
    assert fingerprint(kept) == fingerprint(frozen(made))
    assert "words of q" not in str(kept)
    words = {(q.source.wave, q.reference): q.words for q in made.quotes}
    assert thawed(kept, words) == made
    words.pop((WAVES["one"].wave, "q1"), None)
    assert [q.reference for q in thawed(kept, words).quotes] == [
        q.reference for q in made.quotes if q.reference != "q1"
    ]


def test_a_later_version_reads_what_an_earlier_one_kept():
    kept = frozen(WHOLE)
    del kept["made_with"]
    del kept["findings"][0]["parts"]
    assert thawed(kept | {"once": "there"}, {}).findings == WHOLE.findings


def test_what_stood_with_a_survey_goes_with_its_last_figure():
    made = arrange(WHOLE, Arrangement(findings=(Placed(key="two/c", shown=False),)), RULES)
    assert [s.survey for s in made.sources] == ["one"]
    assert [h.source.survey for h in made.heard] == ["one"]
    assert [m.source.survey for m in made.made_with] == ["one"]
    assert [q.reference for q in made.quotes] == ["q1", "q2"]


def test_a_pooled_figure_stands_beside_all_its_questions_or_not_at_all():
    pool = replace(finding("both"), kind="pooled", parts=("a", "b"))
    whole = section(finding("a"), finding("b"), pool)
    assert len(arrange(whole, Arrangement(), RULES).findings) == 3
    without = Arrangement(findings=(Placed(key="one/b", shown=False),))
    assert [f.question for f in arrange(whole, without, RULES).findings] == ["a"]


def test_the_notes_are_those_that_are_needed_and_count_all_that_was_compared():
    hidden = finding("a")
    plain = replace(
        hidden, question="p", told=(replace(hidden.told[0], cells=(Cell(33, "43"),)),), rows=("Y",)
    )
    whole = section(hidden, plain)
    assert any("[c]" in note for note in arrange(whole, Arrangement(), RULES).notes)
    without = Arrangement(findings=(Placed(key="one/a", shown=False),))
    assert not any("[c]" in note for note in arrange(whole, without, RULES).notes)


def compared(question):
    """A figure that was told twice, each time by many."""
    now = finding(question)
    told = replace(now.told[0], counted=Cell(33, "43"))
    before = replace(told, source=source("one-autumn-2025", survey="one"))
    return replace(now, told=(told, before), counted_label="Yes")


def test_leaving_a_comparison_out_does_not_make_the_others_surer():
    whole = section(compared("a"), compared("b"), compared("c"))
    without = Arrangement(findings=(Placed(key="one/a", shown=False),))
    (note,) = [n for n in arrange(whole, without, RULES).notes if n.startswith("We compared")]
    assert note.startswith("We compared 3 questions")


@pytest.mark.parametrize(("to", "order"), [(0, "cab"), (1, "acb"), (2, "abc"), (9, "abc"), (-3, "cab")])
def test_something_is_moved_to_a_place(to, order):
    assert "".join(p.key for p in moved([Placed(key=k) for k in "abc"], "c", to)) == order
    assert "".join(p.key for p in moved([Placed(key=k) for k in "abc"], "z", to)) == "abc"


def test_own_words_have_an_end():
    with pytest.raises(ValidationError):
        Arrangement(own_words="x" * 2001)
    with pytest.raises(ValidationError):
        Placed(key="a", own_words="x" * 1001)


# Two at once: their pages had all that there is


def some(*keys):
    listed = st.lists(placed, max_size=8, unique_by=lambda p: p.key)
    return listed.map(lambda all_: tuple(p for p in all_ if p.key in keys))


sides = st.builds(
    Arrangement,
    findings=some("one/a", "one/b", "two/c"),
    quotes=some("q1", "q2", "q3"),
    own_words=st.sampled_from(["", "Ours", "Theirs", "Others"]),
)


@thorough()
@given(sides, sides, sides)
def test_whoever_changed_something_is_heard_and_what_both_changed_is_asked(base, mine, theirs):
    base, mine, theirs = (completed(a, WHOLE) for a in (base, mine, theirs))
    assert together(base, mine, base, {}, {}).arrangement == mine
    found = together(base, base, theirs, {}, {})
    assert (found.arrangement, found.clashes) == (theirs, ())
    both = together(base, mine, theirs, {}, {})
    chosen = {clash.place: "theirs" for clash in both.clashes}
    again = together(base, mine, theirs, {}, chosen)
    assert again.clashes == ()
    assert {p.key for p in again.arrangement.findings} == {p.key for p in (*mine.findings, *theirs.findings)}
    if theirs.own_words not in (base.own_words, mine.own_words):
        assert again.arrangement.own_words == theirs.own_words


# Numbers of one's own


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("43% of you said so, 33 of 76.", []),
        ("67% of you said so.", ["67%"]),
        ("67 per cent", ["67 per cent"]),
        ("43 percent", []),
        ("40 of you", ["40"]),
        ("1,200 of you", ["1,200"]),
        ("By 3 May 2027, in 2026, 2026-27, on May 5th at 4.30pm or 10:15", []),
        ("Within 5 days, 16 to 18 years old, aged 16, a 12-week course", []),
        ("Pledge 5 and outcomes 1 and 2, £250, 0800 1111, 24/7, on the 1st", []),
        ("Call 116 111. Covid19.", []),
        ("99%, 99% and 98.5%", ["99%", "98.5%"]),
        ("2026%", ["2026%"]),
        ("", []),
    ],
)
def test_a_number_that_is_no_figure_is_pointed_out(words, found):
    assert unlisted(replace(WHOLE, own_words=words)) == found
    under = replace(WHOLE, findings=(replace(WHOLE.findings[0], own_words=words), *WHOLE.findings[1:]))
    assert unlisted(under) == found


def test_numbers_of_who_was_heard_from_are_figures_too():
    heard = Heard(WAVES["one"], "", (Reached("All", 76, 210, "36"),), ("We heard from 36%.",))
    assert unlisted(replace(WHOLE, heard=(heard,), own_words="76 of 210, 36%")) == []


@thorough()
@given(st.text(max_size=200))
def test_any_words_can_be_looked_at(words):
    unlisted(replace(WHOLE, own_words=words))
