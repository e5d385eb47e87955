"""Bringing last year's answers in: given, looked at, put right, kept, undone; and what must never be."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from feedback.adapters import tidying
from feedback.adapters.imports import workbooks
from feedback.adapters.sealing import WontOpen, unseal
from feedback.adapters.store import bringing, designs, editions, officers, people, waves
from feedback.adapters.tables import Edition, Response
from feedback.adapters.tables_bringing import Bringing, BringingPart, Imported
from feedback.adapters.tables_people import Audit
from feedback.domain.design_files import design_of
from feedback.domain.designs import Design
from feedback.domain.surveys import Survey
from feedback.web.office.bringing_in import working
from tests.adapters.test_imports_tools_new import DATA, FORM, LSS, archive, book, responses
from tests.conftest import PASSWORD, TODAY, Council, small_survey
from tests.web.test_office import signed_in
from tests.web.test_uploads import post
from tests.web.visitor import Visitor

NAMED = {"title": "Safety", "many": "care leavers", "one": "care leaver", "wave": "Spring 2025"} | {
    "opens": "2025-03-01",
    "closes": "2025-04-30",
}
HEAD = "Timestamp,Email Address,How safe do you feel?,Are you in school?,What would help?"
ANSWERS = ["Very safe"] * 6 + ["Fairly safe"] * 3 + ["Not safe"] * 2 + ["Prefer not to say"] * 4 + [""]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages wait for the work, however slow the machine is. The browser's walk has it as it is."""
    monkeypatch.setattr(working, "PATIENCE", 120.0)


def as_design(survey: Survey) -> Design:
    return design_of(survey.model_dump(mode="json", by_alias=True))


def export(answers: list[str] | None = None) -> bytes:
    words = {1: "Zebra crossings near my school", 3: "Somebody to talk to at night", 4: "A longer bed"}
    lines = [
        f"2025/03/{n + 1:02} 9:00:00,sam{n}@example.org,{answer},{('Yes', 'No')[n % 2]},{words.get(n, '')}"
        for n, answer in enumerate(answers or ANSWERS)
    ]
    return "\n".join([HEAD, *lines, ""]).encode()


def give(officer: Visitor, content: bytes, name: str = "last year.csv", **more: object) -> int:
    officer.get("/office/bringing-in")
    return post(
        officer, "/office/bringing-in", {"file": FileStorage(BytesIO(content), name), "survey": "", **more}
    )


def looked(council: Council) -> Visitor:
    officer = signed_in(council)
    assert give(officer, export()) == 200
    assert "What was understood" in officer.page.text
    return officer


def kept(council: Council) -> Visitor:
    officer = looked(council)
    officer.post(f"{officer.path}/keep", NAMED)
    assert "Kept: 16 people in Spring 2025." in officer.page.text
    return officer


def question(officer: Visitor, ask: str) -> str:
    """Opens the form of a question; its address."""
    links = re.findall(
        r'href="([^"]+)">Change<span class="unseen">: ([^<]+)<', officer.client.get(officer.path).text
    )
    officer.get(next(href for href, words in links if words == ask))
    return officer.path


def filled(officer: Visitor) -> dict[str, str]:
    """What the form on the page holds as it stands."""
    return {i["name"]: i["value"] for i in officer.page.all("input") if i.get("type") == "text"} | {
        "kind": next(o["value"] for o in officer.page.all("option") if "selected" in o)
    }


