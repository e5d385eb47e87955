"""A survey: what passes, what is refused and what tells two editions apart."""

import json

import pytest
from domain_builders import comment, in_control, only_if, random_surveys, several, survey, thorough
from hypothesis import given
from pydantic import ValidationError

from feedback.domain.surveys import Survey


def sound():
    return survey(
        in_control(hint="Think of the last month", easy="I help to decide"),
        comment(show_if=[only_if("in-control", "disagree", "strongly-disagree")]),
        several(options={"friends": "Friends", "nobody": "Nobody"}),
        introduction="What this is for",
        who_reads="Your participation officer",
    )


def backwards(value):
    """The same, with every dict written from its end."""
    if isinstance(value, dict):
        return {k: backwards(v) for k, v in reversed(value.items())}
    return [backwards(v) for v in value] if isinstance(value, list) else value


def test_a_sound_survey_passes_and_finds_its_questions():
    assert [q.key for q in sound().questions] == ["in-control", "what-would-help", "helps"]
    assert sound().question("helps").ask == "Words of helps?"
    assert sound().question("not-asked") is None


@given(random_surveys())
@thorough(30)
def test_any_sound_survey_comes_back_the_same_from_its_file_form(made):
    written = json.loads(json.dumps(made.model_dump(mode="json", by_alias=True)))
    again = Survey.model_validate(written)
    assert again == made
    assert again.fingerprint == made.fingerprint


def test_every_mistake_is_told_at_once():
    with pytest.raises(ValidationError) as refused:
        survey(in_control(counts=["agreed"]), comment(told_us="they need help"), in_control())
    said = str(refused.value)
    assert "“agreed” is not one of its options" in said
    assert "“what-would-help”: say in “counts” which options the sentence is about" in said
    assert "two questions have the key “in-control”" in said


def test_a_survey_without_questions_is_refused():
    with pytest.raises(ValidationError, match="questions"):
        survey()


def test_a_key_that_is_not_known_is_refused():
    with pytest.raises(ValidationError, match="deadline"):
        survey(in_control(), deadline="soon")


def test_the_fingerprint_does_not_depend_on_the_order_in_which_keys_were_written():
    written = sound().model_dump(mode="json", by_alias=True)
    assert Survey.model_validate(backwards(written)).fingerprint == sound().fingerprint


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from leaves(inner, (*path, i))
    elif isinstance(value, str) or value is None:
        yield path


def reworded(written, path):
    again = json.loads(json.dumps(written))
    at = again
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = f"{at[path[-1]]} indeed"
    return again


WORDS = (
    "ask",
    "hint",
    "told-us",
    "easy",
    "skip",
    "label",
    "title",
    "many",
    "one",
    "introduction",
    "who-reads",
    "hear-back",
    "in-danger",
)
WRITTEN = sound().model_dump(mode="json", by_alias=True)
PLACES = [path for path in leaves(WRITTEN) if path[-1] in WORDS and path[-1] != "told-us"]


@pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
def test_the_fingerprint_changes_with_any_word(path):
    assert Survey.model_validate(reworded(WRITTEN, path)).fingerprint != sound().fingerprint


def test_the_fingerprint_changes_with_what_is_counted_and_with_the_order_of_questions_and_options():
    prints = {
        survey(in_control(), several()).fingerprint,
        survey(several(), in_control()).fingerprint,
        survey(in_control(counts=["agree"]), several()).fingerprint,
        survey(in_control(told_us="they decide"), several()).fingerprint,
        survey(in_control(), several(options="family friends worker")).fingerprint,
        survey(in_control(), several(tags=["pledge-5"])).fingerprint,
        survey(in_control(), several(show_if=[only_if("in-control", "agree")])).fingerprint,
    }
    assert len(prints) == 7


def test_a_survey_without_pages_is_written_as_it_was_before_there_were_any():
    assert all("page" not in q for q in WRITTEN["questions"])
    paged = json.loads(json.dumps(WRITTEN))
    for question in paged["questions"][:1]:
        question["page"] = "first"
    again = Survey.model_validate(paged)
    assert again.fingerprint != sound().fingerprint
    assert again.model_dump(mode="json", by_alias=True) == paged
