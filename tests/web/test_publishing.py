"""An officer breaks a section down, publishes it, and is refused what would give an earlier secret away."""

from typing import Any

from sqlalchemy import select

from feedback.adapters.store import editions, responses, waves
from feedback.adapters.tables import Release
from feedback.domain.journey import SKIPPED, Answer
from feedback.domain.surveys import Survey
from tests.conftest import TODAY, Council, small_survey
from tests.web.test_office import signed_in
from tests.web.visitor import Visitor

PAGE = "/office/commitments/pledge-5"


def survey() -> Survey:
    """The small survey, with one question that groups may be made by."""
    whole = small_survey().model_dump(by_alias=True, mode="json")
    for question in whole["questions"]:
        question["breakdown"] = question["key"] == "safe"
    return Survey.model_validate(whole)


def answer(council: Council, key: str, *rows: tuple[int, str, str]) -> None:
    """So many people who said whether they feel in control, and safe."""
    sent = [
        responses.Sent({"in-control": Answer((control,)), "safe": Answer((safe,))}, {})
        for n, control, safe in rows
        for _ in range(n)
    ]
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        asked = editions.get(session, wave.survey_key, wave.edition)
        responses.add(session, wave, asked, sent, responses.Circumstances(TODAY))


def released(council: Council) -> list[dict[str, Any]]:
    with council.database.reading() as session:
        return [dict(r.figures) for r in session.scalars(select(Release).order_by(Release.id))]


EVEN = [(20, "agree", "yes"), (15, "disagree", "yes"), (12, "agree", "no"), (25, "disagree", "no")]


def opened(council: Council) -> tuple[str, Visitor]:
    key = council.open(survey())
    answer(council, key, *EVEN)
    return key, signed_in(council)


def test_a_section_is_published_and_remembered(council: Council) -> None:
    key, visitor = opened(council)
    visitor.get(PAGE)
    assert "Not published yet." in visitor.page.text
    assert "Draft. Before you share these numbers" in visitor.page.text
    visitor.post(f"{PAGE}/publish")
    assert "Published as it stands here." in visitor.page.text
    assert "Draft." not in visitor.page.text
    (figures,) = released(council)
    assert figures[key] == 72
    assert figures[f"{key}/in-control"] == 72
    assert figures[f"{key}/in-control/agree"] == 32


def test_a_late_reply_is_refused_with_the_numbers_to_leave_out(council: Council) -> None:
    key, visitor = opened(council)
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish")
    answer(council, key, (1, "agree", "no"))
    visitor.get(PAGE)
    assert "Not published yet." in visitor.page.text
    response = visitor.post(f"{PAGE}/publish")
    assert response.status_code == 409
    assert "Nothing was published" in visitor.page.text
    assert "I feel in control Autumn 2026: Agree" in visitor.page.text
    assert len(released(council)) == 1
    visitor.post(f"{PAGE}/publish", {"drop": "yes"})
    assert "Published as it stands here." in visitor.page.text
    assert released(council)[1][f"{key}/in-control/agree"] is None
    assert "33" not in visitor.page.text, "32 and one more"


def test_a_breakdown_is_shown_published_and_taken_away(council: Council) -> None:
    key, visitor = opened(council)
    visitor.get(f"{PAGE}?by=safe&by=")
    assert "20" in visitor.page.text
    visitor.post(f"{PAGE}/publish", {"by": "safe"})
    assert "Published as it stands here." in visitor.page.text
    (figures,) = released(council)
    assert figures[f"{key}/in-control/agree?safe=yes"] == 20
    assert figures[f"{key}/in-control?safe=no"] == 37
    response = visitor.client.get(f"{PAGE}/section.csv?by=safe")
    assert f"{key}/in-control/agree?safe=yes" in response.text
    assert "Draft." not in visitor.client.get(f"{PAGE}/section.md?by=safe").text


def test_publishing_changes_nothing_that_is_told(council: Council) -> None:
    """Not of questions where several can be ticked, nor of the one that makes the groups."""
    key, visitor = opened(council)
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        asked = editions.get(session, wave.survey_key, wave.edition)
        helped = [Answer(("money",)), Answer(("money", "home")), Answer(("none",)), SKIPPED]
        sent = [
            responses.Sent({"help-with": helped[n % 4], "safe": Answer(("yes" if n % 3 else "no",))}, {})
            for n in range(60)
        ]
        responses.add(session, wave, asked, sent, responses.Circumstances(TODAY))
    before = visitor.client.get(f"{PAGE}/section.csv?by=safe").text.splitlines()
    visitor.get(f"{PAGE}?by=safe")
    visitor.post(f"{PAGE}/publish", {"by": "safe"})
    after = visitor.client.get(f"{PAGE}/section.csv?by=safe").text.splitlines()
    assert [line for line in before if "Draft." not in line] == after
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish")
    assert "Published as it stands here." in visitor.page.text


def test_a_later_breakdown_gives_no_earlier_secret_away(council: Council) -> None:
    """The whole hides 3 and its company; the groups must not add up to them."""
    key = council.open(survey())
    rows = [(30, "agree", "yes"), (3, "neither", "yes"), (20, "disagree", "yes")]
    answer(council, key, *rows, (31, "agree", "no"), (21, "disagree", "no"))
    visitor = signed_in(council)
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish")
    visitor.get(f"{PAGE}?by=safe")
    visitor.post(f"{PAGE}/publish", {"by": "safe"})
    figures: dict[str, Any] = {}
    for one in released(council):
        figures |= one
    hidden = [o for o in ("agree", "neither", "disagree") if figures[f"{key}/in-control/{o}"] is None]
    assert "neither" in hidden
    assert len(hidden) >= 2
    for option in hidden:
        groups = [figures[f"{key}/in-control/{option}?safe={g}"] for g in ("yes", "no")]
        assert None in groups, "the groups add up to what the whole hides"


def test_only_marked_questions_break_a_section_down(council: Council) -> None:
    _, visitor = opened(council)
    assert visitor.get(f"{PAGE}?by=born").status_code == 404
    assert visitor.get(f"{PAGE}?by=safe&by=born").status_code == 404
    visitor.get(PAGE)
    assert visitor.post(f"{PAGE}/publish", {"by": "born"}).status_code == 404
    visitor.get(PAGE)
    assert visitor.post("/office/commitments/pledge-99/publish").status_code == 404
    assert released(council) == []


def test_an_officer_sees_any_breakdown_with_what_will_be_hidden(council: Council) -> None:
    key = council.open(survey())
    answer(council, key, (3, "neither", "yes"), *EVEN)
    visitor = signed_in(council)
    visitor.get(f"/office/waves/{key}?by=safe")
    assert "By group: Do you feel safe?" in visitor.page.text
    assert "3 [c]" in visitor.page.text
    visitor.get(f"/office/waves/{key}?by=born&by=safe")
    assert "doesn’t mark this question for breakdowns" in visitor.page.text
    for wrong in ("by=nothing", "by=more", "by=help-with", "by=safe&by=born&by=in-control"):
        assert visitor.get(f"/office/waves/{key}?{wrong}").status_code == 404


def test_two_releases_at_once_are_both_kept(council: Council) -> None:
    _, visitor = opened(council)
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish")
    visitor.post(f"{PAGE}/publish")
    assert len(released(council)) == 2
