"""“Does this feel true?”: counted without a cookie, once a day from each address, told in steps."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from feedback.adapters.store import feeling
from feedback.adapters.tables import Throttle
from feedback.adapters.tables_feeling import Press
from feedback.domain.disclosure import Rules
from feedback.domain.feeling import Feels
from tests.conftest import Council
from tests.web.test_office import answered, signed_in
from tests.web.test_publishing import answer
from tests.web.test_told import KEY, PAGE, publish, young
from tests.web.visitor import Visitor

FROM_HERE = {"Origin": "http://localhost"}
COUNTED = "Thank you. We counted what you pressed."


@pytest.fixture
def published(council: Council) -> Visitor:
    """An officer who has published a section; the council is the test's own."""
    answered(council, 20, 12)
    officer = signed_in(council)
    publish(officer)
    return officer


def press(council: Council, feels: str = "yes", address: str = "203.0.113.1", **more: object):
    given = {"feels": feels, "edition": "1", **more}
    headers = given.pop("headers", FROM_HERE)
    return council.client().post(PAGE, data=given, headers=headers, environ_base={"REMOTE_ADDR": address})


def so_far(council: Council) -> dict[str, int]:
    with council.database.reading() as session:
        return {row.feels: row.so_far for row in session.scalars(select(Press))}


def test_a_press_is_counted_and_says_thank_you_and_keeps_nothing_else(
    council: Council, published: Visitor
) -> None:
    response = press(council, "not-really")
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert COUNTED in response.text
    assert COUNTED not in young(council).get(f"{PAGE}?pressed=counted").text  # nobody is thanked by a link
    assert so_far(council) == {"yes": 0, "not-really": 1, "no": 0}
    columns = {"commitment", "number", "feels", "so_far", "told", "known"}
    assert set(Press.__table__.columns.keys()) == columns


def test_one_press_a_day_from_each_address(council: Council, published: Visitor) -> None:
    assert COUNTED in press(council).text
    assert "Someone has pressed from here today." in press(council, "no").text
    assert COUNTED in press(council, "no", "203.0.113.2").text
    assert so_far(council) == {"yes": 1, "not-really": 0, "no": 1}
    council.go_to(council.clock[0].date().replace(day=23))
    assert COUNTED in press(council).text
    assert so_far(council)["yes"] == 2
    with council.database.reading() as session:  # nothing is left of yesterday's addresses
        assert len(session.scalars(select(Throttle)).all()) == 1


def test_presses_at_once_are_all_counted(council: Council, published: Visitor) -> None:
    def one(n: int) -> int:
        return press(council, "no", f"203.0.113.{n}").status_code

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(one, range(12))) == {200}
    assert so_far(council)["no"] == 12


def test_one_home_with_many_addresses_is_one(council: Council, published: Visitor) -> None:
    assert COUNTED in press(council, address="2001:db8:1:2::1").text
    assert COUNTED not in press(council, address="2001:db8:1:2:ffff::9").text


def test_no_address_is_kept(council: Council, published: Visitor) -> None:
    press(council, address="203.0.113.77")
    with council.database.reading() as session:
        rows = session.scalars(select(Throttle)).all()
        assert {len(row.key_hash) for row in rows} == {64}
        assert "203.0.113.77" not in str([vars(row) for row in rows])


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"feels": "maybe"}, 400),
        ({"feels": ""}, 400),
        ({"headers": {}}, 400),
        ({"headers": {"Origin": "https://elsewhere.example"}}, 400),
        ({"headers": {"Origin": "null"}}, 400),
        ({"headers": {"Origin": "http://["}}, 400),
        ({"headers": {"Origin": "https://localhost"}}, 400),
        ({"headers": {**FROM_HERE, "Sec-Fetch-Site": "cross-site"}}, 400),
        ({"headers": {"Sec-Fetch-Site": "same-origin"}}, 200),
        ({"edition": "2"}, 200),
        ({"edition": "x" * 9999}, 200),
    ],
)
def test_only_a_press_on_a_page_of_ours_counts(
    sqlite_council: Council, given: dict[str, object], status: int
) -> None:
    answered(sqlite_council, 20, 12)
    publish(signed_in(sqlite_council))
    feels = str(given.pop("feels", "yes"))
    response = press(sqlite_council, feels, **given)
    assert response.status_code == status
    counted = COUNTED in response.text
    assert sum(so_far(sqlite_council).values()) == counted


def test_a_promise_of_which_nothing_is_published_cant_be_pressed(sqlite_council: Council) -> None:
    assert press(sqlite_council).status_code == 404
    client = sqlite_council.client()
    for path in ("/told/nothing", "/told/%F0%9F%90%88"):
        assert client.post(path, data={"feels": "yes"}, headers=FROM_HERE).status_code == 404


def test_the_figure_moves_when_ten_more_have_pressed(council: Council, published: Visitor) -> None:
    for n in range(9):
        press(council, "yes", f"203.0.113.{n}")
    assert "Too few people have pressed" in young(council).get(PAGE).text
    press(council, "yes", "203.0.113.99")
    page = young(council)
    page.get(PAGE)
    for said in ("People who pressed: 10", "10: Yes", "0: No", "Anyone can press this. It is not a survey."):
        assert said in page.page.text, said
    assert "100%" not in page.page.text.partition("Does this feel true?")[2]
    with council.database.writing() as session:
        for feels, times in ((Feels.YES, 4), (Feels.NO, 5)):
            for _ in range(times):
                feeling.press(session, "pledge-5", 1, feels, Rules())
    page.get(PAGE)
    assert "People who pressed: 10" in page.page.text


def test_the_office_sees_what_everyone_sees(council: Council, published: Visitor) -> None:
    _many(council)
    for path, visitor in ((PAGE, young(council)), ("/office/commitments/pledge-5", published)):
        visitor.get(path)
        for said in ("People who pressed: 40", "30 (75%): Yes", "10 (25%): Not really"):
            assert said in visitor.page.text, (path, said)
    for ending in ("md", "csv", "json", "html"):
        text = published.client.get(f"/office/commitments/pledge-5/section.{ending}").text
        assert "feel true" not in text


def _many(council: Council) -> None:
    with council.database.writing() as session:
        for feels, times in ((Feels.YES, 30), (Feels.NOT_REALLY, 10)):
            for _ in range(times):
                feeling.press(session, "pledge-5", 1, feels, Rules())


def test_a_new_edition_starts_anew(council: Council, published: Visitor) -> None:
    _many(council)
    answer(council, KEY, (30, "agree", "yes"))
    publish(published)
    page = young(council)
    page.get(PAGE)
    assert "Too few people have pressed" in page.page.text
    assert "This page has changed since you opened it." in press(council).text
    assert COUNTED in press(council, edition="2").text
