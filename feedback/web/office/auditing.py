"""The audit log, to read and to take out. Adds nothing to it but that it was taken out."""

import csv
import io
from dataclasses import dataclass

from flask import Response, render_template, request

from feedback.adapters.spreadsheets import defused
from feedback.adapters.store import audit
from feedback.web.context import here
from feedback.web.office.desk import done, office

A_PAGE = 50
_MOST_DIGITS = 9  # of a line's number


@dataclass(frozen=True)
class Wanted:
    """Of whom, of what, and before which line."""

    who: str
    act: str
    before: int | None


def _wanted() -> Wanted:
    before = request.args.get("before", "")
    is_number = before.isascii() and before.isdecimal() and len(before) <= _MOST_DIGITS
    who, act = (request.args.get(name, "").replace("\0", "")[:80] for name in ("who", "act"))
    return Wanted(who, act, int(before) if is_number else None)


@office.get("/audit")
def audit_log() -> str:
    """What was done, the newest first; by one person, or of one kind, if that is asked for."""
    wanted = _wanted()
    with here().database.reading() as reading:
        lines = audit.latest(reading, A_PAGE + 1, wanted.before, wanted.who, wanted.act)
        people, acts = audit.known(reading)
        return render_template(
            "office/audit.html",
            lines=lines[:A_PAGE],
            older=lines[A_PAGE - 1].id if len(lines) > A_PAGE else None,
            people=[(name, name) for name in people],
            acts=[(act, act) for act in acts],
            wanted=wanted,
        )


@office.get("/audit.csv")
def audit_file() -> Response:
    """The same lines as a file, all of them, the oldest first."""
    wanted = _wanted()
    written = io.StringIO(newline="")
    out = csv.writer(written)
    out.writerow(("at", "who", "act", "about"))
    with here().database.writing() as writing:
        done(writing, "took the audit log out")
        for line in audit.whole(writing, wanted.who, wanted.act):
            out.writerow((line.at.isoformat(" ", "seconds"), *map(defused, (line.who, line.act, line.about))))
    headers = {"Content-Disposition": "attachment; filename=audit-log.csv"}
    return Response(written.getvalue().encode("utf-8-sig"), mimetype="text/csv", headers=headers)
