"""Pictures of easy read and recordings of questions: add, replace, delete. Doesn't know what is in a file."""

import re
from collections.abc import Callable, Mapping

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import media
from feedback.adapters.languages import NAMES, in_english
from feedback.adapters.store import uploads
from feedback.adapters.store.uploads import PICTURE, RECORDING, File
from feedback.domain.surveys import Survey
from feedback.web.context import here
from feedback.web.office.desk import done, office, surveys_now

MOST_SENT = media.MOST_PICTURE_BYTES + 512 * 1024
LONGEST = 200  # letters, of what is seen and of a licence
NEW = "-new"  # no key can begin with a hyphen
EASY, STANDARD = "easy", "standard"
KEPT, DELETED = "kept", "deleted"
DONE = {KEPT: "The file is kept, and shown from now on.", DELETED: "The file is deleted."}
_PICTURES = ("office.add_picture", "office.add_recording")
_TAKES_FILES = (*_PICTURES, "office.choose", "office.keep_heard")
Page = str | tuple[str, int] | AnyResponse


@office.url_value_preprocessor
def let_files_in(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Lets an officer send more than anyone else may. Here, because the form is read, for the token in it,
    before any view is asked.
    """
    if endpoint in _TAKES_FILES and current_user.is_authenticated:
        request.max_content_length = MOST_SENT


@office.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> Page:
    """Says how much is not too much, in the office's own words."""
    most = (request.max_content_length or MOST_SENT) // 1024 // 1024
    said = f"That file is over {most} MB. Nothing was changed. Make it smaller, then choose it again."
    back = url_for("office.pictures") if request.endpoint in _PICTURES else request.path
    return render_template("office/too_large.html", said=said, back=back), 413


@office.get("/pictures")
def pictures() -> Page:
    """Every picture and recording, and forms to add to them."""
    return _page({})


@office.post("/pictures")
def add_picture() -> Page:
    """Keeps a picture, in place of any with its key."""
    key = request.form.get("picture", "")
    key = request.form.get("key", "").strip().lower() if key == NEW else key
    alt, licence = (request.form.get(name, "").strip() for name in ("alt", "licence"))
    wrong = {}
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key, re.ASCII) or len(key) > 60:
        wrong["key"] = "Give the picture a name of small letters, digits and hyphens, such as my-home"
    if not 2 <= len(alt) <= LONGEST:
        wrong["alt"] = f"Say what is seen in the picture, in up to {LONGEST} letters"
    if not 2 <= len(licence) <= LONGEST:
        wrong["licence"] = (
            "Say whose it is and how it may be used, such as “Our own” or “CC BY 4.0, Sam Smith”"
        )
    made = _checked(media.picture, "file", wrong)
    if made is None or wrong:
        return _page(wrong), 422
    file = File(made.media_type, made.content, alt, licence)
    with here().database.writing() as writing:
        uploads.put(writing, PICTURE, key, file, here().today)
        done(writing, "added a picture", key)
    return _done(KEPT)


@office.post("/recordings")
def add_recording() -> Page:
    """Keeps a recording of one question in one language, in place of any before."""
    survey, _, question = request.form.get("question", "").partition("/")
    language, version = request.form.get("language", ""), request.form.get("version", "")
    with here().database.reading() as reading:
        found = surveys_now(reading).get(survey)
    wrong = {}
    if found is None or found.question(question) is None:
        wrong["question"] = "Choose the question that is read aloud"
    if language not in NAMES:
        wrong["language"] = "Choose the language that is spoken"
    if version not in (STANDARD, EASY):
        wrong["version"] = "Choose the words that are read: standard or easy read"
    made = _checked(media.recording, "recording", wrong)
    if made is None or wrong:
        return _page(wrong), 422
    key = uploads.recording_key(survey, question, language, version == EASY)
    file = File(made.media_type, made.content, "", "")
    with here().database.writing() as writing:
        uploads.put(writing, RECORDING, key, file, here().today)
        done(writing, "added a recording", key)
    return _done(KEPT)


@office.post("/pictures/delete")
def drop_upload() -> Page:
    """Deletes a picture or a recording of the council's own. A shipped picture comes back in its place."""
    kind, key = request.form.get("kind", ""), request.form.get("key", "")
    if kind not in (PICTURE, RECORDING):
        abort(400)
    with here().database.writing() as writing:
        if uploads.digest(writing, kind, key):
            uploads.drop(writing, kind, key)
            done(writing, f"deleted a {kind}", key)
    return _done(DELETED)


def _checked(check: Callable[[bytes], media.Media], name: str, wrong: dict[str, str]) -> media.Media | None:
    """The file of a field, checked; or None, and what is wrong with it is noted."""
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        wrong[name] = "Choose a file"
        return None
    try:
        return check(sent.read())
    except media.WrongFile as problem:
        wrong[name] = str(problem)
        return None


def _done(what: str) -> AnyResponse:
    return redirect(url_for("office.pictures", done=what), 303)


def _page(wrong: Mapping[str, str]) -> str:
    with here().database.reading() as reading:
        own, surveys = uploads.every(reading), surveys_now(reading)
        return render_template(
            "office/pictures.html",
            own=[u for u in own if u.kind == PICTURE],
            recordings=[(u, *_recorded(u.key, surveys)) for u in own if u.kind == RECORDING],
            shipped=here().content.pictures.values(),
            surveys=surveys.values(),
            languages=[(code, in_english(code)) for code in NAMES],
            wrong=wrong,
            given=request.form if request.method == "POST" else {},
            done=DONE.get(request.args.get("done", ""), ""),
            new=NEW,
        )


def _recorded(key: str, surveys: Mapping[str, Survey]) -> tuple[str, str, str]:
    """Of a recording: the question, the language and the words that are read, for people."""
    survey, question, language, version = key.split("/")
    found = surveys.get(survey)
    asked = found.question(question) if found else None
    return asked.ask if asked else f"{survey}: {question}", in_english(language), version
