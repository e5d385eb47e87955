"""No words that come from people are run as a formula by a spreadsheet."""

import pytest

from feedback.adapters.spreadsheets import defused


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_run_has_an_apostrophe_before_it(start):
    assert defused(f"{start}1+1") == f"'{start}1+1"
    assert defused(start) == f"'{start}"


@pytest.mark.parametrize("words", ["", "Yes", "1", "a=b", "'=1", "[c]", "5-9 times", "Łódź"])
def test_other_words_stay_as_they_are(words):
    assert defused(words) == words
