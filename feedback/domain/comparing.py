"""Whether two waves asked the same: kind, options, routes, audience. Knows nothing of how many answered."""

from collections.abc import Hashable

from feedback.domain.answered import WaveAnswers
from feedback.domain.coding import Codebook
from feedback.domain.counting import Count
from feedback.domain.sorting import Sorted


def shape_of(wave: WaveAnswers, count: Count) -> Hashable:
    """What has to be alike in two waves for their numbers to be compared: all but the words, which may be
    corrected, as keys are what they mean. A question that was changed within its wave compares with nothing
    but the like.
    """
    asked = (b.book for b in wave.tally.blocks if count.question.key in b.book.slots)
    editions = frozenset(as_asked(book, count.question.key) for book in asked)
    return wave.survey.audience.key, frozenset(count.question.counts), editions


def as_asked(book: Codebook, key: str) -> Hashable:
    """A question as one edition asks it, but for its words, and what leads there, back to the start."""
    question = book.slots[key].question
    # Which themes people wrote about is theirs to choose: what they were asked is the same.
    options = frozenset((o.key, o.to, o.alone) for o in question.options if not isinstance(question, Sorted))
    routes = frozenset((frozenset(c.options), as_asked(book, c.question)) for c in question.show_if)
    return question.kind, options, routes
