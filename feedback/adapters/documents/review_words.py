"""What an annual review says of its own: a summary, a table, what is late, what was measured. Draws nothing.

Its figures are of promises, actions and values. Each is recounted by the review's own identity; what people
answered is told by the published sections, as it stands there.
"""

from collections.abc import Iterator, Sequence

from feedback.adapters.annual import Promise, Review
from feedback.adapters.documents import deeds, words
from feedback.adapters.documents.table import Box, Head, Row, Table, Value
from feedback.adapters.languages import long_date
from feedback.adapters.measuring import Shown
from feedback.domain.annual import Deeds
from feedback.domain.deeds import Deed

TITLE = "Annual review"
SUMMARY, GLANCE, LATE = "The year in short", "At a glance", "What is late"
WHO_LEADS, ASKED_US, PRIORITIES = "Who leads", "What young people asked us to do", "What we said we would do"
MEASURES = "How we measure it"
NOTHING_LATE = "Nothing is late."
NO_LEAD = "Nobody is named as lead yet."
NOTHING_DONE = "Nothing is written down yet about what was done."
NO_MEASURE = "There is no measure for this yet."
NO_VALUE = "Not measured in this time:"
OVER_TIME = "Over time, from 0% at the foot to 100% at the top"
_YES, _NOT_YET = "Yes", "Not yet"
_PROMISE = "Promise"


def title_of(review: Review) -> str:
    return f"{TITLE}: {review.framework.title}"


def when(review: Review) -> str:
    """Cheshire East, 24 November 2025 to 23 November 2026."""
    year = review.year
    return f"{review.framework.council}, {long_date(year.start)} to {long_date(year.end)}"


def name_of(review: Review, promise: Promise) -> str:
    """Pledge 5: Preparing for adulthood."""
    one = promise.commitment
    return f"{review.framework.kind} {one.number}: {one.name}"


def summary(review: Review) -> Iterator[Value]:
    """The front page: what was asked, who answered, what was done, what was not asked. Each line that has a
    number in it with what it is recounted by.
    """
    yield Value(_promises(review), _identity(review, "promises"))
    yield from (Value(words.who_answered(source), source.wave) for source in review.sources)
    if not any(p.asked for p in review.promises):
        yield Value("No survey about these promises was open in this year.")
    elif missing := _names(review, [p for p in review.promises if not p.asked]):
        yield Value(f"Nobody was asked about {missing} in this year.")
    if waiting := _names(review, [p for p in review.promises if p.unpublished]):
        yield Value(f"Some of what was asked about {waiting} isn’t published yet.")
    yield Value(_deeds(review.deeds), _identity(review, "deeds"))


def _promises(review: Review) -> str:
    all_of, asked = len(review.promises), sum(p.asked for p in review.promises)
    told = sum(p.told_on is not None for p in review.promises)
    made = "There is 1 promise" if all_of == 1 else f"There are {all_of} promises"
    return (
        f"{made} in “{review.framework.title}”. We asked about {_of(asked, all_of)} in this year. "
        f"What people told us is published for {_of(told, all_of)}."
    )


def _of(some: int, all_of: int) -> str:
    if all_of == 1:
        return "it" if some else "none"
    return f"{'all' if some == all_of else some or 'none'} of them"


def _deeds(found: Deeds) -> str:
    if not found.all:
        return NOTHING_DONE
    said = [
        f"{n} {one if n == 1 else more}"
        for n, one, more in (
            (found.done, "is done", "are done"),
            (found.doing, "is being done", "are being done"),
            (found.late, "is late", "are late"),
            (found.cant, "can’t be done", "can’t be done"),
            (found.since, "was done after this year", "were done after this year"),
        )
        if n
    ]
    things = "1 thing was" if found.all == 1 else f"{found.all} things were"
    return f"{things} to be done about what was said: {words.joined(said)}."


def _names(review: Review, promises: Sequence[Promise]) -> str:
    """Pledges 1 and 3, or "" for none."""
    kind = review.framework.kind.lower()
    numbers = [str(p.commitment.number) for p in promises]
    return f"{kind}{'s' if len(numbers) > 1 else ''} {words.joined(numbers)}" if numbers else ""


