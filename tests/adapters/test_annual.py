"""The annual review of a framework: one Word document of what was published, done and measured."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from feedback import demo
from feedback.adapters import annual, definitions, publishing
from feedback.adapters.database import Database
from feedback.adapters.documents import as_review, review_words
from feedback.adapters.recounting import recount
from feedback.adapters.settings import shipped
from feedback.adapters.store import actions as kept
from feedback.adapters.store import told_sections
from feedback.adapters.store.records import By, Wanted, save
from feedback.adapters.verifying.aligning import align
from feedback.adapters.verifying.reading import read
from feedback.adapters.verifying.trying import tried
from feedback.adapters.verifying.verdicts import Verdict, judge
from feedback.domain.annual import Year
from feedback.domain.disclosure import Rules
from feedback.domain.frameworks import Commitment, Framework
from tests.conftest import TODAY
from tests.live import moment

BY = By(1, moment())
PLEDGES = "cheshire-east-pledges"
HOSTILE = "<b>\x00\u202e“we” & ]]> [[told us]] {{ x }} <w:p/>" + "x" * 300


def keep(session, kind, key, commitment, /, **held):
    save(session, Wanted(f"{kind}/{key}", kind, commitment, held), BY)


def act(session, key, state, day=None, commitment="pledge-5", words="We wrote a guide.", why=""):
    about = ["finding/care-leavers/in-control/care-leavers-autumn-2026"]
    held = {"answers": about, "state": state, "words": words, "why": why, "day": day and str(day)}
    keep(session, kept.ACTION, key, commitment, **held)


def value(session, key, measure, number, day, commitment="pledge-5"):
    held = {"measure": measure, "value": number, "on": str(day), "source": "the leaving care register"}
    keep(session, kept.VALUE, key, commitment, **held)


def filled(database, content):
    """Made-up answers; three pledges published; what was done about two of them, and one measure."""
    demo.fill(database, content.surveys, TODAY)
    for key in ("pledge-5", "pledge-2", "pledge-4"):
        publishing.publish(database, content, publishing.Wanted(key), Rules(), TODAY)
    with database.writing() as session:
        act(session, "1" * 16, "done", date(2026, 3, 3))
        act(session, "2" * 16, "done", date(2024, 3, 3), words="We did this long ago.")
        act(session, "3" * 16, "doing", date(2027, 5, 1), words="We will have one page.")
        act(session, "4" * 16, "doing", date(2026, 5, 1), words="We will ring you back.")
        act(session, "5" * 16, "cant", words="We can’t pay for cars.", why="The law does not let us.")
        act(session, "6" * 16, "done", date(2026, 6, 1), "pledge-2", "We opened a homework club.")
        keep(session, kept.MEASURE, "a" * 16, "pledge-5", words="More have a pathway plan.", better="up")
        for n, (number, day) in enumerate([("61%", date(2025, 3, 31)), ("74%", date(2026, 3, 31))]):
            value(session, f"{n:016d}", "a" * 16, number, day)
        value(session, "9" * 16, "a" * 16, "99%", date(2026, 11, 21))
        elsewhere = {"kind": "workshop", "group": "Youth council", "people": 12, "commitments": ["pledge-5"]}
        for n, day in enumerate([date(2026, 2, 2), date(2023, 2, 2)]):
            held = elsewhere | {"on": str(day), "words": f"Say it plainly, {n}."}
            keep(session, kept.HEARD, f"{n:016d}", "", **held)
        leads = {"partnership": "Corporate Parenting Committee", "officer": "", "young_person": "Vice chair"}
        keep(session, kept.LEADS, "pledge-5", "pledge-5", **leads)


@pytest.fixture(scope="module")
def content():
    return definitions.load(shipped("surveys"))


@pytest.fixture(scope="module")
def example(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("annual")
    database = Database(f"sqlite:///{folder / 'example.sqlite3'}")
    database.migrate()
    filled(database, content)
    yield database
    database.close()


def review_of(database, content, start=None, end=None):
    year = Year.of(start, end, TODAY)
    with database.reading() as session:
        return annual.gather(session, content.frameworks[PLEDGES], year, Rules())


def texts(data):
    """Every paragraph and every table cell, in order."""
    word = Document(BytesIO(data))
    return [p.text for p in word.element.body.iter() if p.tag.endswith("}p") and hasattr(p, "text")]


def judged(database, content, data, tmp_path):
    file = tmp_path / "review.docx"
    file.write_bytes(data)
    document = read(file)
    aligned = align(document)
    with database.reading() as session:
        counted = recount(session, content, Rules(), TODAY, aligned.identities)
    return judge(aligned.standing, counted), tried(aligned.added)


def test_it_prints_the_year_of_every_promise(example, content):
    data = as_review.write(review_of(example, content))
    word = Document(BytesIO(data))
    assert word.core_properties.title == f"Annual review: {content.frameworks[PLEDGES].title}"
    assert word.core_properties.language == "en-GB"
    heads = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    pledges = content.frameworks[PLEDGES].commitments
    assert heads == [
        "The year in short",
        *(f"Pledge {c.number}: {c.words}" for c in pledges),
        "About these numbers",
    ]
    whole = "\n".join(texts(data))
    for said in (
        "There are 6 promises in",
        "What people told us is published for 3 of them.",
        "5 things were to be done about what was said: 2 are done, 1 is being done, 1 is late and 1 can’t",
        "Late: it was to be done by 1 May 2026. We will ring you back.",
        "Why: The law does not let us.",
        "Lead partnership: Corporate Parenting Committee",
        "Young person lead: Vice chair",
        "Say it plainly, 0.",
        "Published on 22 November 2026, edition 1.",
        "What people said isn’t published yet.",
        "More have a pathway plan. Up is better.",
        "31 March 2025. the leaving care register",
    ):
        assert said in whole, said
    for never in ("We did this long ago.", "Say it plainly, 1.", "Officer lead"):
        assert never not in whole
    assert all(t._tbl.xpath("./w:tblPr/w:tblCaption") for t in word.tables)
    assert all(t.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for t in word.tables)
    pictures = word.element.body.xpath(".//wp:docPr")
    assert pictures
    assert any("More have a pathway plan. 31 March 2025 61%" in (p.get("descr") or "") for p in pictures)


def test_a_year_has_its_own_edition_actions_and_values(example, content):
    ended = review_of(example, content, date(2025, 4, 1), date(2026, 3, 31))
    five = ended.promises[4]
    assert five.told_on is None, "it was published in November"
    assert five.unpublished, "what was asked last autumn"
    assert [row.value.value for row in five.measures[0].rows] == ["61%", "74%"]
    assert (five.deeds.done, five.deeds.late, five.deeds.cant, five.deeds.doing) == (1, 1, 1, 1)
    assert ended.promises[1].deeds.since == 1
    data = as_review.write(ended)
    assert "1 was done after this year" in "\n".join(texts(data))
    assert "99%" not in "\n".join(texts(data))


def test_verify_recounts_every_figure_of_it(example, content, tmp_path):
    review = review_of(example, content)
    found, added = judged(example, content, as_review.write(review), tmp_path)
    assert [j for j in found if j.verdict is not Verdict.HOLDS] == []
    identities = {j.figure.identity for j in found}
    own = {identity for identity, _, _ in review_words.figures(review)}
    assert own <= identities
    assert len(own) == 2 + 6 * 4 + 3
    assert len(identities - own) > 100
    assert not added.impossible


def test_its_figures_are_those_that_were_published(example, content):
    from feedback.adapters.documents.carried import printed

    review = review_of(example, content)
    data = as_review.write(review)
    from feedback.adapters.documents.word.figures import listed_in

    listed = {(one.printed.identity, one.printed.text) for one in listed_in(Document(BytesIO(data)).part)}
    with example.reading() as session:
        sections = [told_sections.newest(session, c).section for c in ("pledge-2", "pledge-4", "pledge-5")]
    told = {(p.identity, p.text) for p in printed(sections) if p.identity}
    assert told <= listed
    assert {(i, t) for i, t in listed if not i.startswith("review/")} == told


@pytest.mark.parametrize("what", ["action", "value"])
def test_what_changes_afterwards_is_found(content, tmp_path, what):
    database = Database(f"sqlite:///{tmp_path / 'own.sqlite3'}")
    database.migrate()
    filled(database, content)
    data = as_review.write(review_of(database, content))
    with database.writing() as session:
        if what == "action":
            act(session, "7" * 16, "cant", words="We can’t.", why="No money.")
        else:
            save_again = Wanted(
                f"{kept.VALUE}/{1:016d}",
                kept.VALUE,
                "pledge-5",
                {"measure": "a" * 16, "value": "75%", "on": "2026-03-31", "source": "the register"},
                version=1,
            )
            save(session, save_again, BY)
    found, _ = judged(database, content, data, tmp_path)
    changed = {j.figure.identity.rpartition("/")[2] for j in found if j.verdict is Verdict.CHANGED}
    assert changed == ({"deeds", "pledge-5.cant"} if what == "action" else {f"value.{1:016d}"})
    database.close()


def test_a_framework_that_nobody_asked_about_and_hostile_words(database, tmp_path):
    nasty = Commitment(key="one", number=1, name=HOSTILE[:80], words=HOSTILE, why=HOSTILE, asked=(HOSTILE,))
    framework = Framework(
        framework="empty", title=HOSTILE, council="A & <B>", years="2026", source="-", commitments=(nasty,)
    )
    with database.writing() as session:
        act(session, "1" * 16, "cant", commitment="one", words=HOSTILE, why=HOSTILE)
        keep(session, kept.MEASURE, "a" * 16, "one", words=HOSTILE, better="down")
        value(session, "2" * 16, "a" * 16, "12", date(2026, 1, 1), "one")
        review = annual.gather(session, framework, Year.of(None, None, TODAY), Rules())
    data = as_review.write(review)
    whole = "\n".join(texts(data))
    for said in (
        "We asked about none in this year.",
        "No survey about these promises was open in this year.",
        "Nobody has been asked about this commitment yet.",
        "“we” & ]]> [[told us]] {{ x }} <w:p/>",
        "Nothing is late.",
    ):
        assert said in whole, said
    assert "\x00" not in whole
    assert "\u202e" not in whole


def test_it_is_written_on_the_councils_own_template(example, content, tmp_path):
    from tests.adapters.test_word_template import template

    path = tmp_path / "council.docx"
    template().save(path)
    data = as_review.write(review_of(example, content), path)
    word = Document(BytesIO(data))
    lines = [p.text for p in word.paragraphs]
    assert (lines[0], lines[-1]) == ("Before.", "After.")
    assert word.sections[0].header.paragraphs[0].text == "Anyshire County Council"
    found, _ = judged(example, content, data, tmp_path)
    assert found
    assert [j for j in found if j.verdict is not Verdict.HOLDS] == []
