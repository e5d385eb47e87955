"""Themes of comments as figures: told as ticks are, hidden as ticks are, recounted as ticks are."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from feedback.adapters import definitions, publishing, sorted_comments
from feedback.adapters.documents import FORMATS
from feedback.adapters.lookup import results_of, sections_of
from feedback.adapters.recounting import recount
from feedback.adapters.settings import shipped
from feedback.adapters.store import (
    comments,
    editions,
    imported,
    kept,
    receipts,
    responses,
    sorting,
    told,
    told_sections,
    waves,
)
from feedback.adapters.store import themes as coding
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Comment, Response
from feedback.adapters.tables_going import Receipt
from feedback.adapters.tables_sorting import SortedComment, ToldThemes
from feedback.adapters.verifying.aligning import align
from feedback.adapters.verifying.reading import read
from feedback.adapters.verifying.verdicts import Verdict, judge
from feedback.domain.disclosure import Rules
from feedback.domain.journey import Answer
from feedback.domain.keeping import kept_figures
from feedback.domain.sorting import NONE, key_of
from feedback.domain.themes import Theme
from tests.conftest import TODAY, small_survey

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SPAN = (date(2026, 11, 1), date(2026, 12, 1))
TALK, MONEY, HOME = "someone-to-talk-to", "money", "home"
NAMES = {TALK: "Someone to talk to", MONEY: "Money", HOME: "A home"}
THEMES = "more-themes"


@pytest.fixture(scope="module")
def content():
    return definitions.load(shipped("surveys"))


def send(database, wave_key, writers, *, silent=0, start=0):
    """So many people who write something, and so many who don't."""
    with database.writing() as session:
        wave = waves.get(session, wave_key)
        survey = editions.get(session, wave.survey_key, wave.edition)
        agrees = Answer(("agree",))
        wrote = [{"in-control": agrees, "more": Answer(words=f"Words {start + n}")} for n in range(writers)]
        sent = [*wrote, *({"in-control": agrees, "more": Answer()} for _ in range(silent))]
        responses.add(
            session, wave, survey, [responses.Sent(a, {}) for a in sent], responses.Circumstances(TODAY)
        )


def code(database, wave_key, abouts, who="officer"):
    """Codes comments in the order in which they came."""
    with database.writing() as session:
        wave = waves.get(session, wave_key)
        seqs = session.scalars(select(Comment.seq).filter_by(wave_id=wave.id).order_by(Comment.seq)).all()
        for seq, about in zip(seqs, abouts, strict=False):
            if about is not None:
                coding.code(session, wave, (seq, "more"), who, set(about))


def tell(database, wave_key):
    with database.writing() as session:
        sorted_comments.tell(session, waves.get(session, wave_key), "more", TODAY)


ABOUT = [[TALK]] * 15 + [[TALK, MONEY]] * 6 + [[MONEY]] * 9 + [[HOME]] * 3 + [[]] * 31


@pytest.fixture
def wave_key(database):
    """64 people who wrote something, 10 who didn't; 21 about someone to talk to, 15 about money, 3 a home."""
    with database.writing() as session:
        for place, (key, name) in enumerate(NAMES.items(), 1):
            coding.keep(session, Theme(key, name, (), place))
        coding.keep(session, Theme("unused", "Unused", (), 9))
        key = open_survey(session, small_survey(), "Autumn 2026", SPAN, TODAY).key
    send(database, key, 64, silent=10)
    return key


def section(database, content, by=()):
    with database.reading() as session:
        return sections_of(session, content, "pledge-5", Rules(), TODAY, by, arranged=True)[0]


def themes_of(section):
    return next((f for f in section.findings if f.question == THEMES), None)


def counts(finding):
    (one,) = finding.told
    return {key: cell.count_text for key, cell in zip(finding.row_keys, one.cells, strict=True)}


def publish(database, content, **how):
    return publishing.publish(database, content, publishing.Wanted("pledge-5", **how), Rules(), TODAY)[0]


def test_themes_stand_in_a_section_once_all_is_coded_and_told(database, content, wave_key):
    code(database, wave_key, ABOUT[:-1])
    with pytest.raises(sorted_comments.NotYet, match="Code every answer"):
        tell(database, wave_key)
    code(database, wave_key, ABOUT)
    assert themes_of(section(database, content)) is None
    tell(database, wave_key)
    found = themes_of(section(database, content))
    (one,) = found.told
    assert (
        one.sentence == "Of the 64 young people who wrote an answer to “What else?”, 21 (33%) wrote about "
        "“Someone to talk to” and 15 (23%) wrote about “Money”."
    )
    assert one.base == 64
    assert counts(found) == {TALK: "21", MONEY: "15", HOME: "[c]", NONE: "31"}
    assert one.asides == (sorted_comments.ONE_SORTED,)
    assert (found.kind, found.several) == ("themes", True)
    place = [f.question for f in section(database, content).findings]
    assert place.index(THEMES) == place.index("more") + 1
    notes = " ".join(section(database, content).notes)
    assert "One answer can be about several themes" in notes
    assert "not what everyone thinks" in notes


