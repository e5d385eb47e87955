"""Which columns are not ours to hold, and why: who answered, when and from where. Knows nothing of kinds."""

import re

from feedback.adapters.imports.cells import fold_heading, has_clock_time, is_whole
from feedback.adapters.imports.headers import Column
from feedback.adapters.imports.judging import judge
from feedback.adapters.imports.seen import Seen
from feedback.domain.questions import Kind

_WHO = "it says which person or form this is"
_WHEN = "it says when somebody answered"
_HOW = "it says how the form was sent or filled in, and isn’t an answer"
_WHERE = "it says where or on which device somebody answered"
_NAME = "it holds names"
_REACH = "it holds ways to reach somebody"
_WEIGHT = "weights aren’t used: every person counts once"
_NOBODY = "nobody answered it"
# What a column was taken for that may after all be an answer: an officer may say so.
NOT_OURS = (_WHO, _WHEN, _HOW, _WHERE, _NAME, _REACH)

_PLEASE = r"(?:please )?(?:what is |what's |enter |give |tell us |provide |write )*(?:your |the )?"
_PERSON = r"child|young person|carer|respondent|person"
# What a heading is, whole, when the column is no answer. Spaces may be missing, as in StartDate.
_HEADINGS = {
    _WHO: (
        r"(respondent|response|resp|submission|record|case|participant|person|unique|survey|user|row|form)?"
        r"[ _]?(id|uuid|guid|key|ref|reference|token|index|number|no)",
        r"_?(uuid|id|index)|#|row|seed|random ?id|meta[/.]instanceid|custom ?data ?\d*",
        r"external ?(data ?)?reference",
    ),
    _WHEN: (
        r"(start|end|started|ended|recorded|submit|submitted|submission|completion|completed|created|modified|"
        r"response|interview|last modified)[ _]?(date and time|date|time|at|on)",
        r"date ?(and time )?(created|modified|submitted|started|completed|last action)",
        r"date ?(and time )?of (response|submission)",
        r"timestamp|date ?stamp|time ?started|today|start|end|interview ?time|total time",
        r"duration( \(in seconds\))?|time (taken|spent)( (on|to) .*)?",
        r"_submission_time|.*_submit_time|.*click count|.*page submit",
    ),
    _HOW: (
        r"collector.*|status|progress|finished|response ?(set|type)|quota.*",
        r"distribution ?channel|channel|user ?language|(start|last)[ _]?(language|page)|last modified by",
        r"__version__|_version_?|_validation_status|_notes|_tags|_status|_submitted_by|_.*_id",
    ),
    _WHERE: (
        r"ip ?(addr(ess)?)?|(location)?[ _]?(latitude|longitude|accuracy|altitude)|.*\b(latitude|longitude)",
        r"_?geo.*|gps.*|coordinates|device ?id|sim ?serial|subscriber ?id|browser|user ?agent",
        r"refer(r?er|url)( url)?|refurl",
    ),
    _NAME: (
        _PLEASE + r"(recipient ?)?((full|first|last|middle|family|given|user|maiden) ?|fore|sur|nick)?names?"
        rf"( of ({_PERSON}))?",
        rf".*\b({_PERSON})'?s'? (full |first |last |sur)?name",
    ),
    _REACH: (
        _PLEASE
        + r"(recipient|contact|home|mobile|work)? ?(e-?mail|phone|telephone|tel|mobile|postal|street)?"
        r" ?(e-?mails?|address(es)?|phones?|telephones?|mobiles?|(phone |telephone |mobile )?numbers?|"
        r"post ?code|zip ?code|zip)( address)?",
        r"address (line )?\d|(nhs|national insurance|ni|lcs) ?(number|no)",
    ),
    _WEIGHT: (r"weights?|weighting",),
}
_PATTERNS = tuple((re.compile("|".join(patterns)), why) for why, patterns in _HEADINGS.items())
_BY_ANSWERS = (
    (re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"), _REACH),
    (re.compile(r"\d{1,3}(?:\.\d{1,3}){3}"), _WHERE),
    (re.compile(r"(?:\+44|0044|0)[ ()\d-]{9,14}"), _REACH),
    (re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE), _REACH),
    (re.compile(r"-?\d{1,3}\.\d{3,}[, ]\s*-?\d{1,3}\.\d{3,}.*"), _WHERE),
)
_TOKEN = re.compile(r"(?=.*\d)[\w-]{6,}")
_FEWEST = 20  # below this, all different is no sign of a person's number


def why_left_out(column: Column, seen: Seen) -> str | None:
    """Why a column is left out; None if it's an answer."""
    if not seen.answers:
        return _NOBODY
    words = column.sub or column.question
    named = column.code if len(words.split()) < 5 and "?" not in words else ""  # in any language: StartDate
    why = _by_heading(words) or _by_heading(named)
    if why and not (why in (_NAME, _REACH) and _is_picked(seen)):
        return why
    for pattern, why in _BY_ANSWERS:
        if 2 * sum(n for k, n in seen.counts.items() if pattern.fullmatch(k)) > seen.answers:
            return why
    if sum(n for k, n in seen.counts.items() if has_clock_time(k)) > 0.9 * seen.answers:
        return _WHEN
    return _WHO if _tells_people_apart(column, seen) else None


def _is_picked(seen: Seen) -> bool:
    """True of answers that nobody wrote: yes and no, steps of a scale, marks from 1 to 10."""
    kind = judge(seen)
    return kind in (Kind.YES_NO, Kind.SCALE) or (kind is Kind.CHOOSE_ONE and all(map(is_whole, seen.counts)))


def _by_heading(words: str) -> str | None:
    heading = fold_heading(words)
    return next((why for pattern, why in _PATTERNS if heading and pattern.fullmatch(heading)), None)


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
