"""A table to answers of a survey that exists already: every answer finds its place, or none is taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from feedback.adapters.imports import judging
from feedback.adapters.imports.cells import fold, fold_heading, identity
from feedback.adapters.imports.finding import Mistaken, meant
from feedback.adapters.imports.guessing import Guess, guess
from feedback.adapters.imports.headers import Column, columns
from feedback.adapters.imports.keys import slug
from feedback.adapters.imports.mapping import Corrections, QuestionEntry
from feedback.adapters.imports.placing import Finder
from feedback.adapters.imports.plans import Plan, other_among, seen_in
from feedback.adapters.imports.sheets import ImportProblem, Sheet
from feedback.adapters.imports.understanding import Understood, answered
from feedback.domain.questions import Question
from feedback.domain.surveys import Survey
