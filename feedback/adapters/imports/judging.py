"""What kind of question a column's answers speak for. Knows nothing of headings or options' keys."""

from collections.abc import Iterable
from itertools import combinations

from feedback.adapters.imports.cells import date, is_whole, number
from feedback.adapters.imports.scales import is_yes_no, ordered
from feedback.adapters.imports.seen import Seen
from feedback.domain.questions import MOST_OPTIONS, Kind

MOST_NUMBERS = 11  # more different numbers than 0 to 10 are put in bands
_MOST_PIECES = 25
_LONGEST = 250  # an option is not a paragraph


def judge(seen: Seen, open_ended: bool = False) -> Kind | None:
    """The likeliest kind; None if everyone gave the same answer, which no question can be made of.

    When in doubt it's a comment: what one person wrote must not become an option that everyone reads.
    """
    labels = [seen.labels[k] for k in seen.counts]
    if is_dates(seen):
        return Kind.DATE
    if (numeric := _numeric(seen)) is not None:
        return numeric
    if open_ended:
        return Kind.COMMENT
    if is_yes_no(labels):
        return Kind.YES_NO
    if seen.distinct < 2:
        return Kind.COMMENT if _is_remark(labels[0], seen.answers) else None
    if seen.distinct <= 15 and ordered(labels)[1]:
        return Kind.SCALE
    if separator(seen):
        return Kind.CHOOSE_SEVERAL
    return Kind.COMMENT if is_free_text(seen) else Kind.CHOOSE_ONE


def is_dates(seen: Seen) -> bool:
    return bool(seen.counts) and all(date(k) or date(k, month_first=True) for k in seen.counts)


def _numeric(seen: Seen) -> Kind | None:
    """Bands for many different numbers, options for few; None if they aren't numbers."""
    numbers = {k: number(k) for k in seen.counts}
    values = {v for v in numbers.values() if v is not None}
    with_number = sum(n for k, n in seen.counts.items() if numbers[k] is not None)
    if len(values) < 2 or with_number < 0.8 * seen.answers:
        return None
    if len(values) > MOST_NUMBERS:
        return Kind.NUMBER
    if with_number < seen.answers:
        return None
    whole = all(is_whole(k) for k in seen.counts)
    return Kind.CHOOSE_ONE if whole or len(values) < 3 or not is_free_text(seen) else Kind.NUMBER


def _is_remark(label: str, people: int) -> bool:
    words = len(label.split())
    return words > 5 or len(label) > 60 or (people == 1 and words > 2)


def is_free_text(seen: Seen) -> bool:
    """True if people wrote rather than chose: long, or mostly different from each other."""
    words = [len(seen.labels[k].split()) for k in seen.counts]
    long = sum(words) > 6 * len(words)
    if seen.distinct > MOST_OPTIONS or max(len(k) for k in seen.counts) > _LONGEST:
        return True
    if seen.distinct <= 5:
        each_once = 2 < seen.distinct == seen.once and not any(c.isdigit() for k in seen.counts for c in k)
        return each_once or (long and 2 * seen.distinct > seen.answers)
    return 2 * seen.once > seen.distinct or (long and 5 * seen.distinct > seen.answers)


def separator(seen: Seen) -> str | None:
    """What stands between several answers in one cell (Microsoft Forms: ";", Google Forms: ", "), if any."""
    keys = list(seen.counts)
    if len(keys) > 1 and all(k.endswith(";") for k in keys):
        return ";"
    return next((s for s in ("; ", ";", ", ") if _separates(seen, s)), None)


def pieces(text: str, mark: str) -> list[str]:
    """The several answers in one cell."""
    return [piece for part in text.split(mark) if (piece := part.strip())]


def _separates(seen: Seen, mark: str) -> bool:
    """True if the cells are made of few pieces, used again and again, and always in the same order."""
    made_of = {k: [p.strip() for p in k.split(mark)] for k in seen.counts}
    several = sum(n for k, n in seen.counts.items() if len(made_of[k]) > 1)
    used: dict[str, int] = {}
    for k, parts in made_of.items():
        for part in parts:
            used[part] = used.get(part, 0) + seen.counts[k]
    return (
        1 < len(used) <= _MOST_PIECES
        and "" not in used
        and len(made_of) > len(used)
        and 5 * several >= seen.answers
        and all(n > 1 for n in used.values())
        and _in_one_order(made_of.values())
    )


def _in_one_order(several: Iterable[list[str]]) -> bool:
    """True if no two pieces are ever the other way round, or there twice: a form writes them in its order."""
    seen: set[tuple[str, str]] = set()
    for parts in several:
        seen.update(combinations(parts, 2))
    return not any((b, a) in seen for a, b in seen)
