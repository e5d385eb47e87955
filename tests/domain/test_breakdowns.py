"""Results by group: the numbers, and what must be hidden so that none can be worked back."""

import pytest
from domain_builders import chose, in_control, only_if, question, several, source, survey, tally, thorough
from hypothesis import given
from hypothesis import strategies as st

from bench.councils import council, facts_of, publish, publish_naively
from bench.disclosure import Attacker, Ways, targets
from feedback.domain.answered import WaveAnswers
from feedback.domain.breakdowns import break_down
from feedback.domain.crosstabs import crosstab
from feedback.domain.disclosure import Rules
from feedback.domain.events import Event, parse
from feedback.domain.findings import finding
from feedback.domain.hiding import hidden_in, told_of
from feedback.domain.journey import SKIPPED
from feedback.domain.known import Fact, State
from feedback.domain.unknowns import MOST_UNKNOWNS, TooMany, Unknowns

RULES = Rules()
AGE = question("age", options="young old", breakdown=True)
HOME = question("home", options="foster own", breakdown=True)
ASKED = in_control()


def wave(people, *, of=None, state=None, earlier=()):
    asked = of or survey(ASKED, AGE, HOME)
    return WaveAnswers(
        asked,
        source(responses=len(people)),
        tally(asked, people),
        state=state or State(len(people), 0),
        earlier=tuple(earlier),
    )


def people(*rows):
    """People from (how many, answer, age, home); None is a skip."""
    keys = "in-control", "age", "home"
    return [
        {k: SKIPPED if v is None else chose(v) for k, v in zip(keys, given, strict=True)}
        for n, *given in rows
        for _ in range(n)
    ]


EVEN = people(
    (20, "agree", "young", "foster"),
    (10, "disagree", "young", "own"),
    (12, "agree", "old", "foster"),
    (16, "disagree", "old", "own"),
)


def broken_down(of_wave, by, rules=RULES, key="in-control"):
    asked = of_wave.survey.question(key)
    return break_down(finding(asked, [of_wave], rules), by, of_wave, rules)


def shown(of_wave, by, rules=RULES):
    """Each group's label, base, told cells that aren't 0, and counted together."""
    return [
        (g.label, g.base_text, [c.count_text for c in g.cells if c.count != 0], g.counted.count_text)
        for b in broken_down(of_wave, by, rules).breakdowns
        for g in b.groups
    ]


def test_a_breakdown_has_each_groups_own_base_counts_and_percentages():
    assert shown(wave(EVEN), ["age"]) == [
        ("Young", "30", ["20", "10"], "20"),
        ("Old", "28", ["12", "16"], "12"),
    ]
    young, old = broken_down(wave(EVEN), ["age"]).breakdowns[0].groups
    assert young.counted.percent_text == "67%"
    assert old.counted.percent_text == "[u]"  # 28 people are too few for a percentage
    assert young.identity == "care-leavers-autumn-2026/in-control?age=young"
    assert young.counted.identity == "care-leavers-autumn-2026/in-control/agree+strongly-agree?age=young"


def test_two_questions_make_groups_together():
    assert [row[:2] for row in shown(wave(EVEN), ["age", "home"])] == [
        ("Young, Foster", "20"),
        ("Young, Own", "10"),
        ("Old, Foster", "12"),
        ("Old, Own", "16"),
    ]


def test_without_rules_nothing_is_hidden():
    few = people((2, "agree", "young", "own"), (1, "disagree", "old", "own"))
    assert [row[1:3] for row in shown(wave(few), ["age"], None)] == [("2", ["2"]), ("1", ["1"])]


@pytest.mark.parametrize("by", [["in-control"], ["nothing"], ["age", "age", "home"], ["helps"]])
def test_what_makes_no_groups_leaves_a_finding_as_it_is(by):
    asked = survey(ASKED, AGE, HOME, several())
    assert broken_down(wave(EVEN, of=asked), by).breakdowns == ()


