"""A backup holds all of it as it stood at one moment, and comes back whole, or not at all."""

import gzip
import json
import stat
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, update

from feedback.adapters import backups, recount_checks
from feedback.adapters.backups import WrongBackup
from feedback.adapters.database import Database, NotMigrated
from feedback.adapters.store import editions, officers, responses, waves
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Comment, Response, Upload, Wave
from feedback.domain.journey import SKIPPED, Answer
from tests.adapters.test_cli import fails
from tests.conftest import PASSWORD, TODAY, a_postgres, small_survey

HOW = responses.Circumstances(TODAY)
ODD = 'Ring me \u2028 “now”, \x85 or “Ünï” 😀\nnever, {"at": 1}'


def filled(database: Database) -> None:
    with database.writing() as session:
        wave = open_survey(session, small_survey(), "Autumn 2026", (TODAY, TODAY), TODAY)
        sent = [
            responses.Sent({"in-control": Answer(("agree",))}, {}),
            responses.Sent(
                {"in-control": Answer(("disagree",)), "what-would-help": Answer(words=ODD, may_quote=True)},
                {"what-would-help": ODD},
            ),
            responses.Sent({"in-control": SKIPPED}, {}),
        ]
        responses.add(session, wave, wave_survey(session, wave), sent, HOW)
        officers.add(session, "maria", PASSWORD, TODAY)


def wave_survey(session, wave: Wave):
    return editions.get(session, wave.survey_key, wave.edition)


def written(database: Database, folder: Path, name: str = "all.told") -> Path:
    file = folder / name
    backups.write(database, file, recount_checks.seals)
    return file


def read(file: Path) -> list[object]:
    return [json.loads(line) for line in gzip.open(file, "rt", encoding="utf-8", newline="\n")]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Database]:
    """A database without tables, in another place."""
    made = Database(f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
    yield made
    made.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """The same of each kind: also of the other than what was written."""
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'either.sqlite3'}")
        yield made
        made.close()
        return
    with a_postgres(request.getfixturevalue("postgres_server"), "template0") as url:
        made = Database(url)
        yield made
        made.close()


def test_all_of_it_comes_back_and_is_counted_the_same(
    database: Database, either: Database, tmp_path: Path
) -> None:
    filled(database)
    file = written(database, tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    about = backups.restore(either, file)
    either.check()
    with either.reading() as session:
        assert not recount_checks.differing(about.checks, recount_checks.seals(session))
        assert session.scalars(select(Comment.text)).all() == [ODD]
        assert officers.any_there(session)
    again = read(written(either, tmp_path, "again.told"))
    assert sorted(map(json.dumps, again)) == sorted(map(json.dumps, read(file)))


def test_what_comes_next_is_numbered_after_what_was_restored(
    database: Database, either: Database, tmp_path: Path
) -> None:
    filled(database)
    backups.restore(either, written(database, tmp_path))
    with either.writing() as session:
        wave = open_survey(session, small_survey("other"), "Next", (TODAY, TODAY), TODAY)
        officers.add(session, "sam", PASSWORD, TODAY)
        first = waves.get(session, "small-autumn-2026")
        assert first is not None
        responses.add(session, first, wave_survey(session, first), [responses.Sent({}, {})], HOW)
        assert wave.id > first.id
    with either.reading() as session:
        assert sorted(session.scalars(select(Response.seq))) == [1, 2, 3, 4]


def test_it_is_of_one_moment_while_others_go_on_writing(
    database: Database, elsewhere: Database, tmp_path: Path
) -> None:
    filled(database)
    stop, sent = threading.Event(), list[int]()

    def go_on() -> None:
        while not stop.is_set():
            with database.writing() as session:
                wave = waves.get(session, "small-autumn-2026")
                assert wave is not None
                more = [responses.Sent({"in-control": Answer(("agree",))}, {})] * 7
                sent.append(responses.add(session, wave, wave_survey(session, wave), more, HOW))

    writer = threading.Thread(target=go_on)
    writer.start()
    try:
        files = [written(database, tmp_path, f"{n}.told") for n in range(5)]
    finally:
        stop.set()
        writer.join()
    assert sent
    about = backups.restore(elsewhere, files[-1])
    with elsewhere.reading() as session:
        assert not recount_checks.differing(about.checks, recount_checks.seals(session))
        wave = waves.get(session, "small-autumn-2026")
        assert wave is not None
        assert wave.seq % 7 == 3
        assert len(session.scalars(select(Response.seq)).all()) == wave.seq


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    empty_url: str, elsewhere: Database, tmp_path: Path
) -> None:
    old = Database(empty_url)
    old.migrate("0005")
    file = tmp_path / "old.told"
    backups.write(old, file, lambda _: {})
    backups.restore(elsewhere, file)
    elsewhere.check()
    old.close()


