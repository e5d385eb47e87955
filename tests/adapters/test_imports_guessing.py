"""What columns are taken for: the kind of question, its options and their order, and its key."""

from functools import partial

import pytest

from feedback.adapters.imports.bands import date_bands, number_bands
from feedback.adapters.imports.keys import short, slug, unique
from feedback.adapters.imports.reading import read
from feedback.adapters.imports.scales import ordered
from feedback.adapters.imports.seen import see
from feedback.adapters.imports.understanding import understand
from feedback.domain.journey import Answer
from feedback.domain.questions import band_of


def take(folder, *rows):
    """A table of rows, understood."""
    path = folder / "answers.csv"
    path.write_text("\n".join("\t".join(row) for row in rows))
    return understand(read(path), "a-survey")


@pytest.fixture
def taken(tmp_path):
    return partial(take, tmp_path)


def column(taken, heading, *cells):
    """One column beside another, so that no row is ever empty."""
    return taken([heading, "Sure?"], *([c, "Yes" if i % 2 else "No"] for i, c in enumerate(cells)))


def first(found):
    return found.guesses[0].kind, found.guesses[0].options


@pytest.mark.parametrize(
    ("cells", "kind", "options"),
    [
        (["Yes", "No", "Yes"], "yes-no", ("Yes", "No")),
        (["No", "", "No"], "yes-no", ("Yes", "No")),
        (["Yes", "No", "Don’t know"], "choose-one", ("Yes", "No", "Don’t know")),
        (["Agree", "Strongly agree", "Disagree", "N/A"],
         "scale",
         ("Strongly agree", "Agree", "Disagree", "N/A")),
        (["Never", "Always", "Some of the time"], "scale", ("Always", "Some of the time", "Never")),
        (["Fairly satisfied", "Very dissatisfied", "Very satisfied", "Neither satisfied nor dissatisfied"],
         "scale",
         ("Very satisfied", "Fairly satisfied", "Neither satisfied nor dissatisfied", "Very dissatisfied")),
        (["2 - OK", "1 - Great", "3 - Bad"], "scale", ("1 - Great", "2 - OK", "3 - Bad")),
        (["Over 16", "Under 12", "12-13", "14-16"], "choose-one", ("Under 12", "12-13", "14-16", "Over 16")),
        (["Other", "Foster care", "At home", "Prefer not to say"],
         "choose-one",
         ("At home", "Foster care", "Other", "Prefer not to say")),
        (["3.0", "1", "2", "1.0"], "choose-one", ("1", "2", "3")),
        (["None", "Some", "None", "N/A"], "scale", ("Some", "None", "N/A")),
        (["Never ", "Never", "Often", " Often", "Hardly  ever", "Hardly ever"],
         "scale",
         ("Often", "Hardly  ever", "Never")),
    ],
)  # fmt: skip
def test_the_kind_and_the_order_of_options(taken, cells, kind, options):
    found = column(taken, "How is it?", *cells * 2)
    assert first(found) == (kind, options)
    assert found.guesses[0].base == 2 * sum(bool(c) for c in cells)


def test_numbers_are_put_in_bands_and_never_kept(taken):
    found = column(taken, "How old are you?", *(str(n) for n in range(8, 26)), "old enough")
    kind, options = first(found)
    assert kind == "number"
    assert options[0] == "9 or under"
    assert options[1] == "10 to 14"
    assert options[-1] == "25 or over"
    assert found.answers[0]["old"] == Answer(("9-or-under",))
    assert found.answers[-1]["old"] == Answer()
    assert any("“old enough”" in note for note in found.notes)


def test_years_and_parts_have_bands_in_their_own_words():
    assert [o.label for o in number_bands([1999, 2004, 2011, 2022])][:2] == [
        "1999 or earlier",
        "2000 to 2004",
    ]
    parts = number_bands([0.5, 1.25, 3.75, 4.0])
    assert [o.label for o in parts][:2] == ["Up to 1", "Over 1 and up to 1.5"]
    assert band_of(parts, 1.0) == parts[0].key
    dates = date_bands(["2004-05-31", "2009-01-01", "2012-12-31"])
    assert band_of(dates, "2009-12-31") == band_of(dates, "2009-01-01")
    assert dates[0].to == "2004-12-31"


def test_dates_of_lives_are_banded_and_dates_of_answering_left_out(taken):
    found = taken(
        ["Timestamp", "Date of birth", "Moved in at"],
        ["31/05/2024 10:30", "13/1/2009", "2020-05-31 10:00"],
        ["01/06/2024 09:00", "4/12/2011", "2021-05-31 11:00"],
    )
    assert first(found)[0] == "date"
    assert [a["date-birth"].chosen[0] for a in found.answers] == ["2009-or-earlier", "2011-or-later"]
    assert [why for _, why in found.left_out] == ["it says when somebody answered"] * 2


