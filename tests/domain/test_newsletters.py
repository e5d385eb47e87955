"""What a newsletter has of a section, what it needs, and that it comes back as it was kept."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.deeds import Deed
from feedback.domain.newsletters import (
    MOST_FIGURES,
    MOST_QUOTES,
    Issue,
    Newsletter,
    Told,
    frozen,
    in_order,
    missing,
    newest_waves,
    of_section,
    problems,
    shortened,
    thawed,
)
from feedback.domain.sections import Cell, Finding, Quote, Section, Source
from feedback.domain.sections import Told as Answers

TODAY = date(2026, 11, 22)
WHOLE = Newsletter("You said", "The youth council", TODAY, "Hello", ("pledge-5",), "See you")


def source(survey: str, year: int) -> Source:
    opens = date(year, 11, 2)
    return Source(survey, survey, f"{survey}-{year}", str(year), "people", "person", opens, opens, 40)


def finding(survey: str, question: str, *years: int, sentence: bool = True, comment: bool = False) -> Finding:
    counted = Cell(30, "75") if sentence else None
    told = tuple(Answers(source(survey, y), "", 40, (Cell(30, "75"),), counted) for y in years)
    return Finding(survey, question, question, "scale", () if comment else ("Yes",), told, several=False)


def section(*findings: Finding, quotes: tuple[Quote, ...] = ()) -> Section:
    sources = tuple({t.source.wave: t.source for f in findings for t in f.told}.values())
    return Section("F", "C", "Pledge", "pledge-5", 5, "N", "W", sources, findings, quotes, ())


def quote(words: str, survey: str = "a", year: int = 2026, reference: str = "") -> Quote:
    return Quote(words, source(survey, year), "why", reference or words)


def test_only_the_newest_wave_of_each_survey_is_told():
    made = section(finding("a", "q", 2025, 2026), finding("b", "q", 2024))
    assert newest_waves(made) == {"a-2026", "b-2024"}


def test_figures_with_a_sentence_come_first_and_the_surveys_take_turns():
    many = [finding("a", f"a{n}", 2026) for n in range(5)]
    made = section(finding("a", "rows", 2026, sentence=False), *many, finding("b", "b0", 2026))
    told = of_section(made, 3, [])
    assert len(told.figures) == MOST_FIGURES
    assert ("b", "b0") in told.figures
    assert ("a", "rows") not in told.figures
    assert told.figures == tuple((f.survey, f.question) for f in shortened(made, told).findings)


def test_a_question_that_wasnt_asked_in_the_newest_wave_is_left_out():
    made = section(finding("a", "old", 2025), finding("a", "new", 2025, 2026))
    assert of_section(made, 1, []).figures == (("a", "new"),)


def test_a_question_whose_answers_are_quoted_stands_with_them():
    findings = finding("a", "q", 2026), finding("a", "why", 2026, comment=True)
    assert of_section(section(*findings), 1, []).figures == (("a", "q"),)
    told = of_section(section(*findings, quotes=(quote("Ask me."),)), 1, [])
    assert told.figures == (("a", "q"), ("a", "why"))


def test_quotes_are_few_short_and_new_and_no_words_are_kept():
    some = tuple(quote(f"Said {n}.", reference=f"r{n}") for n in range(5))
    others = quote("x" * 301, reference="long"), quote("Before", year=2025, reference="old")
    made = section(finding("a", "why", 2025, 2026, comment=True), quotes=(*others, *some))
    told = of_section(made, 1, [])
    assert told.quotes == tuple(("a-2026", f"r{n}") for n in range(MOST_QUOTES))
    assert [q.reference for q in shortened(made, told).quotes] == ["r0", "r1", "r2"]
    assert "Said" not in json.dumps(frozen(Issue(WHOLE, (told,))))


def test_what_deeds_are_about_is_not_kept():
    deed = Deed("done", "We did it.", "", TODAY, ("a comment on “Why?”", "Picture, of Sam"))
    told = of_section(replace(section(finding("a", "q", 2026)), actions=(deed,)), 1, ["heard/1"])
    assert told.deeds == (replace(deed, about=()),)
    assert told.heard == ("heard/1",)


words = st.text(max_size=40)
deeds = st.builds(
    Deed, words, words, words, st.none() | st.dates(), st.lists(words, max_size=2).map(tuple), st.booleans()
)
pairs = st.lists(st.tuples(words, words), max_size=3).map(tuple)
issues = st.builds(
    Issue,
    st.builds(Newsletter, words, words, st.none() | st.dates(), words, st.lists(words).map(tuple), words),
    st.lists(
        st.builds(
            Told, words, st.integers(1, 99), pairs, pairs, st.lists(deeds, max_size=2).map(tuple), st.just(())
        ),
        max_size=3,
    ).map(tuple),
)


@given(issues)
def test_an_issue_comes_back_as_it_was_kept(issue):
    assert thawed(json.loads(json.dumps(frozen(issue)))) == issue
    assert Newsletter.of(json.loads(json.dumps(issue.newsletter.held()))) == issue.newsletter


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"meeting": ""}, "meeting"),
        ({"on": None}, "on"),
        ({"on": date(2026, 11, 23)}, "on"),
        ({"on": date(1999, 12, 31)}, "on"),
        ({"promises": ()}, "promises"),
        ({"promises": ("pledge-1",)}, "promises"),
        ({"title": ""}, "title"),
    ],
)
def test_what_it_needs_before_it_goes_out(changes, field):
    assert missing(WHOLE, ["pledge-5"], TODAY) == {}
    assert list(missing(replace(WHOLE, **changes), ["pledge-5"], TODAY)) == [field]


def test_a_draft_may_lack_all_but_a_title():
    assert problems(Newsletter("T"), []) == {}
    assert list(problems(Newsletter(promises=("x",) * 13), [])) == ["title", "promises"]


def test_promises_stand_by_their_places():
    assert in_order([("a", 2), ("b", 0), ("c", 1), ("d", 2), ("e", -1)]) == ("c", "a", "d")
