"""One question's page: its words, its answers, who is asked, and what to look at. Draws no preview."""

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from feedback.adapters.store.designs import Saved
from feedback.domain import design_edits, glimpses, sentences, wholeness
from feedback.domain.design_pages import on_page_before
from feedback.domain.designs import SKIP, Asked, Design
from feedback.domain.disclosure import Release
from feedback.domain.questions import MOST_ON_A_PAGE
from feedback.domain.sections import Source
from feedback.domain.surveys import Audience
from feedback.domain.wording import Finding
from feedback.domain.wording_questions import of_question
from feedback.web.context import here
from feedback.web.office.desk import office
from feedback.web.office.making import desk, question_form
from feedback.web.office.making.desk import Page
from feedback.web.office.making.outline import KINDS

EXAMPLE = (66, 76)  # people who said so, of people who answered, in the sentence that is shown


@office.get("/making/<design>/q/<question>")
def made_question(design: str, question: str) -> str:
    """A question to edit, with what to look at beside each field."""
    found, version = desk.opened(design)
    return _page(design, found, version, desk.asked(found, question))


@office.post("/making/<design>/q/<question>")
def keep_question(design: str, question: str) -> Page:
    """Saves a question; some buttons also move an answer or share the answers."""
    do = request.form.get("do", "")

    def change(session: Session, before: Design) -> Design:
        used = {q.key for q in before.users(desk.asked(before, question).scale)} | {question}
        after = question_form.read(before, question, desk.published_options(session, design, used))
        if do == "share" and not desk.asked(after, question).scale:
            after, _ = design_edits.share(after, question)
        return after

    def then(saved: Saved) -> str:
        found, _ = desk.opened(design)
        place = next((n for n, q in enumerate(found.questions) if q.key == question), -1)
        if do == "outline" or place < 0 or (do == "next" and place + 1 == len(found.questions)):
            return url_for("office.outline", design=design, saved=desk.after(saved))
        to = found.questions[place + 1].key if do == "next" else question
        anchor = "options" if do.startswith(("up-", "down-", "more", "share")) else None
        return url_for(
            "office.made_question", design=design, question=to, saved=desk.after(saved), _anchor=anchor
        )

    return desk.save(design, f"edited {design_edits.named(desk.opened(design)[0], question)}", change, then)


@office.post("/making/<design>/q/<question>/look")
def look_at_question(design: str, question: str) -> str:
    """What to look at in a question as it is typed, for the page's script. Keeps nothing."""
    found, _ = desk.opened(design)
    desk.asked(found, question)
    as_typed = question_form.read(found, question, frozenset())
    now = desk.asked(as_typed, question)
    return render_template(
        "office/making/looked.html", looking=by_field(of_question(as_typed, now, desk.known())),
        sentence=sentence(as_typed, now),
    )  # fmt: skip


def by_field(findings: list[Finding]) -> dict[str, list[Finding]]:
    """Findings under the fields that they are about."""
    listed: dict[str, list[Finding]] = {}
    for finding in findings:
        listed.setdefault(finding.at, []).append(finding)
    return listed


def sentence(design: Design, question: Asked) -> str:
    """The sentence that a section would say of this question, with numbers that are made up."""
    if not question.told_us:
        return ""
    survey, drawn = glimpses.one(design, question.key)
    source = _made_up(design, survey.audience)
    told = drawn.model_copy(update={"told_us": question.told_us})
    return sentences.sentence(told, source, Release(EXAMPLE[1], {}, EXAMPLE[0]))


def _made_up(design: Design, audience: Audience) -> Source:
    today, (_, base) = here().today, EXAMPLE
    many, one = audience.many, audience.one
    return Source(design.key, design.title, "", "", many, one, today, today, base, made_up=True)


def _page(key: str, design: Design, version: int, question: Asked) -> str:
    options = design.options(question)
    missing = [m for m in wholeness.problems(design, desk.tags()) if m.of == question.key]
    place = design.place(question.key)
    return render_template(
        "office/making/question.html",
        design=design,
        key=key,
        version=version,
        question=question,
        options=options,
        rows=question_form.rows(options, question.counts),
        earlier=design.earlier(question.key),
        shown={f"{c.question}/{o}" for c in question.show_if for o in c.options},
        kinds=KINDS,
        skip=SKIP,
        same_page=on_page_before(design, question.key),
        most_on_a_page=MOST_ON_A_PAGE,
        promises=desk.promises(design.framework),
        looking=by_field(of_question(design, question, desk.known())),
        sentence=sentence(design, question),
        missing=missing,
        before=design.questions[place - 1] if place else None,
        after=design.questions[place + 1] if place + 1 < len(design.questions) else None,
        scales=[(name, " · ".join(c.label for c in found)) for name, found in design.scales.items()],
    )
