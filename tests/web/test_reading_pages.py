"""A survey in another language and in easy read: chosen at any time, nothing lost, marked honestly."""

from pathlib import Path

import pytest
from sqlalchemy import select

from feedback.adapters import definitions, interface
from feedback.adapters.interface import WrongCatalogue
from feedback.adapters.settings import shipped
from feedback.adapters.tables import Draft, Response
from feedback.domain.surveys import Survey
from feedback.domain.translations import Status
from tests.conftest import Council, small_survey
from tests.web.visitor import Visitor

SHIPPED = definitions.load(shipped("surveys")).surveys
CARED_FOR = SHIPPED["cared-for"]
SKIPS = {"in-control": "answer", "help-with": "answer", "moves": "skip", "born": "skip", "safe": "answer"}
ARABIC = CARED_FOR.languages["ar"].words


def at(council: Council, survey: Survey = CARED_FOR, language: str = "") -> tuple[Visitor, str]:
    """A visitor at the start page of a survey, whose browser asks for a language."""
    key = council.open(survey)
    visitor = Visitor(council.client())
    if language:
        visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    visitor.get(f"/s/{key}/")
    return visitor, key


def begin(visitor: Visitor, key: str) -> None:
    visitor.post(f"/s/{key}/start")
    assert visitor.path == f"/s/{key}/q/who-you-live-with"


def html(visitor: Visitor) -> dict[str, str]:
    return visitor.page.all("html")[0]


def test_a_browser_that_asks_for_arabic_is_answered_from_right_to_left(
    sqlite_council: Council,
) -> None:
    visitor, key = at(sqlite_council, language="ar-SY,ar;q=0.9,en;q=0.5")
    assert (html(visitor)["lang"], html(visitor)["dir"]) == ("ar", "rtl")
    assert ARABIC[CARED_FOR.title] in visitor.page.text
    begin(visitor, key)
    assert ARABIC[CARED_FOR.questions[0].ask] in visitor.page.text
    assert "١ من ١٠" in visitor.page.text, "numbers in the language's own digits"


def test_a_browser_that_asks_for_what_there_is_not_is_answered_in_english(sqlite_council: Council) -> None:
    visitor, _ = at(sqlite_council, language="ja,xx;q=0.5")
    assert html(visitor)["lang"] == "en"


def test_every_language_is_named_in_itself_on_every_page(sqlite_council: Council) -> None:
    visitor, key = at(sqlite_council)
    begin(visitor, key)
    for path in (f"/s/{key}/", f"/s/{key}/q/who-you-live-with", "/", "/words", "/privacy", "/accessibility"):
        visitor.get(path)
        for name in ("Cymraeg", "Polski", "العربية", "ትግርኛ", "کوردیی ناوەندی", "Tiếng Việt"):
            assert name in visitor.page.text, path


def test_a_language_chosen_on_a_page_keeps_the_page(sqlite_council: Council) -> None:
    visitor, key = at(sqlite_council)
    visitor.get(f"/s/{key}/?show=cy")
    assert (visitor.path, html(visitor)["lang"]) == (f"/s/{key}/", "cy")
    visitor.get("/privacy")
    assert html(visitor)["lang"] == "cy"
    visitor.get("/privacy?show=en")
    assert html(visitor)["lang"] == "en"


@pytest.mark.parametrize("wrong", ["xx", "../../etc/passwd", "<script>", "", "EN", "ar" * 500])
def test_a_language_that_there_is_not_changes_nothing(sqlite_council: Council, wrong: str) -> None:
    visitor, key = at(sqlite_council)
    response = visitor.client.get(f"/s/{key}/", query_string={"show": wrong}, follow_redirects=True)
    assert response.status_code == 200
    assert '<html lang="en"' in response.text


def test_changing_the_language_on_a_question_keeps_the_answer_that_was_ticked(council: Council) -> None:
    visitor, key = at(council)
    begin(visitor, key)
    visitor.post(visitor.path, {"answer": "family", "show": "ar"})
    assert (visitor.path, html(visitor)["lang"]) == (f"/s/{key}/q/who-you-live-with", "ar")
    assert [i["value"] for i in visitor.page.all("input") if "checked" in i] == ["family"]


def test_changing_the_language_keeps_words_that_can_not_be_kept_yet(sqlite_council: Council) -> None:
    visitor, key = at(sqlite_council, small_survey())
    visitor.post(f"/s/{key}/start")
    visitor.post(visitor.path, {"answer": "agree"})
    visitor.post(visitor.path, {"answer": "-skip"})
    assert visitor.path.endswith("/q/moves")
    visitor.post(visitor.path, {"answer": "about three", "show": "easy"})
    assert visitor.path.endswith("/q/moves")
    [box] = [i for i in visitor.page.all("input") if i.get("id") == "answer"]
    assert box["value"] == "about three"


