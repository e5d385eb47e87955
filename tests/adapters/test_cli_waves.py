"""The commands that put a survey before people, and those about translations, as they are typed."""

import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest

from feedback import cli, cli_translations
from feedback.adapters.store import codes, designs, editions, waves
from feedback.adapters.store.designs import By
from feedback.domain.design_files import design_of
from tests.adapters.content_files import RIGHT
from tests.adapters.test_cli import DAYS, HARM, content, fails
from tests.live import moment

OPEN = ("open", "care-leavers", "--wave", "Autumn 2026", *DAYS, *HARM)
KEY = "care-leavers-autumn-2026"
ADDRESS = ("--address", "https://surveys.example.org")


def wave_in(database, key=KEY):
    with database.reading() as session:
        found = waves.get(session, key)
        assert found is not None
        return found.access, *codes.counted(session, found)


# open


def test_open_with_codes_says_what_to_do_next_and_stays_so(toldus, stored):
    said = toldus(*OPEN, "--access", "codes").stdout
    assert said.endswith(f"Nobody can answer without a code. Make some with: toldus codes {KEY}\n")
    toldus(*OPEN)
    assert wave_in(stored)[0] == "codes"
    toldus(*OPEN, "--access", "open")
    assert wave_in(stored)[0] == "open"


def test_open_takes_a_survey_as_the_office_published_it(toldus, stored):
    toldus(*OPEN)
    with stored.writing() as session:
        _, ours = editions.latest(session)["care-leavers"]
        said = ours.model_copy(update={"title": "As the office says it"})
        started = By("sam", datetime(2026, 11, 2, tzinfo=UTC), "Started")
        assert designs.start(session, design_of(said.model_dump(mode="json", by_alias=True)), {}, started)
        row = designs.get(session, "care-leavers")
        assert row is not None
        row.edition = editions.publish(session, said, row.changed_on.date())
    toldus("open", "care-leavers", "--wave", "Spring 2027", *DAYS, *HARM)
    with stored.reading() as session:
        wave = waves.get(session, "care-leavers-spring-2027")
        assert wave is not None
        assert editions.get(session, "care-leavers", wave.edition).title == "As the office says it"


def test_open_takes_what_is_promised_and_keeps_what_is_not_given_again(toldus, stored):
    ran = toldus(*OPEN, "--target", "80", "--delete-on", "2027-06-01", "--no-comments")
    assert "Everyone’s answers are deleted on 2027-06-01; the numbers are kept." in ran.stderr
    toldus(*OPEN, "--harm-reader", "Duty social worker", "--harm-within", "the next day")
    with stored.reading() as session:
        wave = waves.get(session, KEY)
        assert wave is not None
        terms = waves.terms_of(wave)
        asked = editions.get(session, wave.survey_key, wave.edition)
    assert (terms.target, str(terms.delete_on)) == (80, "2027-06-01")
    assert (terms.promise.harm_reader, terms.promise.comments) == ("Duty social worker", False)
    assert not any(q.takes_words for q in asked.questions)


def test_a_survey_with_comment_boxes_opens_only_with_a_named_reader(toldus, stored):
    words = ("open", "care-leavers", "--wave", "Autumn 2026", *DAYS)
    for given in (words, (*words, "--harm-reader", "Duty social worker")):
        said = fails(toldus(*given))
        assert "Add --harm-reader and --harm-within, or --no-comments. Nothing was changed." in said
        with stored.reading() as session:
            assert waves.get(session, KEY) is None
            assert editions.latest(session) == {}
    toldus(*words, "--no-comments")
    toldus(*words)
    with stored.reading() as session:
        assert waves.get(session, KEY) is not None


def test_a_day_before_the_last_answer_can_come_is_refused(toldus, stored):
    said = fails(toldus(*OPEN, "--delete-on", "2026-11-01"))
    assert "two days after a wave’s last day at the earliest" in said
    with stored.reading() as session:
        assert waves.get(session, KEY) is None


def test_tidy_lets_people_go_on_their_day_by_a_moved_clock(toldus, stored, monkeypatch):
    toldus(*OPEN, "--delete-on", "2027-06-01")
    for day, gone in (("2027-05-30", False), ("2027-05-31", False), ("2027-06-01", True)):
        monkeypatch.setattr(cli, "clock", lambda day=day: moment(f"{day} 03:00"))
        said = toldus("tidy").stdout
        assert (f"Everyone’s answers to {KEY} are gone, as it was said." in said) is gone


# codes


