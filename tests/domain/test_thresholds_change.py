"""What was published is known outside by the rules of its own day, whatever the council's rules are now."""

from feedback.domain.events import Event
from feedback.domain.known import State
from feedback.domain.releasing import facts
from tests.conftest import small_survey

WAVE = "small-autumn-2026"


def known(question: str, **counts: int | None) -> dict[str, int]:
    """The least that each hidden count can be, as someone outside knows it, by option."""
    figures = {Event(question).identity(WAVE): 12}
    figures |= {Event(question, (option,)).identity(WAVE): n for option, n in counts.items()}
    found = facts(figures, State(12, 0), small_survey())
    return {f.event.options[0]: f.least for f in found if f.event.options and f.value is None}


def test_beside_a_number_that_was_shown_a_hidden_one_is_not_0():
    """Also where twelve would be a small group by now: on that day it was none, or nothing had been shown."""
    assert known("in-control", agree=8, neither=None, disagree=None) == {"neither": 1, "disagree": 1}


def test_where_all_were_hidden_nothing_is_known_of_any():
    """Also where twelve would be a large group by now."""
    assert set(known("in-control", agree=None, neither=None, disagree=None).values()) == {0}


def test_where_several_can_be_ticked_a_hidden_one_can_be_0():
    assert known("help-with", money=9, home=None) == {"home": 0}