def test_a_small_cell_is_hidden_with_company_in_its_row_and_its_column():
    some = people(
        (3, "agree", "young", "own"),
        (17, "disagree", "young", "own"),
        (15, "neither", "young", "own"),
        (25, "agree", "old", "own"),
        (20, "disagree", "old", "own"),
        (40, "neither", "old", "own"),
    )
    (young, old) = broken_down(wave(some), ["age"]).breakdowns[0].groups
    agree, neither, disagree = 1, 2, 3
    assert [g.cells[agree].count for g in (young, old)] == [None, None]
    hidden = [sum(c.count is None for c in g.cells) for g in (young, old)]
    assert hidden == [2, 2], "one more in each, and no more"
    assert (young.cells[neither].count is None) != (young.cells[disagree].count is None)


def test_a_group_under_ten_tells_its_base_alone():
    some = people((8, "agree", "young", "own"), (30, "agree", "old", "own"), (30, "neither", "old", "own"))
    young, old = broken_down(wave(some), ["age"]).breakdowns[0].groups
    assert (young.base, {c.count for c in young.cells}, young.counted.count) == (8, {None}, None)
    assert None in {c.count for c in old.cells}, "or 8 of 8 would be told by subtraction"


def test_those_who_didnt_say_their_group_cant_be_found_by_subtracting_the_groups_from_the_whole():
    some = people(
        (30, "agree", "young", "own"),
        (30, "disagree", "young", "own"),
        (30, "agree", "old", "own"),
        (30, "disagree", "old", "own"),
        (2, "agree", None, "own"),
        (1, "disagree", None, "own"),
    )
    cells = [c.count for g in broken_down(wave(some), ["age"]).breakdowns[0].groups for c in g.cells]
    assert cells.count(None) >= 2
    # Nobody didn't say: then nothing has to go.
    whole = [c.count for g in broken_down(wave(some[:120]), ["age"]).breakdowns[0].groups for c in g.cells]
    assert None not in whole


def test_a_group_whose_size_is_hidden_has_no_base_in_any_table():
    some = people((4, "agree", "young", "own"), (40, "agree", "old", "own"), (40, "disagree", "old", "own"))
    assert {row[1] for row in shown(wave(some), ["age"])} == {"[c]"}


def routed(disagree, agree):
    """So many who were asked why, and so many who were not; every other one is young."""
    follow = question("why", options="a b", show_if=[only_if("in-control", "disagree")])
    ages = [chose("young"), chose("old")]
    some = [{"in-control": chose("disagree"), "why": chose("a"), "age": ages[n % 2]} for n in range(disagree)]
    some += [{"in-control": chose("agree"), "age": ages[n % 2]} for n in range(agree)]
    return survey(ASKED, follow, AGE), some


def test_a_follow_up_is_not_told_by_group_since_its_base_tells_how_many_were_sent():
    asked, some = routed(40, 60)
    assert broken_down(wave(some, of=asked), ["age"], key="why").breakdowns == ()
    raw = broken_down(wave(some, of=asked), ["age"], None, key="why").breakdowns[0].groups
    assert [g.base for g in raw] == [20, 20]


def test_a_follow_up_is_not_told_where_a_late_reply_hides_the_answer_that_led_to_it():
    asked, some = routed(40, 60)
    before = wave(some, of=asked)
    facts = [f for key in ("in-control", "why", "age") for f in told_of(key, before, RULES)]
    late_one = {"in-control": chose("disagree"), "why": chose("b"), "age": chose("old")}
    after = wave([*some, late_one], of=asked, earlier=facts)
    assert {f.value for f in told_of("why", after, RULES)} == {None}
    assert {f.event: f.value for f in told_of("why", wave(some, of=asked, earlier=facts), RULES)} == {
        f.event: f.value for f in facts if f.event.question == "why"
    }