@pytest.mark.parametrize("form", ["cards", "letters"])
def test_codes_are_written_to_a_page_that_needs_nothing_beside_it(toldus, stored, tmp_path, form):
    toldus(*OPEN, "--access", "codes")
    file = tmp_path / "codes.html"
    ran = toldus("codes", KEY, "--count", "5", "--format", form, *ADDRESS, "-o", str(file))
    assert ran.stdout == f"5 codes are in {file}. They can’t be shown again. Print it, then delete it.\n"
    html = file.read_text("utf-8")
    printed = re.findall(r"<b>(\w{4} \w{4})</b>", html)
    assert len(set(printed)) == 5
    assert f"surveys.example.org/s/{KEY}/" in html.replace("<wbr>", "")
    assert not re.search(r'(?:src|href)="', html)
    assert "@page" in html
    assert f'class="{form}"' in html
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert wave_in(stored) == ("codes", 5, 0)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nothing", *ADDRESS), "There is no wave “nothing”."),
        ((KEY, *ADDRESS, "--count", "0"), "between 1 and 2000 codes can be made at once."),
        ((KEY, *ADDRESS, "--count", "2001"), "between 1 and 2000 codes can be made at once."),
        ((KEY, "--address", "surveys.example.org"), "--address should be a web address"),
        ((KEY, *ADDRESS, "-o", "no/such/folder/codes.html"), "no/such/folder/codes.html can’t be written"),
    ],
)
def test_codes_that_can_not_be_made_are_refused_and_none_is_kept(toldus, stored, tmp_path, words, told):
    toldus(*OPEN, "--access", "codes")
    output = () if "-o" in words else ("-o", str(tmp_path / "codes.html"))
    assert fails(toldus("codes", *words, *output)).startswith(f"Error: {told}")
    assert wave_in(stored) == ("codes", 0, 0)


def test_a_wave_that_asks_for_no_codes_gets_none(toldus, stored, tmp_path):
    toldus(*OPEN)
    said = fails(toldus("codes", KEY, *ADDRESS, "-o", str(tmp_path / "codes.html")))
    assert "asks for no codes. Open it with --access codes first. Nothing was changed." in said


# paper


def test_paper_is_written_to_a_page_that_needs_nothing_beside_it(toldus, stored, tmp_path):
    file = tmp_path / "paper.html"
    ran = toldus("paper", "care-leavers", "--language", "cy", "--easy", "--large", "-o", str(file))
    assert ran.stderr == f"Written to {file}.\n"
    html = file.read_text("utf-8")
    assert '<html lang="cy" dir="ltr">' in html
    assert 'class="paper easy large"' in html
    assert html.count('src="data:image/svg+xml;base64,') == html.count("<img ") > 20
    assert not re.search(r'(?:src|href)="(?!data:)', html)
    toldus("paper", "care-leavers", "-o", str(file))
    assert "<img" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nothing",), "There is no survey “nothing”. There are: care-leavers,"),
        (("care-leavers", "--language", "xx"), "“care-leavers” is not in the language “xx”. It is in: en,"),
        (("care-leavers", "-o", "no/such/folder/x.html"), "no/such/folder/x.html can’t be written"),
    ],
)
def test_paper_that_can_not_be_is_refused(toldus, stored, tmp_path, words, told):
    output = () if "-o" in words else ("-o", str(tmp_path / "paper.html"))
    assert fails(toldus("paper", *words, *output)).startswith(f"Error: {told}")


def test_paper_of_a_survey_without_easy_words_is_refused_in_easy_read(toldus, stored, monkeypatch, tmp_path):
    content(monkeypatch, tmp_path, RIGHT)
    said = fails(toldus("paper", "club", "--easy", "-o", str(tmp_path / "paper.html")))
    assert said == "Error: “club” has no easy read: not every question has easy words.\n"


# translations


def out(toldus, tmp_path, of="club", language="cy"):
    file = tmp_path / "out.po"
    assert toldus("translations", "export", of, language, "-o", str(file)).exit_code == 0
    return file


def translated(file: Path, words: dict[str, str], status: str = "checked 2026-11-20") -> Path:
    entries = polib.pofile(str(file))
    for entry in entries:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    entries.metadata["X-Told-Us-Status"] = status
    entries.save()
    return file


