"""How young people shaped a survey prints in every document, and `verify` still reads what we made."""

from dataclasses import replace

import pytest

from feedback.adapters.documents import FORMATS, carried
from feedback.adapters.verifying.reading import read
from feedback.domain.sections import MadeWith
from tests.adapters.documents_samples import by_hand, source
from tests.adapters.documents_text import words_in

SAID = (
    "4 people tried this survey before it was published.",
    "Because of a care leaver, “I am in control & <safe>” is now “I decide about my life”.",
    "Signed off by a youth council member on 22 November 2026.",
)
TOLD = [name for name in FORMATS if name not in ("dictionary", "sps")]


def section():
    return replace(by_hand(), made_with=(MadeWith(source(), SAID),))
