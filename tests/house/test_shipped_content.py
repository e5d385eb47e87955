"""The content that ships is sound, true to what was published, and easy to read for those who are asked."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from ruamel.yaml import YAML

from feedback.adapters.definitions import Content, load
from feedback.domain.frameworks import Commitment
from feedback.domain.pictures import Picture
from feedback.domain.questions import Kind, Question
from feedback.domain.surveys import EasyWords, Meaning, Survey

FOLDER = Path(__file__).parents[2] / "surveys"
PICTURES = FOLDER / "pictures"
SURVEYS = ("care-leavers", "cared-for", "foster-carers", "youth-council")
LONGEST_SENTENCE = 15
HEAVIEST_PICTURE = 700  # bytes
START_PAGE = ("introduction", "who_reads", "hear_back", "in_danger")
SVG = "{http://www.w3.org/2000/svg}"
DRAWN_WITH = {"svg", "g", "path", "circle", "rect"}
DRAWN_HOW = {
    "viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "transform",
    "d", "cx", "cy", "r", "x", "y", "width", "height", "rx",
}  # fmt: skip

PLEDGES = (
    "We will care for our cared for children and care leavers as any good parent would",
    "We will improve education, employment, and training outcomes",
    "We will be truly aspirational to give all children and young people a forever home and to keep them "
    "safe",
    "We will improve health and wellbeing outcomes",
    "We will prepare young people for adulthood",
    "We will work TOGETHER with children and young people",
)
OUTCOMES = (
    "Children and young people we care for are happy and able to achieve their full potential",
    "Children and young people feel and are safe",
    "Children and young people are happy and experience good mental health and wellbeing",
    "Children and young people are healthy and make positive choices",
    "Children and young people leave school with the best skills and qualifications they can achieve and the "
    "life skills they need to thrive in adulthood",
    "Children and young people with additional needs have the support they need to achieve and be happy",
    "Children and young people have earlier access to support when they need it",
)
OUTCOME_6 = (
    "Children and young people with additional needs have the support they need to achieve and be happy",
    "Children, young people and young adults with additional needs have better life chances",
    "Children, young people, and young adults with additional needs have better chances in life",
)
JARGON = {
    "CAMHS", "Cared for child or young person", "Care Leaver", "Commissioned Provider",
    "Contextual Safeguarding", "Co-Production", "County Lines", "EHC", "EHCP", "Green paper", "JSNA",
    "Multi-Agency", "NEET", "Neglect strategy", "No Wrong Door", "Quality Assurance", "SEND",
    "Targeted Offer", "Universal Offer", "White paper",
}  # fmt: skip


@pytest.fixture(scope="module")
def content() -> Content:
    return load(FOLDER)


@pytest.fixture(params=SURVEYS)
def survey(request, content) -> Survey:
    return content.surveys[request.param]


def commitments(content: Content, framework: str) -> tuple[Commitment, ...]:
    return content.frameworks[framework].commitments


def wordings(commitment: Commitment) -> set[str]:
    return {commitment.words, *(e.words for e in commitment.earlier)}


def question_texts(question: Question) -> list[str]:
    """What a question says, in standard words and in easy ones."""
    own = [question.ask, question.hint, question.easy, question.easy_hint, question.skip]
    return [t for t in (*own, *(w for o in question.options for w in (o.label, o.easy))) if t]


def read_by_people(survey: Survey) -> list[str]:
    """Everything of a survey that someone who answers it reads, in standard words or in easy ones."""
    front = [survey.title, *(getattr(words, name) for words in (survey, survey.easy) for name in START_PAGE)]
    meanings = [m.means for m in survey.words]
    return [t for t in front if t] + meanings + [t for q in survey.questions for t in question_texts(q)]


def easy_texts(survey: Survey) -> Iterator[tuple[str, str]]:
    """Everything that the easy-read version says in words of its own: where, and the words."""
    yield from ((name, words) for name in START_PAGE if (words := getattr(survey.easy, name)))
    yield from ((m.term, m.means) for m in survey.words)
    for question in survey.questions:
        yield from ((question.key, words) for words in (question.easy, question.easy_hint) if words)
        yield from ((f"{question.key}: {o.key}", o.easy) for o in question.options if o.easy)


def numbers_to_call(text: str) -> set[str]:
    return {re.sub(r"\s", "", n) for n in re.findall(r"\d[\d\s]+\d", text)}


def has(form: str, text: str) -> bool:
    """Whole words, whatever their capitals."""
    return bool(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE))


def listed_pictures() -> list[dict[str, str]]:
    return list(YAML(typ="safe").load(PICTURES / "pictures.yaml")["pictures"])


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?:;…])\s+", text) if s]


def says(word: str, text: str) -> bool:
    """Whole words; letters such as SEND only as capitals, or "send" would be jargon."""
    flags = re.NOFLAG if word.isupper() else re.IGNORECASE
    return bool(re.search(rf"(?<!\w){re.escape(word)}(s|ren)?(?!\w)", text, flags))


# The files


def test_every_file_loads_and_none_is_left_out(content):
    files = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*.y*ml")}
    surveys = {f"{key}.yaml" for key in content.surveys}
    frameworks = {f"frameworks/{key}.yaml" for key in content.frameworks}
    harm = {f"words-of-harm/{language}.yaml" for language in content.harm.languages}
    assert files == surveys | frameworks | harm | {"jargon.yaml", "pictures/pictures.yaml"}
    assert set(content.surveys) == set(SURVEYS)
    assert set(content.frameworks) == {"cheshire-east-pledges", "cheshire-east-plan", "dorset-themes"}
    assert content.jargon


def test_no_text_holds_a_character_that_cannot_be_printed(content):
    models = [*content.surveys.values(), *content.frameworks.values(), content.jargon]
    escaped = [e for m in models for e in re.findall(r"\\[^\"].{0,4}", m.model_dump_json())]
    assert not escaped


def test_no_list_of_words_of_harm_is_passed_off_as_checked():
    for path in (FOLDER / "words-of-harm").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert "status: drafted\n" in text, path.name
        assert "checked" in text.split("harm:")[0], path.name


def test_every_file_says_first_that_it_is_an_example():
    for path in set(FOLDER.rglob("*.yaml")) - {PICTURES / "pictures.yaml"}:  # nobody's words
        first = path.read_text(encoding="utf-8").splitlines()[0]
        if path.parent.name == "words-of-harm":
            continue
        assert first.startswith("# An example, made from published documents."), path.name
        if path.stem in SURVEYS:
            assert "not a survey that the council has adopted" in first, path.name


def test_the_example_in_the_readme_loads(tmp_path):
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(survey: .*?)```", readme, re.DOTALL)
    assert example
    shutil.copytree(FOLDER / "frameworks", tmp_path / "frameworks")
    (tmp_path / "example.yaml").write_text(example[1], encoding="utf-8")
    assert [len(s.questions) for s in load(tmp_path).surveys.values()] == [2]


@pytest.mark.parametrize("model", [Survey, EasyWords, Meaning, Question, Picture])
def test_the_readme_explains_every_key(model):
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    keys = {field.alias or name for name, field in model.model_fields.items()}
    keys -= {"languages"}  # in files of their own
    assert not {key for key in keys if f"`{key}`" not in readme}
    assert not {kind for kind in Kind if f"| `{kind}` |" not in readme}


# The promises


@pytest.mark.parametrize(
    ("framework", "kind", "keys"),
    [
        ("cheshire-east-pledges", "Pledge", [f"pledge-{n}" for n in range(1, 7)]),
        ("cheshire-east-plan", "Outcome", [f"outcome-{n}" for n in range(1, 8)]),
        ("dorset-themes", "Theme", [f"theme-{n}" for n in range(1, 7)]),
    ],
)
def test_each_framework_has_its_promises_in_order(content, framework, kind, keys):
    assert content.frameworks[framework].kind == kind
    assert [c.key for c in commitments(content, framework)] == keys
    assert [c.number for c in commitments(content, framework)] == list(range(1, len(keys) + 1))


def test_commitment_keys_are_unique_across_frameworks(content):
    keys = [c.key for f in content.frameworks.values() for c in f.commitments]
    assert len(keys) == len(set(keys)) == 19


def test_pledges_and_outcomes_are_worded_as_published(content):
    assert tuple(c.words for c in commitments(content, "cheshire-east-pledges")) == PLEDGES
    assert tuple(c.words for c in commitments(content, "cheshire-east-plan")) == OUTCOMES


def test_outcome_6_is_one_promise_in_three_wordings(content):
    everything = [c for f in content.frameworks.values() for c in f.commitments]
    for words in OUTCOME_6:
        assert [c.key for c in everything if words in wordings(c)] == ["outcome-6"], words


def test_the_vision_of_2021_lives_on_in_six_outcomes_and_the_seventh_is_new(content):
    plan = content.frameworks["cheshire-east-plan"]
    from_vision = [c.key for c in plan.commitments if any("Vision" in e.source for e in c.earlier)]
    assert from_vision == [f"outcome-{n}" for n in range(1, 7)]
    assert plan.commitments[6].earlier == ()
    (vision,) = plan.visions
    assert len(vision.beliefs) == 3
    assert {k for b in vision.beliefs for k in b.commitments} <= {c.key for c in plan.commitments}


def test_earlier_wordings_of_the_pledges_are_kept(content):
    pledges = [wordings(c) for c in commitments(content, "cheshire-east-pledges")]
    assert "Being a good corporate parent" in pledges[0]
    assert "We will improve education, training, and employment outcomes" in pledges[1]
    assert "Work to give all children and young people a forever home and to keep them safe" in pledges[2]
    assert all(len(words) > 1 for words in pledges)


@pytest.mark.parametrize(
    ("framework", "priorities"),
    [
        ("cheshire-east-pledges", [3, 3, 3, 4, 3, 3]),
        ("cheshire-east-plan", [6, 8, 4, 8, 6, 5, 7]),
        ("dorset-themes", [4, 3, 5, 5, 3, 2]),
    ],
)
def test_every_published_priority_is_there(content, framework, priorities):
    assert [len(c.priorities) for c in commitments(content, framework)] == priorities


def test_the_plan_has_its_leads_reasons_measures_and_summary(content):
    plan = commitments(content, "cheshire-east-plan")
    assert all(c.lead and c.why and c.asked for c in plan)
    assert [len(c.measures) for c in plan] == [5, 5, 6, 7, 4, 4, 7]
    assert [sum(1 for p in c.priorities if p.brief) for c in plan] == [6, 7, 4, 5, 6, 5, 7]


def test_every_pledge_has_what_young_people_said_and_no_printed_percentage(content):
    for pledge in commitments(content, "cheshire-east-pledges"):
        assert pledge.asked
        assert not re.search(r"%|\d\.\d|per ?cent", " ".join(pledge.asked)), pledge.key


def test_slips_of_the_published_documents_are_put_right(content):
    everything = "".join(f.model_dump_json() for f in content.frameworks.values())
    for slip in (
        "Levers",
        "strive to that ensure",
        "have attend A&E",
        "being accessing",
        "childrens services",
    ):
        assert slip not in everything


# The jargon buster


def test_the_jargon_buster_has_its_twenty_terms(content):
    terms = content.jargon.terms
    assert len(terms) == 20
    assert {t.short or t.term for t in terms} == JARGON


def test_the_jargon_buster_is_honest_about_the_sentence_that_breaks_off(content):
    (neglect,) = [t for t in content.jargon.terms if t.term == "Neglect strategy"]
    assert neglect.means.endswith("to support children and…")
    assert "breaks off" in (neglect.note or "")
    assert [t for t in content.jargon.terms if t.means.endswith("…")] == [neglect]


def test_the_words_to_avoid_each_have_another_and_a_reason(content):
    assert {a.word for a in content.jargon.avoid} == {
        "corporate", "corporate parent", "corporate parenting", "permanence",
    }  # fmt: skip
    for avoid in content.jargon.avoid:
        assert avoid.why
        assert not any(says(other.word, avoid.instead) for other in content.jargon.avoid)


# The surveys


def test_a_survey_has_eight_to_eighteen_questions_and_a_comment(survey):
    assert 8 <= len(survey.questions) <= 18
    assert any(q.takes_words for q in survey.questions)


def test_every_question_is_tagged_to_promises_that_exist(survey, content):
    for question in survey.questions:
        assert question.tags, question.key
        assert len(set(question.tags)) == len(question.tags), question.key
        for tag in question.tags:
            assert content.commitment(tag), f"{question.key}: {tag}"


@pytest.mark.parametrize("key", ["care-leavers", "cared-for", "foster-carers"])
def test_all_six_pledges_are_asked_about_and_counted(content, key):
    counted = {tag for q in content.surveys[key].questions if q.counts for tag in q.tags}
    assert counted >= {f"pledge-{n}" for n in range(1, 7)}


def test_the_youth_council_is_asked_about_all_seven_outcomes(content):
    counted = {tag for q in content.surveys["youth-council"].questions if q.counts for tag in q.tags}
    assert counted >= {f"outcome-{n}" for n in range(1, 8)}


def test_every_survey_says_who_reads_it_when_they_hear_back_and_what_happens_in_danger(survey):
    assert survey.introduction
    assert survey.framework
    assert "team" in (survey.who_reads or "")
    assert "within" in (survey.hear_back or "")
    assert "can’t keep it secret" in (survey.in_danger or "")
    assert "999" in (survey.in_danger or "")


def test_no_sentence_that_people_read_is_long(survey):
    long = [s for t in read_by_people(survey) for s in sentences(t) if len(s.split()) > LONGEST_SENTENCE]
    assert not long


def test_every_question_has_an_easy_read_wording_of_one_sentence(survey):
    for question in survey.questions:
        assert question.easy, question.key
        assert len(sentences(question.easy)) == 1, question.key


def test_a_question_asks_one_thing(survey):
    for question in survey.questions:
        assert len(sentences(question.ask)) == 1, question.key
        assert "and/or" not in question.ask, question.key


def test_no_word_that_young_people_asked_us_to_avoid(survey, content):
    texts = [*read_by_people(survey), *(q.told_us or "" for q in survey.questions)]
    found = [(a.word, t) for a in content.jargon.avoid for t in texts if says(a.word, t)]
    assert not found


def test_no_question_needs_the_jargon_buster(survey, content):
    jargon = {w for t in content.jargon.terms for w in (t.term, t.short) if w}
    found = [(w, t) for w in jargon for q in survey.questions for t in question_texts(q) if says(w, t)]
    assert not found


def test_what_they_told_us_is_said_about_them(survey):
    for told in [q.told_us for q in survey.questions if q.told_us]:
        assert not re.search(r"\b(I|my|me|we|us|our)\b|\.$", told), told
        assert not says("and/or", told), told


def test_every_question_with_steps_makes_a_headline(survey):
    assert [q.key for q in survey.questions if q.kind in (Kind.SCALE, Kind.YES_NO) and not q.told_us] == []


def test_headlines_count_the_good_half_of_a_scale_and_no_more(survey):
    for question in survey.questions:
        if question.kind is Kind.SCALE:
            keys = [o.key for o in question.options]
            assert list(question.counts) == keys[: len(keys) // 2], question.key


def test_a_survey_can_be_told_by_one_or_two_groups(survey):
    groups = [q for q in survey.questions if q.breakdown]
    assert 1 <= len(groups) <= 2
    assert all(q.kind is Kind.CHOOSE_ONE for q in groups)


def test_care_leavers_are_asked_what_was_published_and_what_would_help(content):
    care_leavers = content.surveys["care-leavers"]
    control = care_leavers.question("in-control")
    assert control.ask == "I feel in control of the decisions that affect my life"
    assert control.told_us == "they feel in control of the decisions that affect their life"
    assert [o.key for o in control.options] == [
        "strongly-agree", "agree", "neither", "disagree", "strongly-disagree",
    ]  # fmt: skip
    assert control.tags == ("pledge-5",)
    (condition,) = care_leavers.question("what-would-help").show_if
    assert (condition.question, condition.options) == ("in-control", ("disagree", "strongly-disagree"))
    assert care_leavers.question("know-how-to-access").tags[0] == "pledge-2"
    assert {care_leavers.question(k).tags[0] for k in ("health-choices", "health-services")} == {"pledge-4"}
    assert {q.kind for q in care_leavers.questions} >= {Kind.CHOOSE_SEVERAL, Kind.NUMBER, Kind.CHOOSE_ONE}


def test_foster_carers_rate_each_pledge_on_one_scale_in_a_run(content):
    run = content.surveys["foster-carers"].questions[:6]
    assert [q.tags for q in run] == [(f"pledge-{n}",) for n in range(1, 7)]
    assert len({q.options for q in run}) == 1


# The easy-read version


def test_easy_words_are_there_wherever_the_start_page_has_standard_words(survey):
    standard = {name for name in START_PAGE if getattr(survey, name)}
    assert {name for name in START_PAGE if getattr(survey.easy, name)} == standard


def test_no_easy_sentence_is_long(survey):
    long = [
        f"{where}: {s}"
        for where, words in easy_texts(survey)
        for s in sentences(words)
        if len(s.split()) > LONGEST_SENTENCE
    ]
    assert not long


def test_easy_words_for_danger_say_all_that_the_standard_words_say(survey):
    easy, standard = survey.easy.in_danger, survey.in_danger
    kept = ("in danger", "can’t keep it secret", "will tell a worker", "may have to tell", "police", "999")
    assert [(w in standard, w in easy) for w in kept] == [(True, True)] * len(kept)
    assert ("unless you tell us" in standard, "only know who you are if you tell us" in easy) == (True, True)
    assert numbers_to_call(easy) == numbers_to_call(standard)
    for said in ("Samaritans", "Childline", "social worker", "any time", "free"):
        assert (said in easy) == (said in standard), said


def test_easy_words_about_answers_promise_what_the_standard_words_promise(survey):
    easy = survey.easy
    for said in ("ithin six weeks", "website", "will say what will change", "can’t change", "why"):
        assert (said in survey.hear_back, said in easy.hear_back) == (True, True), said
    for said in ("participation team", "council", "don’t ask for your name"):
        assert (said in survey.who_reads, said in easy.who_reads) == (True, True), said
    assert "skip any question" in survey.introduction
    assert "don’t have to answer every question" in easy.introduction


def test_an_easy_hint_keeps_the_number_to_call(survey):
    for question in survey.questions:
        if question.hint and question.easy_hint:
            easy, standard = numbers_to_call(question.easy_hint), numbers_to_call(question.hint)
            assert easy >= {n for n in standard if len(n) > 4}, question.key  # not a year


def test_two_answers_to_a_question_are_never_the_same_in_easy_words(survey):
    for question in survey.questions:
        easy = [o.easy or o.label for o in question.options]
        assert len(set(easy)) == len(easy), question.key


def test_a_survey_explains_three_to_eight_words(survey):
    assert 3 <= len(survey.words) <= 8


def test_every_word_that_is_explained_occurs_in_a_question(survey):
    asked = [t for q in survey.questions for t in question_texts(q)]
    forms = [form for m in survey.words for form in (m.term, *m.also)]
    assert not [form for form in forms if not any(has(form, t) for t in asked)]
    assert len({form.lower() for form in forms}) == len(forms)


def test_a_word_is_explained_in_one_or_two_sentences_by_other_words(survey, content):
    jargon = {w for t in content.jargon.terms for w in (t.term, t.short) if w}
    for meaning in survey.words:
        assert 1 <= len(sentences(meaning.means)) <= 2, meaning.term
        assert not [w for w in jargon if says(w, meaning.means)], meaning.term


# The pictures


def test_every_question_and_every_answer_has_a_picture_that_is_listed(survey):
    listed = {p["key"] for p in listed_pictures()}
    shown = {q.key: q.picture for q in survey.questions}
    shown |= {f"{q.key}: {o.key}": o.picture for q in survey.questions for o in q.options}
    assert not {where: picture for where, picture in shown.items() if picture not in listed}


def test_two_answers_to_a_question_never_share_a_picture(survey):
    for question in survey.questions:
        pictures = [o.picture for o in question.options]
        assert len(set(pictures)) == len(pictures), question.key
        assert "skip" not in pictures, f"{question.key}: that is the picture of not answering"


def test_every_picture_is_listed_once_with_what_is_seen_and_how_it_may_be_used():
    listed = listed_pictures()
    keys = [p["key"] for p in listed]
    assert len(set(keys)) == len(keys)
    assert "skip" in keys  # shown beside the words for not answering
    assert {p["file"] for p in listed} == {p.name for p in PICTURES.iterdir()} - {"pictures.yaml"}
    for picture in listed:
        assert set(picture) == {"key", "file", "alt", "licence", "by"}, picture
        assert picture["file"] == f"{picture['key']}.svg"
        assert 2 <= len(picture["alt"].split()) <= 8, picture["alt"]
        assert picture["licence"] == "CC0 1.0"
        assert picture["by"]
    alts = [p["alt"] for p in listed]
    assert len(set(alts)) == len(alts)


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.svg")), ids=lambda p: p.stem)
def test_a_picture_is_small_and_is_shapes_alone(path):
    assert path.stat().st_size <= HEAVIEST_PICTURE
    drawing = ElementTree.fromstring(path.read_bytes())
    assert drawing.tag == f"{SVG}svg"
    assert drawing.get("viewBox") == "0 0 64 64"
    for shape in drawing.iter():
        assert shape.tag.removeprefix(SVG) in DRAWN_WITH, shape.tag
        assert set(shape.attrib) <= DRAWN_HOW, shape.attrib
        assert not (shape.text or "").strip()
        assert not [v for v in shape.attrib.values() if "url" in v or ":" in v]


def test_no_two_pictures_are_drawn_the_same():
    drawn = [p.read_bytes() for p in PICTURES.glob("*.svg")]
    assert len(set(drawn)) == len(drawn)


# The helpers above, so that they can be trusted to find what they look for


def test_the_helpers_find_what_they_look_for():
    assert sentences("One two. Three? Four: five") == ["One two.", "Three?", "Four:", "five"]
    assert says("Care Leaver", "for care leavers")
    assert says("SEND", "a SEND plan")
    assert not says("SEND", "send your answers")
    assert not says("corporate", "incorporated")
    assert has("PA", "your PA.")
    assert not has("PA", "a pair")
    assert numbers_to_call("Call 999. Or call 0800 1111. Or 116 123.") == {"999", "08001111", "116123"}
