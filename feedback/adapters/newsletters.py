"""Makes a newsletter of what was published of its promises, keeps it for good, and reads it again.

An old newsletter says what was so on its day. What young people said in it is looked up anew each time, so
that what was taken back is gone. Knows no page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters import accounts
from feedback.adapters.acting import acted_on, told
from feedback.adapters.store import actions, newsletters, records, told_sections
from feedback.adapters.store.newsletters import NEWSLETTER
from feedback.adapters.tables_newsletters import ToldNewsletter
from feedback.domain.accounts import Account, Reader
from feedback.domain.deeds import HeardElsewhere
from feedback.domain.disclosure import Rules
from feedback.domain.freezing import fingerprint
from feedback.domain.heard import Elsewhere
from feedback.domain.newsletters import (
    Issue,
    Newsletter,
    Told,
    frozen,
    missing,
    newest_waves,
    of_section,
    shortened,
    thawed,
)


class Changed(Exception):  # noqa: N818
    """Someone changed the newsletter, or published it otherwise, since it was looked at."""


@dataclass
class Unfinished(Exception):  # noqa: N818
    """What it needs before it can be published, by field."""

    missing: dict[str, str]


@dataclass(frozen=True)
class Looked:
    """What an officer looked at before publishing: the draft's version, the edition that was out then (0 for
    none), and the seal of all that it would have told. Without a seal it may tell what came since.
    """

    version: int
    edition: int
    seal: str | None = None


@dataclass(frozen=True)
class Read:
    """A newsletter as one reader reads it, promise by promise."""

    newsletter: Newsletter
    accounts: tuple[Account, ...]


def published(session: Session) -> Sequence[str]:
    """The keys of the promises that have a published section."""
    return list(told_sections.last_of_each(session))


def publish(
    session: Session, key: str, looked: Looked, rules: Rules, today: date
) -> tuple[ToldNewsletter, bool]:
    """Keeps a newsletter as published today; and whether it is new. Pressed twice it's kept once.

    Raises LookupError where there is no such draft, Changed and Unfinished.
    """
    newsletters.one_at_a_time(session)
    row, last = records.get(session, key, NEWSLETTER), newsletters.newest_of(session, key)
    if row is None:
        raise LookupError(key)
    if last is not None and (last.edition, last.version) == (looked.edition + 1, looked.version):
        return last, False
    if row.version != looked.version or looked.edition != (last.edition if last else 0):
        raise Changed
    newsletter = Newsletter.of(row.held)
    if wrong := missing(newsletter, published(session), today):
        raise Unfinished(wrong)
    issue = issue_of(session, newsletter, rules, today)
    if looked.seal not in (None, seal(issue)):
        raise Changed
    return newsletters.keep(session, key, row.version, issue, today), True


def seal(issue: Issue) -> str:
    """The same for the same issue, and for no other: for a form to carry."""
    return fingerprint(frozen(issue))


def issue_of(session: Session, newsletter: Newsletter, rules: Rules, today: date) -> Issue:
    """What a newsletter tells if it's published today. A promise without a published section is left out."""
    return Issue(newsletter, tuple(_told(session, newsletter.promises, rules, today)))


def _told(session: Session, promises: Iterable[str], rules: Rules, today: date) -> Iterable[Told]:
    for key in promises:
        once = told_sections.newest(session, key)
        if once is not None:
            section = acted_on(session, once.section, rules, today)
            yield of_section(section, once.number, [row.key for row, _ in actions.elsewhere(session, key)])


def reading(session: Session, issue: Issue, rules: Rules, reader: Reader) -> Read:
    """An issue as it may be read today."""
    found = (_account(session, one, rules, reader) for one in issue.told)
    return Read(issue.newsletter, tuple(account for account in found if account is not None))


def read(session: Session, row: ToldNewsletter, rules: Rules, reader: Reader) -> Read:
    """A published edition as it may be read today."""
    return reading(session, thawed(row.issue), rules, reader)


def _account(session: Session, one: Told, rules: Rules, reader: Reader) -> Account | None:
    once = told_sections.get(session, one.commitment, one.number)
    if once is None:
        return None
    heard = tuple(_heard(session, one, rules))
    section = replace(shortened(once.section, one), heard_elsewhere=heard)
    whole, waves = accounts.account(session, once, section, reader), newest_waves(section)
    asked = (one for one in whole.asked if one.source.wave in waves and one.answered)
    return replace(whole, asked=tuple(asked))


def _heard(session: Session, one: Told, rules: Rules) -> Iterable[HeardElsewhere]:
    """What was heard elsewhere, as far as it's still there and still about the promise."""
    for key in one.heard:
        row = records.get(session, key, actions.HEARD)
        if row is not None and one.commitment in row.held.get("commitments", ()):
            yield told(Elsewhere.of(row.held), rules)
