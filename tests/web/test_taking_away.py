"""Taking out: a survey in each of its versions, all answers of a wave; who may, and what is written down."""

import csv
import io

import pytest

from feedback.adapters import all_answers, survey_formats
from feedback.adapters.store import editions, waves
from feedback.adapters.survey_formats.carrying import changed, left_out
from feedback.domain.roles import Role
from feedback.domain.surveys import Survey
from tests.conftest import Council, small_survey
from tests.web.people import add, log, sign_in
from tests.web.test_making import club, whole
from tests.web.test_office import answered, signed_in

OUT = "/office/surveys/small/take-out"
ANSWERS = "/office/waves/small-autumn-2026/all-answers"


@pytest.mark.parametrize("ending", ["yaml", "xlsx", "xml"])
def test_every_file_reads_back_as_the_survey(council: Council, ending: str) -> None:
    council.open()
    visitor = signed_in(council)
    visitor.get(OUT)
    link = next(a["href"] for a in visitor.page.all("a") if a["href"].endswith(f"/1.{ending}"))
    response = visitor.client.get(link)
    assert "attachment" in response.headers["Content-Disposition"]
    found = survey_formats.read(f"survey.{ending}", response.data).definition
    asked = [q.ask for q in small_survey().questions]
    assert [q["ask"] for q in found["questions"]][: len(asked)] == asked or ending == "xml"
    assert log(council)[-1] == ("officer", "took out a survey", f"small 1.{ending}")


def test_our_own_file_is_the_very_same_survey(sqlite_council: Council) -> None:
    sqlite_council.open()
    visitor = signed_in(sqlite_council)
    content = visitor.client.get("/office/surveys/small/1.yaml").data
    assert Survey.model_validate(survey_formats.read("", content).definition) == small_survey()


def test_every_edition_can_be_chosen_and_says_who_was_asked_it(council: Council) -> None:
    council.open(name="Spring 2026")
    council.open(small_survey(title="Corrected"))
    visitor = signed_in(council)
    visitor.get(f"{OUT}?version=1")
    assert "A small survey , edition 1, asked in Spring 2026" in visitor.page.text
    assert "/office/surveys/small/1.yaml" in [a["href"] for a in visitor.page.all("a")]
    visitor.get(f"{OUT}?version=nothing")
    assert "Corrected , edition 2, asked in Autumn 2026" in visitor.page.text


def test_a_survey_that_was_never_asked_can_be_taken_out(sqlite_council: Council) -> None:
    visitor = signed_in(sqlite_council)
    visitor.get("/office/surveys/care-leavers/take-out")
    assert "as it is written now, not asked yet" in visitor.page.text
    assert visitor.client.get("/office/surveys/care-leavers/now.xlsx").status_code == 200


def test_what_is_being_made_can_be_taken_out_once_it_is_whole(sqlite_council: Council) -> None:
    visitor = whole(sqlite_council)
    visitor.get("/office/surveys/club-survey/take-out")
    assert "as it is being made, not published yet" in visitor.page.text
    assert visitor.client.get("/office/surveys/club-survey/making.yaml").status_code == 200
    add(sqlite_council, "ana", Role.ANALYST)
    analyst = sign_in(sqlite_council, "ana").client
    assert analyst.get("/office/surveys/club-survey/making.yaml").status_code == 404


def test_what_is_not_whole_yet_says_so(sqlite_council: Council) -> None:
    visitor = club(sqlite_council)
    assert visitor.get("/office/surveys/club-survey/take-out").status_code == 200
    assert "can be taken out when nothing is missing" in visitor.page.text
    assert visitor.client.get("/office/surveys/club-survey/making.yaml").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/office/surveys/nothing/take-out",
        "/office/surveys/small/2.yaml",
        "/office/surveys/small/1.exe",
        "/office/surveys/small/-1.yaml",
        "/office/surveys/small/now.yaml",
        "/office/waves/nothing/all-answers",
    ],
)
def test_what_is_not_there_is_not_found(sqlite_council: Council, path: str) -> None:
    sqlite_council.open()
    assert signed_in(sqlite_council).get(path).status_code == 404