def test_changing_the_language_keeps_a_skip_and_half_a_date(sqlite_council: Council) -> None:
    visitor, key = at(sqlite_council, small_survey())
    visitor.post(f"/s/{key}/start")
    visitor.post(visitor.path, {"answer": "-skip", "show": "cy"})
    assert [i["value"] for i in visitor.page.all("input") if "checked" in i] == ["-skip"]
    for question in ("in-control", "help-with", "moves"):
        visitor.post(f"/s/{key}/q/{question}", {SKIPS[question]: "-skip"})
    visitor.post(visitor.path, {"answer-day": "27", "show": "easy"})
    [day] = [i for i in visitor.page.all("input") if i.get("id") == "answer-day"]
    assert day["value"] == "27"


def test_changing_the_language_with_nothing_filled_in_skips_nothing(council: Council) -> None:
    visitor, key = at(council, small_survey())
    visitor.post(f"/s/{key}/start")
    for question, field in SKIPS.items():
        visitor.post(f"/s/{key}/q/{question}", {field: "-skip"})
    assert visitor.path.endswith("/q/more")
    visitor.post(visitor.path, {"answer": "", "show": "cy"})
    assert visitor.path.endswith("/q/more")
    with council.database.reading() as session:
        [draft] = session.scalars(select(Draft))
        assert "more" not in draft.answers


def test_changing_while_changing_an_answer_goes_back_to_the_check(sqlite_council: Council) -> None:
    visitor, key = at(sqlite_council)
    begin(visitor, key)
    response = visitor.client.post(
        f"/s/{key}/q/who-you-live-with?change=1",
        data={"csrf_token": visitor.token, "answer": "family", "show": "pl"},
    )
    assert response.location == f"/s/{key}/q/who-you-live-with?change=1"


def test_a_survey_that_does_not_come_in_a_language_is_in_english_throughout(sqlite_council: Council) -> None:
    visitor, _ = at(sqlite_council, SHIPPED["foster-carers"], language="ar")
    assert html(visitor)["lang"] == "en"
    assert "العربية" not in visitor.page.text
    visitor.get(f"{visitor.path}?show=cy")
    assert html(visitor)["lang"] == "cy"


def test_words_that_are_not_translated_are_marked_as_english(sqlite_council: Council) -> None:
    words = {k: v for k, v in ARABIC.items() if k != CARED_FOR.questions[0].ask}
    arabic = CARED_FOR.languages["ar"].model_copy(update={"words": words})
    half = CARED_FOR.model_copy(update={"languages": {"ar": arabic}})
    visitor, key = at(sqlite_council, half, language="ar")
    visitor.post(f"/s/{key}/start")
    page = visitor.client.get(f"/s/{key}/q/who-you-live-with").text
    assert '<span lang="en" dir="ltr">Who do you live with?</span>' in page


def test_a_translation_that_nobody_has_checked_says_so_in_its_own_language(sqlite_council: Council) -> None:
    visitor, _ = at(sqlite_council, language="pl")
    said = "Nikt, kto mówi"
    assert said in visitor.page.text or "sprawdził" in visitor.page.text
    checked = CARED_FOR.languages["pl"].model_copy(update={"status": Status.CHECKED})
    surely = CARED_FOR.model_copy(update={"languages": {"pl": checked}, "survey": "surely"})
    visitor, _ = at(sqlite_council, surely, language="pl")
    assert said not in visitor.page.text
    assert "sprawdził" not in visitor.page.text


def test_the_language_of_a_response_is_kept_and_its_answers_are_the_same(council: Council) -> None:
    visitor, key = at(council, language="fa")
    begin(visitor, key)
    for _ in range(9):
        visitor.post(visitor.path, {"answer": visitor.page.all("input")[1]["value"]})
    visitor.post(visitor.path, {"skip": "-skip"})
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    with council.database.reading() as session:
        [response] = session.scalars(select(Response))
        assert (response.language, response.codes[0]) == ("fa", "0")


def test_the_office_speaks_english_whatever_the_browser_asks(sqlite_council: Council) -> None:
    visitor = Visitor(sqlite_council.client())
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "ar"
    visitor.get("/office/sign-in")
    assert html(visitor)["lang"] == "en"


def test_errors_are_told_in_the_readers_language(sqlite_council: Council) -> None:
    visitor, key = at(sqlite_council, language="cy")
    begin(visitor, key)
    visitor.post(visitor.path, {})
    welsh = CARED_FOR.languages["cy"].words
    assert welsh["I’d rather not say"] in visitor.page.text
    assert "There is a problem" not in visitor.page.text
    response = visitor.get("/nothing-here")
    assert response.status_code == 404
    assert html(visitor)["lang"] == "cy"


def test_easy_read_is_chosen_at_the_start_and_changed_at_any_time(sqlite_council: Council) -> None:
    visitor, key = at(sqlite_council)
    visitor.get(f"/s/{key}/?show=easy")
    assert html(visitor)["class"] == "easy"
    begin(visitor, key)
    question = CARED_FOR.questions[1]
    visitor.post(visitor.path, {"answer": "family"})
    assert question.easy
    assert question.easy in visitor.page.text
    visitor.post(visitor.path, {"answer": "always", "show": "standard"})
    assert question.ask in visitor.page.text
    assert "class" not in html(visitor)
    assert [i["value"] for i in visitor.page.all("input") if "checked" in i] == ["always"]


