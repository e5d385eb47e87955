"""Which special category of personal data a question's words hint at: a hint for a person, no verdict."""

import re
from collections.abc import Mapping

from feedback.domain.questions import Question

# The beginnings of words. The law's categories, and offences, which the law keeps as close.
_HINTS: Mapping[str, str] = {
    "health": "health|well-?being|disab|disorder|illness|medic|doctor|therap|anxi|depress|autis|adhd|pregnan",
    "race or ethnic origin": "ethnic|racial|race|nationality|asylum|refugee|born in",
    "religion or belief": "religio|faith|belief|christian|muslim|jewish|hindu|sikh",
    "sex life or orientation": "sexual|orientation|lesbian|gay|bisexual|lgbt",
    "political opinions": "politic",
    "trade union membership": "trade union",
    "offences": "police|crime|criminal|offen[cd]|arrest|youth justice",
}
_FOUND = {name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in _HINTS.items()}


def suggested(question: Question) -> tuple[str, ...]:
    """The categories that the question or one of its answers hints at."""
    words = " / ".join([question.ask, question.hint or "", *(o.label for o in question.options)])
    return tuple(name for name, hint in _FOUND.items() if hint.search(words))
