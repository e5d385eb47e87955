"""Who may open what. A route that is not on this list opens for nobody. docs/access.md is made from it."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from flask import Flask, abort, request
from flask_login import current_user

from feedback.adapters.store import audit
from feedback.domain.roles import May
from feedback.web import guessing, sessions
from feedback.web.context import here


class Who(StrEnum):
    """Visitors who haven't signed in, or not all the way: only their password was right so far."""

    ANYONE = "anyone"
    HALFWAY = "someone half signed in"


# Each right with the endpoints that it opens.
OPENS: Mapping[Who | May, str] = {
    Who.ANYONE: """
        machines.health machines.ready machines.metrics
        public.home public.words public.privacy public.accessibility public.style public.picture
        public.recording public.take_out public.try_take_out public.logo public.leave public.left
        public.told_all public.told public.told_in public.asked public.feel public.feed
        public.news public.newsletter public.newsletter_pdf
        my_words.ask my_words.open_words
        answering.welcome answering.start answering.ask answering.answer answering.help_now
        answering.choose_help answering.tell answering.pass_on answering.told answering.check
        answering.send answering.thanks answering.code answering.give_code answering.next_person
        answering.later answering.make_words answering.back answering.bring_back answering.pack
        answering.sync reviewing.hello reviewing.begin reviewing.welcome reviewing.start
        reviewing.ask reviewing.answer reviewing.check reviewing.send reviewing.flag reviewing.end
        reviewing.sign_off office.sign_in office.try_sign_in office.sign_on office.sign_on_back
        office.invitation office.accept office.accept_by_sign_on
    """,
    Who.HALFWAY: """
        office.try_code office.set_up_halfway
    """,
    May.OWN_ACCOUNT: """
        office.sign_out office.again office.account office.change_password office.begin_second
        office.confirm_second office.drop_second office.new_codes office.sign_out_everywhere
        office.home
    """,
    May.SEE_COUNTS: """
        office.results office.search_results office.survey_out office.survey_file office.commitments
        office.section office.download office.told_before office.download_told_before
        office.annual_review office.annual_review_file
        office.acting office.acting_history office.heard office.heard_file office.heard_history
        office.newsletters
    """,
    May.SEE_COMMENTS: """
        office.comments office.judge office.themes office.add_theme office.theme office.change_theme
        office.wave_themes office.code_comment office.keep_code
    """,
    May.MAKE: """
        office.pictures office.add_picture office.add_recording office.drop_upload
        office.translations office.making office.start_survey office.begin_survey office.outline
        office.add_question office.rearrange office.made_question office.keep_question
        office.look_at_question office.preview_question office.preview_typed_question office.scale
        office.keep_scale office.start_page office.keep_start_page office.look_at_start
        office.preview_start office.preview_typed_start office.explained_words
        office.keep_explained_words office.try_welcome office.try_start office.try_ask
        office.try_answer office.try_check office.try_send office.try_thanks office.design_versions
        office.design_version office.bring_version_back office.deleting_design office.delete_design
        office.publishing office.publish_edition office.review_links office.make_review_link
        office.take_review_link_back office.ask_for_sign_off office.flags office.answer_flag
    """,
    May.REVIEW: """
        office.reviewing office.begin_reviewing
    """,
    May.RUN: """
        office.open_wave office.try_open_wave office.wave office.change_wave office.poster
        office.progress office.totals office.keep_totals office.codes office.make_codes office.paper
        office.begin_group office.entry office.key_in
    """,
    May.TELL: """
        office.publish office.edit_section office.keep_section office.tell_themes
        office.action office.keep_action office.remove_action office.leads office.keep_leads
        office.measure office.keep_measure office.keep_value office.heard_one office.keep_heard
        office.remove_heard office.newsletter office.keep_newsletter office.remove_newsletter
        office.newsletter_history office.look_at_newsletter office.publish_newsletter
        office.told_newsletter office.newsletter_file office.take_newsletter_down
    """,
    May.BRING_IN: """
        office.answers_out office.answers_file office.bringing_in office.bring_file office.brought
        office.read_again office.cancel_bringing office.brought_question office.correct_brought
        office.take_column office.place_brought office.name_brought office.keep_brought
        office.undo_import
    """,
    May.ERASE: """
        office.take_out_one office.try_take_out_one
    """,
    May.READ_CONCERNS: """
        office.lane office.concern office.mark_concern office.make_concern_key
        office.new_recovery_key office.open_concerns office.shut_concerns office.let_lead_in
    """,
    May.PEOPLE: """
        office.people office.invite office.person office.change_roles office.reset_person
        office.remove_person
    """,
    May.SETTINGS: """
        office.settings office.setting office.choose office.assessment office.assessment_file
        office.standards
    """,
    May.AUDIT: """
        office.audit_log office.audit_file
    """,
}
ACCESS: Mapping[str, Who | May] = {name: who for who, names in OPENS.items() for name in names.split()}


def guard(app: Flask) -> None:
    """Holds every request against the list."""

    @app.before_request
    def check() -> None:
        if request.endpoint is None:
            return  # no such page: the not-found page answers
        if not request.path.isprintable() and any(unicodedata.category(c) == "Cc" for c in request.path):
            abort(404)  # no name of ours has one, and PostgreSQL refuses some
        who = ACCESS.get(request.endpoint)
        if who is None:
            abort(403)
        if who is Who.HALFWAY and not sessions.is_halfway():
            abort(401)
        if isinstance(who, May) and not current_user.is_authenticated:
            abort(401)
        if isinstance(who, May) and who not in current_user.may:
            _note_refusal()
            abort(403)

    @app.context_processor
    def links() -> dict[str, object]:
        return {"opens": opens}


def _note_refusal() -> None:
    """Writes down that somebody tried what isn't theirs: each page once in a quarter of an hour, so that
    trying without end fills no disk.
    """
    context, page = here(), str(request.endpoint)
    if guessing.one_too_many(f"refused {current_user.number} {page}", 1):
        return
    with context.database.writing() as writing:
        audit.record(writing, current_user.name, "was refused a page", page, context.now())


def opens(endpoint: str) -> bool:
    """True if whoever asks may open this."""
    who = ACCESS.get(endpoint)
    return who is Who.ANYONE or (current_user.is_authenticated and who in current_user.may)
