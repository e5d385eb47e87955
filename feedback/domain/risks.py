"""What could go wrong for those who answer, and what is done about it. Knows nothing of any survey."""

from dataclasses import dataclass, replace

from feedback.domain.disclosure import Rules


@dataclass(frozen=True)
class Risk:
    """One risk, what the code does about it, and what only the council can do."""

    what: str
    done: str
    council: str


_RISKS = (
    Risk(
        "Somebody is recognised in published numbers",
        "Counts from 1 to {threshold} are hidden, and whatever would give them away. Of a "
        "group under {small_group} only the size is told. Each section is checked beside all "
        "that was published before. Tests try to work hidden numbers back.",
        "Publish each section before it is shared. Don’t share counts from the office.",
    ),
    Risk(
        "Somebody is recognised by what they wrote",
        "Names, places, phone numbers, e-mail and web addresses, postcodes and long numbers are taken "
        "out of what is shown, as far as patterns and the council’s own lists reach; some get "
        "through. A comment is quoted only if its writer ticked a box, in the form they saw, and "
        "after an officer cleared it.",
        "Keep the lists of names up to date. Read every comment for names before it is cleared.",
    ),
    Risk(
        "Answers are traced to a person",
        "No internet address, device or time is kept. Of a code only a keyed hash is kept and "
        "whether it was used: not when, and not for which answers. Tries are counted by a keyed "
        "hash that is gone after {tries_minutes} minutes or so. So that a press under “Does this feel "
        "true?” counts once a day, a keyed hash of the internet address is kept until the day is over, "
        "apart from what was pressed.",
        "Keep no log of addresses on the proxy. Don’t note who got which code.",
    ),
    Risk(
        "Someone at home sees the answers",
        "“Leave this page” deletes what was not sent and opens another site, and Back shows "
        "nothing. Drafts go after {draft_days} days. The three words that bring one back are kept "
        "as a slow keyed hash.",
        "Tell young people about the button before they start.",
    ),
    Risk(
        "Somebody gets into the office who should not",
        "Passwords are kept as argon2 hashes, and a second factor is needed too. Tries are "
        "limited, and a session ends by itself. What each role may do is one table, and every route "
        "is held against it. What is done is written in a log that the database won’t change.",
        "Give each person an account of their own, with no more roles than they need. Don’t "
        "turn the second factor off.",
    ),
    Risk(
        "The database is lost or stolen",
        "There are no names in it. Sent answers can’t be joined to codes or drafts.",
        "Encrypt the disk and the backups. Try a backup out. Keep the secret key elsewhere.",
    ),
    Risk(
        "A young person tells of harm, and nobody acts",
        "A survey with a comment box can’t open without saying what happens then. Helplines are on "
        "each page. Words of harm bring up help before they are kept, and a choice. What somebody "
        "passes on is sealed for safeguarding leads alone, and one that waits unread is told of. "
        "Where no lead has made a key, nobody is offered to pass anything on.",
        "Say who reads comments, how often, and what they do. Say who stands in on leave. Have two "
        "leads make a key before a survey opens, and lock the recovery key away. Have the list of "
        "words of harm checked by people who speak each language.",
    ),
    Risk(
        "People feel made to answer",
        "Every question can be skipped, and skipping looks like any other answer. Nobody is "
        "reminded by name.",
        "Tell staff who hand out links that no one has to answer.",
    ),
)


def risks(rules: Rules, draft_days: int, tries_minutes: int) -> tuple[Risk, ...]:
    """Every risk, with the numbers that the code goes by: days and minutes."""
    numbers = {**vars(rules), "draft_days": draft_days, "tries_minutes": tries_minutes}
    return tuple(replace(risk, done=risk.done.format(**numbers)) for risk in _RISKS)
