"""kill -9 of each thing in turn while people answer, a few times: the whole of it is `./run bench faults`."""

import sys
import tempfile
from pathlib import Path

import pytest

from bench.faults import WRITTEN, break_it, place
from bench.kept import judge
from feedback.adapters.database import Database

HARMS = (
    "DELETE FROM comment WHERE seq = 1",
    "UPDATE wave SET seq = seq + 1",
    "DELETE FROM draft WHERE sent",
    "UPDATE response SET codes = '0' WHERE seq = 1",
)

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="gunicorn needs another system"),
    pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR"),
]


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_nothing_is_lost_when_servers_are_killed_under_load(kind: str) -> None:
    with tempfile.TemporaryDirectory() as kept, place(kind, Path(kept)) as at:
        figures = break_it(at, times=len(at.kills), people=3, seed=1)
        assert set(figures.kills) == set(at.kills)
        assert figures.thanked, "nobody was thanked, so nothing was tried"
        assert figures.good, (figures.found, figures.seeing)


def test_the_judge_sees_what_is_missing_altered_or_half(tmp_path: Path) -> None:
    with place("sqlite", tmp_path) as at:
        figures = break_it(at, times=0, people=1, seed=2)
    assert figures.good
    database, thanked = Database(at.url), figures.thanked
    words, given = next(iter(thanked.items()))
    other = {**given, "yes-0": ("yes",) if given["yes-0"] == ("no",) else ("no",)}
    assert judge(database, at.wave, {**thanked, "Never written": {}}, WRITTEN).missing == ["Never written"]
    assert judge(database, at.wave, {**thanked, words: other}, WRITTEN).altered == [words]
    for harm in HARMS:
        before = judge(database, at.wave, thanked, WRITTEN)
        with database.writing() as session:
            session.connection().exec_driver_sql(harm)
        after = judge(database, at.wave, thanked, WRITTEN)
        assert len(after.half) > len(before.half), harm
    database.close()