def test_few_people_are_told_in_words_and_very_few_not_at_all(database, content):
    with database.writing() as session:
        coding.keep(session, Theme(TALK, NAMES[TALK], (), 1))
        few = open_survey(session, small_survey(), "Autumn 2026", SPAN, TODAY).key
    send(database, few, 20)
    code(database, few, [[TALK]] * 13 + [[]] * 7)
    tell(database, few)
    (one,) = themes_of(section(database, content)).told
    assert one.sentence == (
        "Of the 20 young people who wrote an answer to “What else?”, 13 wrote about “Someone to talk to”."
    )
    assert {c.percent_text for c in one.cells} == {"[u]"}
    with database.writing() as session:
        tiny = open_survey(session, small_survey("tiny"), "Autumn 2026", SPAN, TODAY).key
    for n in (4, 4):
        send(database, tiny, n)
        code(database, tiny, [[TALK]] * 8)
        tell(database, tiny)
        found = next(
            f for f in section(database, content).findings if (f.survey, f.question) == ("tiny", THEMES)
        )
        assert {c.count_text for c in found.told[0].cells} == {"[c]"}
        assert "[c]" not in found.told[0].sentence
    assert found.told[0].sentence == (
        "8 young people wrote an answer to “What else?”. We can’t say how many wrote about what: the numbers "
        "are too small to share safely."
    )


def test_what_is_told_doesnt_change_when_someone_codes_anew(database, content, wave_key):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    publish(database, content)
    code(database, wave_key, [[HOME]] * 64)
    assert counts(themes_of(section(database, content)))[TALK] == "21"
    tell(database, wave_key)
    assert counts(themes_of(section(database, content)))[TALK] == "21"
    with database.writing() as session, pytest.raises(sorted_comments.NotYet, match="stay as they are"):
        sorted_comments.take_back(session, waves.get(session, wave_key), "more")


def test_unpublished_themes_can_be_taken_back_and_told_anew(database, content, wave_key):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    with database.writing() as session:
        wave = waves.get(session, wave_key)
        before = sorting.state(session, wave)
        sorted_comments.take_back(session, wave, "more")
        assert sorting.state(session, wave) != before, "so that whoever is publishing looks again"
    assert themes_of(section(database, content)) is None
    code(database, wave_key, [[HOME]] * 34 + [[TALK]] * 30)
    tell(database, wave_key)
    assert counts(themes_of(section(database, content)))[HOME] == "34"


def test_one_more_answer_gives_nothing_away_beside_what_was_published(database, content, wave_key):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    assert themes_of(publish(database, content)).told[0].base == 64
    send(database, wave_key, 1, start=64)
    assert themes_of(section(database, content)) is None, "one answer isn't coded"
    code(database, wave_key, [*ABOUT, [MONEY]])
    tell(database, wave_key)
    with database.reading() as session:
        (alone,) = sections_of(session, content, "pledge-5", Rules(), TODAY, beside_published=False)
    assert counts(themes_of(alone))[MONEY] == "16", "without what was published it could be told"
    assert counts(themes_of(section(database, content)))[MONEY] == "[c]"
    with pytest.raises(publishing.Refused) as refused:
        publish(database, content)
    assert any("What people wrote about" in cell.ask for cell in refused.value.cells)


def test_a_response_that_goes_takes_its_themes_with_it(database, content, wave_key):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    with database.writing() as session:
        assert receipts.keep_for_last(session, waves.get(session, wave_key), "ab" * 32)
        session.execute(update(Receipt).values(seq=comment(session, 0).seq))
        assert receipts.take_out(session, "ab" * 32)
    found = themes_of(section(database, content))
    assert (found.told[0].base, counts(found)[TALK]) == (63, "20")
    with database.reading() as session:
        assert len(session.scalars(select(SortedComment)).all()) == 63


def comment(session, n):
    """The comment that came as the n-th, from 0."""
    return session.scalars(select(Comment).order_by(Comment.wave_id, Comment.seq)).all()[n]


def delete_words(database, n=0):
    with database.writing() as session:
        comments.delete(session, comment(session, n))


def standing(database, wave_key):
    with database.reading() as session:
        return next(
            s for s in sorted_comments.standing(session, waves.get(session, wave_key)) if s.question == "more"
        )


def take_back(database, wave_key):
    with database.writing() as session:
        sorted_comments.take_back(session, waves.get(session, wave_key), "more")


WHOLE = {TALK: "21", MONEY: "15", HOME: "[c]", NONE: "31"}


