"""Sections to write into documents: made by hand or told from small surveys. No test lives here."""

from dataclasses import replace
from datetime import date

import numpy as np

from feedback.domain.answered import WaveAnswers
from feedback.domain.coding import OPTION_CODES, codebook
from feedback.domain.counting import Block, Tally
from feedback.domain.deeds import Deed, HeardElsewhere
from feedback.domain.disclosure import Rules
from feedback.domain.frameworks import Framework
from feedback.domain.sections import (
    Breakdown,
    Cell,
    Finding,
    Group,
    Heard,
    Quote,
    Reached,
    Section,
    Source,
    Told,
)
from feedback.domain.surveys import Survey
from feedback.domain.telling import section

AGREE = ("Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree")
PLEDGES = Framework.model_validate(
    {
        "framework": "pledges",
        "title": "Our Pledges 2022-26",
        "council": "Cheshire East",
        "years": "2022-26",
        "source": "Pledges",
        "kind": "Pledge",
        "commitments": [
            {
                "key": "pledge-5",
                "number": 5,
                "name": "Adulthood",
                "words": "We will prepare you for adulthood",
            }
        ],
    }
)


# By hand


def source(name="autumn 2026", opens=date(2026, 11, 2), closes=date(2026, 12, 20), responses=64, **more):
    given = {
        "survey": "care-leavers",
        "title": "Care leavers survey",
        "wave": "care-leavers-" + name.replace(" ", "-"),
        "many": "care leavers",
        "one": "care leaver",
    }
    return Source(**given | {"name": name, "opens": opens, "closes": closes, "responses": responses} | more)


