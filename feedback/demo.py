"""An example database of made-up answers, labelled so on every page, and the addresses to try it."""

import os
import random
import secrets
import socket
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import click
import segno

from feedback.adapters import definitions
from feedback.adapters.database import Database
from feedback.adapters.redaction import redact
from feedback.adapters.settings import Settings
from feedback.adapters.store import comments, officers, populations, responses, waves
from feedback.adapters.store.opening import open_survey
from feedback.domain.journey import SKIPPED, Answer, due
from feedback.domain.populations import Population
from feedback.domain.questions import Question
from feedback.domain.surveys import Survey

SEASONS = ("Winter", "Spring", "Summer", "Autumn")
# How many made-up people answered, last year and this; the youth council is small on purpose.
CROWDS: Mapping[str, tuple[int, int]] = {
    "care-leavers": (231, 256),
    "cared-for": (79, 91),
    "foster-carers": (54, 47),
}
SMALL_CROWD = (24, 21)
# How many made-up people there are in all, by the answers that results are split by.
TOTALS: Mapping[str, tuple[int, Mapping[str, Mapping[str, int]]]] = {
    "care-leavers": (410, {"age": {"under-18": 81, "18-to-20": 193, "21-or-over": 136}}),
    "foster-carers": (160, {"how-long": {"under-2": 52, "2-to-5": 61, "over-5": 47}}),
    "cared-for": (480, {}),
}
REMARKS = (
    "Tell us sooner when plans change.",
    "My worker listens. Please let me keep the same one.",
    "I would like help with money before I move out.",
    "Ask us again next year.",
    "It is better than it was.",
    "Meetings should be after school, not in lessons.",
    "Say it in simple words.",
    "I want to see my brother more often.",
    "Please ring when you said that you would.",
    "Nothing really, it is fine.",
)


class NotADemo(Exception):  # noqa: N818
    """The database has real answers in it."""


def run(settings: Settings, host: str, port: int, serve_it: bool) -> None:
    """Makes the example database if there is none, prints the addresses, and serves."""
    simple = replace(settings.signing_in, needs_second_factor=False)
    settings = replace(settings, plain_http=True, signing_in=simple)
    if not os.environ.get("DATABASE_URL"):
        demo_file = Path(settings.database_url.removeprefix("sqlite:///")).with_name("demo.sqlite3")
        settings = replace(settings, database_url=f"sqlite:///{demo_file}")
    database = Database(settings.database_url)
    database.prepare()
    today = date.today()  # noqa: DTZ011 - an example has no need of the council's own clock
    content = definitions.load(settings.surveys)
    try:
        password = fill(database, content.surveys, today)
    except NotADemo as problem:
        raise click.ClickException(str(problem)) from problem
    database.close()
    click.echo(f"An example database is ready: {settings.database_url}")
    click.echo("Every answer in it is made up, and every page says so.\n")
    if serve_it:
        _addresses(host, port, password, today)
        from feedback.serving import serve

        serve(settings, host, port, workers=2)


def fill(database: Database, surveys: Mapping[str, Survey], today: date) -> str:
    """Two waves of each survey with made-up answers, where they aren't there yet. Returns a new password for
    the officer called “officer”. Raises NotADemo if the database is in use.
    """
    with database.writing() as session:
        there = waves.every(session)
        if any(not wave.made_up for wave in there) or (not there and officers.any_there(session)):
            raise NotADemo("This database is in real use. Nothing was changed. Use another for the demo.")
        for survey in surveys.values():
            crowds = CROWDS.get(survey.survey, SMALL_CROWD)
            for crowd, (name, opens, closes) in zip(crowds, _when(today), strict=True):
                is_new = waves.get(session, waves.wave_key(survey.survey, name)) is None
                # One that is there gets today's dates, or a demo made a while ago would have closed.
                wave = open_survey(session, survey, name, (opens, closes), today, made_up=True)
                if is_new:
                    made_up = random.Random(f"{survey.survey} {name}")
                    people = [person(survey, made_up) for _ in range(crowd)]
                    how = responses.Circumstances(min(opens + timedelta(days=9), today), way="online")
                    responses.add(session, wave, survey, people, how)
                    if totals := TOTALS.get(survey.survey):
                        populations.keep(session, wave, _totals(*totals, min(opens, today)))
                    for comment in list(comments.every(session, wave))[:12]:
                        called = comments.reference(wave, comment.seq, comment.question)
                        comments.judge(session, wave, called, "cleared")
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        officers.add(session, "officer", password, today)
    return password


def _totals(people: int, groups: Mapping[str, Mapping[str, int]], day: date) -> Population:
    return Population(
        source="Made up, for trying Told Us",
        counted_on=day,
        people=people,
        groups=groups,
        weigh_by=tuple(groups),
    )


def _when(today: date) -> Iterator[tuple[str, date, date]]:
    """Last year's wave, long closed, and this year's, open now."""
    opens = today - timedelta(days=21)
    for year, first in ((opens.year - 1, opens - timedelta(days=364)), (opens.year, opens)):
        yield f"{SEASONS[opens.month % 12 // 3]} {year}", first, first + timedelta(days=56)


def wave_name(today: date) -> str:
    """The name of the wave that is open now."""
    return list(_when(today))[-1][0]


def person(survey: Survey, made_up: random.Random) -> responses.Sent:
    """One made-up person's way through a survey: mostly content, now and then skipping."""
    answers: dict[str, Answer] = {}
    while (question := due(survey, answers)) is not None:
        answers[question.key] = _answer(question, made_up)
    return responses.Sent(answers, {k: redact(a.words) for k, a in answers.items() if a.words})


def _answer(question: Question, made_up: random.Random) -> Answer:
    if question.takes_words:
        if made_up.random() < 0.6:
            return SKIPPED
        return Answer(words=made_up.choice(REMARKS), may_quote=made_up.random() < 0.7)
    if made_up.random() < 0.05:
        return SKIPPED
    # A lean of the question's own, so that questions differ but waves of it are alike.
    lean = random.Random(question.key)
    weights = [lean.uniform(0.4, 1) * (4 if o.key in question.counts else 1) for o in question.options]
    if question.takes_several:
        alone = [o.key for o in question.options if o.alone]
        if alone and made_up.random() < 0.15:
            return Answer((made_up.choice(alone),))
        ticked = [o.key for o in question.options if not o.alone and made_up.random() < 0.45]
        return Answer(tuple(ticked)) if ticked else SKIPPED
    return Answer((made_up.choices([o.key for o in question.options], weights)[0],))


def _addresses(host: str, port: int, password: str, today: date) -> None:
    phone = f"http://{_this_machine() if host == '0.0.0.0' else host}:{port}"  # noqa: S104
    near = f"http://127.0.0.1:{port}"
    survey = f"{phone}/s/{waves.wave_key('care-leavers', wave_name(today))}/"
    click.echo(f"Answer on a phone on the same network:  {survey}")
    segno.make(survey, error="l").terminal(compact=True)
    click.echo(f"The office:   {near}/office/   name: officer   password: {password}")
    click.echo(f"One section:  {near}/office/commitments/pledge-5")
    click.echo("\nStop with Ctrl+C.")


def _this_machine() -> str:
    """This machine's address on its network. Nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address that stands for no machine (RFC 5737)
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