@pytest.mark.parametrize("published", [False, True])
def test_words_that_are_deleted_or_mended_leave_the_figures_as_they_were_told(
    database, content, wave_key, published
):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    if published:
        publish(database, content)
    before = themes_of(section(database, content))
    with database.writing() as session:
        comments.mend(comment(session, 1), "Other words")
    delete_words(database)
    delete_words(database, 30)
    after = themes_of(section(database, content))
    assert after.told == before.told
    assert (after.told[0].base, counts(after)) == (64, WHOLE)
    now = standing(database, wave_key)
    assert (now.answers, now.coded, now.since, now.told_on) == (62, 62, 0, TODAY)
    assert themes_of(publish(database, content)).told == before.told


def test_told_anew_a_deleted_comment_counts_as_it_did(database, content, wave_key):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    delete_words(database)  # about someone to talk to
    for _ in range(2):
        take_back(database, wave_key)
        assert themes_of(section(database, content)) is None
        with database.reading() as session:
            assert [set(one.themes) for one in session.scalars(select(SortedComment))] == [{TALK}]
        code(database, wave_key, [[MONEY]] * 63)
        tell(database, wave_key)
    found = themes_of(section(database, content))
    assert found.told[0].base == 64
    # The one who wrote about someone to talk to is hidden, and with them how many didn't write of money.
    assert set(counts(found)) == {TALK, MONEY, NONE}
    assert counts(found)[TALK] == "[c]"
    with database.reading() as session:
        (whole,) = results_of(session, ("small", None), (), (), None)
    assert counts(next(f for f in whole.findings if f.question == THEMES))[TALK] == "1"


def test_an_answer_that_comes_after_words_were_deleted_is_coded_and_told_with_them(
    database, content, wave_key
):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    delete_words(database)
    send(database, wave_key, 20, start=64)
    assert themes_of(section(database, content)) is None
    assert standing(database, wave_key).since == 20
    code(database, wave_key, [*ABOUT[1:], *[[MONEY]] * 20])
    tell(database, wave_key)
    found = themes_of(section(database, content))
    assert (found.told[0].base, counts(found)[TALK], counts(found)[MONEY]) == (84, "21", "35")


def test_words_that_were_deleted_before_anybody_sorted_them_hold_nothing_up(database, content, wave_key):
    delete_words(database)
    code(database, wave_key, ABOUT[1:])
    tell(database, wave_key)
    found = themes_of(section(database, content))
    assert (found.told[0].base, counts(found)[TALK]) == (63, "20")
    send(database, wave_key, 1, start=64)
    assert themes_of(section(database, content)) is None, "one answer isn't coded"
    delete_words(database, 63)
    after = themes_of(section(database, content))
    assert after.told[0].cells == found.told[0].cells, "and now there is none to code"


def test_one_more_who_deletes_their_words_unsorted_gives_nothing_away(database, content, wave_key):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    publish(database, content)
    send(database, wave_key, 1, start=64)
    delete_words(database, 64)
    hidden = themes_of(section(database, content))
    assert set(counts(hidden).values()) == {"[c]"}, "the same numbers would tell that they are in none"


def test_when_all_words_were_deleted_the_themes_can_still_be_taken_back(database, content, wave_key):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    with database.writing() as session:
        for one in session.scalars(select(Comment)).all():
            comments.delete(session, one)
    assert counts(themes_of(section(database, content))) == WHOLE
    now = standing(database, wave_key)
    assert (now.answers, now.since, now.told_on, now.complete) == (0, 0, TODAY, False)
    take_back(database, wave_key)
    assert themes_of(section(database, content)) is None


def test_what_was_brought_in_can_be_undone_though_its_themes_are_told(database, wave_key):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    delete_words(database)
    with database.writing() as session:
        wave = waves.get(session, wave_key)
        imported.note(session, wave, "token", "officer", NOW, edition_made=False)
        (row, _) = imported.every(session)[0]
        assert imported.undo(session, row.id) is not None
    with database.reading() as session:
        for table in (SortedComment, ToldThemes, Comment, Response):
            assert session.scalars(select(table)).all() == []


@pytest.mark.parametrize("name", ["docx", "html", "md", "pdf", "csv", "json", "xlsx", "report"])
def test_every_document_has_them_and_verify_recounts_them(database, content, wave_key, name, tmp_path):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    publish(database, content)
    with database.reading() as session:
        one = told_sections.newest(session, "pledge-5").section
    assert counts(themes_of(one))[TALK] == "21"
    data = FORMATS[name].write([one])
    if name in ("csv", "json", "xlsx"):
        assert data
        return
    file = tmp_path / f"told.{'docx' if name == 'report' else name}"
    file.write_bytes(data)
    document = read(file)
    assert "wrote about “Someone to talk to”" in " ".join(" ".join(document.texts).replace("\\", "").split())
    aligned = align(document)
    with database.reading() as session:
        counted = recount(session, content, Rules(), TODAY, aligned.identities)
    found = judge(aligned.standing, counted)
    assert [j for j in found if j.verdict is not Verdict.HOLDS] == []
    assert f"{wave_key}/{THEMES}/{TALK}" in {j.figure.identity for j in found}


