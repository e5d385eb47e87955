"""What pictures stand above which tables, what they say, and that they show nothing that isn't told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.adapters.charts import stack
from feedback.adapters.documents import grid, pictures
from feedback.domain.sections import Cell, Told
from tests.adapters.documents_samples import (
    breakdown,
    by_age,
    cells,
    finding,
    group,
    pooled,
    source,
    thick,
    three_waves,
    together,
)

HIDDEN = Cell(None, None, "[c]", "[c]")


def told(*numbers, base=60, **more):
    return Told(source(), "Said.", base, cells(*numbers, base=base or 1), together(40), **more)


def stacks(*args, **more):
    (_, found), *_ = pictures.tables(finding(told=(told(*args, **more),)))
    return found


# Stacked bars


def test_a_scale_has_a_stacked_bar_for_each_wave_newest_first():
    (_, waves), (_, groups) = pictures.tables(thick().findings[0])
    assert [s.label for s in waves] == ["Autumn 2026", "Autumn 2025 [b]", "Autumn 2024"]
    assert [s.label for s in groups] == ["16 or 17"]  # too few in one of the others, and one is hidden
    assert waves[0].drawing == stack([31 / 60, 20 / 60, 9 / 60])
    assert waves[0].alt == "Autumn 2026: Agree 52%, Neither 33%, Disagree 15%."


@pytest.mark.parametrize("kind", ["choose-one", "choose-several", "yes-no"])
def test_other_questions_have_none(kind):
    found = pictures.tables(finding(kind=kind, breakdowns=(by_age(),)))
    assert [s for _, s in found] == [(), ()]
    assert [t.shades for t, _ in found] == [0, 0]


def test_there_is_none_where_there_are_no_percentages():
    few = tuple(Cell(n, None, None, "[u]") for n in (10, 10, 9))
    one = finding(told=(Told(source(), "Said.", 29, few),))
    ((table, drawn),) = pictures.tables(one)
    assert drawn == ()
    assert table.shades == 0
    assert stacks(None, None, None, base=None) == ()
    assert stacks(None, None, None) == ()


def test_what_is_hidden_is_named_and_not_measured():
    (one,) = stacks(31, None, None)
    assert one.alt == "Autumn 2026: Agree 52%; hidden: Neither, Disagree."
    assert one.hides
    assert one.drawing == stack([31 / 60, 0, 0])


@given(st.lists(st.one_of(st.none(), st.integers(0, 30)), min_size=3, max_size=3), st.integers(0, 60))
def test_a_picture_is_made_from_what_is_told_alone(numbers, spare):
    """Whatever the hidden numbers are, the picture is of the base and of those that are shown."""
    base = max(sum(n or 0 for n in numbers) + (spare if None in numbers else 0), 30)
    drawn = stacks(*numbers, base=base)
    if all(n is None for n in numbers):
        assert drawn == ()
    else:
        assert drawn[0].drawing == stack([(n or 0) / base for n in numbers])
        assert drawn[0].hides == (None in numbers)


def test_an_option_that_was_not_asked_is_neither_shown_nor_hidden():
    asked = replace(told(31, 29, 0), cells=(*cells(31, 29), Cell(None, None, "[z]", "[z]")))
    ((_, (one,)),) = pictures.tables(finding(told=(asked,)))
    assert one.alt == "Autumn 2026: Agree 52%, Neither 48%."
    assert not one.hides


# Over time


def points(*waves, **more):
    trend = pictures.over_time(finding(told=waves, **more))
    return trend and [(p.label, p.share.text) for p in trend.points]


def test_a_counted_share_over_waves_goes_from_the_oldest_to_the_newest():
    trend = pictures.over_time(finding(told=three_waves()))
    assert [(p.label, p.share.text) for p in trend.points] == [
        ("Autumn 2024", "67%"),
        ("Autumn 2025 [b]", "83%"),
        ("Autumn 2026", "85%"),
    ]
    assert trend.points[0].share.identity == "care-leavers-autumn-2024/in-control/option-0+option-1"
    assert trend.alt == (
        "“Agree or neither” over time, from 0% at the foot to 100% at the top: "
        "Autumn 2024 67%, then Autumn 2025 [b] 83%, then Autumn 2026 85%."
    )


def test_it_needs_two_shares_that_compare():
    newest, middle, _ = three_waves()
    assert points(newest, middle) is None  # the question changed between them
    assert points(newest, replace(middle, breaks=False)) is not None
    assert points(newest) is None
    assert points() is None
    assert points(newest, replace(middle, breaks=False, counted=HIDDEN)) is None
    assert points(newest, replace(middle, breaks=False, counted=None)) is None


def test_a_hidden_share_between_two_has_its_mark():
    newest, middle, oldest = three_waves()
    between = replace(middle, breaks=False, counted=HIDDEN)
    assert points(newest, between, oldest)[1] == ("Autumn 2025", "[c]")


def test_a_break_beside_a_hidden_wave_still_breaks():
    newest, middle, oldest = three_waves()
    assert points(newest, replace(middle, counted=HIDDEN), oldest) is None


def test_one_counted_option_is_called_by_its_label():
    waves = [replace(t, breaks=False, counted=t.cells[1]) for t in three_waves()]
    trend = pictures.over_time(finding(told=tuple(waves), counted_label=None))
    assert trend.title.startswith("“Neither” over time")


def test_a_pooled_figure_is_called_by_what_it_is_about():
    one = pooled()
    older = replace(one.told[0], source=source("autumn 2025"))
    trend = pictures.over_time(replace(one, told=(*one.told, older)))
    assert trend.title.startswith("“Three questions as one” over time")
    assert pictures.tables(one) == ()


# Tables


def test_a_table_of_waves_has_two_columns_a_wave():
    table, groups = grid.tables(thick().findings[0])
    assert table.spans == (("Autumn 2026", 2), ("Autumn 2025 [b]", 2), ("Autumn 2024", 2))
    assert groups.spans == grid.heard_table(thick().heard[0]).spans == ()
    assert [row.shade for row in table.rows] == [0, 1, 2, None, None]


def test_two_waves_of_one_name_stay_two():
    twice = finding(told=(finding().told[0],) * 2)
    assert grid.answers_table(twice).spans == (("Autumn 2026", 2),) * 2


def test_a_mark_that_stands_for_both_numbers_stands_once():
    few = grid.tables(finding(breakdowns=(by_age(),)))[1]
    assert [[v.text for v in box.values] for box in few.rows[1].boxes] == [
        ["30%", "12"],
        ["[u]", "6"],
        ["[c]"],
    ]


def test_a_rate_of_more_than_everyone_has_no_bar():
    """Where the council's total is out of date."""
    heard = thick().heard[0]
    over = replace(heard, rows=(replace(heard.rows[0], rate="110"),))
    assert [box.bar for box in grid.heard_table(heard).rows[0].boxes] == [None, None, 67]
    assert [box.bar for box in grid.heard_table(over).rows[0].boxes] == [None, None, None]


