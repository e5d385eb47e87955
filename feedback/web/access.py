"""Who may open what. A route that is not on this list opens for nobody. docs/access.md is made from it."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from flask import Flask, abort, request
from flask_login import current_user

from feedback.domain.roles import May
from feedback.web import sessions


class Who(StrEnum):
    """Visitors who haven't signed in, or not all the way: only their password was right so far."""

    ANYONE = "anyone"
    HALFWAY = "someone half signed in"


ACCESS: Mapping[str, Who | May] = {
    "public.home": Who.ANYONE,
    "public.words": Who.ANYONE,
    "public.privacy": Who.ANYONE,
    "public.accessibility": Who.ANYONE,
    "public.style": Who.ANYONE,
    "public.picture": Who.ANYONE,
    "public.recording": Who.ANYONE,
    "public.take_out": Who.ANYONE,
    "public.try_take_out": Who.ANYONE,
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
    "office.sign_on": Who.ANYONE,
    "office.sign_on_back": Who.ANYONE,
    "office.invitation": Who.ANYONE,
    "office.accept": Who.ANYONE,
    "office.accept_by_sign_on": Who.ANYONE,
    "office.try_code": Who.HALFWAY,
    "office.set_up_halfway": Who.HALFWAY,
    "office.sign_out": May.OWN_ACCOUNT,
    "office.again": May.OWN_ACCOUNT,
    "office.account": May.OWN_ACCOUNT,
    "office.change_password": May.OWN_ACCOUNT,
    "office.begin_second": May.OWN_ACCOUNT,
    "office.confirm_second": May.OWN_ACCOUNT,
    "office.drop_second": May.OWN_ACCOUNT,
    "office.new_codes": May.OWN_ACCOUNT,
    "office.sign_out_everywhere": May.OWN_ACCOUNT,
    "office.home": May.OWN_ACCOUNT,
    "office.results": May.SEE_COUNTS,
    "office.comments": May.SEE_COMMENTS,
    "office.judge": May.SEE_COMMENTS,
    "office.open_wave": May.RUN,
    "office.try_open_wave": May.RUN,
    "office.wave": May.RUN,
    "office.change_wave": May.RUN,
    "office.poster": May.RUN,
    "office.progress": May.RUN,
    "office.take_out_one": May.ERASE,
    "office.try_take_out_one": May.ERASE,
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
    "office.making": May.MAKE,
    "office.start_survey": May.MAKE,
    "office.begin_survey": May.MAKE,
    "office.outline": May.MAKE,
    "office.add_question": May.MAKE,
    "office.rearrange": May.MAKE,
    "office.made_question": May.MAKE,
    "office.keep_question": May.MAKE,
    "office.look_at_question": May.MAKE,
    "office.preview_question": May.MAKE,
    "office.preview_typed_question": May.MAKE,
    "office.scale": May.MAKE,
    "office.keep_scale": May.MAKE,
    "office.start_page": May.MAKE,
    "office.keep_start_page": May.MAKE,
    "office.look_at_start": May.MAKE,
    "office.preview_start": May.MAKE,
    "office.preview_typed_start": May.MAKE,
    "office.explained_words": May.MAKE,
    "office.keep_explained_words": May.MAKE,
    "office.try_welcome": May.MAKE,
    "office.try_start": May.MAKE,
    "office.try_ask": May.MAKE,
    "office.try_answer": May.MAKE,
    "office.try_check": May.MAKE,
    "office.try_send": May.MAKE,
    "office.try_thanks": May.MAKE,
    "office.design_versions": May.MAKE,
    "office.design_version": May.MAKE,
    "office.bring_version_back": May.MAKE,
    "office.publishing": May.MAKE,
    "office.publish_edition": May.MAKE,
    "office.bringing_in": May.BRING_IN,
    "office.bring_file": May.BRING_IN,
    "office.brought": May.BRING_IN,
    "office.read_again": May.BRING_IN,
    "office.cancel_bringing": May.BRING_IN,
    "office.brought_question": May.BRING_IN,
    "office.correct_brought": May.BRING_IN,
    "office.take_column": May.BRING_IN,
    "office.place_brought": May.BRING_IN,
    "office.name_brought": May.BRING_IN,
    "office.keep_brought": May.BRING_IN,
    "office.undo_import": May.BRING_IN,
    "office.commitments": May.SEE_COUNTS,
    "office.section": May.SEE_COUNTS,
    "office.publish": May.TELL,
    "office.acting": May.SEE_COUNTS,
    "office.acting_history": May.SEE_COUNTS,
    "office.action": May.TELL,
    "office.keep_action": May.TELL,
    "office.remove_action": May.TELL,
    "office.leads": May.TELL,
    "office.keep_leads": May.TELL,
    "office.measure": May.TELL,
    "office.keep_measure": May.TELL,
    "office.keep_value": May.TELL,
    "office.heard": May.SEE_COUNTS,
    "office.heard_one": May.TELL,
    "office.keep_heard": May.TELL,
    "office.remove_heard": May.TELL,
    "office.heard_file": May.SEE_COUNTS,
    "office.heard_history": May.SEE_COUNTS,
    "office.download": May.SEE_COUNTS,
    "office.people": May.PEOPLE,
    "office.invite": May.PEOPLE,
    "office.person": May.PEOPLE,
    "office.change_roles": May.PEOPLE,
    "office.reset_person": May.PEOPLE,
    "office.remove_person": May.PEOPLE,
    "office.audit_log": May.AUDIT,
    "office.audit_file": May.AUDIT,
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
    def check() -> None:
        if request.endpoint is None:
            return  # no such page: the not-found page answers
        if any(unicodedata.category(c) == "Cc" for c in request.path):
            abort(404)  # no name of ours has one, and PostgreSQL refuses some
        who = ACCESS.get(request.endpoint)
        if who is None:
            abort(403)
        if who is Who.HALFWAY and not sessions.is_halfway():
            abort(401)
        if isinstance(who, May) and not current_user.is_authenticated:
            abort(401)
        if isinstance(who, May) and who not in current_user.may:
            abort(403)

    @app.context_processor
    def links() -> dict[str, object]:
        return {"opens": opens}


def opens(endpoint: str) -> bool:
    """True if whoever asks may open this."""
    who = ACCESS.get(endpoint)
    return who is Who.ANYONE or (current_user.is_authenticated and who in current_user.may)