def test_they_can_be_broken_down_by_group_as_ticks_can(database, content):
    survey = small_survey()
    questions = [q.model_copy(update={"breakdown": q.key == "safe"}) for q in survey.questions]
    with database.writing() as session:
        for place, (key, name) in enumerate(NAMES.items(), 1):
            coding.keep(session, Theme(key, name, (), place))
        marked = survey.model_copy(update={"questions": tuple(questions)})
        key = open_survey(session, marked, "Autumn 2026", SPAN, TODAY).key
        wave = waves.get(session, key)
        sent = [
            responses.Sent({"safe": Answer(("yes" if n % 2 else "no",)), "more": Answer(words=f"W {n}")}, {})
            for n in range(64)
        ]
        responses.add(session, wave, marked, sent, responses.Circumstances(TODAY))
    code(database, key, [[TALK] if n < 40 else [] for n in range(64)])
    tell(database, key)
    found = themes_of(section(database, content, ("safe",)))
    (broken,) = found.breakdowns
    assert [(g.label, g.base, g.cells[0].count) for g in broken.groups] == [("Yes", 32, 20), ("No", 32, 20)]
    assert broken.groups[0].cells[0].identity == f"{key}/{THEMES}/{TALK}?safe=yes"


def test_they_stay_when_the_people_go(database, content, wave_key):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    before = counts(themes_of(section(database, content)))
    delete_words(database)
    with database.writing() as session:
        wave = waves.get(session, wave_key)
        (answers,) = told.gather(session, [wave], rules=Rules())
        kept.let_people_go(session, wave, kept_figures(answers, Rules()), TODAY)
    with database.reading() as session:
        assert session.scalars(select(SortedComment)).all() == []
    assert counts(themes_of(section(database, content))) == before


def test_results_show_them_to_the_office_as_they_are(database, wave_key):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    with database.reading() as session:
        (whole,) = results_of(session, ("small", None), (), (), None)
    found = next(f for f in whole.findings if f.question == THEMES)
    assert counts(found)[HOME] == "3"


def test_two_people_who_sorted_are_told_with_kappa(database, content, wave_key):
    code(database, wave_key, ABOUT)
    code(database, wave_key, ABOUT[:10], who="other")
    tell(database, wave_key)
    (aside,) = themes_of(section(database, content)).told[0].asides
    assert aside.endswith("Two of them sorted some of the same answers: too few to say how far they agree.")
    code(database, wave_key, [[HOME] if n == 7 else about for n, about in enumerate(ABOUT)], who="other")
    with database.writing() as session:
        sorted_comments.take_back(session, waves.get(session, wave_key), "more")
    tell(database, wave_key)
    (aside,) = themes_of(section(database, content)).told[0].asides
    assert aside.endswith(
        "Two of them sorted 64 of the same answers. How far they agree (Cohen’s kappa, 1 is always): 1.0."
    ), aside


def test_two_waves_stand_side_by_side_though_people_wrote_about_other_things(database, content, wave_key):
    code(database, wave_key, ABOUT)
    tell(database, wave_key)
    with database.writing() as session:
        span = (date(2025, 11, 1), date(2025, 12, 1))
        before = open_survey(session, small_survey(), "Autumn 2025", span, TODAY).key
    send(database, before, 40)
    code(database, before, [[TALK]] * 20 + [[]] * 20)
    tell(database, before)
    found = themes_of(section(database, content))
    assert [t.source.name for t in found.told] == ["Autumn 2026", "Autumn 2025"]
    assert not any(t.breaks for t in found.told)
    assert [len(t.asides) for t in found.told] == [1, 0], "said once"
    old = dict(zip(found.row_keys, found.told[1].cells, strict=True))
    assert (old[TALK].count, old[MONEY].mark) == (20, "[z]")
    assert found.change is None


def test_a_questions_key_that_is_long_or_taken(database, wave_key):
    assert key_of("more") == "more-themes"
    long = "a" * 58
    assert len(key_of(long)) <= 60
    assert key_of(long) != key_of("a" * 57 + "b")
    taken = small_survey("taken")
    clash = taken.questions[-1].model_copy(update={"key": "more-themes"})
    taken = taken.model_copy(update={"questions": (*taken.questions, clash)})
    with database.writing() as session:
        key = open_survey(session, taken, "Autumn 2026", SPAN, TODAY).key
    send(database, key, 10)
    code(database, key, [[TALK]] * 10)
    with pytest.raises(sorted_comments.NotYet, match="of its own"):
        tell(database, key)