@pytest.mark.parametrize("harm", ["cut", "bent", "a row less", "another kind", "empty", "of a newer version"])
def test_a_damaged_file_leaves_an_empty_place_empty(
    harm: str, database: Database, elsewhere: Database, tmp_path: Path
) -> None:
    filled(database)
    file = written(database, tmp_path)
    whole, lines = file.read_bytes(), read(file)
    if harm == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif harm == "bent":
        middle = len(whole) // 2
        file.write_bytes(
            whole[:middle] + bytes(b ^ 0x55 for b in whole[middle : middle + 40]) + whole[middle + 40 :]
        )
    elif harm == "empty":
        file.write_bytes(b"")
    else:
        if harm == "a row less":
            lines.remove(next(x for x in lines if isinstance(x, list) and x[0] == "response"))
        elif harm == "another kind":
            lines = [["x", [1]], {"rows": {"x": 1}}]
        else:
            lines[0] |= {"revision": "9999"}  # type: ignore[operator]
        with gzip.open(file, "wt", encoding="utf-8", newline="\n") as out:
            out.writelines(json.dumps(line) + "\n" for line in lines)
    with pytest.raises((WrongBackup, NotMigrated)):
        backups.restore(elsewhere, file)
    with elsewhere.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}


def test_a_place_in_use_is_left_alone(database: Database, tmp_path: Path) -> None:
    filled(database)
    file = written(database, tmp_path)
    with pytest.raises(WrongBackup, match="isn’t empty"):
        backups.restore(database, file)
    with database.reading() as session:
        assert len(session.scalars(select(Response.seq)).all()) == 3


def test_pictures_and_dates_are_what_they_were(
    database: Database, elsewhere: Database, tmp_path: Path
) -> None:
    content = bytes(range(256))
    with database.writing() as session:
        session.add(
            Upload(
                kind="picture",
                key="x",
                digest="d",
                media_type="image/png",
                alt="A",
                licence="L",
                added_on=date(2026, 2, 28),
                content=content,
            )
        )
    backups.restore(elsewhere, written(database, tmp_path))
    with elsewhere.reading() as session:
        kept = session.scalars(select(Upload)).one()
        assert (kept.content, kept.added_on) == (content, date(2026, 2, 28))


def test_the_commands_say_what_they_did_and_refuse_to_overwrite(
    toldus, stored, tmp_path, monkeypatch
) -> None:
    filled(stored)
    with stored.writing() as session:
        session.execute(update(Comment).values(state="cleared"))
    file = tmp_path / "all.told"
    assert "with 3 responses" in toldus("backup", str(file)).output
    assert "Nothing was written" in fails(toldus("backup", str(file)))
    assert "can’t be written" in fails(toldus("backup", str(tmp_path / "nowhere" / "x")))
    assert "isn’t empty. Nothing was changed" in fails(toldus("restore", str(file)))
    for name, more, state in (("new", (), "new"), ("moved", ("--moving",), "cleared")):
        url = f"sqlite:///{tmp_path / name}.sqlite3"
        monkeypatch.setenv("DATABASE_URL", url)
        said = toldus("restore", str(file), *more).output
        assert ("to be cleared again: 1." in said) is (state == "new")
        there = Database(url)
        with there.reading() as session:
            assert session.scalars(select(Comment.state)).all() == [state]
        there.close()
    assert "1 waves with 3 responses, each counted the same" in said
    assert "taken out after the backup" in said
