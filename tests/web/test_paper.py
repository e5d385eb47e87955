"""A survey on paper: the same words in every language, numbered, with room for a pen."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from feedback.adapters import definitions, interface
from feedback.adapters.settings import shipped
from feedback.adapters.store import waves
from feedback.adapters.store.opening import open_survey
from feedback.domain.reading import Reading
from feedback.domain.translations import Status, Translation
from tests.conftest import TODAY, Council, small_survey
from tests.web.test_office import signed_in
from tests.web.visitor import Visitor

WELSH = Translation(
    status=Status.DRAFTED,
    on=TODAY,
    words={
        "A small survey": "Arolwg bach",
        "I feel in control": "Rwy’n teimlo mewn rheolaeth",
        "Agree": "Cytuno",
    },
)


def wave_in(council: Council, survey, access: str = waves.OPEN) -> str:
    span = (TODAY - timedelta(days=1), TODAY + timedelta(days=30))
    with council.database.writing() as session:
        return open_survey(session, survey, "Autumn 2026", span, TODAY, access=access).key


def printed(council: Council, key: str, how: str = "language=en") -> Visitor:
    officer = signed_in(council)
    assert officer.get(f"/office/waves/{key}/paper?{how}").status_code == 200
    return officer


class Sections(HTMLParser):
    """The text of each section of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "section":
            self.inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] = " ".join(f"{self.found[-1]} {data}".split())


def questions(council: Council, key: str, how: str = "language=en") -> list[str]:
    client = printed(council, key, how).client
    return Sections(client.get(f"/office/waves/{key}/paper?{how}").text).found


def test_every_question_is_there_with_its_number_its_boxes_and_a_way_to_skip(council: Council) -> None:
    found = questions(council, council.open())
    assert found[0] == (
        "Question 1 I feel in control Tick one box. Agree 1 Neither 2 Disagree 3 I’d rather not say 0"
    )
    assert found[1].startswith("Only if you chose “Disagree” in question 1: Question 2 What would help?")
    assert "Write here: You can use my words in a report. Don’t say who wrote them." in found[1]
    assert "Please leave out names, addresses and schools." in found[1]
    assert found[2] == (
        "Question 3 What did we help with? Tick all that are true for you. "
        "Money 1 A home 2 None of these 3 I’d rather not say 0"
    )
    assert found[3] == "Question 4 How often did you move? Write a number: I’d rather not say"
    assert "Write the day, month and year: Day Month Year I’d rather not say" in found[4]
    assert len(found) == len(small_survey().questions)
    assert all("I’d rather not say" in section for section in found)


def test_the_start_page_is_on_it_and_no_promise_that_paper_can_not_keep(council: Council) -> None:
    page = printed(council, council.open()).page
    for said in (
        "Two people at the council read it.",
        "You will hear back in May.",
        "If someone is in danger, we tell a person who can help.",
        "Childline 0800 1111",
        "You can answer until 22 December 2026.",
        "We don’t know which are yours.",
        "give this paper back",
    ):
        assert said in page.text
    for untrue in ("Your code", "Leave this page", "There is one on each page", "which phone"):
        assert untrue not in page.text


def test_a_wave_with_codes_has_a_place_for_one(sqlite_council: Council) -> None:
    page = printed(sqlite_council, wave_in(sqlite_council, small_survey(), waves.CODES)).page
    assert "Your code:" in page.text
    assert "We never keep your code with your answers." in page.text


def test_another_language_says_all_it_can_and_marks_what_is_english(sqlite_council: Council) -> None:
    key = wave_in(sqlite_council, small_survey().model_copy(update={"languages": {"cy": WELSH}}))
    officer = printed(sqlite_council, key, "language=cy")
    html = officer.client.get(f"/office/waves/{key}/paper?language=cy").text
    assert officer.page.all("html")[0]["lang"] == "cy"
    assert "Arolwg bach" in officer.page.text
    assert interface.load()["cy"].words["Tick one box."] in officer.page.text
    assert '<span lang="en" dir="ltr">What would help?</span>' in html
    assert '<span lang="en" dir="ltr">Rwy’n' not in html
    assert "A small survey" not in officer.page.text


def test_the_office_stays_in_english_after_a_paper_in_another_language(sqlite_council: Council) -> None:
    key = wave_in(sqlite_council, small_survey().model_copy(update={"languages": {"cy": WELSH}}))
    officer = printed(sqlite_council, key, "language=cy")
    officer.get(f"/office/waves/{key}/paper")
    assert officer.page.all("html")[0]["lang"] == "en"
    assert "Welsh (Cymraeg)" in officer.page.text
    officer.get(f"/office/waves/{key}/paper?language=xx")
    assert "Show the paper" in officer.page.text


SHIPPED = definitions.load(shipped("surveys")).surveys
PAPERS = [
    (survey, language, easy)
    for survey in SHIPPED.values()
    for language in ("en", *survey.languages)
    for easy in (False, True)
    if language in ("en", "cy", "ar", "ti")
]


@pytest.mark.parametrize(
    ("survey", "language", "easy"),
    PAPERS,
    ids=[f"{s.survey}-{la}-{'easy' if e else 'standard'}" for s, la, e in PAPERS],
)
def test_every_shipped_survey_is_whole_on_paper(sqlite_council: Council, survey, language, easy) -> None:
    key = wave_in(sqlite_council, survey)
    how = f"language={language}&large=yes{'&easy=yes' if easy else ''}"
    officer = printed(sqlite_council, key, how)
    page, reading = officer.page, Reading(survey, language, easy)
    assert page.all("html")[0] == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    assert set(page.all("body")[0]["class"].split()) == {"paper", "large", *(["easy"] if easy else [])}
    told = re.sub(r"\s", "", page.text)
    for question in survey.questions:
        for said in (
            reading.ask(question),
            *map(reading.option, () if question.banded else question.options),
        ):
            assert _bare(said.words) in _bare(told), said
    pictures = [i["src"] for i in page.all("img")]
    assert bool(pictures) == easy


def _bare(words: str) -> str:
    """Without digits, which a language may write its own way, and without spaces."""
    return re.sub(r"[\s\d٠-٩۰-۹\u200e]", "", words)
