"""LimeSurvey's .lss files, old (2.05) and new, to a survey of ours. Knows none of its kinds of question."""

from xml.etree.ElementTree import Element

from feedback.adapters.survey_formats.lime_kinds import HOW
from feedback.adapters.survey_formats.lime_reading import KIND, Reading
from feedback.adapters.survey_formats.lime_rows import Asking, Part, lime_of
from feedback.adapters.survey_formats.plain_text import plain, quoted
from feedback.adapters.survey_formats.understood import Understood, damaged
from feedback.domain.questions import MOST_OPTIONS

_GRIDS = frozenset("ABCEFH1:;QK")
_MOST_COPIED = 2 * MOST_OPTIONS  # two scales
_LEFT_OUT = {
    "X": "it is words to read, not a question",
    "*": "it is a sum that nobody answers",
    "|": "Told Us takes no pictures or files from those who answer",
    "I": "people choose the language at the top of every page",
}


def read_tree(tree: Element) -> Understood:
    """The survey in a .lss file's tree. Raises NotUnderstood."""
    if tree.find("questions") is None:
        raise damaged(KIND)
    reading = Reading(lime_of(tree))
    for one in reading.lime.questions:
        before = len(reading.draft.questions)
        _question(reading, one)
        if one.type in _GRIDS:
            reading.draft.say_grid(reading.say(one.words)[0], len(reading.draft.questions) - before)
    if reading.lime.required:
        reading.draft.say_required()
    if reading.lime.quotas:
        reading.draft.say("Quotas, which end a survey for some people, were left out.")
    return reading.draft.finish()


def _answers(one: Asking) -> tuple[list[Part], list[Part]]:
    """What every row of a grid has a copy of."""
    return one.answers, [p for p in one.parts if p.scale == "1"]


def _question(reading: Reading, one: Asking) -> None:
    words = reading.say(one.words)[0] or one.code
    if why := _LEFT_OUT.get(one.type):
        reading.draft.leave_out(words, why)
    elif one.attributes.get("hidden") == "1":
        reading.draft.leave_out(words, "it was hidden from those who answered")
    elif any(len(parts) > _MOST_COPIED and reading.draft.too_many(words, parts) for parts in _answers(one)):
        return
    elif one.type not in HOW:
        reading.draft.leave_out(words, f"Told Us has nothing like its kind, “{one.type[:3]}”")
    else:
        HOW[one.type](reading, one)
        if one.conditioned and not one.relevance:
            reading.draft.say(
                f"{quoted(plain(words))} was asked only in some cases, which could not be brought in. "
                "It is asked of "
                "everyone until you set when."
            )