def glance(review: Review) -> Table:
    """A row a promise: whether what was told is published, and how many things were done about it."""
    kinds = ["done", "doing", "late", "cant"]
    heads = {"done": "Done", "doing": "Doing", "late": "Late", "cant": "Can’t do"}
    if review.deeds.since:
        kinds, heads = [*kinds, "since"], heads | {"since": "Done since"}
    rows = []
    for promise in review.promises:
        numbers = [
            Value(str(getattr(promise.deeds, kind)), _identity(review, f"{promise.commitment.key}.{kind}"))
            for kind in kinds
        ]
        told = Value(_NOT_YET if promise.told_on is None else _YES)
        boxes = tuple(Box((value,)) for value in (told, *numbers))
        rows.append(Row(name_of(review, promise), boxes))
    columns = (Head("", "Published"), *(Head("", heads[kind]) for kind in kinds))
    return Table(GLANCE, f"What was published and done, {when(review)}", _PROMISE, columns, tuple(rows))


def late(review: Review) -> Iterator[tuple[str, Deed]]:
    """What is late, each with its promise's name."""
    for promise in review.promises:
        yield from ((name_of(review, promise), deed) for deed in promise.section.actions if deed.late)


def late_line(deed: Deed) -> str:
    return f"{deeds.how_far(deed)} {deed.words}"


def leads(promise: Promise) -> list[tuple[str, str]]:
    """Who leads, each with what they lead as; nobody where nobody is named."""
    said = promise.leads
    named = (
        ("Lead partnership", said.partnership),
        ("Officer lead", said.officer),
        ("Young person lead", said.young_person),
    )
    return [(role, name) for role, name in named if name]


def published(review: Review, promise: Promise) -> list[str]:
    """When the section was published; or that it wasn't, and what was asked and isn't published yet."""
    kind = review.framework.kind.lower()
    waiting = words.joined(list(promise.unpublished))
    if promise.told_on is not None:
        said = [f"Published on {long_date(promise.told_on)}, edition {promise.number}."]
        return [*said, f"Asked too, and not published yet: {waiting}."] if waiting else said
    if waiting:
        return [f"We asked about this {kind} in {waiting}. What people said isn’t published yet."]
    return [f"Nobody has been asked about this {kind} yet."]


def measure_table(review: Review, measure: Shown) -> Table:
    """A row a value: its day and where it comes from, the value, and how it went since the one before."""
    rows = []
    for row in measure.rows:
        day = long_date(row.value.on) if row.value.on else ""
        label = ". ".join(part for part in (day, row.value.source) if part)
        value = Value(row.value.value, _identity(review, f"value.{row.key}"))
        rows.append(Row(label, (Box((value,)), Box((Value(row.went),) if row.went else ()))))
    heads = (Head("", "Value"), Head("", "Since the time before"))
    return Table(
        measure.words, f"{measure.words} {measure.way}.", "Day, and where it comes from", heads, tuple(rows)
    )


def measured(promise: Promise) -> tuple[list[Shown], list[Shown]]:
    """The measures with values, and those without."""
    return [m for m in promise.measures if m.rows], [m for m in promise.measures if not m.rows]


def notes(review: Review) -> list[str]:
    """The notes that the sections' numbers need, once each, and what the figures of a review are."""
    year = review.year
    own = [
        "What young people told us is printed as it was published, on the day that is given. "
        "Answers that came later are in the next edition.",
        f"What is late was late on {long_date(year.made)}.",
    ]
    said = dict.fromkeys(note for p in review.promises for note in p.section.notes)
    return [*said, *own]


def figures(review: Review) -> Iterator[tuple[str, str, str]]:
    """The review's own figures: identity, as it's printed, and what it is in words."""
    about = when(review)
    for line in summary(review):
        if line.identity and line.identity.startswith(_identity(review, "")):
            yield line.identity, line.text, about
    tables = [glance(review), *(measure_table(review, m) for p in review.promises for m in p.measures)]
    for table in tables:
        for row in table.rows:
            values = [value for box in row.boxes for value in box.values]
            yield from ((v.identity, v.text, f"{row.label}, {about}") for v in values if v.identity)


def _identity(review: Review, what: str) -> str:
    return review.year.identity(review.framework.framework, what)
