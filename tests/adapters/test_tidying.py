"""On its day a wave's people go: every trace of them, and no number that could be told before."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import OperationalError

from feedback.adapters import lookup, steady_clock, tidying
from feedback.adapters.database import Database
from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.house_style import HouseStyle
from feedback.adapters.recounting import recount
from feedback.adapters.store import (
    audit,
    bringing,
    codes,
    comments,
    drafts,
    editions,
    officers,
    receipts,
    responses,
    waves,
)
from feedback.adapters.store.kept import OF_COMMENTS, OF_PEOPLE
from feedback.adapters.store.opening import NotReady, open_survey
from feedback.adapters.store.waves import Terms
from feedback.adapters.tables_bringing import Bringing
from feedback.adapters.verifying.aligning import align
from feedback.adapters.verifying.reading import read
from feedback.adapters.verifying.verdicts import Verdict, judge
from feedback.domain.disclosure import Rules
from feedback.domain.journey import Answer
from feedback.domain.keeping import default_day
from feedback.domain.surveys import Survey
from feedback.web import lazily
from tests.conftest import TODAY, Council, small_survey
from tests.web.test_office import signed_in
from tests.web.test_publishing import EVEN, answer, survey
from tests.web.visitor import Visitor

PAGE = "/office/commitments/pledge-5"
SECRET_WORDS = "Zanzibarquokka told me to write this"
GOES = date(2027, 6, 1)


def opened(council: Council, name: str = "Autumn 2026", asked: Survey | None = None) -> str:
    with council.database.writing() as session:
        days = (TODAY - timedelta(days=21), TODAY + timedelta(days=30))
        terms = Terms(delete_on=GOES)
        return open_survey(session, asked or survey(), name, days, TODAY, terms=terms).key


def everything_of_a_person(council: Council, key: str) -> None:
    """One more response with a comment and a receipt, a draft and a code."""
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        asked = editions.get(session, wave.survey_key, wave.edition)
        words = Answer(words=SECRET_WORDS, may_quote=True)
        sent = [responses.Sent({"more": words}, {"more": SECRET_WORDS})]
        responses.add(session, wave, asked, sent, responses.Circumstances(TODAY))
        receipts.keep_for_last(session, wave, "ab" * 32)
        token = drafts.start(session, wave, TODAY)
        drafts.put(session, wave, token, {"more": words}, TODAY)
        codes.make(session, wave, "secret", 3)


def tidied(council: Council, day: date) -> list[str]:
    council.go_to(day)
    return tidying.tidy(council.database, council.settings, council.clock[0])


def left(council: Council) -> dict[str, int]:
    with council.database.reading() as session:
        return {t.__tablename__: len(session.scalars(select(t)).all()) for t in OF_PEOPLE}


def told(council: Council) -> list[str]:
    with council.database.reading() as session:
        (section,) = lookup.sections_of(session, council.context.content, "pledge-5", Rules(), GOES)
    return [t.sentence for f in section.findings for t in f.told]


def test_before_its_day_nothing_goes_and_on_it_everything_of_people_does(council: Council) -> None:
    key = opened(council)
    answer(council, key, *EVEN)
    everything_of_a_person(council, key)
    other = council.open(small_survey("other"))
    answer(council, other, (3, "agree", "yes"))
    assert tidied(council, GOES - timedelta(days=1)) == []
    assert left(council)["response"] == 76
    assert tidied(council, GOES) == [key]
    gone = dict.fromkeys(("receipt", "sorted_comment", "comment", "draft", "code"), 0)
    assert left(council) == gone | {"response": 3}
    assert council.wave(key).people_gone_on == GOES
    assert tidied(council, GOES + timedelta(days=1)) == [], "once"
    with council.database.reading() as session:
        (line,) = audit.latest(session, 5)
    assert (line.who, line.act, line.about) == ("Told Us", "deleted a wave’s answers when they were due", key)


def test_the_numbers_stay_as_they_were_told_and_the_small_ones_stay_hidden(council: Council) -> None:
    key = opened(council)
    answer(council, key, *EVEN, (2, "neither", "yes"))
    before = told(council)
    tidied(council, GOES)
    assert told(council) == before
    officer = signed_in(council)
    officer.get(f"/office/waves/{key}")
    page = officer.page.text
    assert "43% of young people (32 of 74) told us that they feel in control." in page
    assert "Neither [c]" in page or "[c]" in page
    with council.database.reading() as session:
        kept = session.execute(text("select figures from kept_count")).scalar_one()
    assert ": 2," not in str(kept), "what may not be told is not kept"


def test_next_years_wave_tells_its_trend_beside_the_counts_that_stayed(council: Council) -> None:
    first = opened(council)
    answer(council, first, *EVEN)
    tidied(council, GOES)
    with council.database.writing() as session:
        days = (GOES, GOES + timedelta(days=30))
        second = open_survey(session, survey(), "Summer 2027", days, GOES).key
    answer(council, second, (60, "agree", "yes"), (10, "disagree", "no"))
    with council.database.reading() as session:
        (section,) = lookup.sections_of(session, council.context.content, "pledge-5", Rules(), GOES)
    finding = next(f for f in section.findings if f.question == "in-control")
    assert [t.source.wave for t in finding.told] == [second, first]
    assert finding.told[1].base == 72
    assert not finding.told[1].breaks, "the question is the same"
    assert finding.change is not None
    assert "went up" in finding.change


def test_a_section_can_still_be_published_and_is_as_it_was(council: Council) -> None:
    key = opened(council)
    answer(council, key, *EVEN)
    officer = signed_in(council)
    officer.get(PAGE)
    officer.post(f"{PAGE}/publish")
    before = officer.page.text
    council.go_to(GOES)
    officer = Visitor(council.client())
    officer.get("/office/sign-in")
    officer.post("/office/sign-in", {"name": "officer", "password": "three made up words"})
    assert council.wave(key).people_gone_on == GOES, "an officer looked in, and it was done"
    officer.get(PAGE)
    assert "These numbers are published." in officer.page.text, "only the wave has closed"
    assert "44% of young people (32 of 72)" in before
    assert "44% of young people (32 of 72)" in officer.page.text
    assert officer.post(f"{PAGE}/publish").status_code == 200
    assert officer.get(f"{PAGE}?by=safe").status_code in (200, 404)
    assert officer.get(f"/office/waves/{key}?by=safe").status_code == 200
    assert "By group:" not in officer.page.text, "the numbers of a whole are kept, and no groups"


def test_a_report_with_groups_is_still_recounted_after(council: Council, tmp_path: Path) -> None:
    key = opened(council)
    answer(council, key, *EVEN)
    officer = signed_in(council)
    officer.get(PAGE)
    officer.post(f"{PAGE}/publish", {"by": "safe"})
    content = council.context.content
    with council.database.reading() as session:
        sections = lookup.sections_of(session, content, "pledge-5", Rules(), TODAY, ("safe",))
    file = tmp_path / "section.html"
    file.write_bytes(FORMATS["html"].write(sections, HouseStyle(None)))
    tidied(council, GOES)
    aligned = align(read(file))
    assert any("?" in i for i in aligned.identities)
    with council.database.reading() as session:
        counted = recount(session, content, Rules(), GOES, aligned.identities)
    found = judge(aligned.standing, counted)
    about = [j for j in found if j.verdict is not Verdict.HOLDS]
    assert [j.about for j in about if "/" in j.about] == []
    assert key in str(aligned.identities)


def test_nothing_that_was_deleted_can_be_read_in_the_file(sqlite_council: Council, tmp_path: Path) -> None:
    key = opened(sqlite_council)
    answer(sqlite_council, key, *EVEN * 10)
    everything_of_a_person(sqlite_council, key)
    files = [p for p in tmp_path.iterdir() if p.name.startswith("told-us.sqlite3")]
    needle = SECRET_WORDS.encode()
    sqlite_council.database.settle()
    assert any(needle in p.read_bytes() for p in files), "it is there to be found"
    tidied(sqlite_council, GOES)
    files = [p for p in tmp_path.iterdir() if p.name.startswith("told-us.sqlite3")]
    assert not any(needle in p.read_bytes() for p in files)


def test_a_scrub_that_was_interrupted_is_made_up_for(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = opened(council)
    answer(council, key, *EVEN)
    scrubs: list[list[str]] = []

    def broken(_: Database, tables: Iterable[str]) -> None:
        raise KeyboardInterrupt

    def counted(_: Database, tables: Iterable[str]) -> None:
        scrubs.append(list(tables))

    monkeypatch.setattr(Database, "scrub", broken)
    with pytest.raises(KeyboardInterrupt):
        tidied(council, GOES)
    assert council.wave(key).people_gone_on == GOES
    monkeypatch.setattr(Database, "scrub", counted)
    assert tidied(council, GOES) == []
    assert tidied(council, GOES) == []
    assert len(scrubs) == 1, "once, and then no more"


def test_letting_go_that_failed_is_tried_again_the_same_day(
    sqlite_council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = opened(sqlite_council)
    answer(sqlite_council, key, *EVEN)
    for days in (2, 1):
        steady_clock.believed(sqlite_council.database, GOES - timedelta(days=days))
    sqlite_council.go_to(GOES)

    def busy(*_: object) -> list[str]:
        raise OperationalError("begin", None, Exception("database is locked"))

    with monkeypatch.context() as patched:
        patched.setattr(tidying, "let_go", busy)
        officer = signed_in(sqlite_council)
        assert officer.get("/office/").status_code == 200
    officer.get("/office/")
    assert sqlite_council.wave(key).people_gone_on is None, "not at every page"
    sqlite_council.clock[0] += lazily.PATIENCE
    officer.get("/office/")
    assert sqlite_council.wave(key).people_gone_on == GOES


def test_files_that_nobody_finished_go_at_night(council: Council) -> None:
    council.add_officer()
    with council.database.writing() as session:
        officer = officers.named(session, "officer")
        assert officer is not None
        bringing.begin(session, "secret", officer.id, {"answers": b"Sam"}, council.clock[0])
    tidied(council, TODAY)
    with council.database.reading() as session:
        assert bringing.any_old(session, council.clock[0] + bringing.KEPT)
    tidied(council, TODAY + timedelta(days=1))
    with council.database.reading() as session:
        assert session.scalars(select(Bringing)).all() == []


def test_the_pages_of_a_wave_whose_people_are_gone_still_open_and_say_so(sqlite_council: Council) -> None:
    key = opened(sqlite_council)
    answer(sqlite_council, key, *EVEN)
    tidied(sqlite_council, GOES)
    officer = signed_in(sqlite_council)
    assert "The answers were deleted on 1 June 2027; the numbers are kept." in officer.page.text
    for room in ("", "/run", "/progress", "/comments", "/totals"):
        assert officer.get(f"/office/waves/{key}{room}").status_code == 200, room
    assert officer.get(f"/office/waves/{key}/entry").status_code in (403, 404)
    officer.get(f"/office/waves/{key}/run")
    change = {"closes": "2028-01-01", "delete-on": "2029-01-01", "sure": "yes"}
    assert officer.post(f"/office/waves/{key}/change", change).status_code == 409
    with sqlite_council.database.writing() as session, pytest.raises(NotReady, match="were deleted"):
        open_survey(session, survey(), "Autumn 2026", (GOES, GOES), GOES)


def test_several_questions_told_as_one_are_told_the_same_after(council: Council) -> None:
    whole = survey().model_dump(by_alias=True, mode="json")
    whole["questions"][5] |= {"counts": ["yes"], "told-us": "they feel safe"}
    whole["pooled"] = [
        {"key": "well", "questions": ["in-control", "safe"], "way": "average"}
        | {"told-us": "they are well", "tags": ["pledge-5"]}
    ]
    key = opened(council, asked=Survey.model_validate(whole))
    answer(council, key, *EVEN)
    before = told(council)
    assert any("they are well" in sentence for sentence in before)
    tidied(council, GOES)
    assert told(council) == before


def test_a_small_wave_keeps_only_that_it_was_small(council: Council) -> None:
    key = opened(council)
    answer(council, key, (4, "agree", "yes"))
    tidied(council, GOES)
    with council.database.reading() as session:
        kept = session.execute(text("select figures from kept_count")).scalar_one()
    assert "4" not in str(kept).replace(key, "")


def test_two_that_tidy_at_once_do_it_once(council: Council) -> None:
    key = opened(council)
    answer(council, key, *EVEN)
    council.go_to(GOES)
    rules, now = Rules(), council.clock[0]
    assert tidying._let_go(council.database, key, rules, now)
    assert not tidying._let_go(council.database, key, rules, now)
    with council.database.reading() as session:
        assert len(session.execute(text("select * from kept_count")).all()) == 1


def test_every_table_that_points_at_a_person_is_emptied(council: Council) -> None:
    """A table that another room adds, and that names a response or hangs on a wave, has to be thought of."""
    stays = {"imported", "kept_count", "population", "release", "told_themes"}
    inspector = inspect(council.database.engine)

    def pointing_at(*tables: str) -> set[str]:
        return {
            table
            for table in inspector.get_table_names()
            for key in inspector.get_foreign_keys(table)
            if key["referred_table"] in tables
        }

    assert pointing_at("wave", "response") - stays == {t.__tablename__ for t in OF_PEOPLE}
    assert pointing_at("comment", "coded_comment") == {t.__tablename__ for t in OF_COMMENTS}


def test_comments_that_were_cleared_go_too(council: Council) -> None:
    key = opened(council)
    everything_of_a_person(council, key)
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        comments.judge(session, wave, comments.reference(wave, 1, "more"), "cleared")
    tidied(council, GOES)
    with council.database.reading() as session:
        (section,) = lookup.sections_of(session, council.context.content, "pledge-5", Rules(), GOES)
    assert section.quotes == ()


@pytest.mark.parametrize(
    ("closes", "today", "day"),
    [
        (date(2026, 12, 31), TODAY, date(2028, 12, 31)),
        (date(2024, 2, 29), date(2024, 1, 1), date(2026, 3, 1)),
        (date(2019, 1, 1), TODAY, date(2028, 11, 22)),
        (date(9999, 12, 31), TODAY, date.max),
    ],
)
def test_without_a_day_it_is_two_years_and_never_the_night_it_is_brought_in(
    closes: date, today: date, day: date
) -> None:
    assert default_day(closes, today) == day