def test_a_breakdown_by_two_questions_names_both():
    both = breakdown(
        group("16 or 17, Crewe", "16-17", 20, 12, 8), by=("How old are you?", "Where do you live?")
    )
    assert grid.tables(finding(breakdowns=(both,)))[1].caption == (
        "How people answered, by “How old are you?” and “Where do you live?”: "
        "Care leavers survey, autumn 2026"
    )


@pytest.mark.parametrize(
    ("groups", "shared"), [(1, [1]), (8, [8]), (9, [4, 5]), (16, [8, 8]), (17, [5, 6, 6])]
)
def test_a_breakdown_of_many_groups_is_several_tables_of_like_size(groups, shared):
    many = breakdown(*[group(f"Group {i}", str(i), 20, 12, 8) for i in range(groups)])
    one = finding(breakdowns=(many,))
    found = grid.tables(one)[1:]
    assert [len(table.heads) for table in found] == shared
    assert [head.of for table in found for head in table.heads] == [g.label for g in many.groups]
    assert len({table.caption for table in found}) == len(shared)
    assert found[0].caption.endswith(f"autumn 2026{f', part 1 of {len(shared)}' if len(shared) > 1 else ''}")
    assert [len(stacks) for _, stacks in pictures.tables(one)[1:]] == shared
