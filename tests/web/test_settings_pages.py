"""What an administrator changes holds at once, for every process. What is wrong is told; nothing is lost."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from feedback.adapters.in_force import InForce
from feedback.adapters.settings import HelpLine, Settings
from feedback.adapters.store import audit, officers, uploads
from feedback.adapters.store import settings as kept
from feedback.domain.choices import Avoid, Choices
from feedback.domain.colours import worn
from feedback.domain.disclosure import Rules
from feedback.domain.roles import Role
from feedback.web import printing
from tests.conftest import PASSWORD, TODAY, Council
from tests.live import settings
from tests.web.visitor import Visitor

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><path d="M4 4h72v32H4z"/></svg>'


def administrator(council: Council, name: str = "maria") -> Visitor:
    with council.database.writing() as session:
        officers.add(session, name, PASSWORD, TODAY, [Role.ADMINISTRATOR])
    visitor = Visitor(council.client())
    visitor.get("/office/sign-in")
    visitor.post("/office/sign-in", {"name": name, "password": PASSWORD})
    return visitor


def change(visitor: Visitor, part: str, **fields: object) -> int:
    """Opens a part and saves it with these in its fields; the status of what comes."""
    visitor.get(f"/office/settings/{part}")
    return save(visitor, part, **fields)


def save(visitor: Visitor, part: str, **fields: object) -> int:
    """Saves the page that is open, all else as it stands there."""
    given = {
        i["name"]: i.get("value", "")
        for i in visitor.page.all("input")
        if i.get("type") not in ("checkbox", "file") and i.get("name")
    }
    given |= {name.replace("__", "-"): value for name, value in fields.items()}
    # Where nothing is chosen of a list, a browser sends its first option.
    for select in visitor.page.all("select"):
        given.setdefault(select["name"], "")
    return visitor.post(f"/office/settings/{part}", given).status_code


def said(council: Council) -> list[str]:
    with council.database.reading() as session:
        lines = [a for a in audit.latest(session, 20) if a.act != "signed in"]
        return [f"{a.who}: {a.act}, {a.about}" for a in lines]


def in_force(council: Council) -> Settings:
    return council.context.settings


def test_a_name_is_on_every_page_of_another_process_at_once(council: Council) -> None:
    elsewhere = Council(council.settings)  # with settings of its own in memory
    reader = Visitor(elsewhere.client())
    reader.get("/privacy")
    assert "Cheshire East" in reader.page.text
    visitor = administrator(council)
    assert change(visitor, "name", council="Dorset", email="us@example.org", phone="0300 123 5500") == 200
    assert "Saved" in visitor.page.text
    reader.get("/privacy")
    assert "Cheshire East" not in reader.page.text
    assert "Dorset decides what is asked" in reader.page.text
    assert "us@example.org" in reader.page.text
    reader.get("/accessibility")
    assert "0300 123 5500" in reader.page.text
    assert "maria: changed a setting, council: Cheshire East → Dorset" in said(council)
    elsewhere.database.close()


def test_what_is_emptied_is_as_it_came(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    change(visitor, "name", council="Dorset")
    change(visitor, "name", council="")
    assert in_force(sqlite_council).council == "Cheshire East"


def test_saving_what_is_there_writes_nothing_in_the_log(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    change(visitor, "name")
    change(visitor, "numbers")
    assert said(sqlite_council) == []


@pytest.mark.parametrize(
    ("part", "field", "typed", "told"),
    [
        ("name", "council", "x" * 61, "at most 60 letters"),
        ("name", "email", "us at example", "Write an e-mail address"),
        ("name", "email", "<script>@x.y", "Write an e-mail address"),
        ("name", "phone", "12345678", "can’t be rung"),
        ("name", "statement_on", "2027-01-01", "a day that has been"),
        ("name", "statement_on", "yesterday", "a day that has been"),
        ("colour", "colour", "green", "# and six digits"),
        ("colour", "colour", "#ffff00", "to 1, where 4.5 to 1 is needed. Other pairs"),
        ("helplines", "number-1", "1", "can’t be rung"),
        ("helplines", "name-2", "Somebody", "can’t be rung"),
        ("words", "word-1", "placement", "what to say instead"),
        ("numbers", "threshold", "2", "from 3 to 20"),
        ("numbers", "small_group", "21", "from 3 to 20"),
        ("numbers", "threshold", "five", "from 3 to 20"),
        ("numbers", "threshold", "3", "Tick the box"),
        ("leaving", "leave_to", "http://example.org", "begins with https://"),
        ("leaving", "leave_to", "https://example", "begins with https://"),
        ("leaving", "leave_to", "javascript:alert(1)", "begins with https://"),
        ("leaving", "leave_to", "https://a@example.org/", "begins with https://"),
        ("logo", "alt", "Rings", "Choose a file"),
    ],
)
def test_what_is_wrong_is_told_and_stays_in_its_field(
    sqlite_council: Council, part: str, field: str, typed: str, told: str
) -> None:
    before = in_force(sqlite_council)
    visitor = administrator(sqlite_council)
    assert change(visitor, part, **{field: typed}) == 422
    assert told in visitor.page.text
    assert "Nothing was changed" in visitor.page.text
    assert any(i.get("value") == typed for i in visitor.page.all("input"))
    assert in_force(sqlite_council) == before
    assert said(sqlite_council) == []


def test_a_colour_is_worn_by_every_page_and_its_address_changes(sqlite_council: Council) -> None:
    reader = Visitor(sqlite_council.client())
    reader.get("/")
    before = reader.page.all("link")[0]["href"]
    visitor = administrator(sqlite_council)
    assert change(visitor, "colour", colour="#ffff00") == 422
    offered = next(b["value"] for b in visitor.page.all("button") if b.get("name") == "use")
    assert save(visitor, "colour", use=offered) == 200
    reader.get("/")
    after = reader.page.all("link")[0]["href"]
    assert after != before
    css = sqlite_council.client().get(after).text
    dress = worn(offered)
    assert css.rindex(f":root{{--brand:{offered}") > css.index("--brand:#0b5c55")
    assert f"--brand:{dress.dark['brand']}" in css
    assert dress.failing == []


def test_a_logo_is_made_small_shown_and_taken_away(council: Council) -> None:
    visitor = administrator(council)
    photo = BytesIO()
    Image.effect_noise((1200, 600), 90).convert("RGB").save(photo, "JPEG")
    file = (BytesIO(photo.getvalue()), "logo.jpg")
    assert change(visitor, "logo", file=file, alt="Two rings") == 200
    logo = in_force(council).logo
    assert logo is not None
    assert (logo.wide, logo.high, logo.alt) == (80, 40, "Two rings")
    assert logo.weight <= 6000
    reader = Visitor(council.client())
    reader.get("/")
    shown = reader.page.all("img")[0]
    assert (shown["alt"], shown["width"]) == ("Two rings", "80")
    with council.client().get(shown["src"]) as response:
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]
        assert len(response.data) == logo.weight
    change(visitor, "logo", alt="Three rings")  # without another file
    assert in_force(council).logo == replace(logo, alt="Three rings")
    change(visitor, "logo", remove="yes")
    reader.get("/")
    assert reader.page.all("img") == []
    assert council.client().get(shown["src"]).status_code == 404
    with council.database.reading() as session:
        assert uploads.every(session, uploads.LOGO) == []


def test_a_heavy_logo_waits_for_a_page_with_room_and_a_light_one_does_not(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    visitor = administrator(sqlite_council)
    photo = BytesIO()
    Image.effect_noise((900, 300), 90).convert("RGB").save(photo, "PNG")
    reader = Visitor(sqlite_council.client())
    for content, name, on_questions in ((photo.getvalue(), "a.png", 0), (SVG, "a.svg", 1)):
        assert change(visitor, "logo", file=(BytesIO(content), name), alt="") == 200
        reader.get(f"/s/{key}/")
        assert len(reader.page.all("img")) == 1
        reader.post(f"/s/{key}/start")
        assert "/q/" in reader.path
        assert len(reader.page.all("img")) == on_questions


@pytest.mark.parametrize(
    "spoilt",
    [
        SVG.replace(b"<path", b"<script>alert(1)</script><path"),
        SVG.replace(b"<path", b'<path onload="alert(1)"'),
        SVG.replace(b' viewBox="0 0 80 40"', b""),
        b"not a picture",
        b"",
        b"\x89PNG\r\n\x1a\n half",
    ],
)
def test_a_file_that_is_no_logo_is_refused_with_nothing_kept(sqlite_council: Council, spoilt: bytes) -> None:
    visitor = administrator(sqlite_council)
    assert change(visitor, "logo", file=(BytesIO(spoilt), "logo.svg"), alt="x") == 422
    assert in_force(sqlite_council).logo is None
    with sqlite_council.database.reading() as session:
        assert uploads.every(session) == []


def test_helplines_stand_on_their_pages(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    lines = {"name__2": "Meic", "number__2": "080880 23456", "note__2": "yn Gymraeg", "language__2": "cy"}
    assert change(visitor, "helplines", **lines) == 200
    assert in_force(sqlite_council).help_lines == (
        HelpLine("Childline", "0800 1111", "free, day and night"),
        HelpLine("Meic", "080880 23456", "yn Gymraeg", "cy"),
    )
    reader = Visitor(sqlite_council.client())
    reader.get("/")
    assert "Meic" not in reader.page.text
    reader.get("/?show=cy")
    assert "Meic" in reader.page.text
    assert "Childline" in reader.page.text
    assert (
        change(visitor, "helplines", name__1="", number__1="", note__1="", language__2="cy") == 422
    )  # English pages had none


def test_another_line_keeps_what_was_typed_and_saves_nothing(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    assert change(visitor, "words", word__1="placement", instead__1="home", more="yes") == 200
    assert {"placement", "home"} <= {i.get("value") for i in visitor.page.all("input")}
    assert "word-2" in visitor.page.ids()
    assert save(visitor, "words", more="yes") == 200
    assert "word-3" in visitor.page.ids()
    assert "word-4" not in visitor.page.ids()
    assert in_force(sqlite_council).avoid == ()


def test_words_to_avoid_are_for_whoever_checks_words_and_for_everyone_to_see(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    word = {"word__1": "placement", "instead__1": "home", "who__1": "our youth council, May 2026"}
    assert change(visitor, "words", **word) == 200
    assert in_force(sqlite_council).avoid == (Avoid("placement", "home", "our youth council, May 2026"),)
    reader = Visitor(sqlite_council.client())
    reader.get("/words")
    assert "We say “home”. Who asked: our youth council, May 2026." in reader.page.text
    again = {"word__2": "Placement", "instead__2": "house", "who__2": "them"}
    assert change(visitor, "words", **again) == 422
    assert "there twice" in visitor.page.text


def test_numbers_are_raised_at_will_and_lowered_with_a_tick_and_both_are_written_down(
    council: Council,
) -> None:
    visitor = administrator(council)
    assert change(visitor, "numbers", threshold="9") == 200
    assert in_force(council).rules == Rules(9, 10)
    assert change(visitor, "numbers", threshold="6") == 422
    assert save(visitor, "numbers", threshold="6", lower="yes") == 200
    assert in_force(council).rules == Rules(6, 10)
    assert said(council) == [
        "maria: changed a setting, threshold: 9 → 6",
        "maria: changed a setting, threshold: 5 → 9",
    ]


def test_an_emptied_number_is_the_one_that_was_given_and_lowering_by_it_needs_the_tick_too(
    sqlite_council: Council,
) -> None:
    visitor = administrator(sqlite_council)
    assert change(visitor, "numbers", threshold="20", small_group="20") == 200
    for emptied in ({"threshold": ""}, {"small_group": ""}, {"threshold": "", "small_group": ""}):
        assert change(visitor, "numbers", **emptied) == 422
        assert "Tick the box" in visitor.page.text
        assert in_force(sqlite_council).rules == Rules(20, 20)
    assert save(visitor, "numbers", threshold="", small_group="", lower="yes") == 200
    assert in_force(sqlite_council).rules == Rules(5, 10)
    assert change(visitor, "numbers", threshold="4", small_group="9", lower="yes") == 200
    assert change(visitor, "numbers", threshold="", small_group="") == 200  # and making them larger doesn't
    assert in_force(sqlite_council).rules == Rules(5, 10)


def test_languages_that_are_not_offered_are_on_no_page(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    assert change(visitor, "languages", language=["cy", "ar"]) == 200
    assert in_force(sqlite_council).languages == ("en", "cy", "ar")
    reader = Visitor(sqlite_council.client())
    page = reader.get("/?show=pl").text
    assert '<html lang="en"' in page
    assert "Polski" not in page
    assert "Cymraeg" in page
    change(visitor, "languages", language=[])
    assert in_force(sqlite_council).languages == ("en",)
    assert "Cymraeg" not in reader.get("/").text


def test_leaving_leads_where_the_council_says(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    assert change(visitor, "leaving", leave_to="https://www.metoffice.gov.uk/weather?x=1") == 200
    reader = Visitor(sqlite_council.client())
    assert "https://www.metoffice.gov.uk/weather?x=1" in reader.get("/").text
    assert "metoffice" in sqlite_council.client().get("/left").text


def test_the_second_of_two_is_told_and_loses_nothing(council: Council) -> None:
    one, other = administrator(council, "maria"), administrator(council, "sam")
    one.get("/office/settings/name")
    other.get("/office/settings/name")
    assert save(one, "name", council="Dorset") == 200
    assert save(other, "name", council="Devon", phone="0300 123 5500") == 409
    assert "Someone else changed this" in other.page.text
    assert "Dorset" in other.page.text
    assert {"Devon", "0300 123 5500"} <= {i.get("value") for i in other.page.all("input")}
    assert in_force(council).council == "Dorset"
    assert save(other, "name") == 200  # knowing it now
    assert in_force(council).council == "Devon"


def test_save_pressed_twice_is_saved_once(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    visitor.get("/office/settings/name")
    page = visitor.page
    assert save(visitor, "name", council="Dorset") == 200
    visitor.page = page  # as it was when it was pressed
    assert save(visitor, "name", council="Dorset") == 200
    assert len(said(sqlite_council)) == 1


def test_the_logo_stands_on_letters_even_in_a_file_of_their_own(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    visitor = administrator(sqlite_council)
    change(visitor, "logo", file=(BytesIO(SVG), "a.svg"), alt="A plum")
    for alone, address in ((False, 'src="/logo/'), (True, 'src="data:image/svg+xml;base64,')):
        with sqlite_council.app.test_request_context("/"), sqlite_council.database.reading() as session:
            wave = sqlite_council.wave(key)
            page = printing.codes_page(session, wave, ["ABCD-EFGH"], printing.LETTERS, alone=alone)
        assert address in page
        assert 'alt="A plum"' in page


def test_two_who_change_different_parts_do_not_meet(council: Council) -> None:
    one, other = administrator(council, "maria"), administrator(council, "sam")
    one.get("/office/settings/name")
    other.get("/office/settings/leaving")
    assert save(one, "name", council="Dorset") == 200
    assert save(other, "leaving", leave_to="https://www.example.org/") == 200
    assert (in_force(council).council, in_force(council).leave_to) == ("Dorset", "https://www.example.org/")


def test_what_the_environment_fixes_wins_and_is_shown_as_fixed(tmp_path: Path, sqlite_template: Path) -> None:
    fixed = {
        "TOLDUS_COUNCIL": "Fixed Council",
        "TOLDUS_THRESHOLD": "7",
        "TOLDUS_HELP_LINES": "Meic: 0808 802 3456",
    }
    copy = tmp_path / "told-us.sqlite3"
    copy.write_bytes(sqlite_template.read_bytes())
    council = Council(settings(tmp_path, DATABASE_URL=f"sqlite:///{copy}", **fixed))
    visitor = administrator(council)
    change(visitor, "name", council="Dorset", email="us@example.org")
    change(visitor, "numbers", threshold="3", small_group="12")
    now = in_force(council)
    assert (now.council, now.contact.email, now.rules) == ("Fixed Council", "us@example.org", Rules(7, 12))
    visitor.get("/office/settings/name")
    assert "council" not in visitor.page.ids()
    assert "TOLDUS_COUNCIL" in visitor.page.text
    visitor.get("/office/settings/helplines")
    assert "TOLDUS_HELP_LINES" in visitor.page.text
    visitor.get("/office/settings")
    assert "TOLDUS_THRESHOLD" in visitor.page.text
    council.database.close()


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.ADMINISTRATOR])
def test_nobody_else_changes_the_settings(sqlite_council: Council, role: Role) -> None:
    with sqlite_council.database.writing() as session:
        officers.add(session, "sam", PASSWORD, TODAY, [role])
    visitor = Visitor(sqlite_council.client())
    visitor.get("/office/sign-in")
    visitor.post("/office/sign-in", {"name": "sam", "password": PASSWORD})
    for path in ("", "/name", "/assessment", "/childrens-code", "/assessment.docx"):
        assert visitor.get(f"/office/settings{path}").status_code == 403
    visitor.get("/office/")
    assert visitor.post("/office/settings/name", {"council": "Mine"}).status_code == 403


def test_a_part_that_there_is_not_is_not_found(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    assert visitor.get("/office/settings/nothing").status_code == 404


def test_a_form_without_its_token_changes_nothing(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    assert visitor.client.post("/office/settings/name", data={"council": "Mine"}).status_code == 400
    assert in_force(sqlite_council).council == "Cheshire East"


def test_far_too_much_is_told_and_not_kept(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    assert change(visitor, "words", **{f"word__{n}": "x" * 400 for n in range(1, 61)}) == 422
    assert in_force(sqlite_council).avoid == ()


def test_the_settings_are_read_again_only_when_their_version_is_another(council: Council) -> None:
    given = InForce(council.settings)
    with council.database.writing() as session:
        first = given.read(session)
        assert given.read(session) is first
        _, choices = kept.chosen(session, hold=True)
        kept.choose(session, replace(choices, council="Dorset", avoid=(Avoid("a", "b", "c"),)))
        assert given.read(session).council == "Dorset"
        version, found = kept.chosen(session)
    assert found == Choices(council="Dorset", avoid=(Avoid("a", "b", "c"),))
    assert version == 2


@pytest.mark.parametrize(
    ("typed", "status", "weeks"), [("8", 200, 8), ("", 200, 6), ("0", 422, 6), ("6.5", 422, 6)]
)
def test_the_weeks_of_hearing_back_are_whole(
    sqlite_council: Council, typed: str, status: int, weeks: int
) -> None:
    visitor = administrator(sqlite_council)
    assert change(visitor, "hearing", hear_back_weeks=typed) == status
    with sqlite_council.app.app_context():
        assert sqlite_council.context.settings.hear_back_weeks == weeks
    visitor.get("/office/settings")
    assert f"within {weeks} weeks" in visitor.page.text