@pytest.mark.parametrize(("sent", "told"), [(5, None), (25, 39)])
def test_how_many_late_people_were_sent_to_a_follow_up_is_theirs(sent, told):
    """Which of two answers led them on is hidden each time, and still its base would tell that five were."""
    asked = survey(
        question("who", options="a b c d"), question("why", options="x y", show_if=[only_if("who", "c", "d")])
    )

    def who(**many):
        why = {"c": {"why": chose("x")}, "d": {"why": chose("y")}}
        return [{"who": chose(key)} | why.get(key, {}) for key, n in many.items() for _ in range(n)]

    some = who(a=40, b=30, c=10, d=4)
    facts = [f for key in ("who", "why") for f in told_of(key, wave(some, of=asked), RULES)]
    assert [f.value for f in facts] == [84, 40, 30, None, None, 14, None, None]
    after = wave([*some, *who(a=30, b=30, c=sent)], of=asked, earlier=facts)
    later = {f.event: f.value for f in told_of("why", after, RULES)}
    assert later[Event("why")] == told


def test_how_many_late_people_did_not_agree_is_theirs():
    """Of 60 late people 5 gave one of two other answers: those who agreed, and how many came, would tell."""
    options = question("in-control", options="agree neither disagree", counts=["agree"], told_us="so")
    asked = survey(options)

    def said(**many):
        return [{"in-control": chose(key)} for key, n in many.items() for _ in range(n)]

    some = said(agree=40, neither=20, disagree=4)
    facts = list(told_of("in-control", wave(some, of=asked), RULES))
    after = wave([*some, *said(agree=55, neither=5)], of=asked, earlier=facts)
    assert {f.event: f.value for f in told_of("in-control", after, RULES)}[
        Event("in-control", ("agree",))
    ] is None


def test_two_follow_ups_of_one_question_give_nothing_away_together():
    first = question("who", options="a b c d e f")
    asked = survey(
        first,
        question("q2", options="x y", show_if=[only_if("who", "a", "b")]),
        question("q3", options="x y", show_if=[only_if("who", "c", "d")]),
    )
    follow = {"a": "q2", "b": "q2", "c": "q3", "d": "q3"}
    some = [
        {"who": chose(who)} | ({follow[who]: chose("x")} if who in follow else {})
        for who, n in zip("abcdef", (4, 4, 4, 4, 4, 40), strict=True)
        for _ in range(n)
    ]
    bases = {f.event: f.value for key in ("q2", "q3") for f in told_of(key, wave(some, of=asked), RULES)}
    assert bases[Event("q2")] is None
    assert bases[Event("q3")] is None


def test_breaking_down_by_the_same_two_questions_the_other_way_round_gives_nothing_away():
    """What age by home tells, home by age must not tell more of."""
    ages, homes = question("age", options="a b c"), question("home", options="x y z")
    of = survey(ASKED, ages, homes)
    counts = {"a": (4, 20, 30), "b": (25, 35, 15), "c": (22, 11, 3)}
    some = [
        {"in-control": chose("agree"), "age": chose(age), "home": chose(home)}
        for age, row in counts.items()
        for home, n in zip("xyz", row, strict=True)
        for _ in range(n)
    ]
    first = wave(some, of=of)
    age_by_home = broken_down(first, ["home"], key="age").breakdowns[0]
    earlier = list(facts_of(age_by_home, ages, first.state, RULES))
    second = wave(some, of=of, earlier=earlier)
    home_by_age = broken_down(second, ["age"], key="home").breakdowns[0]
    cells = {}
    for told in (age_by_home, home_by_age):
        for group in told.groups:
            for cell in group.cells:
                _, event = parse(cell.identity)
                both = frozenset([(event.question, event.options[0]), *event.among])
                cells.setdefault(both, set()).add(cell.count)
    hidden = [both for both, told in cells.items() if None in told]
    assert hidden
    for both in hidden:
        assert cells[both] == {None}, "told by one table, hidden by the other"