def count(council: Council, table: type) -> int:
    with council.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_whole_walk_given_looked_at_kept_and_undone(council: Council) -> None:
    officer = looked(council)
    said = officer.page.text
    assert "16 people, 3 questions" in said
    assert "Very safe 6" in said
    assert "1 left it empty or weren’t asked" in said
    assert "B: Email Address it holds ways to reach somebody" in said
    assert "A: Timestamp it says when somebody answered" in said
    assert "sam3@example.org" not in officer.client.get(officer.path).text
    assert "Zebra" not in officer.client.get(officer.path).text
    assert count(council, Response) == 0
    officer.post(f"{officer.path}/keep", NAMED)
    assert officer.path == "/office/bringing-in"
    assert "Kept: 16 people in Spring 2025." in officer.page.text
    assert (count(council, Response), count(council, Bringing), count(council, BringingPart)) == (16, 0, 0)
    officer.get("/office/waves/safety-spring-2025")
    assert "16 care leavers answered" in officer.page.text
    officer.get("/office/")
    assert "imported" in officer.page.text
    officer.get("/office/bringing-in")
    officer.post("/office/imports/1/undo")
    assert "The wave and all its answers are gone." in officer.page.text
    for table in (Response, Imported, Edition):
        assert count(council, table) == 0
    assert council.client().get("/office/waves/safety-spring-2025").status_code == 302
    with council.database.reading() as session:
        done = [(a.who, a.act, a.about) for a in session.scalars(select(Audit).order_by(Audit.id))]
    assert done[-2:] == [
        ("officer", "brought answers in", "safety-spring-2025"),
        ("officer", "undid an import", "safety-spring-2025"),
    ]


def test_options_are_renamed_merged_put_in_order_and_read_as_no_answer(sqlite_council: Council) -> None:
    officer = looked(sqlite_council)
    page = officer.path
    at = question(officer, "How safe do you feel?")
    form = filled(officer)
    labels = {form[f"label-{n}"]: n for n in range(4)}
    form |= {f"is-{labels['Prefer not to say']}": "-none", f"is-{labels['Fairly safe']}": "=very-safe"}
    form |= {f"place-{labels['Not safe']}": "0", f"label-{labels['Very safe']}": "Safe"}
    form |= {
        "ask": "Do you feel safe?",
        "told-us": "they feel safe",
        "counts": "very-safe",
        "tags": "pledge-5",
    }
    officer.post(at, form)
    assert officer.path == page
    assert "Not safe 2 Safe 9" in officer.page.text
    assert "Read as no answer: “Prefer not to say” (4)" in officer.page.text
    assert "About: pledge-5" in officer.page.text
    officer.post(f"{page}/keep", NAMED)
    officer.get("/office/waves/safety-spring-2025")
    assert "9 of 11" in officer.page.text


def test_a_question_is_left_out_and_taken_back(sqlite_council: Council) -> None:
    officer = looked(sqlite_council)
    page = officer.path
    at = question(officer, "Are you in school?")
    officer.post(at, filled(officer) | {"leave-out": "yes"})
    assert "15 people, 2 questions" in officer.page.text
    assert "1 row was left out for having no answers at all." in officer.page.text
    assert "you chose to leave it out" in officer.page.text
    officer.post(f"{page}/columns", {"column": "D"})
    assert "16 people, 3 questions" in officer.page.text
    assert "you chose to leave it out" not in officer.page.text


def test_a_kind_is_changed_and_what_can_not_be_leaves_all_as_it_was(sqlite_council: Council) -> None:
    officer = looked(sqlite_council)
    at = question(officer, "How safe do you feel?")
    officer.post(at, filled(officer) | {"kind": "comment"})
    assert "Very safe 6" not in officer.page.text
    at = question(officer, "How safe do you feel?")
    officer.post(at, filled(officer) | {"kind": "date"})
    assert "The last change wasn’t made" in officer.page.text
    assert "16 people, 3 questions" in officer.page.text
    officer.get(at)
    assert "The last change wasn’t made" in officer.page.text


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"ask": " "}, "Write the question"),
        ({"label-0": ""}, "Write the words of option 1"),
        ({"is-0": "-none", "is-1": "-none", "is-2": "-none"}, "Keep at least two options"),
        ({"is-0": "=fairly-safe", "is-1": "=very-safe"}, "can’t be merged in a circle"),
        ({"told-us": "they are safe"}, "Tick the options"),
    ],
)
def test_a_change_that_is_wrong_is_told_and_nothing_typed_is_lost(
    sqlite_council: Council, more: dict[str, str], told: str
) -> None:
    officer = looked(sqlite_council)
    at = question(officer, "How safe do you feel?")
    officer.post(at, filled(officer) | {"label-3": "Typed with care"} | more)
    assert told in officer.page.text
    assert filled(officer)["label-3"] == "Typed with care"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"title": ""}, "Give the survey a name"),
        ({"title": "Care leavers"}, "There is a survey of this name"),
        ({"title": "¿¿¿"}, "needs plain letters"),
        ({"wave": ""}, "wave’s name needs letters"),
        ({"wave": "x" * 60}, "at most 59 letters"),
        ({"opens": "yesterday"}, "Give the first day"),
        ({"closes": "2099-01-01"}, "can’t be after today"),
        ({"closes": "2025-02-01"}, "can’t be before the first"),
    ],
)
def test_names_and_dates_that_can_not_be_are_told(
    sqlite_council: Council, more: dict[str, str], told: str
) -> None:
    officer = looked(sqlite_council)
    officer.post(f"{officer.path}/keep", {**NAMED, **more})
    assert told in officer.page.text
    assert count(sqlite_council, Response) == 0


