"""What is told of one commitment, frozen: how its numbers and marks read."""

from dataclasses import FrozenInstanceError

import pytest
from domain_builders import source

from feedback.domain.sections import Cell, Section


def section(*sources):
    return Section(
        framework="Pledges 2022-26",
        council="Cheshire East Council",
        kind="Pledge",
        commitment="pledge-5",
        number=5,
        name="Your voice",
        words="We will listen to you",
        sources=sources,
        findings=(),
        quotes=(),
        notes=(),
    )


@pytest.mark.parametrize(
    ("cell", "count", "percent", "length"),
    [
        (Cell(66, "87"), "66", "87%", 87),
        (Cell(0, "0"), "0", "0%", 0),
        (Cell(617, "61.7"), "617", "61.7%", 62),
        (Cell(19, None, None, "[u]"), "19", "[u]", 0),
        (Cell(0, None, None, "[z]"), "0", "[z]", 0),
        (Cell(None, None, "[c]", "[c]"), "[c]", "[c]", 0),
        (Cell(None, None, "[z]", "[z]"), "[z]", "[z]", 0),
        (Cell(None, None), "[c]", "[c]", 0),
    ],
)
def test_a_cell_reads_as_its_number_or_its_mark(cell, count, percent, length):
    assert (cell.count_text, cell.percent_text, cell.length) == (count, percent, length)


def test_a_section_is_headed_by_its_promise():
    assert section().heading == "Pledge 5: We will listen to you"


def test_a_section_with_any_made_up_wave_is_made_up():
    assert not section().made_up
    assert not section(source()).made_up
    assert section(source(), source(made_up=True)).made_up


def test_what_is_told_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Cell(66, "87").count = 67
