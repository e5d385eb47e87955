"""The annual review in the office: seen in short, taken away as Word, by whoever may."""

from datetime import date
from io import BytesIO

from docx import Document

from feedback.domain.roles import Role
from tests.conftest import TODAY, Council
from tests.web import people
from tests.web.test_office import answered, signed_in
from tests.web.visitor import Visitor

FILE = "/office/review/cheshire-east-pledges.docx"


def published(council: Council) -> Visitor:
    """An officer, with pledge five published and a cleared comment in it."""
    key = answered(council, 20, 12, words="My money never lasts", writers=12)
    visitor = signed_in(council)
    visitor.get(f"/office/waves/{key}/comments")
    found = next(i["value"] for i in visitor.page.all("input") if i.get("name") == "comment")
    visitor.post(f"/office/waves/{key}/comments", {"comment": found, "state": "cleared"})
    visitor.get("/office/commitments/pledge-5")
    visitor.post("/office/commitments/pledge-5/publish", {"by": "", "checked": "yes"})
    return visitor


def text_of(visitor: Visitor, address: str = FILE) -> str:
    found = visitor.client.get(address)
    assert found.status_code == 200
    assert "attachment" in found.headers["Content-Disposition"]
    return "\n".join(p.text for p in Document(BytesIO(found.data)).paragraphs)


def test_an_officer_sees_the_year_and_takes_the_review_away(council: Council) -> None:
    visitor = published(council)
    assert visitor.get("/office/review?framework=cheshire-east-pledges").status_code == 200
    for said in (
        "What people told us is published for 1 of them.",
        "32 young people answered “A small survey, Autumn 2026”",
        "Pledge 5: Preparing for adulthood Yes 0 0 0 0",
        "Nothing is late.",
    ):
        assert said in visitor.page.text, said
    told = text_of(visitor)
    assert "My money never lasts" in told
    assert "20 of 32" in told
    assert (
        "officer",
        "downloaded an annual review",
        "cheshire-east-pledges-review-2025-11-23-2026-11-22.docx",
    ) in (people.log(council))


def test_an_analyst_gets_it_without_quotes_and_nobody_else_gets_it(council: Council) -> None:
    published(council)
    people.add(council, "analyst", Role.ANALYST)
    analyst = people.sign_in(council, "analyst")
    assert analyst.get("/office/review").status_code == 200
    told = text_of(analyst)
    assert "My money never lasts" not in told
    assert "20 of 32" in told
    people.add(council, "young", Role.REVIEWER)
    young = people.sign_in(council, "young")
    assert young.get("/office/review").status_code == 403
    assert young.client.get(FILE).status_code == 403
    assert Visitor(council.client()).client.get(FILE).status_code in (302, 401)


def test_a_year_that_cant_be_says_why_and_keeps_what_was_typed(sqlite_council: Council) -> None:
    visitor = signed_in(sqlite_council)
    for query, said in (
        ("from=2026-05-01&to=2026-04-01", "The first day can’t be after the last"),
        ("to=2027-01-01", "The last day can’t be after today"),
        ("from=soon", "Give a day, such as 31 March 2026"),
        ("from=1999-12-31", "Give a first day from 2000 on"),
        ("to=0001-01-01", "Give a first day from 2000 on"),
    ):
        assert visitor.get(f"/office/review?{query}").status_code == 422, query
        assert said in visitor.page.text
        assert visitor.client.get(f"{FILE}?{query}").status_code == 404
    assert visitor.get("/office/review?framework=no-such").status_code == 404
    assert visitor.client.get("/office/review/no-such.docx").status_code == 404
    visitor.get("/office/review?framework=cheshire-east-plan&from=2025-04-01&to=2026-03-31")
    assert "1 April 2025 to 31 March 2026" in visitor.page.text
    assert "We asked about none of them in this year." in visitor.page.text


def test_a_review_before_the_section_was_published_has_none_of_it(council: Council) -> None:
    visitor = published(council)
    day = date.fromordinal(TODAY.toordinal() - 1)
    told = text_of(visitor, f"{FILE}?to={day}")
    assert "20 of 32" not in told
    assert "What people said isn’t published yet." in told
