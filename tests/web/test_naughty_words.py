"""Whatever is written is kept whole, or refused in plain words: the kinds that break websites.

The kinds are those of the well-known Big List of Naughty Strings; the words are our own.
"""

import unicodedata

import pytest
from sqlalchemy import select

from feedback.adapters.tables import Comment
from feedback.web.answering.parsing import LONGEST_COMMENT
from tests.conftest import Council
from tests.web.test_answering import ANSWERS, begin
from tests.web.visitor import Visitor

KINDS = {
    "words of programs": "undefined null None nil NaN true False",
    "numbers": "1/0 -1 1e309 0x1F ٣٤ Ⅷ ½ ² 1,000.00 −5",
    "marks": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "letters of many scripts": "田中さん 사회과학원 Ω≈ç√ ЁЂЃ ሰላም สวัสดี ನಮಸ್ಕಾರ",
    "letters outside the first plane": "𝒯𝑜𝓁𝒹 𐐀 𠜎",
    "marks upon marks": "Z̸̢̛a̷l̴g̵o̶ t̷e̸x̵t̶",
    "turned round": "‮back to front‬ and ⁦held⁩ and ؜",
    "unseen": "a\u200bb\u200cc\u200dd\ufeffe\u00adf",
    "emoji": "😀 👩🏽‍🦽 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ❤️ 🇺🇦",
    "only spaces within": "a  b\u00a0c\u3000d",
    "scripts": "<script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1)",
    "entities": "&lt;b&gt; &#60; &amp;amp;",
    "questions to a database": "1; DROP TABLE response-- ' OR 1=1",
    "formulas": "=cmd|' /C calc'!A0 +1 -1 @SUM(1)",
    "templates": "{{ 7*7 }} {% raw %} ${7*7} #{7*7} %s %(x)s %d %n",
    "files": "../../../etc/passwd C:\\con\\con file:///dev/null",
    "commands": "$(touch x) `id` | rm -rf ; && ping",
    "headers": "Set-Cookie: a=b%0d%0aX: y",
    "a word without an end": "x" * LONGEST_COMMENT,
    "rude by accident": "I live in Scunthorpe and like cocktails",
    "several lines": "one\ntwo\n\n\tfour",
    "XML": "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
}


def at_the_last_question(council: Council) -> tuple[Visitor, str]:
    key = council.open()
    visitor = begin(council, key)
    for given in list(ANSWERS.values())[:-1]:
        visitor.post(visitor.path, given)
    assert visitor.path.endswith("/q/more")
    return visitor, key


@pytest.mark.parametrize("words", KINDS.values(), ids=KINDS.keys())
def test_words_of_every_kind_are_kept_whole(council: Council, words: str) -> None:
    visitor, key = at_the_last_question(council)
    visitor.post(visitor.path, {"answer": words, "quote": "yes"})
    assert visitor.path.endswith("/check")
    visitor.post(f"/s/{key}/send")
    assert visitor.path.endswith("/thanks")
    with council.database.reading() as session:
        [comment] = session.scalars(select(Comment))
    assert comment.text == words.strip()


def test_characters_that_nobody_can_see_or_keep_are_left_out_and_the_words_stay(council: Council) -> None:
    visitor, _ = at_the_last_question(council)
    controls = "".join(
        chr(n) for n in range(160) if unicodedata.category(chr(n)) == "Cc" and chr(n) not in "\n\t\r"
    )
    visitor.post(visitor.path, {"answer": f"be{controls}fore"})
    assert visitor.path.endswith("/check")
    assert "before" in visitor.page.text


def test_fifty_kilobytes_are_refused_in_plain_words_and_shown_again(council: Council) -> None:
    visitor, _ = at_the_last_question(council)
    words = "Listen to us. " * 3700
    response = visitor.post(visitor.path, {"answer": words})
    assert response.status_code == 422
    over = len(words.strip()) - LONGEST_COMMENT
    assert f"too long by this many characters: {over}. Please make it shorter." in visitor.page.text
    assert " ".join(words.split()) in visitor.page.text


@pytest.mark.parametrize(
    "field", ["answer", "skip", "quote", "show", "csrf_token", "no-such-field", "a" * 900]
)
@pytest.mark.parametrize("value", ["\0", "‮", "9" * 3000, "💥", "' OR 1=1", "{{7*7}}"])
def test_no_field_of_a_question_can_break_it(sqlite_council: Council, field: str, value: str) -> None:
    key = sqlite_council.open()
    visitor = begin(sqlite_council, key)
    response = visitor.post(visitor.path, {field: value})
    assert response.status_code in (200, 400, 422)
    assert "Something went wrong" not in response.text
