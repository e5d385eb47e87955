"""Which figures of a question's tables are hidden, of the whole and of each group, beside all
that was published. Knows nothing of words.
"""

from collections.abc import Iterable, Iterator, Set
from itertools import product

from feedback.domain.answered import WaveAnswers, routes
from feedback.domain.bounds import Contradiction
from feedback.domain.counting import Count
from feedback.domain.crosstabs import Crosstab, crosstab
from feedback.domain.disclosure import Release, Rules, release
from feedback.domain.events import Among, Event
from feedback.domain.known import Fact, Outside, Times
from feedback.domain.protecting import Candidate, protect
from feedback.domain.questions import Question
from feedback.domain.sorting import Sorted
from feedback.domain.unknowns import EVERYONE, TooMany


def groups_of(table: Crosstab) -> Iterator[Among]:
    """Every group that the questions make together, in the order of their options."""
    axes = [[(q.key, o.key) for o in q.options] for q in table.unknowns.by]
    return product(*axes)


def shown_of(count: Count, wave: WaveAnswers, rules: Rules) -> Release:
    """What may be told of a question as a whole: by the rules, and beside what was published before. Of a
    wave whose people are gone, what could be told when they went.
    """
    question = count.question
    if wave.kept is not None:
        return wave.remembered(question)
    sent_by = routes(wave.survey, question, wave.tally)
    shown = release(count, rules, sent_by)
    if wave.earlier and any(_hides_more(route.asked, wave, rules) for route in sent_by):
        return Release(None, dict.fromkeys(shown.options), None)  # its base tells how many were sent
    table = crosstab(wave.tally, question.key, ()) if wave.earlier and question.options else None
    if table is None:
        return shown
    hidden = hidden_in(table, wave, rules)
    if isinstance(question, Sorted) and Event(question.key) in hidden:
        return Release(None, dict.fromkeys(shown.options), None)  # its base is its comment question's too
    return Release(
        None if Event(question.key) in hidden else shown.base,
        {o: None if Event(question.key, (o,)) in hidden else n for o, n in shown.options.items()},
        None if Event.of(question.key, question.counts) in hidden else shown.counted,
    )


def _hides_more(asked: Count, wave: WaveAnswers, rules: Rules) -> bool:
    """True if something of a question is hidden because of what was published before."""
    alone = release(asked, rules, routes(wave.survey, asked.question, wave.tally))
    return shown_of(asked, wave, rules) != alone


def told_of(key: str, wave: WaveAnswers, rules: Rules) -> Iterator[Fact]:
    """What is told of a question as a whole, as facts; nothing of one that was never asked."""
    count = wave.tally.count(key)
    if count is None:
        return
    shown = shown_of(count, wave, rules)
    yield Fact(Event(key), shown.base, wave.state)
    least = 0 if shown.all_hidden else least_of(shown.base, count.question, rules)
    yield from (Fact(Event(key, (option,)), n, wave.state, least) for option, n in shown.options.items())
    if len(count.question.counts) > 1:
        yield Fact(Event.of(key, count.question.counts), shown.counted, wave.state)


def least_of(base: int | None, question: Question, rules: Rules) -> int:
    """What someone outside knows of a hidden number: it isn't 0, which would be shown, but in a group that is
    small or hidden itself, or where several can be ticked.
    """
    return 1 if (base or 0) >= rules.small_group and not question.takes_several else 0


def hidden_in(table: Crosstab, wave: WaveAnswers, rules: Rules) -> frozenset[Event]:
    """Which figures of a table must be hidden, beside what is told of the whole and was published before.
    All of them where that can't be checked: too many groups, or what was published doesn't fit together.
    """
    question, by = table.unknowns.question, table.unknowns.by
    linked = {k for f in wave.earlier if f.event.question == question.key for k, _ in f.event.among}
    linked -= {question.key, *(b.key for b in by)}
    more = [q for q in wave.survey.questions if q.key in linked and not q.takes_several]
    keys = sorted({question.key, *(q.key for q in (*by, *more))}) if by else []
    told = {f.event: f.value for f in wave.earlier if f.state == wave.state}
    facts = [f for key in keys if Event(key) not in told for f in told_of(key, wave, rules)]
    facts += wave.earlier
    unseen = {f.event for f in facts if f.value is None and f.state == wave.state}
    candidates = [
        c for among in groups_of(table) for c in _candidates(table.count(among), wave, rules, among, unseen)
    ]
    if all(c.event in told for c in candidates):  # published of these same answers: so it stays
        return frozenset(c.event for c in candidates if c.hidden or told[c.event] is None)
    facts += _at_least(wave.earlier, question.key)
    facts.append(Fact(EVERYONE, wave.tally.responses, wave.state))
    try:
        wider = crosstab(wave.tally, question.key, (*by, *more)) if more else table
        assert wider is not None  # what was published was asked
        inside = {question.key, *(q.key for q in wider.unknowns.by)}
        beside = {f.event.question for f in wave.earlier if f.event.among} - inside
        others = [c.question for key in sorted(beside) if (c := wave.tally.count(key)) is not None]
        outside = Outside(facts, Times.of(facts, wave.state), others)
        return protect(wider, candidates, outside, rules)
    except (TooMany, Contradiction):
        return frozenset(c.event for c in candidates)


def _at_least(earlier: Iterable[Fact], key: str) -> Iterator[Fact]:
    """What tables by this question's answers tell of it: as many gave an answer as another question's base in
    that group.
    """
    for fact in earlier:
        option = next((o for k, o in fact.event.among if k == key), None)
        if option and fact.value and not fact.event.options:
            rest = tuple(pair for pair in fact.event.among if pair[0] != key)
            yield Fact(Event(key, (option,), rest), None, fact.state, least=fact.value)


def _candidates(
    count: Count, wave: WaveAnswers, rules: Rules, among: Among, unseen: Set[Event]
) -> Iterator[Candidate]:
    """The figures of one group, and which of them the rules hide at once. Of a group whose size is hidden
    (`unseen`) no table tells anything, or several together would tell its size.
    """
    question, inside = count.question, wave.tally.where({key: [option] for key, option in among})
    shown = release(count, rules, routes(wave.survey, question, inside))
    base = Event.of(question.key, (), among)
    # Which others go with a hidden one is the solver's to say, but for a whole and for several ticks.
    alone = rules if among and not question.takes_several else None
    no_base = shown.base is None or (
        count.base > 0 and any(Event(key, (option,)) in unseen for key, option in among)
    )
    yield Candidate(base, count.base, base, no_base)
    for option, n in count.options.items():
        hidden = no_base or _hidden(n, shown.options[option], shown, alone)
        yield Candidate(Event.of(question.key, (option,), among), n, base, hidden)
    if len(question.counts) > 1:
        together, n = Event.of(question.key, question.counts, among), count.counted
        few = rules.small(n) or rules.small(count.base - n)
        hidden = no_base or few or _hidden(n, shown.counted, shown, alone)
        yield Candidate(together, n, base, hidden)


def _hidden(n: int, shown: int | None, of: Release, alone: Rules | None) -> bool:
    """Whether the rules hide a count: if it is judged alone, only for its own size or its group's."""
    return shown is None if alone is None or (of.base or 0) < alone.small_group else alone.small(n)
