"""Made-up rows for every table there is, as the database itself says what there is; our code isn't asked."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
    select,
)

VERSION = "alembic_version"
MANY = 3  # rows of each table


def tables(connection: Connection) -> list[Table]:
    """Each after those that it leans on."""
    there = MetaData()
    there.reflect(connection)
    return [table for table in there.sorted_tables if table.name != VERSION]


def fill(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Puts rows into every table that has none; all that there is then, by table."""
    made: dict[str, list[dict[str, Any]]] = {}
    for table in tables(connection):
        there = [dict(row._mapping) for row in connection.execute(select(table))]
        if not there:
            there = [_row(table, n, made) for n in range(MANY)]
            connection.execute(insert(table), there)
        made[table.name] = there
    return made


def _row(table: Table, n: int, made: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    row = {column.name: _value(column.type, f"{table.name} {column.name}", n) for column in table.columns}
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint):
            there = made[constraint.referred_table.name]
            for element in constraint.elements:
                row[element.parent.name] = there[n % len(there)][element.column.name]
    return row


def _value(kind: Any, named: str, n: int) -> Any:
    if isinstance(kind, Boolean):
        return bool(n % 2)
    if isinstance(kind, Integer):
        return n + 1
    if isinstance(kind, DateTime):
        return datetime(2026, 11, n + 1, 12, 30)  # noqa: DTZ001
    if isinstance(kind, Date):
        return date(2026, 11, n + 1)
    if isinstance(kind, LargeBinary):
        return f"{named} {n}".encode()
    if isinstance(kind, JSON):
        return {"made up": [n, "Łódź", None]}
    length = getattr(kind, "length", None)
    return f"{n} {named} Łódź"[:length] if length else f"{n} {named} Łódź\n" * 3


def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """All that there is, by table."""
    return {
        table.name: [dict(row._mapping) for row in connection.execute(select(table))]
        for table in tables(connection)
    }