def test_a_double_press_keeps_once(council: Council) -> None:
    officer = looked(council)
    page = officer.path
    officer.post(f"{page}/keep", NAMED)
    again = officer.client.post(f"{page}/keep", data={"csrf_token": officer.token, **NAMED})
    assert again.status_code in (303, 404)
    assert count(council, Response) == 16
    officer.get(page)
    assert "Kept: 16 people" in officer.page.text


def test_the_same_wave_twice_is_refused(council: Council) -> None:
    officer = kept(council)
    assert give(officer, export(), survey="safety") == 200
    officer.post(f"{officer.path}/keep", NAMED)
    assert "“Spring 2025” of this survey is there already" in officer.page.text
    assert count(council, Response) == 16
    officer.post(officer.path, {**NAMED, "wave": "Spring 2026"})
    assert "Kept: 16 people in Spring 2026." in officer.page.text


def test_what_has_no_place_in_a_survey_that_is_there_is_placed_by_the_officer(
    sqlite_council: Council,
) -> None:
    officer = kept(sqlite_council)
    lines = export(["Very safe", "Quite safe", "Not safe", "???", "Somewhere between"]).decode().splitlines()
    changed = "\n".join([lines[0] + ",Shoe size?", *(f"{x},{30 + n}" for n, x in enumerate(lines[1:]))])
    assert give(officer, changed.encode(), survey="safety") == 200
    assert "Column F: “Shoe size?” 5 answered" in officer.page.text
    page = officer.path
    officer.post(f"{page}/places", {"attempt": attempt(officer), "place-0": "-out"})
    strays = re.findall(r'for="(place-\d)">“([^”]+)”', officer.client.get(page).text)
    assert [words for _, words in strays] == ["Quite safe", "???", "Somewhere between"]
    said = {"Quite safe": "fairly-safe", "???": "-none", "Somewhere between": "-new"}
    officer.post(
        f"{page}/places", {"attempt": attempt(officer)} | {name: said[words] for name, words in strays}
    )
    assert "5 people, 3 questions" in officer.page.text
    assert "Fairly safe 1" in officer.page.text
    assert "Somewhere between 1" in officer.page.text
    assert "Read as no answer: “???” (1)" in officer.page.text
    officer.post(f"{page}/keep", {**NAMED, "wave": "Spring 2026"})
    assert "Kept: 5 people in Spring 2026." in officer.page.text


def attempt(officer: Visitor) -> str:
    return next(i["value"] for i in officer.page.all("input") if i.get("name") == "attempt")


def test_what_was_published_from_is_not_undone(council: Council) -> None:
    officer = looked(council)
    page = officer.path
    at = question(officer, "How safe do you feel?")
    form = filled(officer) | {"told-us": "they feel safe", "counts": "very-safe", "tags": "pledge-5"}
    officer.post(at, form)
    officer.post(f"{page}/keep", NAMED)
    officer.get("/office/commitments/pledge-5")
    officer.post("/office/commitments/pledge-5/publish")
    officer.get("/office/bringing-in")
    assert "It can’t be undone: numbers from it have been published" in officer.page.text
    officer.post("/office/imports/1/undo")
    assert "That can’t be undone" in officer.page.text
    assert count(council, Response) == 16


