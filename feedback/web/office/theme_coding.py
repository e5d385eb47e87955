"""Coding the comments of a wave by theme, how many people spoke of each, and how far two coders agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import sorted_comments
from feedback.adapters.store import comments as written
from feedback.adapters.store import editions, releases
from feedback.adapters.store import themes as kept
from feedback.adapters.tables import Comment, Wave
from feedback.domain.agreement import Agreement, agreement
from feedback.domain.suggesting import MOST, Suggestion, learn
from feedback.domain.theme_shares import Share, shares
from feedback.domain.themes import Theme, led
from feedback.web.context import here
from feedback.web.office.desk import done, office, wave_of

Coded = Mapping[str, Mapping[kept.Place, frozenset[str]]]
NONE = "-none"  # no theme's key begins like this
MOST_PAIRS = 6
_EMPTY, _ALONE = "Tick at least one theme, or “None of these”", "“None of these” stands alone"


@dataclass(frozen=True)
class Offer:
    """One theme beside a comment, with the words that led to it by its rules and by what was learnt."""

    theme: Theme
    led: tuple[str, ...]
    suggested: Suggestion | None
    ticked: bool


@office.get("/waves/<wave>/themes")
def wave_themes(wave: str) -> str:
    """How far the coding is, how many people spoke of each theme, and how far coders agree."""
    return _wave(wave)


@office.post("/waves/<wave>/themes/tell")
def tell_themes(wave: str) -> str | tuple[str, int] | AnyResponse:
    """Tells the themes of one comment question in sections from now on, or no more."""
    question, back = request.form.get("question", ""), request.form.get("do") == "back"
    try:
        with here().database.writing() as writing:
            releases.one_at_a_time(writing)  # what is published just now stays as it is
            found = wave_of(writing, wave)
            if back:
                sorted_comments.take_back(writing, found, question)
            else:
                sorted_comments.tell(writing, found, question, here().today)
            act = "took themes out of sections" if back else "told themes in sections"
            done(writing, act, f"{wave}: {question[:60]}")
    except sorted_comments.NotYet as not_yet:
        return _wave(wave, str(not_yet)), 409
    return redirect(url_for("office.wave_themes", wave=wave), 303)


def _wave(wave: str, problem: str = "") -> str:
    with here().database.reading() as reading:
        found = wave_of(reading, wave)
        listed = written.every(reading, found)
        coded = kept.coded(reading, found)
        frame = kept.frame(reading, retired=True)
        used = {t for by in coded.values() for themes in by.values() for t in themes}
        return render_template(
            "office/themes/wave.html",
            wave=found,
            survey=editions.get(reading, found.survey_key, found.edition),
            names={t.key: t.name for t in frame},
            frame=[t for t in frame if not t.retired],
            shares=_shares(listed, coded, [t.key for t in frame if not t.retired or t.key in used]),
            questions=sorted_comments.standing(reading, found),
            problem=problem,
            comments=len(listed),
            any_coded=len({place for by in coded.values() for place in by}),
            mine=len(coded.get(current_user.name, {})),
            by_others=len(_coded_by_others(coded)),
            pairs=_pairs(coded, [t.key for t in frame]),
        )


def _shares(listed: Sequence[Comment], coded: Coded, themes: list[str]) -> tuple[Share, ...]:
    """Of the people all of whose comments were coded: a theme counts for someone if anyone coded it so."""
    by_place = sorted_comments.together(coded)
    people: dict[int, set[str]] = {}
    waiting = {c.seq for c in listed if (c.seq, c.question) not in by_place}
    for (seq, _), spoken in by_place.items():
        if seq not in waiting:
            people.setdefault(seq, set()).update(spoken)
    return shares(people, themes, here().settings.rules)


def _pairs(coded: Coded, themes: list[str]) -> list[tuple[str, str, list[tuple[str, Agreement]]]]:
    """Each two people who coded some of the same comments, and how far they agree on each theme they used."""
    found = []
    for one, other in combinations(sorted(coded), 2):
        both = sorted(coded[one].keys() & coded[other].keys())
        used = {t for who in (one, other) for place in both for t in coded[who][place]}
        told = [
            (t, agreement([t in coded[one][p] for p in both], [t in coded[other][p] for p in both]))
            for t in themes
            if t in used
        ]
        if both:
            found.append((one, other, told))
    return sorted(found, key=lambda pair: current_user.name not in pair[:2])[:MOST_PAIRS]


def _coded_by_others(coded: Coded) -> set[kept.Place]:
    """The comments that somebody else coded and this officer hasn't."""
    theirs = {place for who, by in coded.items() if who != current_user.name for place in by}
    return theirs - coded.get(current_user.name, {}).keys()


@office.get("/waves/<wave>/themes/code")
def code_comment(wave: str) -> str:
    """The next comment to code: any, or one that somebody else has coded. Their themes aren't shown."""
    with here().database.reading() as reading:
        return _page(reading, wave_of(reading, wave), {})


@office.post("/waves/<wave>/themes/code")
def keep_code(wave: str) -> str | tuple[str, int] | AnyResponse:
    """Keeps what one comment is about, and goes on. Sent twice, it's kept once."""
    with here().database.writing() as writing:
        found = wave_of(writing, wave)
        comment = _called(writing, found, request.form.get("comment", "")) or abort(400)
        chosen = set(request.form.getlist("theme"))
        there = {t.key for t in kept.frame(writing)}
        if not chosen <= there | {NONE}:
            abort(400)
        if not chosen or (NONE in chosen and len(chosen) > 1):
            return _page(writing, found, {"theme": _ALONE if chosen else _EMPTY}, comment), 422
        place = (comment.seq, comment.question)
        kept.code(writing, found, place, current_user.name, chosen - {NONE})
        done(writing, "coded a comment", wave)
    which = "others" if request.form.get("which") == "others" else None
    return redirect(url_for("office.code_comment", wave=wave, saved=1, which=which), 303)


def _called(session: Session, wave: Wave, called: str) -> Comment | None:
    every = written.every(session, wave)
    return next((c for c in every if written.reference(wave, c.seq, c.question) == called), None)


def _page(session: Session, wave: Wave, wrong: dict[str, str], comment: Comment | None = None) -> str:
    others = request.values.get("which") == "others"
    coded = kept.coded(session, wave)
    mine = coded.get(current_user.name, {})
    left = [c for c in written.every(session, wave) if (c.seq, c.question) not in mine]
    if others:
        wanted = _coded_by_others(coded)
        left = [c for c in left if (c.seq, c.question) in wanted]
    comment = comment or next(iter(left), None)
    survey = editions.get(session, wave.survey_key, wave.edition)
    return render_template(
        "office/themes/code.html",
        wave=wave,
        survey=survey,
        asked={q.key: q.ask for q in survey.questions},
        comment=comment,
        called=written.reference(wave, comment.seq, comment.question) if comment else "",
        offers=_offers(session, comment.text) if comment else [],
        none=NONE,
        none_ticked=NONE in request.form.getlist("theme"),
        left=len(left),
        others=others,
        wrong=wrong,
        saved="saved" in request.args,
    )


def _offers(session: Session, words: str) -> list[Offer]:
    """Every theme, with what leads to it from these words."""
    learnt = learn(kept.by_person(session, current_user.name, MOST))
    suggested = {s.theme: s for s in learnt.suggest(words)} if learnt else {}
    ticked = request.form.getlist("theme")
    return [
        Offer(theme, led(theme.rules, words), suggested.get(theme.key), theme.key in ticked)
        for theme in kept.frame(session)
    ]
