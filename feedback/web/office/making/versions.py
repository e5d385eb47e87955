"""Every version of a survey that is being made: looked at, and brought back."""

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import designs
from feedback.domain.designs import Design
from feedback.domain.lundy import lundy
from feedback.web.context import here
from feedback.web.office.desk import done, office
from feedback.web.office.making import desk


@office.get("/making/<design>/versions")
def design_versions(design: str) -> str:
    """The versions, the newest first: when, who, what."""
    with here().database.reading() as reading:
        row = desk.design_row(reading, design)
        found, _ = desk.opened(design)
        listed = designs.versions(reading, design)
        return render_template(
            "office/making/versions.html", row=row, design=found, key=design, listed=listed
        )


@office.get("/making/<design>/versions/<int:version>")
def design_version(design: str, version: int) -> str:
    """A version as it was, to be read."""
    found = _at(design, version)
    _, now = desk.opened(design)
    return render_template(
        "office/making/version.html", design=found, key=design, version=version, now=now, lundy=lundy(found)
    )


@office.post("/making/<design>/versions/<int:version>")
def bring_version_back(design: str, version: int) -> AnyResponse:
    """Makes an earlier version the newest. The ones between stay in the list."""
    with here().database.writing() as writing:
        row = desk.design_row(writing, design, hold=True)  # its version is still the newest when we save
        then = designs.at(writing, design, version) or abort(404)
        designs.save(writing, design, row.version, lambda _: then, desk.by(f"brought back version {version}"))
        done(writing, "brought back an earlier version", f"{design} {version}")
    return redirect(url_for("office.outline", design=design, saved="yes"), 303)


def _at(key: str, version: int) -> Design:
    with here().database.reading() as reading:
        return designs.at(reading, key, min(version, 10**9)) or abort(404)