def test_a_translation_goes_out_empty_and_comes_back_in(toldus, monkeypatch, tmp_path):
    folder = content(monkeypatch, tmp_path, RIGHT)
    file = translated(out(toldus, tmp_path), {"Club": "Clwb", "Yes": "Ie"})
    ran = toldus("translations", "import", str(file))
    place = folder / "translations" / "club.cy.po"
    total = len(polib.pofile(str(file)))
    assert ran.stdout.startswith(f"{place}: 2 of {total} texts are translated, {total - 2} are missing.\n")
    assert "A wave that is open keeps the words it was opened with" in ran.stdout
    assert toldus("check").exit_code == 0
    assert place.read_text("utf-8") == out(toldus, tmp_path).read_text("utf-8")
    said = toldus("translations", "status").stdout
    assert re.search(rf"club +cy +checked +2026-11-20 +2 of {total} texts", said)


def test_a_translation_replaces_the_file_that_it_came_from_whatever_that_is_called(
    toldus, monkeypatch, tmp_path
):
    folder = content(monkeypatch, tmp_path, RIGHT)
    file = translated(out(toldus, tmp_path), {"Club": "Clwb"})
    (folder / "welsh.po").write_bytes(file.read_bytes())
    toldus("translations", "import", str(translated(file, {"Club": "Y clwb"})))
    assert [p.name for p in folder.rglob("*.po")] == ["welsh.po"]
    assert "Y clwb" in (folder / "welsh.po").read_text("utf-8")


def test_a_file_in_which_nothing_is_translated_makes_no_language(toldus, monkeypatch, tmp_path):
    folder = content(monkeypatch, tmp_path, RIGHT)
    said = fails(toldus("translations", "import", str(out(toldus, tmp_path))))
    assert said == "Error: Nothing is translated in it yet. Nothing was changed.\n"
    assert not list(folder.rglob("*.po"))


def test_what_is_no_longer_said_is_counted_and_left_out(toldus, monkeypatch, tmp_path):
    folder = content(monkeypatch, tmp_path, RIGHT)
    file = translated(out(toldus, tmp_path), {"Club": "Clwb"})
    file.write_text(file.read_text("utf-8") + '\nmsgid "Said before"\nmsgstr "Gynt"\n', "utf-8")
    assert (
        "\n1 that are no longer said were left out.\n" in toldus("translations", "import", str(file)).stdout
    )
    assert "Gynt" not in (folder / "translations" / "club.cy.po").read_text("utf-8")


def test_every_mistake_is_told_with_its_line_and_nothing_is_changed(toldus, monkeypatch, tmp_path):
    folder = content(monkeypatch, tmp_path, RIGHT)
    file = translated(out(toldus, tmp_path), {"Club": "<b>Clwb</b>", "Yes": "<i>Ie</i>"})
    said = fails(toldus("translations", "import", str(file)))
    assert len(re.findall(r"out\.po line \d+: words alone, please: no HTML", said)) == 2
    assert "Nothing was changed." in said
    assert not list(folder.rglob("*.po"))


def test_a_file_in_the_folder_that_is_wrong_can_be_replaced(toldus, monkeypatch, tmp_path):
    folder = content(monkeypatch, tmp_path, RIGHT)
    file = translated(out(toldus, tmp_path), {"Club": "Clwb"})
    toldus("translations", "import", str(file))
    place = folder / "translations" / "club.cy.po"
    place.write_text(place.read_text("utf-8").replace("Clwb", "<b>Clwb</b>"), "utf-8")
    assert toldus("check").exit_code == 1
    assert toldus("translations", "import", str(file)).exit_code == 0
    assert toldus("check").exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "nothing", "cy"), "There is no survey “nothing”. There are: club."),
        (("export", "club", "en"), "“en” is not the code of a language to translate into."),
        (("export", "club", "xx"), "“xx” is not the code of a language to translate into."),
        (("export", "club", "../x"), "“../x” is not the code of a language to translate into."),
    ],
)
def test_an_export_that_can_not_be_is_refused(toldus, monkeypatch, tmp_path, words, told):
    content(monkeypatch, tmp_path, RIGHT)
    file = tmp_path / "out.po"
    assert fails(toldus("translations", *words, "-o", str(file))).startswith(f"Error: {told}")
    assert not file.exists()


def test_our_own_pages_go_out_and_come_back(toldus, monkeypatch, tmp_path):
    monkeypatch.setattr(cli_translations, "shipped", lambda _: tmp_path / "translations")
    file = out(toldus, tmp_path, "interface", "pl")
    before = {e.msgid: e.msgstr for e in polib.pofile(str(file))}
    ran = toldus("translations", "import", str(file))
    assert ran.stdout.splitlines()[-1] == "Start Told Us again to show them."
    back = polib.pofile(str(tmp_path / "translations" / "pl.po"))
    assert {e.msgid: e.msgstr for e in back} == before
    assert any(before.values())
