"""What a council has promised: the shape of a framework, and of every content file."""

import pytest
from domain_builders import PLEDGES
from pydantic import ValidationError

from feedback.domain.frameworks import Commitment, Framework, Jargon, Priority


def pledge(**more):
    return Commitment.model_validate(
        {"key": "pledge-5", "number": 5, "name": "Voice", "words": "We listen", **more}
    )


@pytest.mark.parametrize(
    "key", ["Pledge-5", "pledge_5", "pledge 5", "-pledge", "pledge-", "pledge--5", "", "x" * 61]
)
def test_a_key_is_small_letters_digits_and_single_hyphens(key):
    with pytest.raises(ValidationError, match="key"):
        pledge(key=key)


@pytest.mark.parametrize("key", ["5", "pledge-5", "x" * 60])
def test_a_plain_key_is_accepted(key):
    assert pledge(key=key).key == key


def test_words_are_trimmed_and_cannot_be_empty():
    assert pledge(words="  We will listen \n").words == "We will listen"
    with pytest.raises(ValidationError, match="words"):
        pledge(words=" \n ")


def test_promises_are_counted_from_one():
    with pytest.raises(ValidationError, match="number"):
        pledge(number=0)


def test_a_framework_promises_something():
    with pytest.raises(ValidationError, match="commitments"):
        Framework.model_validate({**PLEDGES.model_dump(), "commitments": []})


def test_a_key_that_is_not_known_is_refused_by_name():
    with pytest.raises(ValidationError, match="measure\n"):
        pledge(measure="One of the measures")


def test_nothing_can_be_changed_once_read():
    with pytest.raises(ValidationError, match="frozen"):
        PLEDGES.title = "Something else"


def test_what_need_not_be_written_is_empty():
    assert pledge().priorities == pledge().earlier == pledge().measures == ()
    assert Priority(words="We will ask you").brief is None
    assert Framework.model_validate({**PLEDGES.model_dump(exclude={"kind"})}).kind == "Commitment"


def test_words_to_avoid_say_what_to_say_instead():
    def jargon(**avoid):
        whole = {
            "jargon": "words",
            "title": "Words",
            "source": "The youth council",
            "terms": [],
            "avoid": [avoid],
        }
        return Jargon.model_validate(whole)

    made = jargon(word="corporate", instead="council", why="too clinical")
    assert made.avoid[0].instead == "council"
    with pytest.raises(ValidationError, match="instead"):
        jargon(word="corporate", why="too clinical")
