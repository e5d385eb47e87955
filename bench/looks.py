"""What officers look at and take away, each as a function of a database. Times nothing."""

import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache

from flask.testing import FlaskClient
from sqlalchemy import delete, func, select, update

from bench.big_survey import GROUPS
from feedback.adapters import all_answers
from feedback.adapters.database import Database
from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.house_style import HouseStyle
from feedback.adapters.settings import Settings
from feedback.adapters.store import officers, tallies, told, waves
from feedback.adapters.tables import Comment, Response, Wave
from feedback.app import create_app
from feedback.domain import telling
from feedback.domain.breakdowns import break_down
from feedback.domain.disclosure import Rules
from feedback.domain.findings import finding
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.sections import Section

RULES = Rules()
_PLEDGE = Commitment(key="pledge-5", number=5, name="Five", words="Five")
_FRAMEWORK = Framework(
    framework="f", title="Made up", council="Made up", years="2021", source="Made up", commitments=(_PLEDGE,)
)
Look = Callable[[Database], object]


def summary(database: Database) -> object:
    """Every question, as the results page counts it."""
    with database.reading() as session:
        (answers,) = told.gather(session, waves.every(session))
        return [finding(q, [answers], RULES) for q in answers.survey.questions]


def counts_by_groups(database: Database) -> object:
    """Every question by each of three groups, counted and nothing hidden."""
    with database.reading() as session:
        (answers,) = told.gather(session, waves.every(session))
    for group in GROUPS:
        asked = answers.survey.question(group)
        for option in asked.options if asked else ():
            among = answers.tally.where({group: [option.key]})
            for question in answers.survey.questions:
                among.count(question.key)
    return None


def filtered(database: Database) -> object:
    """Every question among those of two groups at once."""
    with database.reading() as session:
        (answers,) = told.gather(session, waves.every(session))
    among = answers.tally.where({"age": ["age-1"], "region": ["region-2"]})
    return [among.count(q.key) for q in answers.survey.questions]


def published_groups(database: Database) -> object:
    """One question by one group, with all that must be hidden found by the solver."""
    with database.reading() as session:
        (answers,) = told.gather(session, waves.every(session))
    question = answers.survey.questions[0]
    return break_down(finding(question, [answers], RULES), ["age"], answers, RULES)


def section(database: Database) -> Section:
    with database.reading() as session:
        return telling.section(_FRAMEWORK, _PLEDGE, told.gather(session, waves.every(session)), RULES)


@cache
def signed_in(url: str) -> FlaskClient:
    """An officer in the office, in an app of this process."""
    kept = tempfile.mkdtemp()
    given = {
        "DATABASE_URL": url,
        "TOLDUS_INSTANCE": kept,
        "SECRET_KEY": "made up",
        "TOLDUS_PLAIN_HTTP": "yes",
    }
    app = create_app(Settings.from_environment({**given, "TOLDUS_SECOND_FACTOR": "optional"}))
    app.config["WTF_CSRF_ENABLED"] = False
    with app.extensions["toldus"].database.writing() as session:
        if officers.named(session, "maria") is None:
            officers.add(session, "maria", "three made up words", date.today())  # noqa: DTZ011
    client = app.test_client()
    client.post("/office/sign-in", data={"name": "maria", "password": "three made up words"})
    return client


def opened(database: Database, path: str, holds: bytes) -> object:
    """A page on an officer's screen: all that a browser is sent."""
    page = signed_in(database.engine.url.render_as_string(hide_password=False)).get(path)
    assert page.status_code == 200, page.status
    assert holds in page.data, f"{path} is another page"
    return page


def section_page(database: Database) -> object:
    return opened(database, "/office/commitments/pledge-5", b"Scale 11")


def results_page(database: Database) -> object:
    with database.reading() as session:
        (wave,) = waves.every(session)
    return opened(database, f"/office/waves/{wave.key}", b"Scale 11")


def word(database: Database) -> object:
    return FORMATS["docx"].write([section(database)], HouseStyle())


def everything(database: Database) -> object:
    """All answers as CSV, sent as they are made: nothing of it is kept."""
    with database.reading() as session:
        (wave,) = waves.every(session)
        found = all_answers.gather(session, wave)
    return sum(len(part) for part in all_answers.csv_parts(found))


def erasure(database: Database) -> object:
    """One response taken out, and a summary that is right."""
    with database.writing() as session:
        (wave,) = waves.every(session)
        seq = session.scalar(select(func.max(Response.seq)).where(Response.wave_id == wave.id))
        for table in (Comment, Response):
            session.execute(delete(table).where(table.wave_id == wave.id, table.seq == seq))
        session.execute(update(Wave).where(Wave.id == wave.id).values(epoch=Wave.epoch + 1))
        left = session.scalar(select(func.count()).select_from(Response))
    with database.reading() as session:
        (wave,) = waves.every(session)
        assert tallies.tally(session, wave).responses == left
    return summary(database)


LOOKS: dict[str, tuple[Look, int]] = {
    "summary": (summary, 9),
    "its page in the office": (results_page, 5),
    "three breakdowns": (counts_by_groups, 5),
    "filtered by two": (filtered, 9),
    "one breakdown, hidden": (published_groups, 3),
    "a pledge's section": (section, 5),
    "the section's page": (section_page, 5),
    "its Word file": (word, 3),
    "CSV of everything": (everything, 1),
    "an erasure": (erasure, 1),
}