def test_an_edition_that_is_used_elsewhere_stays(sqlite_council: Council) -> None:
    officer = kept(sqlite_council)
    give(officer, export(), survey="safety")
    officer.post(f"{officer.path}/keep", {**NAMED, "wave": "Spring 2026"})
    officer.get("/office/bringing-in")
    officer.post("/office/imports/1/undo")
    assert (count(sqlite_council, Response), count(sqlite_council, Edition)) == (16, 1)
    officer.get("/office/waves/safety-spring-2026")
    assert "16 care leavers answered" in officer.page.text


def test_only_who_gave_a_file_may_open_it_and_only_for_a_day(council: Council) -> None:
    officer = looked(council)
    page = officer.path
    council.add_officer("other")
    other = Visitor(council.client())
    other.get("/office/sign-in")
    other.post("/office/sign-in", {"name": "other", "password": PASSWORD})
    for path in (page, f"{page}/keep", f"{page}/questions/how-safe-feel"):
        assert other.get(path).status_code == 404
    other.get("/office/bringing-in")
    assert "Not finished yet" not in other.page.text
    assert other.post(f"{page}/cancel").status_code == 404
    council.go_to(TODAY.replace(day=TODAY.day + 1))
    assert officer.get(page).status_code == 404  # and whichever page is opened, it is deleted
    assert (count(council, Bringing), count(council, BringingPart)) == (0, 0)


def test_nothing_of_a_file_can_be_read_in_the_database(sqlite_council: Council, tmp_path: Path) -> None:
    looked(sqlite_council)
    sqlite_council.database.settle()
    held = b"".join(path.read_bytes() for path in tmp_path.glob("told-us.sqlite3*"))
    for secret in (b"sam3@example.org", b"Very safe", b"last year.csv", b"How safe"):
        assert secret not in held


def test_an_edition_that_a_design_was_published_as_stays(council: Council) -> None:
    officer = kept(council)
    with council.database.writing() as session:
        survey = editions.get(session, "safety", 1)
        designs.start(session, as_design(survey), {}, designs.By("officer", council.clock[0], "started it"))
        design = designs.get(session, "safety")
        assert design is not None
        design.edition = 1
    officer.get("/office/bringing-in")
    officer.post("/office/imports/1/undo")
    assert "The wave and all its answers are gone." in officer.page.text
    assert (count(council, Response), count(council, Edition)) == (0, 1)
    for path in ("/office/", "/office/open", "/office/pictures", "/office/making/safety/publish"):
        assert officer.get(path).status_code == 200, path


def test_a_design_whose_edition_is_gone_breaks_no_page(council: Council) -> None:
    officer = signed_in(council)
    with council.database.writing() as session:
        by = designs.By("officer", council.clock[0], "started it")
        designs.start(session, as_design(small_survey("safety")), {}, by)
        design = designs.get(session, "safety")
        assert design is not None
        design.edition = 1
    for path in ("/office/", "/office/open", "/office/pictures", "/office/making/safety/publish"):
        assert officer.get(path).status_code == 200, path


def test_a_name_that_a_survey_being_made_has_is_refused(sqlite_council: Council) -> None:
    officer = looked(sqlite_council)
    with sqlite_council.database.writing() as session:
        by = designs.By("officer", sqlite_council.clock[0], "started it")
        designs.start(session, as_design(small_survey("safety")), {}, by)
    officer.post(f"{officer.path}/keep", NAMED)
    assert "A survey of this name is being made here." in officer.page.text
    assert count(sqlite_council, Response) == 0


def test_the_files_of_someone_who_is_removed_go_and_a_namesake_finds_none(council: Council) -> None:
    council.add_officer("boss")
    officer = looked(council)
    page = officer.path
    with council.database.writing() as session:
        found = officers.named(session, "officer")
        assert found is not None
        people.remove(session, found)
    assert (count(council, Bringing), count(council, BringingPart)) == (0, 0)
    council.add_officer()
    officer = Visitor(council.client())
    officer.get("/office/sign-in")
    officer.post("/office/sign-in", {"name": "officer", "password": PASSWORD})
    assert officer.get(page).status_code == 404


