"""What was heard elsewhere: meetings, workshops, minutes, creative work. An officer writes it down, without
personal details; sees what was taken out; and says what promises it is about.
"""

from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from flask import Response, abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from feedback.adapters import media
from feedback.adapters.redaction import redact
from feedback.adapters.store import actions as kept
from feedback.adapters.store import records, uploads
from feedback.adapters.store.records import Kept
from feedback.domain.actions import number_in
from feedback.domain.heard import CONSENTS, CREATIVE, KINDS, PICTURE, WITH_FILE, Elsewhere, problems, tidied
from feedback.domain.wording import of_words
from feedback.web import pictures
from feedback.web.context import here
from feedback.web.office import actions_desk as desk
from feedback.web.office.actions_desk import Page
from feedback.web.office.actions_history import shown
from feedback.web.office.desk import office
from feedback.web.office.making.desk import known, promises, tags


@office.get("/heard")
def heard() -> str:
    """All that was heard elsewhere, the newest first."""
    rules = here().settings.rules
    with here().database.reading() as reading:
        found = [(desk.short(row.key), one, one.how_many(rules)) for row, one in kept.elsewhere(reading)]
    called = {c.key: f"{f.kind} {c.number}: {c.name}" for f, cs in promises() for c in cs}
    return render_template(
        "office/actions/heard.html",
        found=found,
        called=called,
        kinds=KINDS,
        told_again=request.args.get("saved", ""),
    )


@office.get("/heard/<key>")
def heard_one(key: str) -> str:
    """One thing that was heard, to change; with “new” for a key, an empty form."""
    if key == desk.NEW:
        about = tuple(c for c in request.args.getlist("about") if c in tags())
        return _form(desk.fresh_key(), Elsewhere(commitments=about), 0)
    with here().database.reading() as reading:
        row = records.get(reading, desk.whole_key(kept.HEARD, key), kept.HEARD) or abort(404)
        return _form(key, Elsewhere.of(row.held), row.version)


@office.get("/heard/<key>/file")
def heard_file(key: str) -> Response:
    """The creative work that is kept with something heard."""
    return pictures.work(desk.short(desk.whole_key(kept.HEARD, key)))


def _typed(before: str) -> Elsewhere:
    """What was typed; the file that there is already stays until another is sent."""
    people = request.form.get("people", "").strip()
    whole = int(people) if people.isascii() and people.isdecimal() and len(people) < 9 else -1
    chosen = tuple(dict.fromkeys(request.form.getlist("commitments")))
    return Elsewhere(
        kind=desk.words("kind"),
        group=desk.words("group"),
        people=whole if people else None,
        on=desk.day("on"),
        words=desk.words("words"),
        commitments=chosen,
        consent=desk.words("consent"),
        alt=desk.words("alt"),
        file=before,
    )


def without_details(given: Elsewhere) -> tuple[Elsewhere, list[tuple[str, str]]]:
    """The same with personal details taken out, and what was taken out beside what stands there instead."""
    clean = {
        name: redact(getattr(given, name), here().settings.take_out) for name in ("group", "words", "alt")
    }
    taken = [pair for name, words in clean.items() for pair in _taken(getattr(given, name), words)]
    clear = replace(given, group=clean["group"], words=clean["words"], alt=clean["alt"])
    return clear, taken


def _taken(before: str, after: str) -> list[tuple[str, str]]:
    was, now = before.split(), after.split()
    parts = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return [(" ".join(was[a:b]), " ".join(now[c:d])) for how, a, b, c, d in parts if how != "equal"]


@office.post("/heard/<key>")
def keep_heard(key: str) -> Page:
    """Keeps something heard, without personal details; or shows first what was taken out and what to look at;
    or says why it can't be kept.
    """
    whole, version = desk.whole_key(kept.HEARD, key), desk.version()
    wrong: dict[str, str] = {}
    sent = _sent(wrong)
    with here().database.writing() as writing:
        row = records.get(writing, whole, kept.HEARD)
        mine, taken = without_details(_typed(str(row.held.get("file", "")) if row else ""))
        if sent is not None:
            mine = replace(mine, file=sent.digest)
        wrong = problems(mine, tags(), here().today) | wrong
        if wrong:
            return _form(key, mine, version, wrong=wrong, taken=taken), 422
        mine = tidied(mine)
        advice = [*of_words("words", mine.words, known()), *number_in("words", mine.words)]
        looking, looked = desk.to_look_at(advice, mine.words)
        if looking or taken:
            return _form(
                key, mine, version, looking=looking, looked=looked, taken=taken, unsent=sent is not None
            )
        saved = records.save(writing, desk.wanted(whole, kept.HEARD, "", mine.held(), forget=True), desk.by())
        if not saved.clashes and not saved.gone:
            _keep_file(writing, key, mine, sent)
        return desk.told(
            writing,
            saved,
            "kept something heard elsewhere",
            whole,
            url_for("office.heard", saved="yes"),
            lambda k: _form(key, mine, k.version, clash=k),
        )


def _sent(wrong: dict[str, str]) -> media.Media | None:
    """The file that was sent, checked by what kind of work it is; None if there is none that is sound."""
    sent, kind = request.files.get("file"), request.form.get("kind", "")
    if sent is None or not sent.filename or kind not in WITH_FILE:
        return None
    try:
        return (media.picture if kind == PICTURE else media.recording)(sent.read())
    except media.WrongFile as problem:
        wrong["file"] = str(problem)
        return None


def _keep_file(writing: Session, key: str, mine: Elsewhere, sent: media.Media | None) -> None:
    """Keeps the file that was sent, and lets go of one that belongs to it no longer."""
    if sent is not None:
        file = uploads.File(sent.media_type, sent.content, mine.alt, CONSENTS[mine.consent])
        uploads.put(writing, kept.UPLOAD, key, file, here().today)
    elif not mine.file:
        uploads.drop(writing, kept.UPLOAD, key)


@office.post("/heard/<key>/remove")
def remove_heard(key: str) -> Page:
    """Takes something heard away, with its file and its words, as when consent is withdrawn."""
    whole = desk.whole_key(kept.HEARD, key)
    with here().database.writing() as writing:
        gone = records.remove(writing, desk.wanted(whole, kept.HEARD, "", {}, forget=True), desk.by())
        if gone.gone:
            return redirect(url_for("office.heard", saved="gone"), 303)
        if not gone.clashes:
            uploads.drop(writing, kept.UPLOAD, key)
        to = url_for("office.heard", saved="gone")
        return desk.told(
            writing,
            gone,
            "took away something heard elsewhere",
            whole,
            to,
            lambda k: _form(key, Elsewhere.of(k.theirs or {}), k.version, clash=k),
        )


def _form(
    key: str,
    given: Elsewhere,
    version: int,
    *,
    wrong: Mapping[str, str] | None = None,
    looking: object = None,
    looked: str = "",
    taken: object = (),
    unsent: bool = False,
    clash: Kept | None = None,
) -> str:
    return render_template(
        "office/actions/heard_form.html",
        key=key,
        given=given,
        version=version,
        wrong=wrong or {},
        looking=looking or {},
        looked=looked,
        taken=taken,
        unsent=unsent,
        theirs=shown(clash.theirs) if clash and clash.theirs else [],
        gone_meanwhile=bool(clash and clash.gone),
        kinds=KINDS,
        consents=CONSENTS,
        creative=CREATIVE,
        promises=promises(),
    )
