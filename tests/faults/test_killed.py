"""kill -9 of each thing in turn while people answer, a few times: the whole of it is `./run bench faults`."""

import sys
import tempfile
from pathlib import Path

import pytest

from bench.faults import break_it, place
from bench.kept import judge

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="gunicorn needs another system")


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_nothing_is_lost_when_servers_are_killed_under_load(kind: str) -> None:
    with tempfile.TemporaryDirectory() as kept, place(kind, Path(kept)) as at:
        figures = break_it(at, times=len(at.kills), people=3, seed=1)
        assert set(figures.kills) == set(at.kills)
        assert figures.thanked, "nobody was thanked, so nothing was tried"
        assert figures.good, (figures.found, figures.seeing)


def test_what_is_missing_or_doubled_or_altered_would_be_seen(kind: str) -> None:
    """The judge can say no."""
    with tempfile.TemporaryDirectory() as kept, place(kind, Path(kept)) as at:
        figures = break_it(at, times=0, people=1, seed=2)
        assert figures.good
        from feedback.adapters.database import Database

        database = Database(at.url)
        words, given = next(iter(figures.thanked.items()))
        other = {**given, "yes-0": ("yes",) if given["yes-0"] == ("no",) else ("no",)}
        assert judge(database, at.wave, {**figures.thanked, "Never written": {}}, "comment").missing
        assert judge(database, at.wave, {words: other}, "comment").altered == [words]
        for broken in (
            "UPDATE wave SET seq = seq + 1",
            "UPDATE response SET codes = '0' WHERE seq = 1",
            "DELETE FROM comment WHERE seq = 1",
            "DELETE FROM draft WHERE sent",
        ):
            before = len(judge(database, at.wave, figures.thanked, "comment").half)
            with database.writing() as session:
                session.connection().exec_driver_sql(broken)
            assert len(judge(database, at.wave, figures.thanked, "comment").half) > before, broken
        database.close()