@pytest.mark.parametrize("survey", SHIPPED.values(), ids=lambda s: s.survey)
def test_in_easy_read_every_question_and_answer_has_a_picture_that_is_there(
    sqlite_council: Council, survey: Survey
) -> None:
    visitor, key = at(sqlite_council, survey)
    visitor.get(f"/s/{key}/?show=easy")
    visitor.post(f"/s/{key}/start")
    question = survey.questions[0]
    pictures = visitor.page.all("svg")
    assert len(pictures) == len(question.options) + 2, "the question, each answer and the skip"
    assert all(picture["aria-label"] and picture["role"] == "img" for picture in pictures)
    assert len({picture["aria-label"] for picture in pictures[1:]}) == len(pictures) - 1
    visitor.get(f"{visitor.path}?show=standard")
    assert visitor.page.all("svg") == []


def test_a_survey_without_easy_words_offers_none(sqlite_council: Council) -> None:
    visitor, key = at(sqlite_council, small_survey())
    assert "Easy read" not in visitor.page.text
    visitor.get(f"/s/{key}/?show=easy")
    visitor.post(f"/s/{key}/start")
    assert visitor.page.all("svg") == []


def test_a_drawing_is_also_a_file_of_its_own(sqlite_council: Council) -> None:
    file = sqlite_council.client().get("/picture/skip")
    assert (file.status_code, file.mimetype) == (200, "image/svg+xml")
    assert sqlite_council.client().get("/picture/no-such").status_code == 404


def test_a_hard_word_is_tapped_for_its_meaning_on_the_same_page(sqlite_council: Council) -> None:
    visitor, key = at(sqlite_council)
    begin(visitor, key)
    visitor.post(visitor.path, {"answer": "family"})
    [term] = [a for a in visitor.page.all("a") if a.get("class") == "term"]
    assert term["href"] == "#means-1"
    [meaning] = [e for _, e in visitor.page.elements if e.get("id") == "means-1"]
    assert meaning["tabindex"] == "-1"
    assert "social worker" in visitor.page.text


def test_numbers_may_be_written_in_the_digits_of_any_language(sqlite_council: Council) -> None:
    visitor, key = at(sqlite_council, small_survey())
    visitor.post(f"/s/{key}/start")
    visitor.post(visitor.path, {"answer": "-skip"})
    visitor.post(visitor.path, {"answer": "-skip"})
    visitor.post(visitor.path, {"answer": "٣"})
    assert visitor.path.endswith("/q/born")
    visitor.post(visitor.path, {"answer-day": "۲۷", "answer-month": "۳", "answer-year": "۲۰۰۴"})
    assert visitor.path.endswith("/q/safe")


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "/%09/evil.example/", "/%5Cevil.example/", "/%0a/evil.example", "/\\evil.example"],
)
@pytest.mark.parametrize("left", [False, True])
def test_no_address_of_ours_leads_elsewhere(sqlite_council: Council, path: str, left: bool) -> None:
    client = sqlite_council.client()
    if left:
        client.post("/leave")
    for asked in (f"{path}?show=ar", f"{path}?open=1", path):
        response = client.get(asked)
        assert "evil.example" not in response.headers.get("Location", "").replace("localhost", "")
        assert 'href="/\\evil' not in response.text
        assert response.status_code < 500


def test_another_website_can_not_make_someone_leave(sqlite_council: Council) -> None:
    visitor, key = at(sqlite_council)
    begin(visitor, key)
    refused = visitor.client.post("/leave", headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert visitor.get(f"/s/{key}/q/who-you-live-with").status_code == 200


def test_a_language_that_only_the_survey_has_can_be_chosen(sqlite_council: Council) -> None:
    question = CARED_FOR.questions[1].ask
    turkish = CARED_FOR.languages["ar"].model_copy(
        update={"words": {question: "Sınır görevlim bana yardım eder"}}
    )
    visitor, key = at(sqlite_council, CARED_FOR.model_copy(update={"languages": {"tr": turkish}}))
    assert "Türkçe" in visitor.page.text
    visitor.get(f"/s/{key}/?show=tr")
    assert html(visitor)["lang"] == "tr"
    begin(visitor, key)
    visitor.post(visitor.path, {"answer": "family"})
    assert "Sınır" in visitor.page.text


def test_a_translation_with_a_percent_sign_too_many_is_told(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr ""\n"Language: cy\\n"\n"X-Told-Us-Of: interface\\n"\n'
    head += '"X-Told-Us-Status: drafted 2026-11-22\\n"\n\n'
    (tmp_path / "cy.po").write_text(head + 'msgid "Privacy"\nmsgstr "100% preifat"\n', encoding="utf-8")
    with pytest.raises(WrongCatalogue, match="a % too many"):
        interface.load(tmp_path)
