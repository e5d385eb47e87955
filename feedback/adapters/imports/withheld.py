"""Which columns are not ours to hold, and why: who answered, when and from where. Knows nothing of kinds."""

import re

from feedback.adapters.imports.cells import fold_heading, has_clock_time, is_whole
from feedback.adapters.imports.headers import Column
from feedback.adapters.imports.seen import Seen

_WHO = "it says which person or form this is"
_WHEN = "it says when somebody answered"
_HOW = "it says how the form was sent or filled in, and isn’t an answer"
_WHERE = "it says where or on which device somebody answered"
_NAME = "it holds names"
_REACH = "it holds ways to reach somebody"
_WEIGHT = "weights aren’t used: every person counts once"
_NOBODY = "nobody answered it"

_PLEASE = r"(?:please )?(?:what is |what's |enter |give |tell us |provide |write )*(?:your |the )?"
_HEADINGS = tuple(
    (re.compile(pattern), why)
    for pattern, why in (
        (
            r"(resp(ondent|onse)?|submission|record|case|participant|person|unique|survey|user|row|form|external)?"
            r"[ _]?(id|uuid|guid|key|ref|reference|token|index|number|no)|_?(uuid|id|index)|#|row|seed|"
            r"external ?(data ?)?reference|meta[/.]instanceid|custom ?data ?\d*|random ?id",
            _WHO,
        ),
        (
            r"((start|end|started|ended|recorded|submit(ted)?|submission|completion|completed|created|modified|"
            r"response|interview|last modified)[ _]?(date|time|at|on|date and time)|"
            r"date ?(and time )?(created|modified|submitted|started|completed|last action|of (response|submission))|"
            r"timestamp|date ?stamp|time ?started|today|start|end|_submission_time|duration( \(in seconds\))?|"
            r"time (taken|spent)( (on|to) .*)?|interview ?time|total time|.*_submit_time|.*click count|.*page submit)",
            _WHEN,
        ),
        (
            r"collector.*|status|progress|finished|response ?(set|type)|distribution ?channel|channel|user ?language|"
            r"(start|last)[ _]?(language|page)|last modified by|__version__|_version_?|_validation_status|"
            r"_notes|_tags|_status|_submitted_by|_.*_id|quota.*",
            _HOW,
        ),
        (
            r"ip ?(addr(ess)?)?|(location)?[ _]?(latitude|longitude|accuracy|altitude)|.*\b(latitude|longitude)|_?geo.*|"
            r"gps.*|coordinates|device ?id|sim ?serial|subscriber ?id|browser|user ?agent|"
            r"refer(r?er|url)( url)?|refurl",
            _WHERE,
        ),
        (
            _PLEASE + r"(recipient ?)?(full ?|first ?|last ?|middle ?|family ?|given ?|fore|sur|nick|user ?|maiden ?)?names?"
            r"( of (respondent|child|young person|person|carer))?|.*\b(child|young person|carer|respondent)'?s'? "
            r"(full |first |last |sur)?name",
            _NAME,
        ),
        (
            _PLEASE + r"(recipient|contact|home|mobile|work)? ?(e-?mail|phone|telephone|tel|mobile|postal|street)?"
            r" ?(e-?mails?|address(es)?|phones?|telephones?|mobiles?|(phone |telephone |mobile )?numbers?|"
            r"post ?code|zip ?code|zip)( address)?|address (line )?\d|(nhs|national insurance|ni|lcs) ?(number|no)",
            _REACH,
        ),
        (r"weights?|weighting", _WEIGHT),
    )
)
_BY_ANSWERS = (
    (re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"), _REACH),
    (re.compile(r"\d{1,3}(?:\.\d{1,3}){3}"), _WHERE),
    (re.compile(r"(?:\+44|0044|0)[ ()\d-]{9,14}"), _REACH),
    (re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE), _REACH),
    (re.compile(r"-?\d{1,3}\.\d{3,},? -?\d{1,3}\.\d{3,}.*"), _WHERE),
)
_TOKEN = re.compile(r"(?=.*\d)[\w-]{6,}")
_FEWEST = 20  # below this, all different is no sign of a person's number


def why_left_out(column: Column, seen: Seen) -> str | None:
    """Why a column is left out; None if it's an answer."""
    if not seen.answers:
        return _NOBODY
    words = column.sub or column.question
    named = column.code if len(words.split()) < 5 and "?" not in words else ""  # in any language: StartDate
    if why := _by_heading(words) or _by_heading(named):
        return why
    for pattern, why in _BY_ANSWERS:
        if 2 * sum(n for k, n in seen.counts.items() if pattern.fullmatch(k)) > seen.answers:
            return why
    if sum(n for k, n in seen.counts.items() if has_clock_time(k)) > 0.9 * seen.answers:
        return _WHEN
    return _WHO if _tells_people_apart(column, seen) else None


def _by_heading(words: str) -> str | None:
    heading = fold_heading(words)
    return next((why for pattern, why in _HEADINGS if heading and pattern.fullmatch(heading)), None)


def _tells_people_apart(column: Column, seen: Seen) -> bool:
    """True of row numbers and of long numbers or tokens that are all different."""
    if seen.distinct < seen.answers or seen.answers < _FEWEST:
        return False
    answers = list(seen.counts)
    if not column.heading.strip() or column.heading == f"Column {column.letter}":
        return True
    if all(is_whole(a) for a in answers):
        numbers = [int(a) for a in answers]
        return max(numbers) - min(numbers) == len(numbers) - 1 or min(numbers) > 10_000
    return all(_TOKEN.fullmatch(a) for a in answers)
