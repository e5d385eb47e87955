"""Our own documents, read back: every figure recounted, every edit found, and nothing else."""

from collections import Counter
from random import Random

import pytest

from feedback import demo
from feedback.adapters import definitions
from feedback.adapters.database import Database
from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.carried import printed
from feedback.adapters.documents.tidy import tidy
from feedback.adapters.lookup import sections_of
from feedback.adapters.recounting import recount
from feedback.adapters.settings import shipped
from feedback.adapters.verifying.aligning import align
from feedback.adapters.verifying.reading import read
from feedback.adapters.verifying.verdicts import Verdict, judge
from feedback.domain.disclosure import Rules
from tests.adapters.verify_edits import plant
from tests.conftest import TODAY

BY_HAND = Verdict.EDITED, Verdict.REVEALED
ALL = frozenset({"pledge-1", "pledge-2", "pledge-3", "pledge-4", "pledge-5", "pledge-6"})


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example's sections by commitment, what a recount gives, and a folder."""
    folder = tmp_path_factory.mktemp("verify")
    database = Database(f"sqlite:///{folder / 'example.sqlite3'}")
    database.migrate()
    content = definitions.load(shipped("surveys"))
    demo.fill(database, content.surveys, TODAY)
    with database.reading() as session:
        sections = sections_of(session, content, None, Rules(), TODAY)
        counted = recount(session, content, Rules(), TODAY, frozenset())
    database.close()
    return {s.commitment: s for s in sections if s.findings}, counted, folder


def figures(section):
    """The texts that are figures, wherever they stand: not those that are the council's own totals, too."""
    told = list(printed([tidy(section)]))
    return {one.text for one in told if one.identity} - {one.text for one in told if not one.identity}


def judged(example, name, data):
    _, counted, folder = example
    file = folder / f"document.{name}"
    file.write_bytes(data)
    return judge(align(read(file)).standing, counted)


def wrong(found):
    return [j for j in found if j.verdict is not Verdict.HOLDS]


@pytest.mark.parametrize("name", ["docx", "html", "md", "pdf"])
def test_every_figure_of_an_untouched_document_holds(example, name):
    sections, _, _ = example
    found = judged(example, name, FORMATS[name].write(list(sections.values())))
    assert wrong(found) == []
    assert len(found) > 1000


def test_twenty_edits_in_ten_documents_are_found_and_nothing_else(example):
    sections, _, _ = example
    names = ("docx", "docx", "docx", "docx", "html", "html", "html", "md", "md", "md")
    commitments = sorted(sections) * 2
    rng = Random(20)
    planted, found = Counter(), Counter()
    for place, name in enumerate(names):
        section = sections[commitments[place]]
        data, edits = plant(name, FORMATS[name].write([section]), figures(section), rng, 2)
        planted.update((place, *edit) for edit in edits)
        for one in wrong(judged(example, name, data)):
            assert one.verdict in BY_HAND
            found[place, one.figure.said, one.figure.now] += 1
    assert found == planted
    assert planted.total() == 20
