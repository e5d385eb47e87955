"""Addresses of PostgreSQL: one server, or several that stand in for one another, as libpq writes them."""

import pytest
from sqlalchemy import create_engine

from feedback.adapters import addresses
from feedback.adapters.settings import Settings

TWO = "?host=one:5432&host=two:5432"
SEVERAL = "&target_session_attrs=read-write"


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ("postgres://me:hush@db/told", "me:hush@db/told"),
        ("postgresql://me:hu,sh@db/told?sslmode=require", "me:hu,sh@db/told?sslmode=require"),
        ("postgresql+psycopg://db/told", "db/told"),
        (
            "postgresql://me:hush@one:5432,two:6432/told",
            f"me:hush@/told{TWO[:-4]}6432{SEVERAL}",
        ),
        ("postgresql://me:hu,sh@one,two/told", f"me:hu,sh@/told{TWO}{SEVERAL}"),
        ("postgres://one,two", f"/{TWO}{SEVERAL}"),
        ("postgres://one,two?sslmode=require", f"/{TWO}{SEVERAL}&sslmode=require"),
        (
            "postgresql://one,two/told?target_session_attrs=any",
            f"/told{TWO}&target_session_attrs=any",
        ),
    ],
)
def test_an_address_is_put_in_the_drivers_form(given: str, whole: str) -> None:
    assert addresses.is_postgres(given)
    assert addresses.of_postgres(given) == f"postgresql+psycopg://{whole}"
    assert Settings.from_environment({"DATABASE_URL": given, "SECRET_KEY": "k"}).database_url == (
        f"postgresql+psycopg://{whole}"
    )


def test_the_driver_is_given_every_server_and_how_long_to_wait_for_one() -> None:
    url = addresses.of_postgres("postgresql://me:hush@one,two:6432/told?connect_timeout=9")
    engine = create_engine(addresses.patient(url))
    given = engine.dialect.create_connect_args(engine.url)[1]
    assert (given["host"], given["port"], given["dbname"]) == ("one,two", "5432,6432", "told")
    assert given["target_session_attrs"] == "read-write"
    assert {name: given[name] for name in addresses.PATIENCE} == {
        **addresses.PATIENCE,
        "connect_timeout": "9",
    }
