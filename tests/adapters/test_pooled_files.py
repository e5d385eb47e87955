"""Several questions told as one, as a survey file says it: read whole, or every mistake with its line."""

import pytest

from feedback.domain.pools import Pool, Way
from tests.adapters.content_files import FRAMEWORK, SURVEY, examined, said

QUESTIONS = """\
  - key: heard
    ask: Do people listen?
    kind: yes-no
    counts: yes
    told-us: people listen
    tags: [pledge-1]
  - key: asked
    ask: Do people ask you?
    kind: yes-no
    counts: [yes]
    told-us: people ask them
    tags: [pledge-1]
"""
POOLED = """\
pooled:
  - key: both
    title: Being heard
    questions: [heard, asked]
    told-us: they are heard
    tags: pledge-1
"""


def files(pooled):
    return {"frameworks/promises.yaml": FRAMEWORK, "club.yaml": SURVEY + QUESTIONS + pooled}


def test_a_pool_is_read(tmp_path):
    content, mistakes = examined(tmp_path, files(POOLED))
    assert not mistakes
    (pool,) = content.surveys["club"].pooled
    assert pool == Pool(
        key="both",
        title="Being heard",
        questions=("heard", "asked"),
        told_us="they are heard",
        way=Way.ANSWERS,
        tags=("pledge-1",),
    )


def test_a_pool_by_average_without_a_title_is_read(tmp_path):
    text = POOLED.replace("    title: Being heard\n", "    way: average\n")
    content, mistakes = examined(tmp_path, files(text))
    assert not mistakes
    assert content.surveys["club"].pooled[0].way is Way.AVERAGE


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("[heard, asked]", "[heard, herd]", 27, "“both”: “herd” is not a question of this survey"),
        ("[heard, asked]", "[heard, safe]", 27, "“both”: “safe” has no “counts”, so there is nothing"),
        ("[heard, asked]", "[heard]", 27, "“questions” needs at least two"),
        ("[heard, asked]", "heard", 27, "“questions” needs at least two"),
        ("[heard, asked]", "[heard, heard]", 27, "“both”: a question is named twice; name each once"),
        ("key: both", "key: heard", 25, "something in this survey has the key “heard” already; give another"),
        ("key: both", "key: Both", 25, "“Both” can’t be a key."),
        ("    tags: pledge-1\n", "", 25, "“tags” is missing"),
        ("pledge-1", "[]", 29, "“tags” needs at least one"),
        ("pledge-1", "[pledge-1, pledge-7]", 29, "“both”: “asked” is not tagged “pledge-7”"),
        ("tags:", "way: mean\n    tags:", 29, "“way” says “mean”. It must be one of: answers, average"),
        ("    told-us: they are heard\n", "", 25, "“told-us” is missing"),
        ("tags:", "ways: average\n    tags:", 29, "“ways” is not a key that belongs here; did you mean"),
        (POOLED, "pooled: both\n", 24, "“pooled” should be a list: each has “key”, “questions” and"),
        (POOLED, "pooled: [both]\n", 24, "this is a set of keys: “key”, “questions”, “told-us” and “tags”"),
    ],
    ids=range(15),
)  # fmt: skip
def test_each_mistake_is_told_at_its_line_and_nothing_else_is(tmp_path, old, new, line, words):
    only, *more = said(tmp_path, files(POOLED.replace(old, new, 1)))
    assert all("pledge-7" in other for other in more)  # of each of the questions
    assert only.startswith(f"surveys/club.yaml line {line}: {words}")


def test_of_a_question_that_can_not_be_read_nothing_more_is_said(tmp_path):
    broken = QUESTIONS.replace("kind: yes-no", "kind: yes-or-no", 1)
    whole = {**files(POOLED), "club.yaml": SURVEY + broken + POOLED}
    (only,) = said(tmp_path, whole)
    assert "“kind” says “yes-or-no”" in only
