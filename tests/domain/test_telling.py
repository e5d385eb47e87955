"""A section, gathered from every wave that asked: counted, hidden where it must be, in words."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from domain_builders import (
    AGREE,
    PLEDGE_5,
    PLEDGE_6,
    PLEDGES,
    answered,
    any_response,
    block,
    chose,
    comment,
    in_control,
    only_if,
    question,
    random_surveys,
    several,
    source,
    survey,
    tally,
    thorough,
)
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.answered import WaveAnswers, routes
from feedback.domain.counting import Tally
from feedback.domain.disclosure import Rules
from feedback.domain.findings import finding
from feedback.domain.journey import Answer
from feedback.domain.populations import Population
from feedback.domain.sections import Cell, Quote
from feedback.domain.telling import section

RULES = Rules()
CONTROL = "they feel in control of the decisions that affect their life"
AGREED = {"strongly-agree": 30, "agree": 36, "neither": 4, "disagree": 3, "strongly-disagree": 3}
AUTUMN, SPRING = date(2026, 9, 1), date(2026, 3, 1)
NEEDED = {
    "base": "Each percentage is of the people who answered that question. That number is shown beside it.",
    "several": "Where people could pick several answers, percentages can add up to more than 100%.",
    "rounded": "Percentages are rounded, so they may not add up to exactly 100%.",
    "[c]": "[c] We hide numbers from 1 to 5, and any that would give them away, "
    "so that nobody can be recognised.",
    "sure": "“Probably” means that we would be right about 19 times in 20.",
    "[u]": "[u] We don’t give a percentage of fewer than 30 people.",
    "[b]": "[b] We changed this question after that time, so the numbers before and after it don’t compare.",
    "[z]": "[z] Not asked, or nobody answered, so there is no number.",
}


def wave(of, responses, key="autumn", opens=AUTUMN, quotes=(), **more):
    whole = source(f"{of.survey}-{key}", opens, len(responses), survey=of.survey, **more)
    return WaveAnswers(of, whole, tally(of, responses), tuple(quotes))


def told(*waves, commitment=PLEDGE_5, rules=RULES):
    return section(PLEDGES, commitment, waves, rules)


def only(section):
    """The one finding of a section, in its one wave."""
    ((finding,),) = [section.findings]
    (in_wave,) = finding.told
    return finding, in_wave


def texts(cells):
    return [(c.count_text, c.percent_text) for c in cells]


# One question in one wave


def test_one_question_from_answers_to_the_printed_section():
    made = told(wave(survey(in_control()), answered("in-control", AGREED, skipped=2)))
    assert (made.heading, made.council, made.framework, made.name, made.commitment) == (
        "Pledge 5: We will listen to you",
        "Cheshire East Council",
        "Pledges 2022-26",
        "Your voice",
        "pledge-5",
    )
    assert [(s.wave, s.responses) for s in made.sources] == [("care-leavers-autumn", 78)]
    question, in_wave = only(made)
    assert (question.survey, question.question, question.kind) == ("care-leavers", "in-control", "scale")
    assert (question.ask, question.several) == ("Words of in-control?", False)
    assert question.rows == tuple(AGREE.values())
    assert question.row_keys == tuple(AGREE)
    assert question.counted_label == "Strongly agree or agree"
    assert in_wave.sentence == f"87% of care leavers (66 of 76) told us that {CONTROL}."
    assert in_wave.base == 76
    hidden = ("[c]", "[c]")
    assert texts(in_wave.cells) == [("30", "39%"), ("36", "47%"), hidden, hidden, hidden]
    assert texts([in_wave.counted]) == [("66", "87%")]
    assert made.notes == (NEEDED["base"], NEEDED["rounded"], NEEDED["sure"], NEEDED["[c]"])


def test_every_cell_can_be_recounted_by_its_identity_hidden_ones_too():
    _, in_wave = only(told(wave(survey(in_control()), answered("in-control", AGREED))))
    start = "care-leavers-autumn/in-control/"
    assert [c.identity for c in in_wave.cells] == [start + key for key in AGREE]
    assert in_wave.counted.identity == start + "agree+strongly-agree"


def test_fewer_than_thirty_are_told_as_people():
    made = told(wave(survey(in_control()), answered("in-control", {"agree": 19, "neither": 10})))
    _, in_wave = only(made)
    assert in_wave.sentence == f"19 of 29 care leavers told us that {CONTROL}."
    assert texts(in_wave.cells)[1:3] == [("19", "[u]"), ("10", "[u]")]
    assert made.notes == (NEEDED["base"], NEEDED["[u]"])


def test_a_hidden_share_is_told_as_a_number_of_answers():
    _, in_wave = only(told(wave(survey(in_control()), answered("in-control", {"agree": 72, "disagree": 4}))))
    assert in_wave.sentence == (
        f"76 care leavers answered. We can’t say how many told us that {CONTROL}: "
        "the numbers are too small to share safely."
    )
    assert in_wave.counted == Cell(
        None, None, "[c]", "[c]", "care-leavers-autumn/in-control/agree+strongly-agree"
    )
    assert texts(in_wave.cells) == [("0", "0%"), ("[c]", "[c]"), ("0", "0%"), ("[c]", "[c]"), ("0", "0%")]


def test_a_wave_of_one_to_five_tells_no_number_at_all():
    made = told(wave(survey(in_control()), answered("in-control", {"agree": 3})))
    _, in_wave = only(made)
    assert in_wave.base is None
    assert in_wave.sentence == "We can’t say how many care leavers answered this without pointing at someone."
    assert {*texts(in_wave.cells), *texts([in_wave.counted])} == {("[c]", "[c]")}
    assert in_wave.source.responses is None
    assert made.sources[0].responses is None
    assert made.notes == (NEEDED["base"], NEEDED["[c]"])


def test_where_nobody_answered_nothing_is_hidden():
    made = told(wave(survey(in_control()), answered("in-control", {}, skipped=9)))
    _, in_wave = only(made)
    assert in_wave.sentence == "No care leavers answered this question."
    assert {*texts(in_wave.cells), *texts([in_wave.counted])} == {("0", "[z]")}
    assert made.notes == (NEEDED["base"], NEEDED["[z]"])


def test_a_wave_that_nobody_has_answered_yet_says_so():
    made = told(wave(survey(in_control()), []))
    assert only(made)[1].sentence == "No care leavers answered this question."
    assert made.sources[0].responses == 0


def test_choose_several_counts_people_and_says_that_it_may_pass_a_hundred():
    responses = [{"helps": chose("friends", "worker")}] * 30 + [{"helps": chose("worker", "family")}] * 20
    made = told(wave(survey(several(tags=["pledge-5"])), responses))
    question, in_wave = only(made)
    assert question.several
    assert in_wave.base == 50
    assert texts(in_wave.cells) == [("30", "60%"), ("20", "40%"), ("50", "100%")]
    assert in_wave.sentence == "100% of care leavers (50 of 50) ticked “Worker”, more than any other answer."
    assert made.notes == (NEEDED["base"], NEEDED["several"], NEEDED["rounded"])


def test_a_comment_tells_how_many_wrote_and_needs_no_note_of_percentages():
    made = told(wave(survey(comment(tags=["pledge-5"])), [{"what-would-help": Answer(words="Visits")}] * 40))
    question, in_wave = only(made)
    assert in_wave.sentence == "40 care leavers wrote an answer in their own words."
    assert (question.rows, in_wave.cells, in_wave.counted) == ((), (), None)
    assert made.notes == ()


def test_of_few_comments_only_the_mark_is_explained():
    made = told(wave(survey(comment(tags=["pledge-5"])), [{"what-would-help": Answer(words="Visits")}] * 4))
    assert made.notes == (NEEDED["[c]"],)


def test_one_counted_option_has_no_label_of_its_own():
    asked = question("safe", counts=["yes"], told_us="they feel safe", tags=["pledge-5"])
    question_told, in_wave = only(told(wave(survey(asked), answered("safe", {"yes": 20, "no": 20}))))
    assert question_told.counted_label is None
    assert in_wave.sentence == "50% of care leavers (20 of 40) told us that they feel safe."
    assert in_wave.counted.identity == in_wave.cells[0].identity


# Several questions, surveys and waves


def test_only_questions_tagged_to_the_promise_are_told_in_their_order():
    of = survey(
        question("first", tags=["pledge-6"]),
        question("second", tags=["pledge-5"]),
        question("third"),
        question("fourth", tags=["pledge-6", "pledge-5"]),
    )
    made = [told(wave(of, [{}]), commitment=c) for c in (PLEDGE_5, PLEDGE_6)]
    assert [[f.question for f in s.findings] for s in made] == [["second", "fourth"], ["first", "fourth"]]


def test_a_promise_that_nobody_was_asked_about_is_empty():
    made = told(wave(survey(in_control()), answered("in-control", AGREED)), commitment=PLEDGE_6)
    assert (made.sources, made.findings, made.quotes, made.notes) == ((), (), (), ())
    assert not made.made_up


def test_waves_come_newest_first_whatever_their_order_and_surveys_in_theirs():
    leavers = survey(in_control())
    carers = survey(in_control(), survey="foster-carers")
    waves = [
        wave(leavers, answered("in-control", {"agree": 40}), "spring", SPRING),
        wave(carers, answered("in-control", {"agree": 30}), "spring", SPRING),
        wave(leavers, answered("in-control", {"agree": 20, "neither": 20}), "autumn", AUTUMN),
    ]
    made = told(*waves)
    assert [s.wave for s in made.sources] == [
        "care-leavers-autumn",
        "care-leavers-spring",
        "foster-carers-spring",
    ]
    assert [(f.survey, f.question) for f in made.findings] == [
        ("care-leavers", "in-control"),
        ("foster-carers", "in-control"),
    ]
    assert [t.sentence for t in made.findings[0].told] == [
        f"50% of care leavers (20 of 40) told us that {CONTROL}.",
        f"100% of care leavers (40 of 40) told us that {CONTROL}.",
    ]
    assert [t.source.wave for t in made.findings[0].told] == ["care-leavers-autumn", "care-leavers-spring"]


def test_a_question_asked_in_one_wave_only_is_told_for_that_wave():
    older = survey(question("old", tags=["pledge-5"]), question("both", tags=["pledge-5"]))
    newer = survey(question("both", tags=["pledge-5"]), question("new", tags=["pledge-5"]))
    made = told(wave(older, [{}], "spring", SPRING), wave(newer, [{}], "autumn", AUTUMN))
    assert [(f.question, [t.source.wave for t in f.told]) for f in made.findings] == [
        ("both", ["care-leavers-autumn", "care-leavers-spring"]),
        ("new", ["care-leavers-autumn"]),
        ("old", ["care-leavers-spring"]),
    ]


def test_an_option_added_later_was_not_asked_before():
    older = survey(question("home", options={"own": "My own place", "care": "A home"}, tags=["pledge-5"]))
    options = {"care": "A children’s home", "kin": "With relatives"}
    newer = survey(question("home", options=options, tags=["pledge-5"]))
    made = told(
        wave(older, answered("home", {"own": 20, "care": 30}), "spring", SPRING),
        wave(newer, answered("home", {"care": 20, "kin": 20}), "autumn", AUTUMN),
    )
    (home,) = made.findings
    assert home.rows == ("A children’s home", "With relatives", "My own place")
    assert home.row_keys == ("care", "kin", "own")
    absent = ("[z]", "[z]")
    assert [texts(t.cells) for t in home.told] == [
        [("20", "50%"), ("20", "50%"), absent],
        [("30", "60%"), absent, ("20", "40%")],
    ]
    assert made.notes == (NEEDED["base"], NEEDED["rounded"], NEEDED["[b]"], NEEDED["[z]"])
    assert (
        home.told[1].sentence
        == "60% of care leavers (30 of 50) answered “A home”, more than any other answer."
    )


def test_a_question_that_was_reworded_is_told_in_its_newest_words():
    older = survey(in_control(), in_control().model_copy(update={"key": "safe"}))
    words = {"ask": "Do you have a say?", "told_us": "they have a say", "counts": ["strongly-agree"]}
    newer = survey(in_control(**words))
    made = told(
        wave(older, answered("in-control", {"agree": 30}), "spring", SPRING),
        wave(newer, answered("in-control", {"strongly-agree": 15, "agree": 15}), "autumn", AUTUMN),
    )
    assert made.findings[0].ask == "Do you have a say?"
    assert made.findings[0].counted_label is None
    assert [t.sentence for t in made.findings[0].told] == [
        "50% of care leavers (15 of 30) told us that they have a say.",
        f"100% of care leavers (30 of 30) told us that {CONTROL}.",  # what they were asked then
    ]


def test_two_editions_in_one_wave_are_told_as_one():
    older, newer = (
        survey(question("home", tags=["pledge-5"])),
        survey(in_control(), question("home", tags=["pledge-5"])),
    )
    both = Tally(
        (block(older, answered("home", {"yes": 20})), block(newer, answered("home", {"yes": 10, "no": 20})))
    )
    made = told(WaveAnswers(newer, source(responses=50), both))
    home = made.findings[1].told[0]
    assert (home.base, texts(home.cells)) == (50, [("30", "60%"), ("20", "40%")])


# What stands around the findings


def test_only_comments_on_tagged_questions_are_quoted_in_the_order_of_the_waves():
    of = survey(comment("about-us", tags=["pledge-6"]), comment("about-you", tags=["pledge-5"]))

    def quote(words, about="about-you", key="autumn"):
        return Quote(words, source(f"care-leavers-{key}"), about)

    old = wave(of, [{}] * 20, "spring", SPRING, [quote("Come more often", key="spring")])
    new = wave(
        of,
        [{}] * 20,
        "autumn",
        AUTUMN,
        [quote("Listen"), quote("Not this", "about-us"), quote("Nor this", "gone")],
    )
    assert [q.words for q in told(old, new).quotes] == ["Listen", "Come more often"]


def test_a_quote_does_not_tell_how_few_answered():
    of = survey(comment(tags=["pledge-5"]))
    few = wave(of, [{"what-would-help": Answer(words="More visits")}] * 3)
    made = told(
        WaveAnswers(of, few.source, few.tally, (Quote("More visits", few.source, "what-would-help"),))
    )
    assert made.quotes == ()


def test_made_up_answers_are_known_to_be_made_up():
    of = survey(in_control())
    real, made_up = wave(of, [{}], "spring", SPRING), wave(of, [{}], "autumn", AUTUMN, made_up=True)
    assert not told(real).made_up
    assert told(real, made_up).made_up


def test_the_notes_speak_of_the_council_s_own_setting():
    small = wave(survey(in_control()), answered("in-control", {"agree": 30, "neither": 8}))
    notes = told(small, rules=Rules(threshold=10)).notes
    assert any(note.startswith("[c] We hide numbers from 1 to 10,") for note in notes)


# Who may see it all


def test_without_rules_everything_is_told():
    responses = answered("in-control", {"agree": 3, "disagree": 1})
    alone = wave(survey(in_control()), responses)
    in_wave = finding(in_control(), [alone], None).told[0]
    assert in_wave.base == 4
    assert [c.count for c in in_wave.cells] == [0, 3, 0, 1, 0]
    assert in_wave.counted.count == 3
    assert in_wave.sentence == f"3 of 4 care leavers told us that {CONTROL}."
    assert in_wave.source.responses == 4


def test_without_rules_routed_questions_are_told_too_and_nobody_is_nobody():
    of = survey(in_control(), question("why", show_if=[only_if("in-control", "disagree")]))
    sent = wave(of, [{"in-control": chose("disagree"), "why": chose("no")}, {"in-control": chose("agree")}])
    unanswered = wave(of, answered("in-control", {"agree": 9}))
    why = of.question("why")
    assert finding(why, [sent], None).told[0].sentence == (
        "1 of 1 care leaver answered “No”, more than any other answer."
    )
    assert finding(why, [unanswered], None).told[0].sentence == "No care leavers answered this question."


def test_a_question_without_counted_options_has_no_counted_cell():
    of = survey(question("home"))
    for rules in (None, RULES):
        assert finding(of.question("home"), [wave(of, [{}])], rules).told[0].counted is None


# Routed questions


def sent_on(*questions, people):
    """Answers to one question after another: so many people for each run of option keys."""
    of = survey(*questions)
    keys = [q.key for q in questions]
    return wave(
        of, [dict(zip(keys, map(chose, run), strict=False)) for run, n in people.items() for _ in range(n)]
    )


def test_a_question_that_a_hidden_answer_led_to_is_not_told():
    asked = question("safe", options="yes mostly no")
    then = question("why", show_if=[only_if("safe", "mostly")])
    people = {("yes",): 40, ("mostly", "yes"): 10, ("mostly", "no"): 10, ("no",): 3}
    in_wave = finding(then, [sent_on(asked, then, people=people)], RULES).told[0]
    assert in_wave.base is None


def test_a_question_two_steps_on_is_not_told_where_the_first_step_is_not():
    # Of 23 hidden, 20 were sent on and all of them again: to tell the last 20 is to tell that 3 said no.
    asked = question("safe", options="yes mostly no")
    then = question("why", options="home school", show_if=[only_if("safe", "mostly")])
    last = question("who", show_if=[only_if("why", "home")])
    people = {("yes",): 40, ("mostly", "home", "yes"): 10, ("mostly", "home", "no"): 10, ("no",): 3}
    waves = [sent_on(asked, then, last, people=people)]
    assert [finding(q, waves, RULES).told[0].base for q in (asked, then, last)] == [63, None, None]


def test_a_question_two_steps_on_is_told_where_both_steps_are():
    asked = question("safe", options="yes no")
    then = question("why", options="home school", show_if=[only_if("safe", "no")])
    last = question("who", show_if=[only_if("why", "home")])
    people = {("yes",): 40, ("no", "home", "yes"): 10, ("no", "home", "no"): 10, ("no", "school"): 15}
    waves = [sent_on(asked, then, last, people=people)]
    assert [finding(q, waves, RULES).told[0].base for q in (asked, then, last)] == [75, 35, 20]


def test_routes_lead_back_to_the_start():
    asked = question("safe")
    then = question("why", show_if=[only_if("safe", "no")])
    last = question("who", show_if=[only_if("why", "no"), only_if("safe", "no", "yes")])
    waves = sent_on(asked, then, last, people={("no", "no", "no"): 20})
    led = routes(waves.survey, last, waves.tally)
    assert [(r.asked.question.key, sorted(r.options)) for r in led] == [
        ("why", ["no"]),
        ("safe", ["no"]),
        ("safe", ["no", "yes"]),
    ]
    assert [r.asked.base for r in led] == [20, 20, 20]


# At random


@given(random_surveys(), st.integers(0, 2**32))
@thorough(60)
def test_nothing_told_of_anyone_is_a_small_number_or_a_wrong_one(made, seed):
    tagged = made.model_copy(
        update={"questions": tuple(q.model_copy(update={"tags": ("pledge-5",)}) for q in made.questions)}
    )
    rng = Random(seed)
    responses = [any_response(tagged, rng) for _ in range(rng.randrange(80))]
    for f in told(wave(tagged, responses)).findings:
        answers = [r[f.question] for r in responses if f.question in r and not r[f.question].skipped]
        (in_wave,) = f.told
        assert in_wave.base in (None, len(answers))
        assert in_wave.base not in range(1, 6)
        for key, cell in zip(f.row_keys, in_wave.cells, strict=True):
            assert cell.count in (None, sum(key in a.chosen for a in answers))
            assert cell.count not in range(1, 6)
            assert (cell.percent is None) == (cell.count is None or len(answers) < 30)


@pytest.mark.parametrize("rules", [RULES, None])
def test_every_row_of_every_wave_has_a_cell(rules):
    older, newer = (survey(several("helps", options)) for options in ("a b c", "c d"))
    waves = [wave(newer, [{}] * 12), wave(older, [{}] * 12, "spring", SPRING)]
    told_of = finding(newer.question("helps"), waves, rules)
    assert told_of.row_keys == ("c", "d", "a", "b")
    assert all(len(t.cells) == 4 for t in told_of.told)


def test_a_wave_that_counted_other_options_together_has_no_number_in_that_row():
    shared = {"strongly-agree": 40, "agree": 30, "neither": 10, "disagree": 10, "strongly-disagree": 10}
    older = wave(
        survey(in_control(counts=["strongly-agree"])), answered("in-control", shared), "spring", SPRING
    )
    newer = wave(survey(in_control()), answered("in-control", shared))
    ((found,), notes) = told(older, newer).findings, told(older, newer).notes
    now, before = found.told
    assert found.counted_label == "Strongly agree or agree"
    assert (now.counted.count_text, before.counted.count_text) == ("70", "[z]")
    assert now.sentence.startswith("70% ")
    assert before.sentence.startswith("40% ")
    assert NEEDED["[z]"] in notes


def test_the_survey_that_asks_most_about_a_commitment_comes_first():
    one = wave(survey(in_control(), survey="carers"), answered("in-control", AGREED))
    two = wave(
        survey(in_control(), comment(tags=["pledge-5"]), survey="leavers"), answered("in-control", AGREED)
    )
    assert [s.survey for s in told(one, two).sources] == ["leavers", "carers"]


# How sure, what changed, who we heard from


def test_a_section_says_what_changed_who_was_heard_and_explains_its_words():
    totals = Population(source="Register", counted_on=AUTUMN, people=210)
    of = survey(in_control(), question("safe", counts=["yes"], told_us="they feel safe", tags=["pledge-5"]))

    def sent(agree):
        return answered("in-control", {"agree": agree, "neither": 76 - agree}) + answered("safe", {"yes": 40})

    older, newer = wave(of, sent(30), "spring", SPRING, name="Spring"), wave(of, sent(66))
    made = told(older, replace(newer, population=totals))
    control, safe = made.findings
    assert control.change == (
        "This went up, from 39% of care leavers (30 of 76) in Spring to 87% (66 of 76) in Autumn 2026."
    )
    assert safe.change.startswith("This stayed about the same: 100% of care leavers (40 of 40)")
    assert [h.source.wave for h in made.heard] == ["care-leavers-autumn"]
    assert control.told[0].asides[0].startswith("We didn’t hear from everyone. If all 210")
    assert control.told[1].asides == (), "of the older one it was said then"
    assert made.notes == (
        NEEDED["base"],
        NEEDED["rounded"],
        NEEDED["sure"],
        "We compared 2 questions with the time before. With so many, luck alone can look like a change. "
        "So we say “went up” or “went down” only where the signs are stronger than usual.",
    )


def test_marks_of_groups_and_of_who_was_heard_are_explained_too():
    age = question("age", options="young old", breakdown=True, tags=["pledge-5"])
    of = survey(age, comment(tags=["pledge-6"]))
    totals = Population(
        source="Register", counted_on=AUTUMN, people=210, groups={"age": {"young": 29, "old": 100}}
    )
    heard = wave(of, answered("age", {"young": 20, "old": 40}))
    made = told(replace(heard, population=totals), commitment=PLEDGE_6)
    assert made.notes == (NEEDED["[u]"],)
    hidden = totals.model_copy(update={"groups": {"age": {"young": 4, "old": 100}}})
    made = told(replace(heard, population=hidden), commitment=PLEDGE_6)
    assert made.notes == (NEEDED["[c]"],)


def test_a_note_says_that_people_are_still_answering():
    heard = wave(survey(in_control()), answered("in-control", {"agree": 40}))
    made = told(replace(heard, source=replace(heard.source, still_open=True)))
    assert made.notes[0] == "People are still answering, so these numbers will change."


# How young people shaped it


def test_a_section_tells_once_how_young_people_shaped_the_survey_of_several_waves():
    of, said = survey(in_control()), ("4 people tried this survey before it was published.",)
    three = [answered("in-control", {"agree": 3})[0]] * 3
    newest = replace(wave(of, three), made_with=said)
    same = replace(wave(of, three, "spring", SPRING), made_with=said)
    bare = wave(of, three, "winter", date(2026, 1, 1))
    made = section(PLEDGES, PLEDGE_5, [same, bare, newest], RULES).made_with
    assert [(m.source.wave, m.sentences) for m in made] == [(newest.source.wave, said)]
    assert made[0].source.responses is None, "a small number of answers is hidden here too"
    other = replace(same, made_with=("2 people tried this survey before it was published.",))
    assert len(section(PLEDGES, PLEDGE_5, [newest, other], RULES).made_with) == 2
    assert section(PLEDGES, PLEDGE_6, [newest], RULES).made_with == ()
