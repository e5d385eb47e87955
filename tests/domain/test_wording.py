"""What is said of words and questions: worked examples, what must be found, and what must be let be."""

import pytest

from feedback.domain import wording, wording_answers, wording_asking
from feedback.domain.designs import Asked, Choice, Design, Word
from feedback.domain.frameworks import Avoid
from feedback.domain.questions import Kind
from feedback.domain.wording import Vocabulary, of_words
from feedback.domain.wording_questions import age_of, of_question, of_start

KNOWN = Vocabulary(
    avoid=(
        Avoid(word="corporate", instead="the council", why="Too clinical."),
        Avoid(word="corporate parenting", instead="caring as any good parent would", why="Too clinical."),
        Avoid(word="permanence", instead="a forever home", why="Too clinical."),
    ),
    terms=("Contextual Safeguarding", "CAMHS", "Care Leaver"),
    promises=("We will strive to ensure that every child will have an education plan that is targeted",),
)


def said(words: str, known: Vocabulary = KNOWN) -> list[str]:
    return [f.words for f in of_words("ask", words, known)]


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"o{n}", label) for n, label in enumerate(labels))


def test_words_to_avoid_are_found_whole_once_and_with_what_to_say():
    found = of_words("hint", "Our Corporate Parenting board and permanence", KNOWN)
    assert [(f.at, f.words) for f in found] == [("hint", "Corporate Parenting"), ("hint", "permanence")]
    assert found[0].why == "Too clinical."
    assert found[0].instead == "Say “caring as any good parent would”."
    assert said("A corporation is permanent") == []


def test_jargon_is_found_unless_the_survey_explains_it_or_is_about_them():
    assert said("I know what contextual safeguarding is") == ["contextual safeguarding"]
    assert said("I can get help from CAMHS") == ["CAMHS"]
    assert said("I can get help from CAMHS", KNOWN.explaining(["CAMHS"])) == []
    assert said("Care leavers get help", KNOWN.explaining(["care leavers"])) == []


@pytest.mark.parametrize(
    "words", ["My placement is safe", "My siblings visit", "I see peers", "Prior to this"]
)
def test_words_of_offices_have_plainer_ones(words):
    (found,) = of_words("ask", words, KNOWN)
    assert found.instead.startswith("Try “")


def test_letters_that_nobody_knows():
    assert said("My IRO listens to me") == ["IRO"]
    assert said("I watch TV at the GP’s in the UK") == []
    assert said("STOP") == []


def test_a_promise_quoted_is_found_and_one_in_ones_own_words_is_not():
    assert said("We will strive to ensure that every child is heard") != []
    assert said("I have an education plan that is right for me") == []


def test_sentences_are_counted_each_for_itself():
    fifteen = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen."
    assert said(fifteen + " " + fifteen) == []
    (found,) = of_words("ask", fifteen.replace("fifteen.", "fifteen sixteen."), KNOWN)
    assert "16 words" in found.why
    assert wording.sentences("Ask Mr. Smith, e.g. today. Then go!") == [
        "Ask Mr Smith, e.g today.",
        "Then go!",
    ]


def test_long_words_are_found_by_their_syllables():
    counts = {"home": 1, "people": 2, "decided": 3, "opportunity": 5, "safe": 1, "personal": 3, "the": 1}
    assert {w: wording.syllables(w) for w in counts} == counts
    assert said("I get opportunities") == ["opportunities"]


@pytest.mark.parametrize(
    "ask",
    [
        "I feel well informed about good choices for my health, and the local services to help",
        "My social worker or personal adviser listens to me",
        "Do you feel safe and happy?",
        "I know my rights and how to complain",
        "Do you like where you live? Do you feel safe?",
        "I can see my friends and/or family",
        "Both my carers and my school listen to me",
        "I get help with money & housing",
        "I can get help as well as advice",
    ],
)
def test_two_things_asked_at_once_are_found(ask):
    assert list(wording_asking.double("ask", ask, Kind.SCALE)), ask


