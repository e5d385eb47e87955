"""Who may open what. A route that is not on this list opens for nobody. docs/access.md is made from it."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from flask import Flask, Response, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from feedback.domain.roles import May


class Who(StrEnum):
    """Visitors who haven't signed in."""

    ANYONE = "anyone"


ACCESS: Mapping[str, Who | May] = {
    "public.home": Who.ANYONE,
    "public.words": Who.ANYONE,
    "public.privacy": Who.ANYONE,
    "public.accessibility": Who.ANYONE,
    "public.style": Who.ANYONE,
    "public.picture": Who.ANYONE,
    "public.recording": Who.ANYONE,
    "public.logo": Who.ANYONE,
    "public.leave": Who.ANYONE,
    "public.left": Who.ANYONE,
    "answering.welcome": Who.ANYONE,
    "answering.start": Who.ANYONE,
    "answering.ask": Who.ANYONE,
    "answering.answer": Who.ANYONE,
    "answering.check": Who.ANYONE,
    "answering.send": Who.ANYONE,
    "answering.thanks": Who.ANYONE,
    "answering.code": Who.ANYONE,
    "answering.give_code": Who.ANYONE,
    "answering.next_person": Who.ANYONE,
    "answering.later": Who.ANYONE,
    "answering.make_words": Who.ANYONE,
    "answering.back": Who.ANYONE,
    "answering.bring_back": Who.ANYONE,
    "answering.pack": Who.ANYONE,
    "answering.sync": Who.ANYONE,
    "office.sign_in": Who.ANYONE,
    "office.try_sign_in": Who.ANYONE,
    "office.sign_out": May.OWN_ACCOUNT,
    "office.home": May.OWN_ACCOUNT,
    "office.results": May.SEE_COUNTS,
    "office.comments": May.SEE_COMMENTS,
    "office.judge": May.SEE_COMMENTS,
    "office.totals": May.RUN,
    "office.keep_totals": May.RUN,
    "office.codes": May.RUN,
    "office.make_codes": May.RUN,
    "office.paper": May.RUN,
    "office.begin_group": May.RUN,
    "office.entry": May.RUN,
    "office.key_in": May.RUN,
    "office.pictures": May.MAKE,
    "office.add_picture": May.MAKE,
    "office.add_recording": May.MAKE,
    "office.drop_upload": May.MAKE,
    "office.translations": May.MAKE,
    "office.commitments": May.SEE_COUNTS,
    "office.section": May.SEE_COUNTS,
    "office.publish": May.TELL,
    "office.download": May.SEE_COUNTS,
    "office.settings": May.SETTINGS,
    "office.setting": May.SETTINGS,
    "office.choose": May.SETTINGS,
    "office.assessment": May.SETTINGS,
    "office.assessment_file": May.SETTINGS,
    "office.standards": May.SETTINGS,
}


def guard(app: Flask) -> None:
    """Holds every request against the list."""

    @app.before_request
    def check() -> AnyResponse | Response | None:
        if request.endpoint is None:
            return None  # no such page: the not-found page answers
        if any(unicodedata.category(c) == "Cc" for c in request.path):
            abort(404)  # no name of ours has one, and PostgreSQL refuses some
        who = ACCESS.get(request.endpoint)
        if who is None:
            abort(403)
        if isinstance(who, May) and not current_user.is_authenticated:
            return redirect(url_for("office.sign_in", then=_then()))
        if isinstance(who, May) and who not in current_user.may:
            abort(403)
        return None


def _then() -> str | None:
    """The page that was asked for, to be opened after signing in."""
    return request.path if request.method == "GET" and request.endpoint != "office.home" else None
