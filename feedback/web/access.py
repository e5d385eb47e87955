"""Who may open what. A route that is not on this list opens for nobody. docs/access.md is made from it."""

import unicodedata
from enum import StrEnum

from flask import Flask, Response, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse


class Who(StrEnum):
    """Kinds of visitor."""

    ANYONE = "anyone"
    OFFICER = "officer"


ACCESS = {
    "public.home": Who.ANYONE,
    "public.words": Who.ANYONE,
    "public.privacy": Who.ANYONE,
    "public.accessibility": Who.ANYONE,
    "public.style": Who.ANYONE,
    "public.picture": Who.ANYONE,
    "public.recording": Who.ANYONE,
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
    "office.sign_out": Who.OFFICER,
    "office.home": Who.OFFICER,
    "office.results": Who.OFFICER,
    "office.comments": Who.OFFICER,
    "office.judge": Who.OFFICER,
    "office.totals": Who.OFFICER,
    "office.keep_totals": Who.OFFICER,
    "office.codes": Who.OFFICER,
    "office.make_codes": Who.OFFICER,
    "office.paper": Who.OFFICER,
    "office.begin_group": Who.OFFICER,
    "office.entry": Who.OFFICER,
    "office.key_in": Who.OFFICER,
    "office.pictures": Who.OFFICER,
    "office.add_picture": Who.OFFICER,
    "office.add_recording": Who.OFFICER,
    "office.drop_upload": Who.OFFICER,
    "office.translations": Who.OFFICER,
    "office.commitments": Who.OFFICER,
    "office.section": Who.OFFICER,
    "office.publish": Who.OFFICER,
    "office.download": Who.OFFICER,
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
        if who is Who.OFFICER and not current_user.is_authenticated:
            return redirect(url_for("office.sign_in", then=_then()))
        return None


def _then() -> str | None:
    """The page that was asked for, to be opened after signing in."""
    return request.path if request.method == "GET" and request.endpoint != "office.home" else None
