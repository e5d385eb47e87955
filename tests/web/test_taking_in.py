"""What no page can show and PostgreSQL refuses is left out of whatever is typed, and nothing else is lost."""

import pytest

from tests.conftest import Council
from tests.web.test_making import add, club, design, edit
from tests.web.test_office import answered
from tests.web.test_settings_pages import administrator, change, in_force
from tests.web.test_uploads import add as add_picture
from tests.web.test_uploads import at_pictures, photo


def test_control_characters_are_left_out_of_the_settings(council: Council) -> None:
    visitor = administrator(council)
    assert change(visitor, "name", council="Ches\0hire\x1b", data_officer="Sam\0 Smith") == 200
    assert in_force(council).council == "Cheshire"
    assert in_force(council).contact.data_officer == "Sam Smith"
    assert change(visitor, "words", word__1="place\0ment", instead__1="home\0", who__1="Us\0") == 200
    assert in_force(council).avoid[0].word == "placement"


def test_control_characters_are_left_out_of_what_is_said_of_a_picture(council: Council) -> None:
    officer = at_pictures(council)
    assert add_picture(officer, photo(), alt="A red\0 door", licence="Our\0 own") == 200
    assert "A red door" in officer.page.text


def test_a_name_that_is_only_control_characters_is_nothing(council: Council) -> None:
    key = answered(council, 3, 3, "Listen")
    officer = at_pictures(council)
    for path, form in (
        (f"/office/waves/{key}/comments", {"state": "cleared", "comment": "a\0"}),
        ("/office/pictures/delete", {"kind": "picture", "key": "\0"}),
        ("/office/making/start", {"from": "\0", "title": "A\0 survey"}),
    ):
        assert officer.post(path, form).status_code < 500
        officer.get("/office/pictures")


@pytest.mark.parametrize("last", ["1e999", "-1e999", "inf", "nan", "Infinity", "9" * 400])
def test_a_last_number_that_no_number_is_stays_as_it_was_typed(council: Council, last: str) -> None:
    officer = club(council)
    key = add(officer, "How many clubs?", "number")
    bands = {"label-0": "Few", "to-0": last, "label-1": "Many", "to-1": ""}
    assert edit(officer, key, ask="How many clubs are there?", kind="number", **bands) == 200
    question = design(council).question(key)
    assert question is not None
    assert question.ask == "How many clubs are there?"
    assert question.options[0].to == last
    assert officer.get("/office/making/club-survey/publish").status_code == 200