def test_a_file_that_is_sent_is_never_written_to_the_disk(sqlite_council: Council) -> None:
    boundary, body = encode_multipart({"file": FileStorage(BytesIO(bytes(2 * 2**20)), "x.csv")})
    sent = {"data": body, "content_type": f"multipart/form-data; boundary={boundary}"}
    with sqlite_council.app.test_request_context("/", method="POST", **sent) as context:
        context.request.max_content_length = 3 * 2**20
        assert type(context.request.files["file"].stream) is BytesIO


def test_where_the_people_are_gone_it_is_not_said_how_many_they_were(council: Council) -> None:
    officer = kept(council)
    assert "16 people, by officer" in officer.page.text
    with council.database.writing() as session:
        wave = waves.get(session, "safety-spring-2025")
        assert wave is not None
        wave.delete_on = TODAY
    tidying.tidy(council.database, council.settings, council.clock[0])
    officer.get("/office/bringing-in")
    assert "16 people" not in officer.page.text
    assert "It can’t be undone: its answers were deleted on their day" in officer.page.text
    with council.database.reading() as session:
        assert session.scalars(select(Imported.responses)).all() == [None]


def test_cancel_leaves_nothing(council: Council) -> None:
    officer = looked(council)
    officer.post(f"{officer.path}/cancel")
    assert "The file is deleted." in officer.page.text
    assert (count(council, Bringing), count(council, BringingPart)) == (0, 0)


def test_work_that_stopped_is_told_and_begun_again(council: Council) -> None:
    officer = looked(council)
    page = officer.path
    with council.database.writing() as session:  # as if the process that kept them had died
        assert bringing.claim(session, page.rpartition("/")[2], bringing.KEEPING, council.clock[0])
    answer = officer.get(page)
    assert (answer.headers["Refresh"], "Working on the file" in officer.page.text) == ("3", True)
    assert "Keeping the answers" in officer.page.text
    council.clock[0] = council.clock[0].replace(minute=6)
    officer.get(page)
    assert "The work has stopped" in officer.page.text
    officer.post(f"{page}/again")
    assert "16 people, 3 questions" in officer.page.text
    with council.database.writing() as session:  # what the dead one began can't end what came after
        assert not bringing.finish(session, page.rpartition("/")[2], 2, bringing.READY)


def test_an_analyst_may_not(sqlite_council: Council) -> None:
    from feedback.adapters.store import officers
    from feedback.domain.roles import Role

    with sqlite_council.database.writing() as session:
        officers.add(session, "ann", PASSWORD, TODAY, [Role.ANALYST])
    analyst = Visitor(sqlite_council.client())
    analyst.get("/office/sign-in")
    analyst.post("/office/sign-in", {"name": "ann", "password": PASSWORD})
    assert analyst.get("/office/bringing-in").status_code == 403
    assert waves.NOBODY == "nobody"


# What must never come in


