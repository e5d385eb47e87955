"""An officer's own words are in every file, told apart from what young people said, and alter no figure."""

import json
from dataclasses import replace

import pytest

from feedback.adapters.documents import FORMATS, words
from tests.adapters.documents_printed import expected
from tests.adapters.documents_readers import READERS, csv_rows
from tests.adapters.documents_readers_new import any_text_of as text_of
from tests.adapters.documents_samples import by_hand
from tests.adapters.test_documents_agree import agrees

ABOVE = "We asked in autumn.\nWe met twelve of you."
UNDER = "Since then each of you has one adviser."


def arranged():
    """The section made by hand, with own words above it and under its last figure, which comes first."""
    section = by_hand()
    *rest, last = section.findings
    return replace(section, own_words=ABOVE, findings=(replace(last, own_words=UNDER), *rest))


@pytest.mark.parametrize("name", READERS)
def test_own_words_alter_no_figure(name):
    said = READERS[name](FORMATS[name].write([arranged()]))
    said.sentences = {s for s in said.sentences if s[1] != words.OWN_WORDS}  # in bold, as waves are
    agrees(name, said, expected(arranged()))


@pytest.mark.parametrize("name", sorted({"docx", "report", "pdf", "xlsx", "html", "md"} & FORMATS.keys()))
def test_every_file_says_whose_words_they_are(name):
    text = text_of(name, FORMATS[name].write([arranged()]))
    for line in (*ABOVE.split("\n"), UNDER):
        assert line in text
        assert words.OWN_WORDS in text[: text.index(line)]
    assert words.OWN_WORDS not in text_of(name, FORMATS[name].write([by_hand()]))


def test_data_files_keep_them_in_fields_of_their_own():
    (section,) = json.loads(FORMATS["json"].write([arranged()]))["sections"]
    assert section["own_words"] == ABOVE
    assert [f["own_words"] for f in section["findings"]][:2] == [UNDER, None]
    rows = [row for row in csv_rows(FORMATS["csv"].write([arranged()])) if row["table"] == "own words"]
    assert [row["words"] for row in rows] == [*ABOVE.split("\n"), UNDER]
    assert not any(row["count"] or row["base"] or row["identity"] for row in rows)