def test_all_answers_come_out_whole_and_it_is_written_down(council: Council) -> None:
    answered(council, 20, 12, words="=1+1", writers=3)
    visitor = signed_in(council)
    visitor.get(ANSWERS)
    assert "Not for publishing." in visitor.page.text
    assert "32 rows" in visitor.page.text
    response = visitor.post(f"{ANSWERS}/answers.csv")
    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))
    assert sorted(r["in-control"] for r in rows) == ["agree"] * 20 + ["disagree"] * 12
    assert "1+1" not in response.text
    assert log(council)[-1] == ("officer", "took out all answers", "small-autumn-2026")
    with council.database.reading() as session:
        wave = waves.get(session, "small-autumn-2026")
        assert wave is not None
        assert response.data == all_answers.as_csv(all_answers.gather(session, wave))
    for name in ("dictionary.csv", "spss.sps", "comments.csv"):
        visitor.get(ANSWERS)
        assert visitor.post(f"{ANSWERS}/{name}").status_code == 200
    visitor.get(ANSWERS)
    assert visitor.post(f"{ANSWERS}/nothing").status_code == 404


def test_a_comment_that_a_spreadsheet_would_run_is_made_harmless(sqlite_council: Council) -> None:
    answered(sqlite_council, 20, 12, words="=HYPERLINK(1)", writers=1)
    visitor = signed_in(sqlite_council)
    visitor.get("/office/waves/small-autumn-2026/comments")
    called = next(i["value"] for i in visitor.page.all("input") if i.get("name") == "comment")
    visitor.post("/office/waves/small-autumn-2026/comments", {"comment": called, "state": "cleared"})
    visitor.get(ANSWERS)
    listed = visitor.post(f"{ANSWERS}/comments.csv").data.decode("utf-8-sig")
    cell = list(csv.reader(io.StringIO(listed)))[1][1]
    assert not cell.startswith("=")
    assert "HYPERLINK" in cell


def test_an_analyst_takes_out_the_survey_and_no_answers(council: Council) -> None:
    answered(council, 20, 12)
    add(council, "ana", Role.ANALYST)
    visitor = sign_in(council, "ana")
    visitor.get(OUT)
    assert ANSWERS not in [a["href"] for a in visitor.page.all("a")]
    assert visitor.client.get("/office/surveys/small/1.xml").status_code == 200
    assert visitor.client.get(ANSWERS).status_code == 403


def test_a_large_wave_is_sent_in_parts(sqlite_council: Council) -> None:
    answered(sqlite_council, 1100, 0)
    with sqlite_council.database.reading() as session:
        wave = waves.get(session, "small-autumn-2026")
        assert wave is not None
        parts = list(all_answers.csv_parts(all_answers.gather(session, wave)))
    assert len(parts) == 4
    assert sum(part.count(b"\r\n") for part in parts) == 1101
    assert [part.startswith(b"\xef\xbb\xbf") for part in parts] == [True, False, False, False]


def test_what_a_file_can_not_hold_is_said_only_where_the_survey_has_it() -> None:
    survey = small_survey()
    assert list(left_out(survey, "yaml")) == []
    assert "easy-read words" not in list(left_out(survey, "xlsform"))
    assert "that an answer can only be ticked alone" in list(left_out(survey, "ddi"))
    assert "that an answer can only be ticked alone" not in list(left_out(survey, "xlsform"))
    easy = survey.model_copy(
        update={"questions": tuple(q.model_copy(update={"easy": "Easy"}) for q in survey.questions)}
    )
    assert "easy-read words" in list(left_out(easy, "xlsform"))
    assert any("bands" in sentence for sentence in changed(survey, "xlsform"))


@pytest.mark.parametrize("kind", ["xlsform", "ddi"])
def test_what_is_said_to_be_lost_is_lost_and_nothing_else_of_the_questions(kind: str) -> None:
    survey = small_survey()
    back = survey_formats.read("", survey_formats.write(survey, kind).content).definition
    said = " ".join(left_out(survey, kind))
    lost = {
        "which promise": all(not q.get("tags") for q in back["questions"]),
        "the sentences that tell": all(not q.get("told-us") for q in back["questions"]),
        "ticked alone": not any(o.get("alone") for q in back["questions"] for o in q.get("options", ())),
        "start page": not back.get("who-reads"),
    }
    assert {what: what in said for what in lost} == lost


def test_the_words_of_a_made_up_wave_say_so_in_the_codebook(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    with sqlite_council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        wave.made_up = True
        assert editions.of(session, "small")
    content = signed_in(sqlite_council).client.get("/office/surveys/small/1.xml").text
    assert "made up" in content
