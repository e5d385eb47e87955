"""How far each translation has come, for officers."""

from feedback.adapters import interface, progress
from feedback.domain.translations import Status, Translation
from tests.conftest import TODAY, Council, small_survey
from tests.web.test_office import signed_in


def test_every_survey_and_our_own_pages_are_listed_by_language(sqlite_council: Council) -> None:
    officer = signed_in(sqlite_council)
    officer.get("/office/translations")
    text = officer.page.text
    assert "made by a computer and not checked" in text
    assert "All pages" in text
    for survey in sqlite_council.context.content.surveys.values():
        assert survey.title in text
    rows = [tag for tag, _ in officer.page.elements if tag == "tr"]
    content = sqlite_council.context.content
    heads = len(content.surveys) + 1
    languages = len(interface.load()) + sum(len(s.languages) for s in content.surveys.values())
    assert len(rows) == heads + languages


def test_what_is_done_counts_each_text_once_and_only_those_still_said() -> None:
    words = {"Agree": "Cytuno", "Money": "Arian", "Said no longer": "…"}
    welsh = Translation(status=Status.CHECKED, on=TODAY, words=words)
    survey = small_survey().model_copy(update={"languages": {"cy": welsh}})
    *_, last = progress.every([survey])
    assert (last.of, last.language, last.status, last.done) == ("small", "cy", "checked", 2)
    assert last.texts == len({words for _, words in survey.said()})