@pytest.mark.parametrize(
    "ask",
    [
        "Adults listen to children and young people",
        "I feel safe everywhere, and not just at school",
        "I can see my brothers and sisters",
        "I know how to access education, employment or training",
        "How relevant is pledge 3, a forever home and keeping children safe?",
        "Are you between 16 and 25?",
        "Do you and your foster carers talk?",
        "Was it easy or hard to get help?",
        "Do you know whether or not you have a plan?",
        "I understand my Education, Health and Care Plan",
        "Was it once or more?",
        "I feel in control of the decisions that affect my life",
        "My landlord is kind",
    ],
)
def test_one_thing_is_not_taken_for_two(ask):
    assert not list(wording_asking.double("ask", ask, Kind.SCALE)), ask


def test_where_people_write_or_tick_several_they_can_answer_both():
    ask = "What do you like and dislike about school?"
    assert not list(wording_asking.double("ask", ask, Kind.COMMENT))
    assert not list(wording_asking.double("ask", ask, Kind.CHOOSE_SEVERAL))
    assert list(wording_asking.double("ask", ask, Kind.CHOOSE_ONE))


@pytest.mark.parametrize(
    "ask",
    [
        "Do you agree that the council listens?",
        "How good was the support from your PA?",
        "How helpful are your carers?",
        "How well did we help you?",
        "Don't you think school is fun?",
        "Don’t you feel safe?",
        "Isn’t it good?",
        "You feel safe, don’t you?",
        "How much did you enjoy the day?",
        "How much has the plan helped you?",
        "Obviously, school matters. Do you go?",
        "Do you like our brilliant new club?",
    ],
)
def test_questions_that_push_are_found_once(ask):
    assert len(list(wording_asking.leading("ask", ask))) == 1, ask


@pytest.mark.parametrize(
    "ask",
    [
        "How often do you see your social worker?",
        "How relevant is pledge 1?",
        "How safe do you feel at home?",
        "How good or bad was the food?",
        "How many good friends do you have?",
        "Do you agree or disagree with this?",
        "The people who support me believe that I can do well",
        "What would help?",
        "How much sleep do you get?",
    ],
)
def test_fair_questions_are_not_taken_for_pushing(ask):
    assert not list(wording_asking.leading("ask", ask)), ask


@pytest.mark.parametrize("ask", ["I do not feel unsafe", "I’ve never been heard", "Nobody listens to me"])
def test_a_not_is_found_where_people_agree_or_say_yes(ask):
    assert list(wording_asking.negative("ask", ask, Kind.SCALE))
    assert not list(wording_asking.negative("ask", ask, Kind.COMMENT))


@pytest.mark.parametrize(
    "ask",
    [
        "When the answer is no, someone tells me why",
        "I feel safe everywhere, and not just at school",
        "I know whether or not I have a plan",
        "My knot is tied",
    ],
)
def test_what_is_no_not_is_let_be(ask):
    assert not list(wording_asking.negative("ask", ask, Kind.SCALE))


def test_a_pushing_not_is_told_once():
    question = Asked("q", "Don’t you feel safe?", Kind.YES_NO, tags=("t",), told_us="they feel safe")
    found = of_question(Design("s", questions=(question,)), question, KNOWN)
    assert [f.words for f in found if f.at == "ask"] == ["Don’t"]


def test_yes_and_no_dont_answer_how_and_what():
    assert list(wording_asking.wrong_kind("ask", "How often do you move?", Kind.YES_NO))
    assert not list(wording_asking.wrong_kind("ask", "Did you move?", Kind.YES_NO))
    assert not list(wording_asking.wrong_kind("ask", "How often do you move?", Kind.CHOOSE_ONE))


@pytest.mark.parametrize(
    "labels",
    [
        ("Excellent", "Very good", "Good", "Poor"),
        ("Strongly agree", "Agree", "Disagree"),
        ("Always", "Mostly", "Never"),
        ("Very happy", "Not happy", "Unhappy", "Very unhappy"),
    ],
)
def test_lopsided_scales_are_found(labels):
    (found,) = wording_answers.lopsided("options", choices(*labels))
    assert "pushes the result" in found.why