def workbook_of(name: str, text: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("xl/workbook.xml", b"<workbook/>")
        zipped.writestr(name, text)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HOSTILE = {
    "nothing": (b"", "The file is empty"),
    "no rows": (b"A,B\n", "headings and no answers"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture"),
    "a page": (b"<html><script>alert(1)</script>", "a web page"),
    "half a workbook": (workbook_of(SHEET, b"<worksheet/>")[:90], "only part of it was copied"),
    "a bomb": (workbook_of(SHEET, bytes(3 * 2**20)), "unpacks to more than"),
    "entities": (workbook_of(SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'), "XML entities"),
    "formula": (b'A,B\n1,"=HYPERLINK(""http://x"")"\n2,3\n', "holds a formula"),
    "a formula in a workbook": (workbook_of(SHEET, b"<worksheet><c><f>1+1</f></c></worksheet>"), "formulas"),
    "10,000 columns": (
        (",".join(f"Q{n}" for n in range(10_000)) + "\n" + "1," * 9_999 + "1\n").encode(),
        "10,000",
    ),
    "NUL": (b"A,B\n1,\x002\n", "NUL"),
    "half a cell": (b'A,B\n1,"never closed\n2,3\n', "never closed"),
    "only who": (b"Name,Email\nSam,sam@example.org\nAlex,alex@example.org\n", "no question that can be kept"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_nothing_stored(
    sqlite_council: Council, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 2 * 2**20)
    content, told = HOSTILE[name]
    officer = signed_in(sqlite_council)
    assert give(officer, content, f"{name}.xlsx") == 422
    assert told in officer.page.text
    assert "Nothing has been stored." in officer.page.text
    assert "Not finished yet" not in officer.page.text
    with sqlite_council.database.reading() as session:
        assert set(session.scalars(select(BringingPart.part))) <= {"found", "asked"}
    assert (count(sqlite_council, Response), count(sqlite_council, Edition)) == (0, 0)


def test_a_hundred_megabytes_are_refused_before_they_are_read(sqlite_council: Council) -> None:
    officer = signed_in(sqlite_council)
    assert give(officer, bytes(100 * 2**20)) == 413
    assert "That file is over 60 MB. Nothing was changed." in officer.page.text
    assert count(sqlite_council, Bringing) == 0
    assert give(officer, bytes(51 * 2**20)) == 413
    assert "That file is over 50 MB" in officer.page.text
    assert count(sqlite_council, Bringing) == 0


def test_nobody_else_may_send_that_much(sqlite_council: Council) -> None:
    stranger = Visitor(sqlite_council.client())
    stranger.get("/office/sign-in")
    assert post(stranger, "/office/bringing-in", {"file": FileStorage(BytesIO(bytes(2**20)), "x.csv")}) == 413


def test_no_file_and_a_survey_that_is_not_there_are_told(sqlite_council: Council) -> None:
    officer = signed_in(sqlite_council)
    officer.get("/office/bringing-in")
    assert post(officer, "/office/bringing-in", {"survey": "no-such"}) == 422
    assert "Choose the file with the answers" in officer.page.text
    assert "Choose a survey that there is" in officer.page.text


def test_odd_tables_come_in_as_they_are(sqlite_council: Council) -> None:
    officer = signed_in(sqlite_council)
    twice = b"Safe?,Safe?,<b>Bold</b>\nYes,No,a\x07b\nNo,No,c\nYes,Yes,c\n"
    assert give(officer, twice, "../../<script>.csv") == 200
    assert "3 people, 3 questions" in officer.page.text
    assert "<script>.csv" in officer.page.text
    assert give(officer, b"Safe?\nYes\nNo\nYes\n") == 200
    assert "3 people, 1 question." in officer.page.text


def test_a_new_secret_opens_nothing_that_was_sealed_before(sqlite_council: Council) -> None:
    officer = looked(sqlite_council)
    with sqlite_council.database.reading() as session:
        row = session.scalars(select(Bringing)).one()
        for secret, who in (("another", row.officer_id), (sqlite_council.settings.secret_key, 99)):
            sealed = session.get(BringingPart, (row.token, "answers"))
            assert sealed is not None
            with pytest.raises(WontOpen):
                unseal(
                    secret, f"answers on their way in: {row.token} answers of officer {who}", sealed.sealed
                )
    assert officer.get(f"/office/bringing-in/{'0' * 32}").status_code == 404


def test_kobo_comes_in_with_its_form_and_limesurvey_with_its_archive(sqlite_council: Council) -> None:
    officer = signed_in(sqlite_council)
    form = FileStorage(BytesIO(FORM), "form.xlsx")
    assert give(officer, book(A=DATA), "kobo.xlsx", form=form) == 200
    assert "4 people" in officer.page.text
    assert "Agree 2 Neither 0 Disagree 1" in officer.page.text
    lime = archive(s_lss=LSS, s_responses_lsr=responses())
    assert give(officer, lime, "survey_1.lsa") == 200
    assert "Safe 2 Not safe 0 Other 1" in officer.page.text
    officer.get(f"{officer.path}/keep")
    assert "Safety" in [i.get("value") for i in officer.page.all("input")]
    assert give(officer, book(A=DATA), "kobo.xlsx", form=FileStorage(BytesIO(b"a,b"), "form.csv")) == 422
    assert "The form isn’t an Excel workbook." in officer.page.text
