"""A data protection impact assessment, drafted from what is asked and how it is set up. Knows no page.

It says only what the code does. What only the council can know is a blank, and marked as one.
"""

from collections.abc import Iterable, Iterator

from feedback.domain.assessment_facts import Asked, Facts, Part, Point
from feedback.domain.questions import Kind, Question
from feedback.domain.risks import risks
from feedback.domain.roles import ROLES, May
from feedback.domain.special import suggested

KINDS = {
    Kind.CHOOSE_ONE: "one answer is picked",
    Kind.CHOOSE_SEVERAL: "several answers can be picked",
    Kind.SCALE: "a point on a scale is picked",
    Kind.YES_NO: "yes or no",
    Kind.NUMBER: "a number, kept as a band",
    Kind.DATE: "a date, kept as a band",
    Kind.COMMENT: "words of their own",
}


def assessment(facts: Facts) -> tuple[Part, ...]:
    """The whole draft, in the order that the ICO's own form has."""
    return (
        Part("Why this assessment, and who made it", tuple(_about(facts))),
        Part("What is collected", tuple(_collected(facts.asked))),
        Part("What is kept, where and how long", tuple(_kept(facts))),
        Part("Who sees it", tuple(_seen())),
        Part("Why it is needed, and in proportion", tuple(_needed(facts))),
        Part("Who was asked", tuple(_consulted())),
        Part("Risks, and what is done about each", tuple(_risks(facts))),
        Part("Signed off by", tuple(_signed(facts))),
    )


def _blank(words: str, name: str = "") -> Point:
    return Point(words, name, blank=True)


def _about(facts: Facts) -> Iterator[Point]:
    yield Point(
        f"{facts.council} asks young people, care leavers and carers what their lives are like, so "
        "that it can keep its promises and say in public what it was told. Many of them are "
        "children, and in care. That is why an assessment is needed, however little is kept."
    )
    on = f"{facts.made_on.day} {facts.made_on:%B %Y}"
    yield Point(f"Drafted by Told Us on {on} from version {facts.version} of the settings.", "Draft")
    yield Point("It changes when the settings or the open surveys do. Keep a copy of the one that is signed.")
    reach = " or ".join(filter(None, (facts.contact.email, facts.contact.phone)))
    if reach:
        yield Point(f"{facts.council}: {reach}", "Controller")
    else:
        yield _blank("An e-mail address or a number. Give it under Settings, Name and contact.", "Controller")
    if facts.contact.data_officer:
        yield Point(facts.contact.data_officer, "Data protection officer")
    else:
        yield _blank("Give it under Settings, Name and contact.", "Data protection officer")


def _collected(asked: Iterable[Asked]) -> Iterator[Point]:
    found = list(asked)
    if not found:
        yield Point("No survey is open, and none is to open. Open one, and its questions stand here.")
    for one in found:
        survey = one.survey
        way = "people with a single-use code" if one.with_codes else "anyone with the link"
        said = (
            f"Open to {way}, {one.days}. Asked: {survey.audience.many}. Questions: {len(survey.questions)}."
        )
        yield Point(said, f"{survey.title}, {one.wave}")
        for number, question in enumerate(survey.questions, 1):
            yield Point(f"{question.ask} ({_kind(question)})", f"Question {number}")
    yield Point(
        "With them are kept the day of sending (not the time), the language, and whether it was online, on "
        "paper or on a shared tablet. No name, address, e-mail, device, browser or internet address is."
    )


def _kind(question: Question) -> str:
    kind = KINDS[question.kind]
    special = suggested(question)
    if special:
        kind += f"; by its words it may be special category data: {', '.join(special)}. Check this"
    if question.takes_words:
        kind += "; people may write anything here, about themselves and others"
    return kind


def _kept(facts: Facts) -> Iterator[Point]:
    yield Point(
        f"In one {facts.database} database that the council or its host runs. Told Us sends it nowhere."
    )
    yield _blank("Where the server is and who runs it; the contract with them; backups, and who has them.")
    yield Point(
        f"Answers that were not sent are deleted {facts.draft_days} days after they were last touched, at "
        "once by “Leave this page”, or when they are sent.",
        "Drafts",
    )
    yield Point(
        "The answers of one person are one line that holds no more than is said above.", "Sent answers"
    )
    ends = [f"{one.survey.title}, {one.wave}: {one.kept_until}" for one in facts.asked if one.kept_until]
    if ends:
        yield Point(
            "Every answer and comment of a wave is deleted on the day that those who answer are told; only "
            f"the numbers that may be told are kept. {'; '.join(ends)}.",
            "Until when",
        )
    if not facts.asked or len(ends) < len(facts.asked):
        yield _blank(
            "How long sent answers are kept where no day is set, and who deletes them.", "Until when"
        )
    yield Point(
        "The names of those who work here, and what they did: an audit log that can only grow.", "Office"
    )


def _seen() -> Iterator[Point]:
    for right, what in (
        (May.SEE_COUNTS, "Counts as they are, before anything is hidden"),
        (May.SEE_COMMENTS, "Comments"),
        (May.READ_CONCERNS, "Words of harm"),
        (May.BRING_IN, "Whole answers, to be brought in and taken out"),
    ):
        roles = [role.value.replace("-", " ") for role in ROLES if right in ROLES[role]]
        yield Point(", ".join(roles), what)
    yield Point("Figures with small numbers hidden, and comments that were cleared.", "Everybody")
    yield Point("Whoever runs the server can read the database. It is not encrypted by Told Us.", "The host")
    yield _blank("Who has which of these roles, and how they were trained.")


def _needed(facts: Facts) -> Iterator[Point]:
    yield _blank(
        "Most councils rely on a public task (UK GDPR, article 6(1)(e)). Say which law.", "Lawful basis"
    )
    if any(suggested(q) for one in facts.asked for q in one.survey.questions):
        yield _blank(
            "A condition of article 9(2), for the questions that are marked above.", "Special category"
        )
    yield Point("Any question can be skipped. Nothing is lost to those who don’t answer.", "Freely given")
    said = ", ".join(facts.languages)
    yield Point(f"The privacy page and the first page of each survey, in {said}.", "How people are told")
    yield Point(
        "Answers have no name on them. Whoever sends some may have three words made that take them "
        "out again, in the privacy page or by telling the office; without the words we can’t find whose "
        "they are. Before they are sent they can be changed and deleted on every page.",
        "Rights",
    )
    yield _blank("Why each question is needed, and what will be done with its answers.", "In proportion")


def _consulted() -> Iterator[Point]:
    yield _blank("Which young people tried the survey, and what was changed because of them.", "Young people")
    yield _blank(
        "What your data protection officer said, and what you did about it.", "Data protection officer"
    )


def _risks(facts: Facts) -> Iterator[Point]:
    for risk in risks(facts.rules, facts.draft_days, facts.tries_minutes):
        yield Point(risk.done, risk.what)
        yield _blank(f"{risk.council} How likely and how bad it is after that: low, medium or high.")


def _signed(facts: Facts) -> Iterator[Point]:
    yield _blank("Name, role and day.", "Risks accepted by")
    yield _blank("Name and day.", f"Data protection officer of {facts.council}")
    yield _blank(
        "A day at most a year from now, and whenever a survey or the settings change.", "Looked at again on"
    )
