"""Pictures and recordings that officers add: kept, shown, replaced, deleted; and what is wrong is told."""

from io import BytesIO

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from feedback.adapters import media
from tests.conftest import Council
from tests.web.test_office import signed_in
from tests.web.visitor import Page, Visitor, fit_for_people

MP3 = b"ID3\x04" + bytes(range(256)) * 20


def photo(colour: str = "red", size: tuple[int, int] = (30, 30), form: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, form)
    return made.getvalue()


def at_pictures(council: Council) -> Visitor:
    officer = signed_in(council)
    officer.get("/office/pictures")
    return officer


def post(officer: Visitor, path: str, form: dict[str, object]) -> int:
    """Posts a form with a file; the status of what comes. Made here: the client would leave a file open."""
    boundary, body = encode_multipart({"csrf_token": officer.token, **form})
    kind = f"multipart/form-data; boundary={boundary}"
    answer = officer.client.post(path, data=body, content_type=kind, follow_redirects=True)
    officer.page, officer.path = Page(answer.text), answer.request.path
    fit_for_people(answer, officer.page)
    return answer.status_code


def add(officer: Visitor, content: bytes, name: str = "photo.png", **more: str) -> int:
    form = {"picture": "-new", "key": "my-home", "alt": "A red door", "licence": "Our own", **more}
    return post(officer, "/office/pictures", {**form, "file": FileStorage(BytesIO(content), name)})


def record(officer: Visitor, content: bytes = MP3, **more: str) -> int:
    form = {"question": "care-leavers/in-control", "language": "cy", "version": "easy", **more}
    return post(officer, "/office/recordings", {**form, "recording": FileStorage(BytesIO(content), "x.mp3")})


def test_a_picture_is_kept_shown_replaced_and_deleted(council: Council) -> None:
    officer = at_pictures(council)
    assert add(officer, photo()) == 200
    assert "The file is kept" in officer.page.text
    assert "my-home A red door Our own" in officer.page.text
    first = officer.client.get("/picture/my-home")
    assert (first.mimetype, first.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "sandbox" in first.headers["Content-Security-Policy"]
    assert Image.open(BytesIO(first.data)).convert("RGB").getpixel((0, 0)) == (255, 0, 0)
    add(officer, photo("blue"))
    assert officer.client.get("/picture/my-home").data != first.data
    officer.post("/office/pictures/delete", {"kind": "picture", "key": "my-home"})
    assert "The file is deleted." in officer.page.text
    assert officer.client.get("/picture/my-home").status_code == 404


def test_a_shipped_picture_can_be_replaced_and_comes_back(sqlite_council: Council) -> None:
    officer = at_pictures(sqlite_council)
    shipped = officer.client.get("/picture/home").data
    assert add(officer, photo(), picture="home", key="") == 200
    assert officer.client.get("/picture/home").data != shipped
    officer.post("/office/pictures/delete", {"kind": "picture", "key": "home"})
    assert officer.client.get("/picture/home").data == shipped


def test_a_file_goes_by_what_is_in_it_and_not_by_its_name(sqlite_council: Council) -> None:
    officer = at_pictures(sqlite_council)
    assert add(officer, photo(form="JPEG"), "photo.svg") == 200
    assert officer.client.get("/picture/my-home").mimetype == "image/png"
    assert add(officer, b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "photo.png") == 422
    assert "holds more than shapes" in officer.page.text
    assert add(officer, b"<html><script>alert(1)</script></html>", "photo.png") == 422


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"key": "My Home!"}, "Give the picture a name of small letters"),
        ({"key": ""}, "Give the picture a name of small letters"),
        ({"key": "x" * 61}, "Give the picture a name of small letters"),
        ({"picture": "../x"}, "Give the picture a name of small letters"),
        ({"alt": " "}, "Say what is seen in the picture"),
        ({"alt": "x" * 201}, "Say what is seen in the picture"),
        ({"licence": ""}, "Say whose it is"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_kept(
    sqlite_council: Council, more: dict[str, str], told: str
) -> None:
    officer = at_pictures(sqlite_council)
    assert add(officer, photo(), **more) == 422
    assert told in officer.page.text
    officer.get("/office/pictures")
    assert "None yet: the pictures that came" in officer.page.text


def test_no_file_is_told(sqlite_council: Council) -> None:
    officer = at_pictures(sqlite_council)
    assert add(officer, b"", "") == 422
    assert "Choose a file" in officer.page.text
    assert add(officer, b"", "empty.png") == 422
    assert "The file is empty" in officer.page.text


def test_an_officer_may_send_more_than_anyone_else_but_not_without_end(sqlite_council: Council) -> None:
    officer = at_pictures(sqlite_council)
    big = photo(size=(900, 900), form="BMP")  # 2.4 MB
    assert add(officer, big) == 422
    assert "not a PNG, JPEG" in officer.page.text
    assert add(officer, b"x" * (media.MOST_PICTURE_BYTES + 1)) == 422
    assert "over 8 MB" in officer.page.text
    assert add(officer, b"x" * (media.MOST_PICTURE_BYTES + 1024 * 1024)) == 413
    assert "over 8 MB. Nothing was changed." in officer.page.text


def test_a_stranger_may_send_no_more_than_a_page_needs(sqlite_council: Council) -> None:
    stranger = Visitor(sqlite_council.client())
    stranger.get("/office/sign-in")
    assert add(stranger, b"x" * 300_000) == 413


def test_a_recording_is_heard_where_its_question_is_read(council: Council) -> None:
    officer = at_pictures(council)
    survey = council.context.content.surveys["care-leavers"]
    first = survey.questions[0]
    assert record(officer, version="standard", language="en", question=f"care-leavers/{first.key}") == 200
    assert f"{first.ask} English, standard" in officer.page.text
    key = council.open(survey)
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/")
    visitor.post(f"/s/{key}/start")
    [audio] = visitor.page.all("audio")
    heard = visitor.client.get(audio["src"])
    assert (heard.mimetype, heard.data) == ("audio/mpeg", MP3)


def test_a_phone_may_ask_for_a_part_of_a_recording(sqlite_council: Council) -> None:
    officer = at_pictures(sqlite_council)
    record(officer)
    address = "/recording/care-leavers/in-control/cy/easy"
    part = officer.client.get(address, headers={"Range": "bytes=0-1"})
    assert (part.status_code, part.data) == (206, MP3[:2])
    assert part.headers["Content-Range"] == f"bytes 0-1/{len(MP3)}"
    officer.post("/office/pictures/delete", {"kind": "recording", "key": "care-leavers/in-control/cy/easy"})
    assert officer.client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"question": "care-leavers/nothing"}, "Choose the question"),
        ({"question": "nothing"}, "Choose the question"),
        ({"language": "xx"}, "Choose the language"),
        ({"version": "loud"}, "Choose the words that are read"),
        ({"content": b"not a sound"}, "This is not an MP3"),
    ],
)
def test_a_wrong_recording_is_told(sqlite_council: Council, more: dict[str, object], told: str) -> None:
    officer = at_pictures(sqlite_council)
    assert record(officer, **more) == 422
    assert told in officer.page.text


def test_only_pictures_and_recordings_can_be_deleted(sqlite_council: Council) -> None:
    officer = at_pictures(sqlite_council)
    assert officer.post("/office/pictures/delete", {"kind": "officer", "key": "x"}).status_code == 400