@pytest.mark.parametrize(
    "labels",
    [
        ("Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree"),
        ("Yes, always", "Yes, mostly", "Sometimes", "No, not often", "No, never"),
        ("Very relevant", "Quite relevant", "Not very relevant", "Not at all relevant"),
        ("Very happy", "Happy", "OK", "Unhappy", "Very unhappy"),
        ("Red", "Green", "Blue"),
        ("Yes", "No"),
    ],
)
def test_fair_scales_are_let_be(labels):
    assert not list(wording_answers.lopsided("options", choices(*labels)))


def test_no_middle_is_told_where_people_agree():
    labels = ("Strongly agree", "Agree", "Disagree", "Strongly disagree")
    (found,) = wording_answers.lopsided("options", choices(*labels))
    assert "in the middle" in found.why


@pytest.mark.parametrize(
    ("labels", "why"),
    [
        (("0 to 5", "5 to 10"), "5 is in both"),
        (("Under 18", "18–20", "20 or over"), "20 is in both"),
        (("11-15", "17-18"), "16 is in neither"),
        (("1", "3 or more"), "2 is in neither"),
    ],
)
def test_groups_that_overlap_or_leave_a_gap_are_found(labels, why):
    (found,) = wording_answers.overlapping("options", choices(*labels))
    assert why in found.why


@pytest.mark.parametrize(
    "labels",
    [
        ("Under 18", "18 to 20", "21 or over"),
        ("Less than 2 years", "From 2 to 5 years", "More than 5 years"),
        ("Not at all", "Once", "2 or 3 times", "4 times or more"),
        ("Year 7", "Year 8"),
    ],
)
def test_groups_that_follow_one_another_are_let_be(labels):
    assert not list(wording_answers.overlapping("options", choices(*labels)))


def test_skip_words_should_sound_like_it_and_be_there_once():
    (twice,) = wording_answers.skipping(choices("Yes", "No", "Prefer not to say"), "")
    assert twice.words == "Prefer not to say"
    (odd,) = wording_answers.skipping(choices("Yes", "No"), "Continue")
    assert odd.at == "skip"
    assert not list(wording_answers.skipping(choices("Yes", "No"), "I’d rather not say"))


def test_too_many_for_a_phone():
    assert list(wording_answers.too_many("options", Kind.SCALE, choices(*"abcdefgh")))
    assert not list(wording_answers.too_many("options", Kind.SCALE, choices(*"abcdefg")))


def test_what_is_missing_of_a_question_is_told_by_field():
    question = Asked("q", "I feel safe", Kind.SCALE, options=choices("Agree", "Neither", "Disagree"))
    assert {f.at for f in of_question(Design("s", questions=(question,)), question, KNOWN)} == {
        "told_us",
        "tags",
    }


@pytest.mark.parametrize(
    "told", ["I feel safe", "they feel safe.", "that they feel safe", "our home is safe"]
)
def test_what_they_told_us_is_said_about_them(told):
    question = Asked("q", "I feel safe", Kind.SCALE, told_us=told, tags=("t",))
    assert [f.at for f in of_question(Design("s"), question, KNOWN)] == ["told_us"]


def test_words_that_a_survey_explains_need_no_more():
    design = Design("s", words=(Word("placement", "A home"),), who_reads="People who know about placements.")
    assert of_start(design, KNOWN) == []


def test_a_reading_age_is_said_only_of_enough_words():
    assert age_of(Design("s", introduction="Short.")) is None
    easy = Design("s", introduction="The cat sat on the mat. " * 10)
    hard = Design(
        "s", introduction="Multidisciplinary professionals facilitate transitional accommodation. " * 10
    )
    assert (age_of(easy) or 99) < 8
    assert (age_of(hard) or 0) > 18


def test_nothing_of_nothing():
    assert of_words("ask", "", KNOWN) == []
    assert of_words("ask", "  ", KNOWN) == []
