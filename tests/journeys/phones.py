"""Phones on a street of their own: a wave for each, and what arrived of it. Quick: nothing is made up."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, takewhile
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import select

from feedback.adapters.database import Database
from feedback.adapters.store import waves
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Comment, Draft, Response, Wave
from feedback.domain.coding import codebook, decode
from feedback.domain.surveys import Survey
from tests.conftest import TODAY
from tests.journeys.walking import Choice, pick, words

PHONE = {"width": 390, "height": 844}


def _born(page: Page) -> None:
    for part, value in (("Day", "27"), ("Month", "3"), ("Year", "2004")):
        page.get_by_label(part, exact=True).fill(value)


def _several(page: Page) -> None:
    page.get_by_label("Money", exact=True).check()
    page.get_by_label("A home", exact=True).check()


def number(typed: str) -> Choice:
    return lambda page: page.locator("#answer").fill(typed)


# The way through the small survey that shows every question, and what is to arrive of it.
GIVEN: dict[str, Choice] = {
    "in-control": pick("Disagree"),
    "what-would-help": words("Ring me\nwhen you said ☎", quote=True),
    "help-with": _several,
    "moves": number("3"),
    "born": _born,
    "safe": pick("I’d rather not say"),
    "more": words("Less “paper”"),
}
ARRIVES: dict[str, Any] = {
    "in-control": ("disagree",),
    "what-would-help": ("Ring me\nwhen you said ☎", True),
    "help-with": ("money", "home"),
    "moves": ("some",),
    "born": ("old",),
    "safe": (),
    "more": ("Less “paper”", False),
}


def _raw(arrives: tuple[Any, ...]) -> dict[str, Any]:
    """An answer as drafts hold it."""
    if arrives and isinstance(arrives[-1], bool):
        return {"words": arrives[0], "quote": arrives[1]}
    return {"chosen": list(arrives)}


# What a browser says of its own accord where there is no signal, or where a page says no.
_EXPECTED = ("net::ERR", "the server responded with a status of")


@dataclass
class Street:
    """A council whose waves ask nothing but the small survey."""

    address: str
    elsewhere: str
    database: Database
    browser: Browser
    survey: Survey
    names: Iterator[int] = field(default_factory=count)
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def phone(self, scripts: bool = True, before: str = "") -> "Phone":
        """A new phone and a new wave; `before` runs ahead of every page's own script."""
        context = self.browser.new_context(viewport=PHONE, java_script_enabled=scripts)  # type: ignore[arg-type]
        self.contexts.append(context)
        context.on("console", lambda m: self._hear(m.text) if m.type == "error" else None)
        context.on("weberror", lambda e: self._hear(str(e.error)))
        if before:
            context.add_init_script(before)
        span = (TODAY, TODAY + timedelta(days=9))
        with self.database.writing() as session:
            wave = open_survey(session, self.survey, f"Wave {next(self.names)}", span, TODAY).key
        return Phone(self, wave, context, self._tab(context))

    def _hear(self, text: str) -> None:
        if not any(e in text for e in _EXPECTED):
            self.complaints.append(text)

    def _tab(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("dialog", lambda dialog: dialog.accept())
        return page


@dataclass
class Phone:
    """One person's phone, and the wave that only they answer."""

    street: Street
    wave: str
    context: BrowserContext
    page: Page

    @property
    def start(self) -> str:
        return f"{self.street.address}/s/{self.wave}/"

    def tab(self) -> Page:
        self.page = self.street._tab(self.context)
        return self.page

    def begin(self) -> None:
        """The first question."""
        self.page.goto(self.start)
        self.page.get_by_role("button", name="Start", exact=True).click()
        expect(self.page.locator("#question")).to_be_visible()

    def begin_at(self, question: str) -> None:
        """A question further on, or the check, with what comes before it answered already."""
        self.begin()
        before = takewhile(lambda key: key != question, ARRIVES)
        with self.street.database.writing() as session:
            wave = waves.get(session, self.wave)
            assert wave
            draft = session.scalars(select(Draft).where(Draft.wave_id == wave.id)).one()
            draft.answers = {key: _raw(ARRIVES[key]) for key in before}
        self.page.goto(f"{self.start}check")

    def ready(self) -> None:
        """Every question is here already, as it is soon after the first touch."""
        with self.page.expect_event("requestfinished", lambda r: r.url.endswith("/pack")):
            self.page.keyboard.press("Tab")

    def asked(self) -> str:
        return self.page.locator("#question").get_attribute("data-question") or ""

    def on(self, question: str) -> None:
        expect(self.page.locator(f"#question[data-question={question}]")).to_be_visible()

    def press(self, name: str = "Continue") -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def give(self, given: Mapping[str, Choice] = GIVEN) -> None:
        """Answers this question and goes on to the next page."""
        question = self.asked()
        given[question](self.page)
        self.press()
        expect(self.page.locator(f"#question[data-question={question}]")).to_have_count(0)
        expect(self.page.locator("#main h1").first).to_be_visible()

    def give_until(self, question: str, given: Mapping[str, Choice] = GIVEN) -> None:
        """Answers up to a question, or to the check if there is none of that name."""
        while self.page.locator("#question").count() and self.asked() != question:
            self.give(given)

    def thanked(self) -> None:
        thanks = self.page.get_by_role("heading", name="Thank you. Your answers are sent.")
        expect(thanks).to_be_visible()

    def lose_signal(self) -> None:
        self.context.set_offline(True)

    def find_signal(self) -> None:
        self.context.set_offline(False)

    def kept_here(self) -> dict[str, str]:
        """All that is written on the phone."""
        return dict(self.page.evaluate("Object.entries(localStorage)"))

    def emptied(self) -> None:
        """Waits until nothing of ours is written on the phone."""
        for _ in range(200):  # Playwright's own way to wait is against our policy for scripts
            if not self.kept_here():
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"still kept: {self.kept_here()}")

    @contextmanager
    def losing_reply(self, to: str, nth: int = 1) -> Iterator[None]:
        """The server hears the nth post to such an address, and its reply gets lost."""
        seen = count(1)

        def answer(route: Route) -> None:
            if route.request.method == "POST" and next(seen) == nth:
                route.fetch(max_redirects=0)
                route.abort()
            else:
                route.continue_()

        self.page.route(to, answer)
        yield
        assert next(seen) > nth, "there was no such post"
        self.page.unroute(to)

    def arrived(self) -> list[dict[str, Any]]:
        """Each response: what was chosen, and what was written with whether it may be quoted."""
        book, found = codebook(self.street.survey), []
        with self.street.database.reading() as session:
            wave = waves.get(session, self.wave)
            assert wave
            for response in session.scalars(select(Response).where(Response.wave_id == wave.id)):
                mine = (Comment.wave_id == wave.id) & (Comment.seq == response.seq)
                said = {
                    c.question: (c.text, c.may_quote) for c in session.scalars(select(Comment).where(mine))
                }
                answers = decode(book, response.codes)
                found.append({key: said.get(key, answer.chosen) for key, answer in answers.items()})
        return found

    def drafts(self) -> list[dict[str, Any]]:
        """The answers in each draft that the server keeps for this wave, and hasn't been sent."""
        with self.street.database.reading() as session:
            drafts = select(Draft).join(Wave, Wave.id == Draft.wave_id)
            live = drafts.where(Wave.key == self.wave, Draft.sent.is_(False))
            return [draft.answers for draft in session.scalars(live)]
