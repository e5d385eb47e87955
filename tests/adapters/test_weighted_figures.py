"""Weighted figures that others computed, from a file with a weight for each person, by our own code."""

import csv

import numpy as np
import pytest

from feedback.domain import weighting
from feedback.domain.counting import Tally
from tests.adapters.test_imports_figures import NONVOTERS, counted, people, question
from tests.adapters.test_imports_shared import SHARED, expected, here

pytestmark = here


def weighted_figures():
    return [f for f in expected()["datasets"] if "weighted" in f]


def weights():
    with (SHARED / NONVOTERS).open(encoding="utf-8", newline="") as file:
        return np.array([float(row["weight"]) for row in csv.DictReader(file)])


def within(figure):
    """Our tally of the people that a figure is about."""
    _, block = counted(NONVOTERS)
    whole = Tally((block,))
    if not figure["filter"].startswith("voter_category = "):
        return whole
    return whole.where({"voter-category": [figure["filter"].split()[2].rstrip(",").replace("/", "-")]})


def test_there_are_weighted_figures_and_a_weight_for_each_person():
    _, block = counted(NONVOTERS)
    assert len(weighted_figures()) == 6
    assert len(weights()) == block.size == 5836


@pytest.mark.parametrize(
    "figure", weighted_figures(), ids=lambda f: f"{f['question']}-{f['option']}-{f['filter']}"
)
def test_a_weighted_figure_is_what_it_was(figure):
    found, _ = counted(NONVOTERS)
    asked = question(found, figure["question"])
    tally = within(figure)
    ours = weighting.count(tally, asked.key, [weights()])
    plain = tally.count(asked.key)
    theirs = figure["weighted"]
    label = figure["option"]
    keys = [
        o.key for o in asked.options if o.label in (label, label.lower()) or o.label.startswith(f"{label} –")
    ]
    n = sum(ours.options[k] for k in keys)
    assert (people(plain, label), plain.base) == (figure["numerator"], figure["base"])
    assert (n, ours.base) == pytest.approx((theirs["numerator"], theirs["base"]), abs=1e-3)
    assert 100 * n / ours.base == pytest.approx(theirs["percent"], abs=1e-4)
    assert 0 < ours.effective < plain.base