def late(first, *more):
    """What is told of a question after some late replies, where it was published before them."""
    before = wave(first)
    facts = [f for key in ("in-control", "age", "home") for f in told_of(key, before, RULES)]
    after = wave([*first, *more], earlier=facts)
    return {f.event: f.value for f in told_of("in-control", after, RULES)}


def test_one_late_reply_tells_nothing_of_what_it_said():
    told = late(EVEN, *people((1, "agree", "young", "own")))
    assert set(told.values()) == {None}, "a number that stayed the same would tell what they didn't say"


def test_many_late_replies_can_be_told():
    told = late(EVEN, *people((10, "agree", "young", "own"), (10, "disagree", "young", "own")))
    assert told[Event("in-control", ("agree",))] == 42
    assert told[Event("in-control", ("disagree",))] == 36


def test_the_same_answers_can_be_published_again():
    told = late(EVEN)
    assert told[Event("in-control", ("agree",))] == 32


def test_answers_that_were_taken_out_are_not_told_either():
    before = wave(EVEN)
    facts = list(told_of("in-control", before, RULES))
    after = wave(EVEN[1:], state=State(len(EVEN), 1), earlier=facts)
    told = {f.event: f.value for f in told_of("in-control", after, RULES)}
    assert told[Event("in-control", ("agree",))] is None


def test_what_cant_be_checked_is_hidden():
    some = people(
        (3, "agree", "young", "own"),
        *[(20, a, g, "own") for a in ("neither", "disagree") for g in ("young", "old")],
    )
    contradiction = [Fact(Event("in-control", ("disagree",)), 7, State(83, 0))]
    table = crosstab(wave(some).tally, ASKED.key, [AGE])
    assert len(hidden_in(table, wave(some, earlier=contradiction), RULES)) == 2 * 7


def test_who_answered_two_questions_so_is_no_sum_of_those_who_answered_one():
    unknowns = Unknowns(AGE, (), others=(ASKED,))
    assert unknowns.columns(Event("in-control", (), (("age", "young"),))) is None


def test_too_many_groups_at_once_are_refused():
    wide = [question(f"q{n}", options=" ".join(f"o{i}" for i in range(20))) for n in range(4)]
    with pytest.raises(TooMany):
        Unknowns(wide[0], tuple(wide[1:]))
    assert Unknowns(wide[0], tuple(wide[1:3])).size <= MOST_UNKNOWNS


# Most of these leaked once.
@pytest.mark.parametrize("number", [0, 3, 14, 15, 19, 27, 38, 42, 54, 73, 185, 192])
def test_an_attacker_with_everything_published_works_nothing_back(number):
    made = council(number)
    ways = Ways(made)
    assert Attacker(ways, publish(made, RULES)).found(targets(ways)) == []


def test_the_attacker_works_back_what_a_naive_rule_hides():
    made = council(0)
    ways = Ways(made)
    assert Attacker(ways, publish_naively(made, RULES)).found(targets(ways))


@thorough(25)
@given(st.randoms(use_true_random=False))
def test_what_is_told_is_true(made_up):
    """Every number that a breakdown tells is the number of people there are."""
    some = [
        {
            "in-control": chose(made_up.choice(["agree", "neither", "disagree"])),
            "age": made_up.choice([SKIPPED, chose("young"), chose("old"), chose("old")]),
            "home": chose(made_up.choice(["foster", "own"])),
        }
        for _ in range(made_up.randint(0, 120))
    ]
    of_wave = wave(some)
    for by in (["age"], ["age", "home"]):
        raw, told = (broken_down(of_wave, by, rules).breakdowns for rules in (None, RULES))
        for real, group in zip(raw[0].groups, told[0].groups, strict=True):
            assert group.base in (None, real.base)
            for true, cell in zip(real.cells, group.cells, strict=True):
                assert cell.count in (None, true.count)
                assert not (cell.count is not None and RULES.small(cell.count))
