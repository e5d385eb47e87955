"""The settings in force are the same for a command as for a page, and the environment has the last word."""

from dataclasses import replace

import pytest

from feedback.adapters.database import Database
from feedback.adapters.in_force import over
from feedback.adapters.settings import Settings
from feedback.adapters.store import settings as kept
from feedback.domain.choices import Choices, HelpLine
from feedback.domain.disclosure import Rules
from feedback.starting import ready

CHOSEN = Choices(
    council="Dorset",
    help_lines=(HelpLine("Meic", "0808 802 3456", ""),),
    leave_to="https://www.example.org/",
    threshold=8,
    small_group=12,
    colour="#8a1c5b",
)


def test_a_command_goes_by_what_was_chosen_in_the_office(tmp_path, monkeypatch, database_url):
    database = Database(database_url)
    with database.writing() as session:
        _, choices = kept.chosen(session, hold=True)
        kept.choose(session, replace(choices, council="Dorset", threshold=8))
    database.close()
    for name in ("TOLDUS_COUNCIL", "TOLDUS_THRESHOLD", "TOLDUS_SMALL_GROUP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("TOLDUS_INSTANCE", str(tmp_path))
    settings, opened = ready()
    assert (settings.council, settings.rules) == ("Dorset", Rules(8, 10))
    opened.close()


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("TOLDUS_COUNCIL", "Devon", lambda s: s.council == "Devon"),
        ("TOLDUS_HELP_LINES", "Childline: 0800 1111", lambda s: s.help_lines[0].name == "Childline"),
        ("TOLDUS_LEAVE_TO", "https://www.bbc.co.uk", lambda s: s.leave_to == "https://www.bbc.co.uk"),
        ("TOLDUS_THRESHOLD", "5", lambda s: s.rules == Rules(5, 12)),
        ("TOLDUS_SMALL_GROUP", "20", lambda s: s.rules == Rules(8, 20)),
    ],
)
def test_what_the_environment_gives_holds(tmp_path, name, value, found):
    given = Settings.from_environment({"TOLDUS_INSTANCE": str(tmp_path), name: value})
    settings = over(given, CHOSEN)
    assert found(settings)
    assert settings.colour == "#8a1c5b"


def test_what_was_not_chosen_is_as_it_was(tmp_path):
    given = Settings.from_environment({"TOLDUS_INSTANCE": str(tmp_path)})
    assert over(given, Choices()) == given


def test_choices_come_back_as_they_went(database):
    with database.writing() as session:
        kept.chosen(session, hold=True)
        kept.choose(session, CHOSEN)
    with database.reading() as session:
        assert kept.chosen(session) == (2, CHOSEN)
        assert kept.version(session) == 2
