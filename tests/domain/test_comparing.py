"""Two waves compare only if they asked the same: the words may be corrected, nothing else."""

from datetime import date

import pytest
from domain_builders import (
    CARE_LEAVERS,
    PLEDGE_5,
    PLEDGES,
    block,
    in_control,
    only_if,
    question,
    several,
    source,
    survey,
    tally,
)

from feedback.domain.answered import WaveAnswers
from feedback.domain.counting import Tally
from feedback.domain.disclosure import Rules
from feedback.domain.findings import finding
from feedback.domain.journey import SKIPPED
from feedback.domain.questions import Question
from feedback.domain.telling import section

SENT = [{"in-control": SKIPPED, "safe": SKIPPED}] * 40
SAFE = question("safe")
AS_CHOICE = Question.model_validate(in_control().model_dump() | {"kind": "choose-one"})
FOUR = in_control().model_copy(update={"options": in_control().options[:4]})


def wave(of, key="autumn", opens=date(2026, 9, 1), held=None):
    return WaveAnswers(of, source(key, opens, 40, name=key), held or tally(of, SENT))


def breaks(older, newer, *more):
    """Whether the older wave is marked as one that doesn't compare with the newer."""
    waves = [wave(newer), wave(older, "spring", date(2026, 3, 1)), *more]
    told = finding(newer.question("in-control"), waves, Rules()).told
    assert not told[0].breaks
    return told[1].breaks


def in_order(asked, order):
    return asked.model_copy(update={"options": tuple(asked.options[i] for i in order)})


def with_option(asked, **changes):
    first, *rest = asked.options
    return asked.model_copy(update={"options": (first.model_copy(update=changes), *rest)})


@pytest.mark.parametrize(
    "newer",
    [
        survey(SAFE, in_control()),
        survey(SAFE, in_control(ask="Do you decide?", told_us="they decide", hint="About your life")),
        survey(SAFE, with_option(in_control(), label="I agree a lot")),
        survey(SAFE, in_order(in_control(), (4, 3, 2, 1, 0))),
        survey(SAFE, in_control(counts=["agree", "strongly-agree"])),
        survey(SAFE, in_control(tags=["pledge-5", "pledge-6"])),
        survey(SAFE, in_control(), title="A better name"),
        survey(in_control(), SAFE, question("another")),
        survey(SAFE, in_control(), audience={**CARE_LEAVERS, "many": "young people who left care"}),
    ],
    ids=[
        *(
            "nothing",
            "its words",
            "an option’s words",
            "the order of options",
            "the order of what is counted",
        ),
        *("tags", "the survey’s words", "other questions", "words for the audience"),
    ],
)
def test_what_may_change(newer):
    assert not breaks(survey(SAFE, in_control()), newer)


@pytest.mark.parametrize(
    "newer",
    [
        survey(SAFE, in_control(counts=["strongly-agree"])),
        survey(SAFE, AS_CHOICE),
        survey(SAFE, FOUR),
        survey(SAFE, with_option(in_control(counts=["agree"]), key="entirely")),
        survey(SAFE, in_control(show_if=[only_if("safe", "yes")])),
        survey(SAFE, in_control(), audience={**CARE_LEAVERS, "key": "carers"}),
    ],
    ids=["what is counted", "kind", "an option less", "another option", "a route", "the audience"],
)
def test_what_may_not_change(newer):
    assert breaks(survey(SAFE, in_control()), newer)


def test_a_route_breaks_where_it_leads_from_another_answer_or_another_question():
    def routed(asked, *options):
        return survey(asked, in_control(show_if=[only_if("safe", *options)]))

    assert not breaks(routed(SAFE, "yes"), routed(SAFE, "yes"))
    assert breaks(routed(SAFE, "yes"), routed(SAFE, "yes", "no"))
    assert breaks(routed(SAFE, "yes"), routed(question("safe", options="yes no unsure"), "yes"))


def test_bands_that_end_elsewhere_are_others():
    def moves(end):
        options = [{"key": "few", "label": "Few", "to": end}, {"key": "many", "label": "Many"}]
        asked = {"key": "in-control", "ask": "How often?", "kind": "number", "options": options}
        return survey(asked | {"counts": ["few"], "told_us": "they rarely moved"})

    assert not breaks(moves(2), moves(2))
    assert breaks(moves(2), moves(3))


def test_none_of_these_that_could_be_ticked_with_others_is_another_answer():
    def helps(alone):
        asked = several("in-control", "money home none", counts=["money"], told_us="they got help")
        options = [o.model_copy(update={"alone": alone and o.key == "none"}) for o in asked.options]
        return survey(asked.model_copy(update={"options": tuple(options)}))

    assert breaks(helps(False), helps(True))


def test_a_wave_in_which_the_question_was_changed_compares_with_none():
    older, newer = survey(AS_CHOICE), survey(in_control())
    mixed = wave(newer, "spring", date(2026, 3, 1), Tally((block(older, SENT), block(newer, SENT))))
    told = finding(in_control(), [wave(newer), mixed], Rules()).told
    assert told[1].breaks


def test_a_wave_whose_words_were_corrected_half_way_compares():
    older, newer = survey(in_control(ask="Do you deside?")), survey(in_control())
    mixed = wave(newer, "spring", date(2026, 3, 1), Tally((block(older, SENT), block(newer, SENT))))
    assert not finding(in_control(), [wave(newer), mixed], Rules()).told[1].breaks


def test_each_wave_is_held_against_the_next_one():
    same, other = survey(in_control()), survey(AS_CHOICE)
    waves = [
        wave(same),
        wave(same, "summer", date(2026, 6, 1)),
        wave(other, "spring", date(2026, 3, 1)),
        wave(other, "winter", date(2025, 12, 1)),
    ]
    assert [t.breaks for t in finding(in_control(), waves, Rules()).told] == [False, False, True, False]


def test_a_question_that_nobody_was_asked_yet_has_nothing_to_mark():
    assert finding(in_control(), [wave(survey(in_control()), held=Tally(()))], Rules()).told == ()


def test_the_section_says_that_the_question_was_changed():
    older, newer = survey(AS_CHOICE), survey(in_control())
    made = section(PLEDGES, PLEDGE_5, [wave(newer), wave(older, "spring", date(2026, 3, 1))], Rules())
    assert made.findings[0].change == "We changed this question, so it can’t be compared with spring."
