"""PO files: what a translator gets and gives back. Nothing is lost; every mistake has its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.adapters import catalogues, definitions, interface
from feedback.adapters.catalogues import Catalogue
from feedback.adapters.settings import shipped
from feedback.domain.translations import Status, Translation

HEAD = """\
msgid ""
msgstr ""
"Language: cy\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Told-Us-Of: club\\n"
"X-Told-Us-Status: checked 2026-11-22\\n"
"""
SAID = [
    ("title", "Club"),
    ("safe: ask", "Do you feel safe?"),
    ("club: ask", "Club"),
    ("more", "%(n)s of %(m)s"),
]


def file(folder: Path, text: str | bytes) -> Path:
    path = folder / "club.cy.po"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def mistakes(folder: Path, text: str | bytes) -> list[tuple[int, str]]:
    found, wrong = catalogues.read(file(folder, text), "club.cy.po")
    assert found is None
    return [(m.line, m.said) for m in wrong]


def test_a_translator_gets_every_text_once_with_all_the_places_it_is_said():
    given_so_far = Translation(status=Status.DRAFTED, on=date(2026, 11, 22), words={"Club": "Clwb"})
    text = catalogues.write(Catalogue("club", "cy", given_so_far), SAID)
    assert text.count('msgid "Club"\nmsgstr "Clwb"') == 1
    assert "#. title\n#. club: ask\n" in text
    assert 'msgid "Do you feel safe?"\nmsgstr ""' in text
    assert '#, python-format\nmsgid "%(n)s of %(m)s"' in text
    assert '"X-Told-Us-Status: drafted 2026-11-22\\n"' in text


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters='\n\t"\\’'),
    min_size=1,
    max_size=300,
).filter(lambda w: w.strip() and "%" not in w and "<" not in w)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.dictionaries(WORDS, WORDS, min_size=1, max_size=5), st.sampled_from(Status), st.dates())
def test_whatever_is_written_is_read_back_the_same(tmp_path, words, status, on):
    kept = Catalogue("club", "cy", Translation(status=status, on=on, words=words))
    text = catalogues.write(kept, [("somewhere", english) for english in words])
    assert catalogues.read(file(tmp_path, text), "club.cy.po") == (kept, [])


def test_every_shipped_translation_goes_out_and_comes_back_whole(tmp_path):
    surveys = definitions.load(shipped("surveys")).surveys.values()
    every = [(s.survey, list(s.said()), s.languages) for s in surveys]
    every.append((interface.NAME, list(interface.said()), interface.load()))
    for of, said, languages in every:
        texts = {words for _, words in said}
        for language, translation in languages.items():
            text = catalogues.write(Catalogue(of, language, translation), said)
            back, wrong = catalogues.read(file(tmp_path, text), "x.po")
            assert wrong == []
            assert back is not None
            assert (back.of, back.language) == (of, language)
            kept = {e: t for e, t in translation.words.items() if e in texts}
            assert back.translation == translation.model_copy(update={"words": kept})


def test_what_is_empty_fuzzy_or_struck_out_is_not_translated(tmp_path):
    entries = 'msgid "A"\nmsgstr ""\n\n#, fuzzy\nmsgid "B"\nmsgstr "b"\n\n'
    entries += '#~ msgid "C"\n#~ msgstr "c"\n\nmsgid "D"\nmsgstr "d"\n'
    found, wrong = catalogues.read(file(tmp_path, f"{HEAD}\n{entries}"), "x.po")
    assert wrong == []
    assert found is not None
    assert found.translation.words == {"D": "d"}


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            'msgid "%(n)s left"\nmsgstr "ar ôl"',
            "the places for other words must be those of the English: %(n)s",
        ),
        (
            'msgid "left"\nmsgstr "%(n)s ar ôl"',
            "the places for other words must be those of the English: none",
        ),
        ('msgid "%(n)s left"\nmsgstr "%(m)s ar ôl"', "the places for other words must be"),
        ('msgid "%(n)s left"\nmsgstr "100% %(n)s"', "there is a % too many here"),
        ('msgid "left"\nmsgstr "<b>ar ôl</b>"', "words alone, please: no HTML"),
        ('msgid "left"\nmsgstr "ar ôl', "this is not a PO file as it should be"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, entry, told):
    [(line, said)] = mistakes(tmp_path, f"{HEAD}\n{entry}\n")
    assert said.startswith(told)
    assert line >= 8


def test_every_mistake_is_told_at_once(tmp_path):
    head = HEAD.replace("cy", "Welsh").replace("checked", "done").replace("X-Told-Us-Of: club", "X: y")
    said = mistakes(tmp_path, f'{head}\nmsgid "a"\nmsgstr "<b>"\n\nmsgid "b"\nmsgstr "%(x)s"\n')
    assert [line for line, _ in said] == [1, 1, 1, 8, 11]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("checked", "“X-Told-Us-Status” at the top should be"),
        ("checked 22 November", "“X-Told-Us-Status” at the top should be"),
        ("checked 20261122", "“X-Told-Us-Status” at the top should be"),
        ("CHECKED 2026-11-22", "“X-Told-Us-Status” at the top should be"),
    ],
)
def test_a_status_needs_a_word_we_know_and_a_day(tmp_path, given, told):
    [(_, said)] = mistakes(tmp_path, HEAD.replace("checked 2026-11-22", given))
    assert said.startswith(told)


def test_what_is_no_text_at_all_is_told(tmp_path):
    assert "not saved as UTF-8" in mistakes(tmp_path, HEAD.encode("utf-16"))[0][1]
    assert mistakes(tmp_path, "")[0][1].startswith("“Language” at the top")
    found, [wrong] = catalogues.read(tmp_path / "nothing.po", "nothing.po")
    assert (found, wrong.file) == (None, "nothing.po")
