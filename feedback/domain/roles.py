"""Who works with Told Us, and what each may do. Knows nothing of pages: see web/access.py."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """Kinds of people who sign in. One person may have several."""

    OFFICER = "officer"
    ANALYST = "analyst"
    REVIEWER = "youth-reviewer"
    SAFEGUARDING = "safeguarding-lead"
    ADMINISTRATOR = "administrator"


class May(StrEnum):
    """What someone who is signed in may do."""

    OWN_ACCOUNT = "look after their own account"
    SEE_COUNTS = "see counts and sections"
    SEE_COMMENTS = "read comments"
    MAKE = "make surveys"
    REVIEW = "try surveys and flag words"
    RUN = "run waves"
    TELL = "publish sections"
    BRING_IN = "bring answers in and take them out"
    ERASE = "delete answers"
    READ_CONCERNS = "read concerns"
    PEOPLE = "invite people and say what they may do"
    SETTINGS = "change the settings"
    AUDIT = "read the audit log"


_OFFICE = {May.SEE_COUNTS, May.SEE_COMMENTS, May.MAKE, May.REVIEW, May.RUN, May.TELL, May.BRING_IN, May.ERASE}
ROLES: Mapping[Role, frozenset[May]] = {
    Role.OFFICER: frozenset({May.OWN_ACCOUNT, *_OFFICE}),
    Role.ANALYST: frozenset({May.OWN_ACCOUNT, May.SEE_COUNTS}),
    Role.REVIEWER: frozenset({May.OWN_ACCOUNT, May.REVIEW}),
    Role.SAFEGUARDING: frozenset({May.OWN_ACCOUNT, May.READ_CONCERNS}),
    Role.ADMINISTRATOR: frozenset({May.OWN_ACCOUNT, May.PEOPLE, May.SETTINGS, May.AUDIT}),
}


def rights(roles: Iterable[Role]) -> frozenset[May]:
    """Everything that someone with these roles may do."""
    return frozenset().union(*(ROLES[role] for role in roles))
