"""The 15 standards of the ICO's Children's Code: how each is met, and what is left to the council. Pages and
tests are named, and a test holds that each of them is there.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Standard:
    """One standard. `pages` are routes that show it, `tests` are tests that hold it."""

    number: int
    name: str
    met: str
    council: str
    pages: tuple[str, ...]
    tests: tuple[str, ...]


STANDARDS = (
    Standard(
        1,
        "Best interests of the child",
        "A survey can’t open until it says who reads the answers, when people hear back and what "
        "happens when someone is in danger. “Leave this page” and helplines are on every page.",
        "Ask only what you can act on. Say what changed.",
        ("answering.welcome", "public.leave"),
        (
            "tests/adapters/test_waves.py::test_a_survey_does_not_open_until_it_says_what_people_need_to_know",
            "tests/journeys/test_leaving.py::test_leaving_works_on_every_page_of_ours",
        ),
    ),
    Standard(
        2,
        "Data protection impact assessments",
        "A draft is made from the settings and the open surveys, and changes when they do. What is "
        "left to the council is marked as blank.",
        "Fill in the blanks, ask young people, have your data protection officer sign it, and go "
        "over it with each new survey.",
        ("office.assessment",),
        (
            "tests/web/test_protecting.py::test_the_assessment_changes_with_the_settings",
            "tests/domain/test_assessment.py::test_what_only_the_council_knows_is_a_blank",
        ),
    ),
    Standard(
        3,
        "Age appropriate application",
        "No one’s age is looked up or guessed. Everybody gets the protection that a child gets, so "
        "nothing hangs on how old somebody is.",
        "Choose who gets the link. Use questions made for their age, in easy read where that helps.",
        ("public.privacy", "answering.welcome"),
        ("tests/web/test_reading_pages.py::test_easy_read_is_chosen_at_the_start_and_changed_at_any_time",),
    ),
    Standard(
        4,
        "Transparency",
        "Each survey says on its first page who reads it and what happens next. The privacy page "
        "is in short words and in the languages that are offered. Hard words are explained where "
        "they stand.",
        "Read those texts with young people, and change what they don’t get.",
        ("public.privacy", "answering.welcome", "public.words"),
        (
            "tests/web/test_reading_pages.py::test_a_hard_word_is_tapped_for_its_meaning_on_the_same_page",
            "tests/adapters/test_interface.py::test_every_word_of_the_interface_is_translated",
        ),
    ),
    Standard(
        5,
        "Detrimental use of data",
        "Answers are counted and told as figures and as comments that were cleared. Nothing is "
        "made of them about one person, and small numbers are hidden.",
        "Don’t use answers to decide anything about one person. Don’t try to find out who wrote what.",
        ("office.section", "office.comments"),
        (
            "tests/domain/test_disclosure_attack.py",
            "tests/adapters/test_comments.py::test_a_comment_whose_writer_did_not_allow_it_cannot_be_cleared",
        ),
    ),
    Standard(
        6,
        "Policies and community standards",
        "What the pages promise is held by tests: what is kept, for how long, and who may open what.",
        "Keep what you promise on the first page of each survey, above all when people hear back.",
        ("public.privacy",),
        (
            "tests/house/test_access_documented.py",
            "tests/adapters/test_drafts.py::test_a_draft_is_kept_for_30_days_from_its_last_answer_and_no_longer",
        ),
    ),
    Standard(
        7,
        "Default settings",
        "Everything is at its most private from the start: no name is asked for, any question can "
        "be skipped, and words are quoted only if a box is ticked that starts empty.",
        "Leave the thresholds at 5 and 10 or make them larger.",
        ("answering.ask", "public.privacy"),
        (
            "tests/web/test_answering.py::test_every_question_can_be_skipped_and_a_skip_is_not_an_answer",
            "tests/adapters/test_settings.py::test_with_nothing_given_everything_has_a_default",
        ),
    ),
    Standard(
        8,
        "Data minimisation",
        "Kept are the answers, the day, the language and whether it was on paper. No name, "
        "address, device or time of day is. Exact numbers and dates of birth are kept as bands.",
        "Take out each question that you don’t need. Be careful with a question that few people "
        "answer alike.",
        ("public.privacy", "answering.check"),
        (
            "tests/adapters/test_responses.py::test_nothing_but_a_date_a_language_and_a_way_is_kept_of_how_it_came",
            "tests/web/test_answering.py::test_sent_answers_become_one_response_with_a_date_and_no_time",
        ),
    ),
    Standard(
        9,
        "Data sharing",
        "Nothing is sent to anyone else: no page asks for anything from another website, and there are no "
        "trackers. What leaves are figures with small numbers hidden.",
        "Say whom you share files with, such as whoever runs the server, and have a contract with them.",
        ("public.privacy", "office.section"),
        (
            "tests/web/test_guard.py::test_every_response_carries_the_headers",
            "tests/web/test_reading_pages.py::test_no_address_of_ours_leads_elsewhere",
        ),
    ),
    Standard(
        10,
        "Geolocation",
        "Places are never asked for: the pages forbid browsers to tell them. A picture that the "
        "council adds loses the place that a camera wrote into it.",
        "Don’t ask where someone lives unless you need it, and then in large areas.",
        ("public.privacy",),
        (
            "tests/web/test_guard.py::test_every_response_carries_the_headers",
            "tests/adapters/test_media.py::test_where_and_when_a_photo_was_taken_is_gone_and_it_stands_upright",
        ),
    ),
    Standard(
        11,
        "Parental controls",
        "There are none, so nobody watches over a child’s shoulder by way of these pages. A device "
        "that goes round a group shows nobody what the one before said.",
        "Tell carers what the survey is for, and that the answers are the young person’s own.",
        ("answering.next_person",),
        ("tests/web/test_codes.py::test_a_group_session_leaves_nothing_of_one_person_to_the_next",),
    ),
    Standard(
        12,
        "Profiling",
        "There is none. Answers are joined to no record, and nobody is shown something else "
        "because of them, but for the next question.",
        "Don’t join answers with other records.",
        ("public.privacy",),
        ("tests/adapters/test_codes_store.py::test_a_copy_of_the_database_can_not_join_codes_to_responses",),
    ),
    Standard(
        13,
        "Nudge techniques",
        "“I’d rather not say” stands with the answers and looks like them. No streaks, no counting "
        "down, no “are you sure?”, and no reward.",
        "If you give a voucher for answering, give it for skipping too.",
        ("answering.ask",),
        ("tests/web/test_answering.py::test_every_question_can_be_skipped_and_a_skip_is_not_an_answer",),
    ),
    Standard(
        14,
        "Connected toys and devices",
        "Nothing here is a toy or a device that is connected. A shared tablet is started in group "
        "mode, and keeps nothing between people.",
        "Look after tablets that are lent out. Start group mode on each.",
        ("office.begin_group",),
        (
            "tests/web/test_codes.py::test_starting_a_group_signs_the_officer_out_of_the_device",
            "tests/web/test_codes.py::test_whoever_walks_away_from_a_groups_tablet_leaves_nothing",
        ),
    ),
    Standard(
        15,
        "Online tools",
        "Anyone can go back and change an answer, skip it, leave and have it deleted before it is "
        "sent. The privacy page says how to reach the council and the ICO.",
        "Give an e-mail address or a number under Settings, and answer it.",
        ("answering.check", "public.leave", "public.privacy"),
        (
            "tests/web/test_answering.py::test_back_goes_to_the_question_before_with_its_answer",
            "tests/web/test_answering.py::test_leaving_deletes_the_answers_and_goes_elsewhere",
        ),
    ),
)
PAGES = {
    "answering.welcome": "the first page of a survey",
    "answering.ask": "a question",
    "answering.check": "the check before sending",
    "answering.next_person": "“Start again for someone else”",
    "public.leave": "“Leave this page”",
    "public.privacy": "Privacy",
    "public.words": "What words mean",
    "office.assessment": "the impact assessment",
    "office.section": "a promise’s section",
    "office.comments": "Comments",
    "office.begin_group": "“Start a group session on this device”",
}
SCOPE = (
    "The Code binds online services that are normally paid for, and leaves out those that "
    "prevent harm or counsel. A council’s survey may be outside it. We go by it all the same. "
    "Ask your data protection officer."
)
