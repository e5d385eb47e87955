"""Sections to write into documents: made by hand or told from small surveys. No test lives here."""

from dataclasses import replace
from datetime import date

import numpy as np

from feedback.domain.answered import WaveAnswers
from feedback.domain.coding import OPTION_CODES, codebook
from feedback.domain.counting import Block, Tally
from feedback.domain.disclosure import Rules
from feedback.domain.frameworks import Framework
from feedback.domain.sections import Cell, Finding, Quote, Section, Source, Told
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
