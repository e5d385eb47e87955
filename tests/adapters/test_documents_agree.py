"""Ten thousand random surveys: no percentage is impossible, and no two formats differ."""

import math
import re
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from feedback.adapters.documents import FORMATS
from tests.adapters.documents_printed import ANSWERED, expected
from tests.adapters.documents_random import Plan, random_waves, thickened
from tests.adapters.documents_readers import READERS, read_csv
from tests.adapters.documents_samples import by_hand, thick, told_from

PARTS, EXAMPLES, SURVEYS = 4, 250, 10  # so ten thousand surveys, in parts that can run side by side
SHARE = re.compile(r"([\d.]+)% of [a-z ]+ \((\d+) of (\d+)\)")
people = st.one_of(st.integers(0, 40), st.integers(25, 250), st.integers(980, 1_600))
questions, waves = st.sampled_from([1, 1, 2, 3]), st.sampled_from([1, 1, 2])
plans = st.builds(Plan, people, questions, waves, st.integers(0, 2**32 - 1))


@cache
def possible(percent, base):
    """True if some whole number of that many people comes out, halves going up, as what is printed."""
    _, point, after = percent.partition(".")
    step = Fraction(1, 10 ** len(after))
    printed = Fraction(percent)
    fewest = max(0, math.ceil((printed - step / 2) * base / 100))
    most = min(base, math.floor((printed + step / 2) * base / 100))
    return (
        bool(point) == (base >= 1_000)
        and len(after) <= 1
        and any(rounded(k, base, step) == printed for k in range(fewest, most + 1))
    )


def rounded(k, base, step):
    return math.floor(Fraction(100 * k, base) / step + Fraction(1, 2)) * step


def is_of(percent, count, base):
    """True if that is the percentage of just that many people."""
    return rounded(count, base, Fraction(1, 10 if "." in percent else 1)) == Fraction(percent)


@pytest.mark.parametrize(
    ("percent", "base", "is_possible"),
    [
        ("90.07", 76, False),  # as it was printed once
        ("89", 76, True),
        ("90", 76, False),
        ("91", 76, True),
        ("101", 76, False),
        ("50", 1_000, False),
        ("50.0", 1_000, True),
        ("13", 40, True),  # 12.5: halves go up
        ("12", 40, False),
    ],
)
def test_the_judge_knows_what_a_base_can_give(percent, base, is_possible):
    assert possible(percent, base) is is_possible


def judge(said):
    """No percentage but of a base that is shown, of thirty people or more, and that it can be of."""
    bases = {(question, wave): base for question, wave, option, base, _ in said.cells if option == ANSWERED}
    for question, wave, _, count, percent in said.cells:
        if percent.endswith("%"):
            base = int(bases[question, wave])
            assert base >= 30
            assert possible(percent[:-1], base), f"{percent} of {base}"
            assert rounded(int(count), base, Fraction(1, 10 if "." in percent else 1)) == Fraction(
                percent[:-1]
            )
    for question, wave, sentence in said.sentences:
        shares = SHARE.findall(sentence)
        assert len(shares) == sentence.count("%")
        for percent, count, base in shares:
            assert int(base) >= 30
            assert base == bases.get((question, wave), base)  # a pooled figure has no table
            assert possible(percent, int(base))
            assert rounded(int(count), int(base), Fraction(1, 10 if "." in percent else 1)) == Fraction(
                percent
            )


def agrees(name, said, wanted):
    assert wanted.cells <= said.cells, name
    hidden = {cell for cell in said.cells - wanted.cells if {*cell[3:]} <= {"[c]", "[z]"}}
    # A table for people doesn't list what no group tells; a file for programs lists every number.
    assert said.cells == wanted.cells | (hidden if name in ("csv", "json") else set()), name
    assert said.heard == wanted.heard, name
    assert wanted.words <= said.words, name
    assert wanted.sentences <= said.sentences, name
    assert name == "csv" or said.sentences == wanted.sentences, name  # there they're words like all others


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_printed_is_possible_and_the_same_everywhere(part):
    @seed(part)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # making a failure smaller would take many times as long
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(plans, min_size=SURVEYS, max_size=SURVEYS))
    def agree(given_plans):
        told = told_from([w for i, p in enumerate(given_plans) for w in random_waves(p, i)])
        section = thickened(told, given_plans[0].seed)
        wanted = expected(section)
        judge(wanted)
        for name, reader in READERS.items():
            agrees(name, reader(FORMATS[name].write([section])), wanted)
        seen.update(text for *_, count, percent in wanted.cells for text in (count, percent[-1:]))

    seen: set[str] = set()
    agree()
    assert {"%", "[c]", "[z]", "0"} <= seen  # chance has met all that can be told


@pytest.mark.parametrize("make", [by_hand, thick])
@pytest.mark.parametrize("name", READERS)
def test_a_section_made_by_hand_is_the_same_everywhere(name, make):
    agrees(name, READERS[name](FORMATS[name].write([make()])), expected(make()))


def test_a_reader_of_csv_meets_every_mark():
    marks = {count for *_, count, _ in read_csv(FORMATS["csv"].write([by_hand()])).cells}
    assert {"[c]", "[z]"} <= marks
