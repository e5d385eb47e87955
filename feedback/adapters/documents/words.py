"""The words that a document puts around its figures: headings, dates, who answered. Works out no number."""

from collections.abc import Sequence
from datetime import date

from feedback.adapters.languages import long_date
from feedback.domain.disclosure import CHANGED as CHANGED
from feedback.domain.disclosure import HIDDEN
from feedback.domain.sections import THEMES, Breakdown, Finding, Heard, MadeWith, Section, Source, Told

MADE_UP = "Made-up answers, for trying Told Us. Not real people."
TOLD_US = "What young people told us"
TOO_FEW_TO_SHOW = "Too few people to show what they said"
NOT_ANSWERED = "Nobody has answered this question yet."
ABOUT_NUMBERS = "About these numbers"
OWN_WORDS = "From the participation team"
ANSWER, THEME, PEOPLE, PERCENT = "Answer", "Theme", "People", "Percent"
ANSWERED = "People who answered"
ANSWERS_TO = "Answers to:"
HEARD_FROM = "Who we heard from"
MADE_WITH = "Made with young people"
GROUP, HEARD, OF_HOW_MANY = "Group", "Answered", "Out of"
LEFT_TO_RIGHT = "From left to right:"
NOT_SHOWN = f"Hidden {HIDDEN}"


def promised_in(section: Section) -> str:
    """Whose promise it is, and where it was made."""
    return f"{section.council}: {section.framework}"


def not_asked(section: Section) -> str:
    if section.sources:
        return f"This section shows no figures about this {section.kind.lower()}."
    return f"Nothing has been asked about this {section.kind.lower()} yet."


def own_lines(words: str) -> list[str]:
    """What an officer wrote, a paragraph a line; none for nothing."""
    return words.split("\n") if words else []


def origin(source: Source) -> str:
    """Care leavers survey, autumn 2026."""
    return f"{source.title}, {source.name}"


def made_heading(section: Section, made: MadeWith) -> str:
    """Which survey it is about, where a section is of several; else nothing."""
    return f"{origin(made.source)}: " if len({s.survey for s in section.sources}) > 1 else ""


def made_sentences(section: Section) -> list[str]:
    """All that is told of how young people shaped the surveys. Each survey is named before its first."""
    return [
        f"{'' if place else made_heading(section, made)}{sentence}"
        for made in section.made_with
        for place, sentence in enumerate(made.sentences)
    ]


def wave_heading(source: Source) -> str:
    """The wave's name as it stands at the head of a column or the start of a line."""
    return source.name[:1].upper() + source.name[1:]


def told_heading(told: Told) -> str:
    """The same, with a mark if the question was changed after that wave."""
    return f"{wave_heading(told.source)} {CHANGED}" if told.breaks else wave_heading(told.source)


def who_answered(source: Source) -> str:
    """64 care leavers answered “Care leavers survey, autumn 2026”, open from 2 November to …"""
    many = {None: f"A few {source.many}", 0: f"No {source.many}", 1: f"1 {source.one}"}
    people = many.get(source.responses, f"{source.responses} {source.many}")
    return f"{people} answered “{origin(source)}”, {_open(source.opens, source.closes)}."


def _open(opens: date, closes: date) -> str:
    if opens == closes:
        return f"open on {long_date(opens)}"
    start = long_date(opens)
    return f"open from {start.removesuffix(f' {closes.year}')} to {long_date(closes)}"


def caption(finding: Finding) -> str:
    """What a table holds, for one who meets the table alone."""
    names = list(dict.fromkeys(t.source.name for t in finding.told))
    did = "What people wrote about" if finding.kind == THEMES else "How people answered"
    title = finding.told[0].source.title if finding.told else ""
    return f"{did}: {title}, {joined(names)}"


def groups_caption(breakdown: Breakdown, part: int = 1, of: int = 1, tells: bool = True) -> str:
    """How people answered, by “How old are you?”: Care leavers survey, autumn 2026, part 1 of 2."""
    whole = f"How people answered, by {_quoted(breakdown.by)}: {origin(breakdown.source)}"
    said = f"{whole}, part {part} of {of}" if of > 1 else whole
    return said if tells else f"{said}. {TOO_FEW_TO_SHOW}"


def over_time(counted: str) -> str:
    """What a picture over waves shows, and on what scale."""
    return f"“{counted}” over time, from 0% at the foot to 100% at the top"


def heard_caption(heard: Heard) -> str:
    return f"Who answered, by {_quoted([heard.by])}: {origin(heard.source)}"


def _quoted(asked: Sequence[str]) -> str:
    return joined([f"“{ask}”" for ask in asked])


def joined(names: Sequence[str]) -> str:
    """Autumn 2024, spring 2025 and autumn 2026."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def title_of(sections: Sequence[Section]) -> str:
    """The document's title: the commitment's heading, or for several the framework's title."""
    if len(sections) == 1:
        return sections[0].heading
    frameworks = {s.framework for s in sections}
    return frameworks.pop() if len(frameworks) == 1 else TOLD_US


def subject_of(sections: Sequence[Section]) -> str:
    """What young people told us. Cheshire East: Our Pledges …"""
    return ". ".join([TOLD_US, *dict.fromkeys(promised_in(s) for s in sections)])
