"""What columns are taken for: each kind of question, each tool's way of writing it, and what is left out."""

import pytest

from feedback.adapters.imports.bands import date_bands, number_bands
from feedback.adapters.imports.keys import short, slug, unique
from feedback.adapters.imports.reading import read
from feedback.adapters.imports.scales import ordered
from feedback.adapters.imports.sheets import ImportProblem
from feedback.adapters.imports.understanding import understand
from feedback.domain.journey import Answer
from feedback.domain.questions import band_of


@pytest.fixture
def taken(tmp_path):
    """A table of rows, understood."""

    def take(*rows, times=1):
        path = tmp_path / "answers.csv"
        head, *body = rows
        lines = [head, *(body * times)]
        path.write_text("\n".join("\t".join(f'"{c}"' if "\n" in c else c for c in row) for row in lines))
        return understand(read(path), "a-survey")

    return take


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


SURVEYMONKEY = (
    ["Respondent ID", "Pick any", "", "", "Rate each", "", "Where?", "", "Say more"],
    ["", "Dogs", "Cats", "Other (please specify)", "Home", "School", "Response", "Other (please specify)",
     "Open-Ended Response"],
    ["1", "Dogs", "Cats", "", "Good", "Poor", "Here", "", "Fine"],
    ["2", "", "", "Fish", "Poor", "Good", "", "At my nan’s", "Fine"],
    ["3", "", "Cats", "", "Good", "", "There", "", ""],
    ["4", "", "", "", "", "", "", "", ""],
)  # fmt: skip


def test_surveymonkeys_ticks_grids_and_other_words(taken):
    found = taken(*SURVEYMONKEY)
    assert [(g.key, g.kind, g.base) for g in found.guesses] == [
        ("pick", "choose-several", 3),
        ("pick-other", "comment", 1),
        ("rate-each-home", "scale", 3),
        ("rate-each-school", "scale", 2),
        ("where", "choose-one", 3),
        ("where-other", "comment", 1),
        ("say-more", "comment", 2),
    ]
    assert found.guesses[0].options == ("Dogs", "Cats", "Other (please specify)")
    assert found.guesses[2].ask == "Rate each - Home"
    assert found.answers[1]["pick"] == Answer(("other-please-specify",))
    assert found.answers[1]["where"] == Answer(("other-please-specify",))
    assert found.answers[0]["pick"] == Answer(("dogs", "cats"))
    assert "1 row was left out for having no answers at all." in found.notes
    assert any("1 person chose nothing and wrote under “Other”" in note for note in found.notes)


def test_a_grid_shares_its_options(taken):
    found = taken(
        ["", "Rate each", "", ""], ["", "Home", "School", "Club"],
        ["Respondent", "Good", "Poor", "Good"], ["Other", "Poor", "Good", "Good"],
    )  # fmt: skip
    assert {g.options for g in found.guesses if g.ask.startswith("Rate")} == {("Good", "Poor")}


def test_ranks_are_a_question_for_each_thing_that_is_ranked(taken):
    found = taken(
        ["ID", "Rank these", "", ""], ["", "Home", "School", "Club"],
        ["1", "1", "2", "3"], ["2", "3", "1", "2"], ["3", "2", "1", "3"],
    )  # fmt: skip
    assert [g.kind for g in found.guesses] == ["choose-one"] * 3
    assert {g.options for g in found.guesses} == {("1", "2", "3")}


def test_limesurveys_codes_and_brackets(taken):
    found = taken(
        ["id. Response ID", "G1. How is it?", "pets[SQ1]. Any pets? [Dogs]", "pets[SQ2]. Any pets? [Cats]"],
        ["1", "Good", "Y", ""], ["2", "Poor", "Y", "Y"], ["3", "Good", "", "Y"],
    )  # fmt: skip
    assert [(g.key, g.ask, g.kind) for g in found.guesses] == [
        ("g1", "How is it?", "scale"),
        ("pets", "Any pets?", "choose-several"),
    ]
    assert found.answers[1]["pets"] == Answer(("dogs", "cats"))


def test_kobos_columns_of_noughts_and_ones(taken):
    found = taken(
        ["_id", "group/pets", "group/pets/dogs", "group/pets/cats"],
        ["101", "dogs cats", "1", "1"], ["102", "cats", "0", "1"], ["103", "", "", ""],
        ["104", "dogs", "1", "0"],
    )  # fmt: skip
    assert [(g.kind, g.options, g.base) for g in found.guesses] == [("choose-several", ("dogs", "cats"), 3)]
    assert [why for _, why in found.left_out][1] == "it repeats the columns beside it"