def test_american_dates_are_read_where_no_other_reading_is_possible(taken):
    found = column(taken, "Moved in", "5/31/2009", "1/2/2011", "12/25/2014")
    bands = found.survey.question("moved").options
    assert [a["moved"].chosen[0] for a in found.answers] == [
        band_of(bands, day) for day in ("2009-05-31", "2011-01-02", "2014-12-25")
    ]


def test_answers_that_differ_in_spaces_are_counted_together():
    seen = see(["Never", "Never ", "Very  often", "Very often", "Very often", "1.0", "1", ""])
    assert dict(seen.counts) == {"Never": 2, "Very often": 3, "1": 2}
    assert dict(seen.labels) == {"Never": "Never", "Very often": "Very  often", "1": "1"}
    assert (seen.answers, seen.distinct, seen.once) == (7, 3, 0)


def test_free_text_is_a_comment_and_is_not_quoted(taken):
    said = [f"I would like {n} more visits, and someone who rings back" for n in range(9)]
    found = column(taken, "What would help?", *said)
    assert first(found) == ("comment", ())
    assert found.answers[0]["help"] == Answer(words=said[0])
    assert not found.answers[0]["help"].may_quote


def test_what_single_people_wrote_does_not_become_options(taken):
    said = ["Nothing", "My cat", "Nothing", "Sam", "the bus", "Wi-fi", "Nothing", "Mum"]
    assert first(column(taken, "What is missing?", *said))[0] == "comment"


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Who helps you most?", ["Sam", "Alex", "Jo"]),
        ("Any other comments?", ["Fine", "Fine", "No", "No"]),
        ("Other (please specify)", ["Fish"]),
        ("What else?", ["I like my room"]),
    ],
)
def test_a_few_words_are_a_comment_too(taken, heading, cells):
    assert first(column(taken, heading, *cells, *[""] * 3)) == ("comment", ())


def test_more_options_than_a_question_can_have_are_a_comment(taken):
    found = column(taken, "School", *(f"School {n:03}x" for n in range(90) for _ in range(3)))
    assert first(found)[0] == "comment"


def test_one_answer_for_all_is_left_out_and_said(taken):
    found = column(taken, "Country", "Wales", "Wales", "Wales")
    assert found.left_out[0][0] == "A: Country"
    assert "same answer" in found.left_out[0][1]


@pytest.mark.parametrize(("mark", "end"), [("; ", ""), (", ", ""), (";", ";")])
def test_several_answers_in_one_cell(taken, mark, end):
    picks = [["Dogs"], ["Dogs", "Cats"], ["Cats", "Fish"], ["Dogs", "Cats", "Fish"], ["Fish"], ["Cats"]]
    found = column(taken, "Pick any", *(mark.join(p) + end for p in picks * 3))
    assert first(found) == ("choose-several", ("Cats", "Dogs", "Fish"))
    assert found.answers[1]["pick"] == Answer(("cats", "dogs"))


def test_lists_that_people_typed_are_not_options(taken):
    typed = ["red, blue", "blue, red", "red", "blue", "blue, red", "green, red", "green, blue", "green"]
    assert first(column(taken, "Which colours?", *typed * 2))[0] != "choose-several"


def test_a_comma_in_an_option_does_not_split_it(taken):
    found = column(taken, "Is there one?", *["Yes", "No", "No, but planning one"] * 4)
    assert first(found) == ("choose-one", ("Yes", "No", "No, but planning one"))


def test_options_that_differ_in_capitals_are_pointed_out(taken):
    found = column(taken, "Which?", *["Git", "git", "Other"] * 3)
    assert "In “which”, “Git” and “git” are two options: merge them if they mean the same." in found.notes


def test_keys_are_readable_and_each_only_once(taken):
    found = taken(
        ["How safe?", "How safe?", "هل أنت بخير؟"], *[["Very", "Not", "نعم"], ["Not", "Very", "لا"]]
    )
    assert [g.key for g in found.guesses] == ["safe", "safe-2", "question-3"]
    assert slug("> 60") == "over-60"
    assert slug("£25,000 – £49,999") == "25000-49999"
    assert slug("-1") == "minus-1"
    assert slug("Très âgé(e) & ß") == "tres-age-e-and-ss"
    assert short("Have you (ever) seen any of the films?", 40) == "seen-films"
    assert unique("a", ["a", "a-2"], "b") == "a-3"
    assert len(unique("x" * 60, ["x" * 60], "b")) == 60


def test_a_scale_of_many_wordings():
    scale = ["Not at all happy", "Very happy", "Unhappy", "OK", "Quite happy"]
    assert ordered(scale) == (["Very happy", "Quite happy", "OK", "Unhappy", "Not at all happy"], True)
    assert ordered(["Mondays", "Fridays", "None of these", "Other"])[0] == [
        "Fridays",
        "Mondays",
        "Other",
        "None of these",
    ]
