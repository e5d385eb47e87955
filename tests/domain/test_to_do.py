"""What needs doing now, worked by hand."""

from datetime import date, timedelta

import pytest

from feedback.domain.to_do import Standing, ToDo, What, to_do

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def wave(key: str = "a", closes: date = TODAY, **more: object) -> Standing:
    standing = {
        "key": key,
        "opens_on": TODAY - 30 * DAY,
        "closes_on": closes,
        "delete_on": None,
        "gone": False,
        "answered_here": True,
        "waiting": 0,
    }
    return Standing(**{**standing, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("standing", "whats"),
    [
        (wave(), [What.CLOSES_SOON]),
        (wave(closes=TODAY + 7 * DAY), [What.CLOSES_SOON]),
        (wave(closes=TODAY + 8 * DAY), []),
        (wave(closes=TODAY - DAY), []),
        (wave(opens_on=TODAY + DAY, closes=TODAY + 2 * DAY), []),
        (wave(answered_here=False), []),
        (wave(waiting=3), [What.CLOSES_SOON]),
        (wave(closes=TODAY - DAY, waiting=3), [What.COMMENTS]),
        (wave(closes=TODAY - DAY, waiting=3, gone=True), []),
        (wave(closes=TODAY - DAY, delete_on=TODAY), []),
        (wave(closes=TODAY - 9 * DAY, delete_on=TODAY - DAY, waiting=1), [What.OVERDUE, What.COMMENTS]),
    ],
)
def test_each_thing_is_said_when_it_is_so_and_not_before(standing: Standing, whats: list[What]) -> None:
    assert [one.what for one in to_do([standing], TODAY)] == whats


def test_what_presses_most_is_first() -> None:
    found = to_do(
        [
            wave("read", TODAY - 2 * DAY, waiting=4),
            wave("later", TODAY + 3 * DAY),
            wave("late", TODAY - 9 * DAY, delete_on=TODAY - DAY),
            wave("sooner", TODAY),
        ],
        TODAY,
    )
    assert [one.wave for one in found] == ["late", "sooner", "later", "read"]
    assert found[-1] == ToDo(What.COMMENTS, "read", TODAY - 2 * DAY, 4)