def cells(*numbers, base=60, wave="care-leavers-autumn-2026", question="in-control"):
    """A cell for each count; None is a hidden one."""
    given = [(f"{wave}/{question}/option-{i}", n) for i, n in enumerate(numbers)]
    return tuple(
        Cell(None, None, "[c]", "[c]", identity)
        if n is None
        else Cell(n, str((200 * n + base) // (2 * base)), identity=identity)
        for identity, n in given
    )


def together(number, **more):
    """The cell of the counted options as one."""
    (cell,) = cells(number, **more)
    return replace(cell, identity=f"{cell.identity}+option-1")


def finding(**more):
    """Two waves of one question; the older one hides two options and was not asked a third."""
    older = source("autumn 2025", date(2025, 10, 6), date(2025, 11, 30), 76)
    was = (*cells(23, None, wave=older.wave), Cell(None, None, "[z]", "[z]"))
    given = {
        "survey": "care-leavers",
        "question": "in-control",
        "ask": "I feel in control of my life",
        "kind": "scale",
        "rows": ("Agree", "Neither", "Disagree"),
        "told": (
            Told(source(), "52% of care leavers (31 of 60) told us so.", 60, cells(31, 20, 9), together(51)),
            Told(older, "A few of them told us so.", None, was, together(None, wave=older.wave)),
        ),
        "several": False,
        "counted_label": "Agree or neither",
    }
    return Finding(**given | more)


def said(words="Someone to ask.\nBefore, not after.", question="what-would-help", **more):
    return Quote(words, source(**more), question)


def comments(**more):
    """A question that was answered in words."""
    told = (Told(source(), "23 care leavers wrote an answer in their own words.", 23, ()),)
    given = {"question": "what-would-help", "ask": "What would help?", "kind": "comment", "rows": ()}
    return finding(**given | {"told": told, "counted_label": None} | more)


def by_hand(**more):
    given = {
        "framework": PLEDGES.title,
        "council": PLEDGES.council,
        "kind": "Pledge",
        "commitment": "pledge-5",
        "number": 5,
        "name": "Adulthood",
        "words": "We will prepare you for adulthood",
        "sources": (source(), source("autumn 2025", date(2025, 10, 6), date(2025, 11, 30), None)),
        "findings": (finding(), comments()),
        "quotes": (said(),),
        "notes": ("[c] We hide small numbers.", "[z] Not asked."),
    }
    return Section(**given | more)


def nothing_asked(**more):
    return by_hand(sources=(), findings=(), quotes=(), notes=(), **more)


# By hand: what statistics add


def group(label, option, *numbers, base=60, **more):
    """One group of a breakdown by age; None is a hidden number. Without `base` its base is hidden too."""
    at = "care-leavers-autumn-2026/in-control"
    given = cells(*numbers, base=base or 60)
    shown = [replace(c, identity=f"{c.identity}?age={option}") for c in given]
    if base is not None and base < 30:
        shown = [c if c.count is None else replace(c, percent=None, percent_mark="[u]") for c in shown]
    return Group(label, f"{at}?age={option}", base, tuple(shown), **more)


def breakdown(*groups, by=("How old are you?",)):
    return Breakdown(source(), by, groups)


def by_age():
    """Three groups: one told, one of too few for percentages, one hidden."""
    return breakdown(
        group("16 or 17", "16-17", 20, 12, 8, base=40, counted=together(32, base=40)),
        group("18 to 20", "18-20", None, 6, None, base=20),
        group("Didn’t say", "-", None, None, None, base=None),
    )


def heard(**more):
    """Who answered, by age: one group told, one hidden, one that the council has no total of."""
    rows = (
        Reached("16 or 17", 40, 60, "67", identity="care-leavers-autumn-2026/age/16-17"),
        Reached("18 to 20", None, 150, None, "[c]", "[c]", "care-leavers-autumn-2026/age/18-20"),
        Reached("21 or over", 12, None, None, rate_mark="[z]", identity="care-leavers-autumn-2026/age/21"),
    )
    said = (
        "We heard from 40 of 60 sixteen- and seventeen-year-olds.",
        "We heard from hardly any who are older.",
    )
    given = {"source": source(), "by": "How old are you?", "rows": rows, "sentences": said}
    return Heard(**given | more)


def three_waves():
    """A question over three waves: unchanged between the first two, and changed before the newest."""
    older = [source(f"autumn {year}", date(year, 10, 6), date(year, 11, 30), 76) for year in (2025, 2024)]
    given = ((source(), 31, 20, 9, 51), (older[0], 30, 20, 10, 50), (older[1], 20, 20, 20, 40))
    return tuple(
        Told(
            one,
            f"{both} of 60 said that they agree or neither.",
            60,
            cells(*numbers, wave=one.wave),
            together(both, wave=one.wave),
            asides=("The share would probably be between 74% and 92%.", "We didn’t hear from all.")
            if not place
            else (),
            breaks=place == 1,
        )
        for place, (one, *numbers, both) in enumerate(given)
    )


def pooled():
    """Several questions told as one: a sentence and a base, and no rows."""
    shown = Cell(183, "81", identity="care-leavers-autumn-2026/all-in-all/pooled")
    said = "Of 226 answers to three questions, 81% (183 of 226) said yes."
    told = (Told(source(), said, 226, (), shown, ("Each was answered by 70 to 80 people.",)),)
    given = {"question": "all-in-all", "ask": "Three questions as one", "kind": "pooled", "rows": ()}
    return finding(**given | {"told": told, "counted_label": None})


def acted():
    """Something done, something late, something that can't be; and two things heard elsewhere."""
    about = ("“I feel in control of my life”, autumn 2026", "a comment on “What would help?”")
    return {
        "actions": (
            Deed("doing", "We are hiring two more advisers.", "", date(2026, 5, 1), about, late=True),
            Deed("doing", "12 people will get a phone by post.", "", date(2027, 5, 1), about[:1]),
            Deed("cant", "We can’t pay for cars.", "The law says no: 5% of it is ours.", None, ()),
            Deed("done", "We made a guide.", "You asked.", date(2026, 3, 3), about[1:]),
        ),
        "heard_elsewhere": (
            HeardElsewhere(
                "Youth council minutes",
                "The youth council",
                "12 people were there",
                date(2026, 4, 4),
                "90% of you said that buses are late.",
            ),
            HeardElsewhere(
                "Picture",
                "A group of artists",
                "A small group was there",
                date(2026, 4, 3),
                "Home.\nSweet home.",
                "A house with a red door",
            ),
        ),
    }


def thick(**more):
    """A section with everything in it that can be told."""
    changed = "It went up, from 83% (50 of 60) to 85% (51 of 60)."
    found = finding(told=three_waves(), change=changed, breakdowns=(by_age(),))
    notes = ("[b] We changed this question after that wave.", "[u] Too few.")
    given = {
        "sources": tuple(told.source for told in found.told),
        "findings": (
            found,
            finding(question="q2", ask="And then?", kind="choose-one", breakdowns=(by_age(),)),
            pooled(),
            comments(),
        ),
        "heard": (heard(), heard(by="", rows=(), sentences=("64 of 210 care leavers answered: 30%.",))),
        "notes": (*by_hand().notes, *notes),
    }
    return by_hand(**given | more)


# Told from surveys


def told_from(waves, rules=Rules()):  # noqa: B008
    return section(PLEDGES, PLEDGES.commitments[0], waves, rules)


def wave_of(survey, codes, name="Spring 2026", year=2026):
    """A wave whose answers are an array of codes, a row for each slot."""
    held = Source(
        survey=survey.survey,
        title=survey.title,
        wave=f"{survey.survey}-{year}",
        name=name,
        many=survey.audience.many,
        one=survey.audience.one,
        opens=date(year, 3, 1),
        closes=date(year, 4, 1),
        responses=codes.shape[1],
    )
    return WaveAnswers(survey, held, Tally((Block(codebook(survey), codes.shape[1], codes),)))


def survey_of(questions, key="survey", **more):
    audience = {"key": key, "many": "care leavers", "one": "care leaver"}
    return Survey.model_validate(
        {"survey": key, "title": f"Survey {key}", "audience": audience, "questions": questions, **more}
    )


def question_of(key, kind="scale", options=AGREE, **more):
    given = [{"key": f"option-{i}", "label": label} for i, label in enumerate(options)]
    return {
        "key": key,
        "ask": f"Words of {key}?",
        "kind": kind,
        "tags": ["pledge-5"],
        "options": given,
    } | more


def answers_of(*counts):
    """The codes of one choose-one question, so many people for each option."""
    given = "".join(OPTION_CODES[i] * n for i, n in enumerate(counts))
    return np.frombuffer(given.encode(), np.uint8).reshape(1, -1)
