"""A council with one officer and nothing in it, whose clock is in our hands."""

from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask
from playwright.sync_api import Browser, Page

from feedback.adapters.database import Database
from tests.conftest import PASSWORD


@dataclass
class Place:
    """A served council whose clock is in our hands."""

    address: str
    app: Flask
    database: Database
    browser: Browser
    clock: list[datetime]
    pages: list[Page] = field(default_factory=list)

    def visit(self, size: dict[str, int]) -> Page:
        context = self.browser.new_context(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(15_000)
        self.pages.append(page)
        return page

    def sign_in(self, page: Page) -> None:
        page.goto(f"{self.address}/office/sign-in")
        page.get_by_label("Name").fill("officer")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
