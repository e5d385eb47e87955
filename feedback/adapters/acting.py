"""What was done about what was said, put into a section; and the things said that an action can answer. Knows
nothing of how either is shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.store import actions, comments, records, uploads, waves
from feedback.adapters.tables_actions import Record
from feedback.domain.deeds import Deed, HeardElsewhere, Work
from feedback.domain.disclosure import Rules
from feedback.domain.heard import CONSENTS, FIRST_DAY, KINDS, PICTURE, Elsewhere
from feedback.domain.sections import Finding, Section, Told

GONE = "Something that is no longer shown"


@dataclass(frozen=True)
class Said:
    """One thing said: its reference, what it is called where nobody is quoted, and its own words or sentence.
    `kind` is "finding", "quote" or "heard"; `in_all` is true for a question whenever it was asked.
    """

    reference: str
    kind: str
    called: str
    words: str
    in_all: bool = False


def acted_on(session: Session, section: Section, rules: Rules, today: date | None) -> Section:
    """The section with what was done, and what was heard elsewhere. Without a day nothing is late."""
    key = section.commitment
    kept, heard = actions.actions(session, key), actions.elsewhere(session, key)
    if not kept and not heard:
        return section
    called = {said.reference: said.called for said in things_said(session, section, rules)} if kept else {}
    deeds = tuple(
        Deed(
            state=action.state,
            words=action.words,
            why=action.why,
            day=action.day,
            about=tuple(dict.fromkeys(called[a] for a in action.answers if a in called)),
            late=today is not None and action.is_late(today),
        )
        for _, action in kept
    )
    return replace(
        section, actions=deeds, heard_elsewhere=tuple(_with_work(session, *one, rules) for one in heard)
    )


def _with_work(session: Session, row: Record, one: Elsewhere, rules: Rules) -> HeardElsewhere:
    """Something heard, with the picture that was given to be shown with it."""
    shown = told(one, rules)
    if one.kind != PICTURE or one.consent not in CONSENTS or not one.file:
        return shown
    key = records.short(row.key)
    kept = uploads.get(session, actions.UPLOAD, key)
    if kept is None or kept.digest != one.file:
        return shown
    return replace(shown, work=Work(key, kept.media_type, kept.content))


def told(one: Elsewhere, rules: Rules) -> HeardElsewhere:
    """Something heard, as a section tells it."""
    on = one.on or FIRST_DAY
    shown = HeardElsewhere(KINDS[one.kind], one.group, one.how_many(rules), on, one.words, one.alt)
    return replace(shown, counted=one.counted(rules))


def things_said(session: Session, section: Section, rules: Rules) -> list[Said]:
    """All that was said about a commitment and is shown in its section, in the section's order."""
    return [*_findings(section), *_quotes(session, section), *_heard(session, section, rules)]


def _findings(section: Section) -> Iterator[Said]:
    """Each question in each wave that told something; and in no wave of its own, for an action about all."""
    for finding in section.findings:
        at = f"finding/{finding.survey}/{finding.question}"
        for told in finding.told:
            called = f"“{finding.ask}”, {told.source.name}"
            yield Said(reference(finding, told), "finding", called, told.sentence)
        if len(finding.told) > 1:
            yield Said(at, "finding", f"“{finding.ask}”", "Every time that we asked", True)


def reference(finding: Finding, told: Told) -> str:
    """What an action calls a question in one wave."""
    return f"finding/{finding.survey}/{finding.question}/{told.source.wave}"


def _quotes(session: Session, section: Section) -> Iterator[Said]:
    """The quotes that the section shows, by their references."""
    asks = {finding.question: finding.ask for finding in section.findings}
    shown = {(quote.source.wave, quote.question, quote.words) for quote in section.quotes}
    for key in dict.fromkeys(quote.source.wave for quote in section.quotes):
        wave = waves.get(session, key)
        for comment in comments.cleared(session, wave) if wave else ():
            if wave and (key, comment.question, comment.redacted) in shown:
                reference = comments.reference(wave, comment.seq, comment.question)
                called = f"a comment on “{asks.get(comment.question, comment.question)}”"
                yield Said(f"quote/{key}/{reference}", "quote", called, comment.redacted)


def _heard(session: Session, section: Section, rules: Rules) -> Iterator[Said]:
    for row, one in actions.elsewhere(session, section.commitment):
        yield Said(row.key, "heard", f"{KINDS[one.kind]}, {one.group}", one.words)


def answered(session: Session, commitment: str) -> Mapping[str, int]:
    """How many actions answer each thing said, by its reference."""
    found: dict[str, int] = {}
    for _, action in actions.actions(session, commitment):
        for reference in action.answers:
            found[reference] = found.get(reference, 0) + 1
    return found


def without_action(said: Sequence[Said], done: Mapping[str, int]) -> list[Said]:
    """What nothing was done about yet. An action on a question answers it in each wave."""
    return [one for one in said if one.reference not in done and _whole(one) not in done and not one.in_all]


def _whole(one: Said) -> str:
    return one.reference.rpartition("/")[0] if one.kind == "finding" else one.reference
