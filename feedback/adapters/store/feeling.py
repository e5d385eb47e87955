"""What was pressed under “Does this feel true?”, as counts. Knows nothing of who pressed, or when."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from feedback.adapters.tables_feeling import Press
from feedback.domain.disclosure import Rules
from feedback.domain.feeling import Feels, Presses, nobody, pressed


def get(session: Session, commitment: str, number: int) -> Presses:
    """What was pressed of one edition."""
    wanted = select(Press).where(Press.commitment == commitment, Press.number == number)
    return _presses(list(session.scalars(wanted)))


def press(session: Session, commitment: str, number: int, feels: Feels, rules: Rules) -> None:
    """Counts one more press. Of several at once, each waits for the one before."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    at = {"commitment": commitment, "number": number}
    empty = [{**at, "feels": one.value, "so_far": 0, "told": 0, "known": 0} for one in Feels]
    session.execute(insert(Press).values(empty).on_conflict_do_nothing())
    wanted = select(Press).where(Press.commitment == commitment, Press.number == number)
    rows = list(session.scalars(wanted.order_by(Press.feels).with_for_update()))
    after = pressed(_presses(rows), feels, rules)
    for row in rows:
        one = Feels(row.feels)
        row.so_far, row.told, row.known = after.so_far[one], after.told[one], after.known[one]


def _presses(rows: list[Press]) -> Presses:
    so_far, told, known = (
        {**nobody(), **{Feels(row.feels): getattr(row, name) for row in rows}}
        for name in ("so_far", "told", "known")
    )
    return Presses(so_far, told, known)
