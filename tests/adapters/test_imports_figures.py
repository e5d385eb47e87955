"""Figures that others published or computed, counted from their exports by the same code as our own."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from feedback.adapters.imports.cells import fold_heading
from feedback.adapters.imports.mapping import read_mapping
from feedback.adapters.imports.understanding import Understood, understand
from feedback.domain.coding import codebook, encode
from feedback.domain.counting import Block, Count, Tally
from feedback.domain.figures import percent
from feedback.domain.questions import Question
from tests.adapters.test_imports_shared import OSPO, RSE, STARWARS, STEAK, expected, here, sheet, understood

pytestmark = here

NONVOTERS = "A_responses/nonvoters/nonvoters_data.csv"
KOBO = "A_responses/kobo_likert/data_likert.xlsx"
CARERS = "A_responses/efc_carers/efc.csv"
MAPPINGS = {
    CARERS: """
questions:
  e42dep:
    ask: e42dep elder's dependency
    kind: scale
    options:
      - {key: independent, label: 1 independent, values: 1}
      - {key: slightly, label: 2 slightly dependent, values: 2}
      - {key: moderately, label: 3 moderately dependent, values: 3}
      - {key: severely, label: 4 severely dependent, values: 4}
  e17age:
    ask: e17age banded
    bands:
      - {to: 72, label: 65-72}
      - {to: 80, label: 73-80}
      - {to: 88, label: 81-88}
      - {to: 96, label: 89-96}
      - {label: 97-104}
""",
    NONVOTERS: """
questions:
  q5: {ask: Q5 who wins really matters, no-answer: -1}
  q29-1: {no-answer: NA}
  q29-3: {no-answer: NA}
  q29-4: {no-answer: NA}
""",
}


def figures(wrong: bool) -> list[Any]:
    """The reference figures that were wrong in print, or all the others."""
    return [
        pytest.param(f, id=f"{f['file'].split('/')[-2]}-{f['option'][:40]}-{number}")
        for number, f in enumerate(expected()["datasets"])
        if wrong is ("WRONG" in (f["published"] or {}).get("verdict", ""))
    ]


@lru_cache
def counted(name: str) -> tuple[Understood, Block]:
    if name in MAPPINGS:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "mapping.yaml"
            path.write_text(MAPPINGS[name])
            found = understand(sheet(name), "a-survey", read_mapping(path))
    else:
        found = understood(name)
    book = codebook(found.survey)
    return found, Block.of(book, [encode(book, answers) for answers in found.answers])


def question(found: Understood, words: str) -> Question:
    """The question with these words, with or without a code before them."""
    wanted = fold_heading(words)
    for plan in found.plans:
        code = plan.columns[0].code
        if wanted in (
            fold_heading(plan.question.ask),
            fold_heading(plan.heading),
            fold_heading(f"{code}. {plan.question.ask}"),
        ):
            return plan.question
    raise AssertionError(f"no question “{words}”")


def people(count: Count, labels: str) -> int:
    """How many chose any of "A + B"; an option that nobody was seen to choose has nobody."""
    total = 0
    for label in labels.split(" + "):
        keys = [o.key for o in count.question.options if o.label in (label, label.lower())]
        keys = keys or [o.key for o in count.question.options if o.label.startswith(f"{label} –")]
        total += sum(count.options[k] for k in keys)
    return total


def ours(figure: dict[str, Any]) -> tuple[int, int]:
    """Our numerator and base for a reference figure."""
    name = figure["file"].removeprefix("shareable/")
    found, block = counted(name)
    words, option, who = figure["question"], figure["option"], figure["filter"]
    within = block.everyone
    if who == "ticked all six films":
        films = question(
            found, "Which of the following Star Wars films have you seen? Please select all that apply."
        )
        for film in films.options:
            within = within & block.chose(block.book.slots[films.key], film.key)
        option, _, rank = option.partition(" ranked ")
        words, option = f"{words} - {option}", rank
    if ": Very or Somewhat favorably" in option:
        words = f"{words} - {option.partition(':')[0]}"
        option = "Very favorably + Somewhat favorably"
    if who.startswith("voter_category = "):
        within = block.within({"voter-category": [who.split()[2].rstrip(",").replace("/", "-")]})
    count = block.count(question(found, words).key, within)
    # These reference bases are everyone in the filter; ours are those of them who answered.
    everyone = who in ("all incl. missing", "ticked all six films")
    return people(count, option), count.base + (count.skipped if everyone else 0)


@pytest.mark.parametrize("figure", figures(wrong=False))
def test_a_figure_is_what_it_was(figure):
    assert ours(figure) == (figure["numerator"], figure["base"])


@pytest.mark.parametrize("figure", figures(wrong=True))
def test_a_figure_that_was_wrong_in_print_is_not_repeated(figure):
    n, base = ours(figure)
    assert (n, base) == (figure["numerator"], figure["base"])
    assert percent(n, base) != str(round(figure["published"]["value"]))


@pytest.mark.parametrize("name", [STARWARS, STEAK, OSPO, RSE])
def test_a_tally_counts_the_same_as_its_block(name):
    found, block = counted(name)
    tally = Tally((block,))
    assert tally.responses == len(found.answers)
    for guessed in found.guesses:
        count = tally.count(guessed.key)
        assert count is not None
        assert count.base == guessed.base
        assert count.base + count.skipped == len(found.answers)


def test_the_five_figures_that_were_lost_in_print_are_there():
    """The bus factor: 21 answers were stored as 5.0 and fell out of the printed table's "5+"."""
    found, block = counted(RSE)
    count = block.count(
        question(found, "What is the bus factor of your most important software project?").key,
        block.everyone,
    )
    assert people(count, "5") == 21
    assert sum(count.options.values()) == count.base == 271
