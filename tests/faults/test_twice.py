"""The same post twice: pressed again, at once, and a day later. One response, and thanks each time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from feedback.adapters.tables import Comment, Draft
from tests.conftest import TODAY, Council
from tests.web.test_answering import ANSWERS, begin, fill_in, kept
from tests.web.test_codes import coded, counted, made, started
from tests.web.test_entry import at_the_desk, key_in
from tests.web.visitor import Visitor

AT_ONCE = 4


def same_browser(council: Council, visitor: Visitor) -> Visitor:
    """The same cookie and page, on a line of its own."""
    cookie = visitor.client.get_cookie("toldus")
    assert cookie is not None
    twin = Visitor(council.client())
    twin.client.set_cookie("toldus", cookie.value)
    twin.page = visitor.page
    return twin


def at_once(council: Council, visitor: Visitor, path: str, given: dict[str, object]) -> list[str]:
    """Posts the same from one browser several times at the same moment; where each ends up."""
    together = Barrier(AT_ONCE)

    def press(twin: Visitor) -> str:
        together.wait()
        assert twin.post(path, given).status_code == 200
        return twin.path

    twins = [same_browser(council, visitor) for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(press, twins))


def whole(council: Council, responses: int = 1) -> None:
    assert len(kept(council)) == responses
    with council.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Comment)) == responses


def test_every_post_on_the_way_twice(council: Council) -> None:
    key = council.open()
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/")
    for _ in range(2):
        visitor.get(f"/s/{key}/")
        visitor.post(f"/s/{key}/start")
    for question, given in ANSWERS.items():
        page = visitor.page
        visitor.post(f"/s/{key}/q/{question}", given)
        after, visitor.page = visitor.path, page
        visitor.post(f"/s/{key}/q/{question}", given)
        assert visitor.path == after
    for _ in range(2):
        page = visitor.page
        visitor.post(f"/s/{key}/send")
        visitor.page = page
        assert visitor.path == f"/s/{key}/thanks"
    whole(council)


def test_every_post_on_the_way_at_once(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    for question, given in ANSWERS.items():
        assert len(set(at_once(council, visitor, f"/s/{key}/q/{question}", given))) == 1
    visitor.get(f"/s/{key}/check")
    assert set(at_once(council, visitor, f"/s/{key}/send", {})) == {f"/s/{key}/thanks"}
    whole(council)


def test_to_start_at_once_leaves_one_draft_in_the_browser_and_nothing_of_the_others(council: Council) -> None:
    key = council.open()
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/")
    assert set(at_once(council, visitor, f"/s/{key}/start", {})) == {f"/s/{key}/q/in-control"}
    with council.database.reading() as session:
        drafts = list(session.scalars(select(Draft)))
        assert [draft.answers for draft in drafts] == [{}] * AT_ONCE  # empty, and gone in thirty days


@pytest.mark.parametrize(("days", "thanked"), [(0, True), (1, True), (2, False)])
def test_to_send_again_later_stores_nothing_and_says_what_is_so(
    council: Council, days: int, thanked: bool
) -> None:
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key)
    page = visitor.page
    visitor.post(f"/s/{key}/send")
    for day in range(days):  # others come each day, and what is too old goes
        council.go_to(TODAY + timedelta(days=day + 1))
        begin(council, key)
    visitor.page = page
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/{'thanks' if thanked else 'send'}"
    whole(council)


def test_a_code_typed_at_once_and_answers_sent_with_it_at_once(council: Council) -> None:
    key = coded(council)
    code = made(council, key)[0]
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/code")
    assert set(at_once(council, visitor, f"/s/{key}/code", {"code": code})) == {f"/s/{key}/"}
    phones = [started(council, key, code) for _ in range(3)]
    for phone in phones:
        fill_in(phone, key)
    together = Barrier(len(phones))

    def send(phone: Visitor) -> str:
        together.wait()
        phone.post(f"/s/{key}/send")
        return phone.path.rsplit("/", 1)[1]

    with ThreadPoolExecutor(len(phones)) as pool:
        assert sorted(pool.map(send, phones)) == ["code", "code", "thanks"]
    whole(council)
    assert counted(council, key) == (1, 1)
    with council.database.reading() as session:  # and the others' answers wait
        waiting = session.scalars(select(Draft).where(Draft.sent.is_(False))).all()
        assert sum(len(draft.answers) == len(ANSWERS) for draft in waiting) == 2


def test_answers_that_waited_on_a_phone_at_once_and_a_day_later(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key)
    with visitor.client.session_transaction() as held:
        given = {"token": held["drafts"][key], "answers": {"safe": [["answer", "no"]]}, "send": True}
    together = Barrier(AT_ONCE)

    def hand_over(_: int) -> str:
        phone = council.client()
        together.wait()
        return str(phone.post(f"/s/{key}/sync", json=given).get_json()["state"])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert set(pool.map(hand_over, range(AT_ONCE))) == {"sent"}
    council.go_to(TODAY + timedelta(days=1))
    assert council.client().post(f"/s/{key}/sync", json=given).get_json()["state"] == "sent"
    whole(council)


def test_a_paper_keyed_in_at_once_and_a_day_later(council: Council) -> None:
    key = council.open()
    officer = at_the_desk(council, key)
    together = Barrier(AT_ONCE)

    def save(twin: Visitor) -> int:
        together.wait()
        return key_in(twin, key)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        twins = [same_browser(council, officer) for _ in range(AT_ONCE)]
        assert set(pool.map(save, twins)) == {200}
    council.go_to(TODAY + timedelta(days=1))
    assert key_in(officer, key) == 200
    assert len(kept(council)) == 1
