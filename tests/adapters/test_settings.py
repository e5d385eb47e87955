"""Settings come from the environment, each with a default, and a wrong one is told in plain words."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from feedback.adapters.how_to_sign_in import SigningIn, SignOn
from feedback.adapters.settings import HelpLine, Settings, WrongSetting, shipped
from feedback.domain.disclosure import Rules


@pytest.fixture
def given(tmp_path: Path):
    """Settings from these variables, with what is kept in a folder of its own."""

    def from_environment(**variables: str) -> Settings:
        return Settings.from_environment({"TOLDUS_INSTANCE": str(tmp_path / "kept"), **variables})

    return from_environment


def test_with_nothing_given_everything_has_a_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = Settings.from_environment({})
    assert found == Settings(
        database_url=f"sqlite:///{tmp_path}/instance/toldus.sqlite3",
        secret_key=(tmp_path / "instance" / "secret_key").read_text(),
        surveys=shipped("surveys"),
        council="Cheshire East",
        help_lines=(HelpLine("Childline", "0800 1111", "free, day and night"),),
        leave_to="https://www.bbc.co.uk/weather",
        plain_http=False,
        behind_proxy=False,
        rules=Rules(threshold=5, small_group=10),
    )


def test_every_setting_can_be_given(tmp_path):
    found = Settings.from_environment(
        {
            "DATABASE_URL": "sqlite:////srv/told-us.sqlite3",
            "SECRET_KEY": "a secret",
            "TOLDUS_INSTANCE": str(tmp_path / "never made"),
            "TOLDUS_SURVEYS": str(tmp_path),
            "TOLDUS_COUNCIL": "Dorset",
            "TOLDUS_HELP_LINES": "Samaritans: 116 123; Childline: 0800 1111, free",
            "TOLDUS_LEAVE_TO": "https://www.example.org/news?today",
            "TOLDUS_PLAIN_HTTP": "yes",
            "TOLDUS_BEHIND_PROXY": "1",
            "TOLDUS_THRESHOLD": "7",
            "TOLDUS_SMALL_GROUP": "20",
        }
    )
    assert found == Settings(
        database_url="sqlite:////srv/told-us.sqlite3",
        secret_key="a secret",
        surveys=tmp_path,
        council="Dorset",
        help_lines=(HelpLine("Samaritans", "116 123", ""), HelpLine("Childline", "0800 1111", "free")),
        leave_to="https://www.example.org/news?today",
        plain_http=True,
        behind_proxy=True,
        rules=Rules(threshold=7, small_group=20),
    )
    assert not (tmp_path / "never made").exists()


def test_an_empty_value_counts_as_not_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = ["DATABASE_URL", "SECRET_KEY"] + [
        f"TOLDUS_{n}"
        for n in (
            *("INSTANCE", "SURVEYS", "COUNCIL", "HELP_LINES", "LEAVE_TO"),
            *("PLAIN_HTTP", "BEHIND_PROXY", "THRESHOLD", "SMALL_GROUP"),
        )
    ]
    assert Settings.from_environment(dict.fromkeys(names, "")) == Settings.from_environment({})


def test_the_real_environment_is_read_when_none_is_handed_over(tmp_path, monkeypatch):
    monkeypatch.setenv("TOLDUS_INSTANCE", str(tmp_path))
    monkeypatch.setenv("TOLDUS_COUNCIL", "Elsewhere")
    assert Settings.from_environment().council == "Elsewhere"


@pytest.mark.parametrize(
    ("url", "used"),
    [
        ("postgres://me:pass@db/told", "postgresql+psycopg://me:pass@db/told"),
        ("postgresql://me:pass@db/told", "postgresql+psycopg://me:pass@db/told"),
        (
            "postgresql+psycopg://me@db/told?sslmode=require",
            "postgresql+psycopg://me@db/told?sslmode=require",
        ),
        ("sqlite:////srv/a.sqlite3", "sqlite:////srv/a.sqlite3"),
    ],
)
def test_every_usual_way_to_write_a_database_address_is_understood(given, url, used):
    assert given(DATABASE_URL=url).database_url == used


@pytest.mark.parametrize("written", ["yes", "YES", " true ", "1"])
def test_yes_is_written_in_several_ways(given, written):
    assert given(TOLDUS_PLAIN_HTTP=written).plain_http


@pytest.mark.parametrize("written", ["no", "False", "0", " "])
def test_no_is_written_in_several_ways(given, written):
    assert not given(TOLDUS_BEHIND_PROXY=written).behind_proxy


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DATABASE_URL", "mysql://me@db/told", "DATABASE_URL should begin with sqlite:/// or postgresql://"),
        ("DATABASE_URL", "told-us.sqlite3", "DATABASE_URL should begin with sqlite:/// or postgresql://"),
        ("TOLDUS_SURVEYS", "/no/such/folder", "TOLDUS_SURVEYS names /no/such/folder, which is not a folder"),
        ("TOLDUS_PLAIN_HTTP", "perhaps", "TOLDUS_PLAIN_HTTP should be yes or no"),
        ("TOLDUS_BEHIND_PROXY", "2", "TOLDUS_BEHIND_PROXY should be yes or no"),
        ("TOLDUS_THRESHOLD", "0", "TOLDUS_THRESHOLD should be a whole number of 1 or more"),
        ("TOLDUS_THRESHOLD", "-1", "TOLDUS_THRESHOLD should be a whole number of 1 or more"),
        ("TOLDUS_SMALL_GROUP", "ten", "TOLDUS_SMALL_GROUP should be a whole number of 1 or more"),
        ("TOLDUS_SMALL_GROUP", "9.5", "TOLDUS_SMALL_GROUP should be a whole number of 1 or more"),
        ("TOLDUS_SMALL_GROUP", "²", "TOLDUS_SMALL_GROUP should be a whole number of 1 or more"),
        ("TOLDUS_LEAVE_TO", "bbc.co.uk", "TOLDUS_LEAVE_TO should be a web address, such as https://"),
        ("TOLDUS_LEAVE_TO", "javascript:alert(1)", "TOLDUS_LEAVE_TO should be a web address"),
        ("TOLDUS_LEAVE_TO", "https://a.org; script-src *", "TOLDUS_LEAVE_TO should be a web address"),
    ],
)
def test_a_wrong_value_is_told_with_what_would_be_right(given, name, value, told):
    with pytest.raises(WrongSetting) as raised:
        given(**{name: value})
    assert str(raised.value).startswith(told)


def test_a_password_in_a_wrong_database_address_is_not_repeated(given):
    with pytest.raises(WrongSetting) as raised:
        given(DATABASE_URL="mysql://me:hush-hush@db/told")
    assert "hush-hush" not in str(raised.value)


def test_a_place_where_nothing_can_be_kept_is_told(given, tmp_path):
    (tmp_path / "kept").write_text("a file where a folder should be")
    for variables in ({"SECRET_KEY": "a"}, {"DATABASE_URL": "sqlite:////a"}):
        with pytest.raises(WrongSetting, match=r"TOLDUS_INSTANCE names .*kept, where nothing can be kept"):
            given(**variables)


# The secret key


def test_the_secret_key_is_made_once_and_is_the_same_for_the_next_start(given, tmp_path):
    first, second = given(), given()
    assert first.secret_key == second.secret_key == (tmp_path / "kept" / "secret_key").read_text()
    assert len(first.secret_key) == 64
    assert [p.name for p in (tmp_path / "kept").iterdir()] == ["secret_key"]


def test_another_place_has_another_key(tmp_path):
    keys = {Settings.from_environment({"TOLDUS_INSTANCE": str(tmp_path / n)}).secret_key for n in "abc"}
    assert len(keys) == 3


def test_the_secret_key_can_be_read_by_this_user_alone(given, tmp_path):
    before = os.umask(0)  # the widest there is
    try:
        given()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "kept" / "secret_key").stat().st_mode) == 0o600


def test_processes_that_start_together_get_one_whole_key(tmp_path):
    for attempt in range(20):
        place = {"TOLDUS_INSTANCE": str(tmp_path / str(attempt))}
        with ThreadPoolExecutor(8) as pool:
            keys = {s.secret_key for s in pool.map(Settings.from_environment, [place] * 8)}
        assert len(keys) == 1
        assert len(keys.pop()) == 64


def test_a_key_that_was_given_is_not_written_down(given, tmp_path):
    assert given(SECRET_KEY="given").secret_key == "given"
    assert not (tmp_path / "kept" / "secret_key").exists()


def test_an_empty_key_file_is_told_and_not_used(given, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "secret_key").write_text("\n")
    with pytest.raises(WrongSetting, match=r"secret_key is empty\. Delete it, and a new one is made"):
        given()


@pytest.mark.parametrize(
    "wrong", ["Childline", "Childline:", "0800 1111", "Childline: 0800 1111;", ": 116 123"]
)
def test_a_help_line_needs_a_name_and_a_number(tmp_path, wrong):
    with pytest.raises(WrongSetting, match="TOLDUS_HELP_LINES should name who helps"):
        Settings.from_environment({"TOLDUS_INSTANCE": str(tmp_path), "TOLDUS_HELP_LINES": wrong})


def test_a_help_line_is_dialled_without_its_spaces():
    assert HelpLine("Childline", "0800 1111", "").dialled == "08001111"
    assert HelpLine("Abroad", "+44 800 1111", "").dialled == "+448001111"


OIDC = {
    "TOLDUS_OIDC_ISSUER": "https://login.example.org/council/",
    "TOLDUS_OIDC_CLIENT_ID": "told-us",
    "TOLDUS_OIDC_CLIENT_SECRET": "a secret",
}


def test_how_officers_sign_in_is_strict_by_default_and_can_be_changed(given):
    assert given().signing_in == SigningIn(True, 30 * 60, 12 * 60 * 60, None)
    times = {"TOLDUS_IDLE_MINUTES": "15", "TOLDUS_SESSION_HOURS": "8"}
    found = given(TOLDUS_SECOND_FACTOR="Optional", **times, **OIDC).signing_in
    assert (found.needs_second_factor, found.idle, found.whole) == (False, 900, 28_800)
    words = "Sign in with your council account"
    assert found.sign_on == SignOn("https://login.example.org/council/", "told-us", "a secret", words)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"TOLDUS_SECOND_FACTOR": "no"}, "TOLDUS_SECOND_FACTOR should be required or optional"),
        ({"TOLDUS_IDLE_MINUTES": "0"}, "TOLDUS_IDLE_MINUTES should be a whole number of 1 or more"),
        ({"TOLDUS_SESSION_HOURS": "½"}, "TOLDUS_SESSION_HOURS should be a whole number of 1 or more"),
        ({**OIDC, "TOLDUS_OIDC_CLIENT_SECRET": " "}, "sign-on also needs TOLDUS_OIDC_CLIENT_SECRET"),
        ({**OIDC, "TOLDUS_OIDC_ISSUER": "http://login.example.org"}, "begins with https://"),
        ({**OIDC, "TOLDUS_OIDC_ISSUER": "http://localhost.example.org"}, "begins with https://"),
        ({**OIDC, "TOLDUS_OIDC_ISSUER": "http://127.0.0.1:80@example.org"}, "begins with https://"),
    ],
)
def test_a_wrong_way_to_sign_in_is_told(given, wrong, told):
    with pytest.raises(WrongSetting, match=told):
        given(**wrong)