def test_qualtrics_three_rows(taken):
    found = taken(
        ["ResponseId", "Q1_1", "Q1_2", "Q2", "Q3_TEXT"],
        ["Response ID", "Pick any - Dogs", "Pick any - Cats", "How is it?", "Say more"],
        ["{'ImportId': '_recordId'}", "{'ImportId': 'QID1-1'}", "{'ImportId': 'QID1-2'}",
         "{'ImportId': 'QID2'}", "{'ImportId': 'QID3_TEXT'}"],
        ["R_1", "Dogs", "Cats", "Good", "a"], ["R_2", "", "Cats", "Poor", "b"],
        ["R_3", "Dogs", "", "Good", "b"],
    )  # fmt: skip
    assert [(g.key, g.ask, g.kind) for g in found.guesses] == [
        ("q1", "Pick any", "choose-several"),
        ("q2", "How is it?", "scale"),
        ("q3-text", "Say more", "comment"),
    ]


def test_ticks_without_a_question_are_one_question(taken):
    found = taken(["Dogs", "Cats", "Sure"], ["Dogs", "", "Yes"], ["Dogs", "Cats", "No"], ["", "Cats", "No"])
    assert [(g.kind, g.options) for g in found.guesses] == [
        ("choose-several", ("Dogs", "Cats")),
        ("yes-no", ("Yes", "No")),
    ]


@pytest.mark.parametrize(("mark", "end"), [("; ", ""), (", ", ""), (";", ";")])
def test_several_answers_in_one_cell(taken, mark, end):
    picks = [["Dogs"], ["Dogs", "Cats"], ["Cats", "Fish"], ["Dogs", "Cats", "Fish"], ["Fish"], ["Cats"]]
    found = column(taken, "Pick any", *(mark.join(p) + end for p in picks * 3))
    assert first(found) == ("choose-several", ("Cats", "Dogs", "Fish"))
    assert found.answers[1]["pick"] == Answer(("cats", "dogs"))


def test_a_comma_in_an_option_does_not_split_it(taken):
    found = column(taken, "Is there one?", *["Yes", "No", "No, but planning one"] * 4)
    assert first(found) == ("choose-one", ("Yes", "No", "No, but planning one"))


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("RespondentID", ["1", "2", "3"]),
        ("", [str(n) for n in range(30)]),
        ("Which number?", [str(n) for n in range(1, 31)]),
        ("Reference code", [f"R_{n}xY{n}q" for n in range(30)]),
        ("Start time", ["a", "b", "c"]),
        ("Collector ID", ["1", "2", "1"]),
        ("IP Address", ["a", "b", "a"]),
        ("What is your name?", ["Sam", "Alex", "Sam"]),
        ("Child’s first name", ["Sam", "Alex", "Sam"]),
        ("Your e-mail address", ["x", "y", "x"]),
        ("Where can we write to you?", ["a@example.org", "b@example.org", ""]),
        ("How can we reach you?", ["07700 900123", "01632 960 123", "+44 7700 900456"]),
        ("Where do you live?", ["CW1 2AB", "SK10 1EA", "cw12 4tr"]),
        ("Where was it?", ["51.50735,-0.12776", "53.26104, -2.12564"]),
        ("Came from", ["192.0.2.1", "192.0.2.17"]),
        ("LocationLatitude", ["51.5", "53.2"]),
        ("weight", ["0.7516", "1.0267"]),
        ("Nothing here", ["", ""]),
    ],
)  # fmt: skip
def test_what_is_not_ours_to_hold_is_left_out_and_why(taken, heading, cells):
    found = column(taken, heading, *cells)
    assert [g.ask for g in found.guesses] == ["Sure?"]
    assert found.left_out[0][0].startswith("A: ")
    assert found.left_out[0][1]


@pytest.mark.parametrize(
    "heading",
    [
        "What name should the new home have?",
        "Do you know who to email?",
        "Is your address private?",
        "Start of term?",
    ],
)
def test_a_question_about_names_or_letters_is_a_question(taken, heading):
    assert column(taken, heading, "Yes", "No", "Yes").guesses[0].ask == heading


def test_rows_of_a_grid_may_be_called_phone_and_email(taken):
    found = taken(
        ["How good is each? [Phone]", "How good is each? [E-mail]"],
        *[["Good", "Poor"], ["Poor", "Good"], ["Good", "Good"]],
    )
    assert [g.kind for g in found.guesses] == ["scale", "scale"]


def test_a_colon_is_no_code(taken):
    found = taken(["Home: how is it?", "School: how is it?"], *[["Good", "Poor"], ["Poor", "Good"]])
    assert [g.ask for g in found.guesses] == ["Home: how is it?", "School: how is it?"]
    found = taken(["1. How is it?", "Q2: How was it?"], *[["Good", "Poor"], ["Poor", "Good"]])
    assert [(g.key, g.ask) for g in found.guesses] == [("q1", "How is it?"), ("q2", "How was it?")]


def test_a_file_with_nothing_to_keep_says_so(taken):
    with pytest.raises(ImportProblem, match="holds no question"):
        taken(["ID", "Name"], ["1", "Sam"], ["2", "Alex"])


def test_options_that_differ_in_capitals_are_pointed_out(taken):
    found = column(taken, "Which?", *["Git", "git", "Other"] * 3)
    assert "In “which”, “Git” and “git” are two options: merge them in a mapping." in found.notes


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
