"""Arrangements and editions as two officers keep them at the same moment, on both databases."""

import threading
from collections.abc import Callable

from sqlalchemy import func, select

from feedback.adapters import arranging, publishing
from feedback.adapters.arranging import Edited
from feedback.adapters.lookup import sections_of
from feedback.adapters.store import arrangements, told_sections
from feedback.adapters.tables_sections import ToldSection
from feedback.domain.arranging import Arrangement, Placed
from feedback.domain.disclosure import Rules
from tests.conftest import TODAY, Council
from tests.live import moment
from tests.web.test_office import answered


def at_once(*work: Callable[[], None]) -> None:
    """All of it, begun at one moment; raises what any of it raised."""
    gate, problems = threading.Barrier(len(work)), []

    def run(one: Callable[[], None]) -> None:
        try:
            gate.wait()
            one()
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_officers_who_save_at_one_moment_lose_nothing(council: Council) -> None:
    answered(council, 20, 12)
    with council.database.reading() as session:
        (section,) = sections_of(session, council.context.content, "pledge-5", Rules(), TODAY)

    def saving(made: Arrangement) -> Callable[[], None]:
        def save() -> None:
            with council.database.writing() as session:
                assert not arranging.save(session, section, Edited(made, 0), "sam", moment()).clashes

        return save

    keys = [f"small/{key}" for key in ("in-control", "safe", "born", "moves")]
    at_once(
        saving(Arrangement(own_words="Above")),
        *(saving(Arrangement(findings=_in_place(section, key))) for key in keys),
    )
    with council.database.reading() as session:
        kept = arrangements.newest(session, "pledge-5")
    assert kept.version == 5
    assert kept.arrangement.own_words == "Above"
    assert {p.key for p in kept.arrangement.findings if not p.shown} == set(keys)


def _in_place(section, left_out):  # type: ignore[no-untyped-def]
    """Every figure as it comes, without one."""
    keys = [f"{f.survey}/{f.question}" for f in section.findings]
    return tuple(Placed(key=key, shown=key != left_out) for key in keys)


def test_officers_who_publish_at_one_moment_make_one_edition(council: Council) -> None:
    answered(council, 20, 12)

    def publish() -> None:
        wanted = publishing.Wanted("pledge-5")
        publishing.publish(council.database, council.context.content, wanted, Rules(), TODAY)

    at_once(publish, publish, publish)
    with council.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ToldSection)) == 1
        newest = told_sections.newest(session, "pledge-5")
        assert newest is not None
        assert (newest.number, newest.told_on) == (1, TODAY)
        assert told_sections.newest(session, "pledge-1") is None
