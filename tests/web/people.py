"""People who sign in to the office: what each types, as a person would, and the phone in their hand."""

import re
from datetime import timedelta

import pyotp

from feedback.adapters.store import audit, officers
from feedback.domain.roles import Role
from tests.conftest import PASSWORD, TODAY, Council
from tests.web.visitor import Visitor


def add(council: Council, name: str, *roles: Role) -> None:
    """Someone who has a password."""
    with council.database.writing() as session:
        officers.add(session, name, PASSWORD, TODAY, roles or None)


def sign_in(council: Council, name: str = "officer", password: str = PASSWORD, **more: str) -> Visitor:
    """A new browser, in which this name and password were given."""
    visitor = Visitor(council.client())
    visitor.get("/office/sign-in")
    visitor.post("/office/sign-in", {"name": name, "password": password, **more})
    return visitor


def hidden(visitor: Visitor, name: str) -> str:
    """What a hidden field of the page holds."""
    return next((i["value"] for i in visitor.page.all("input") if i.get("name") == name), "")


def phone_of(visitor: Visitor) -> pyotp.TOTP:
    """A phone that was held before the page that sets a second factor up."""
    found = re.search(r"key into the app: ((?:[A-Z2-7]{4} ){8})", f"{visitor.page.text} ")
    assert found, visitor.page.text
    return pyotp.TOTP(found[1].replace(" ", ""))


def code(council: Council, phone: pyotp.TOTP) -> str:
    """What the phone shows now."""
    return str(phone.at(int(council.clock[0].timestamp())))


def wait(council: Council, **span: float) -> None:
    """Lets time pass."""
    council.clock[0] += timedelta(**span)


def set_up(council: Council, visitor: Visitor, **more: str) -> tuple[pyotp.TOTP, list[str]]:
    """Sets a second factor up on the page that asks for it: the phone, and the recovery codes."""
    phone = phone_of(visitor)
    form = {name: hidden(visitor, name) for name in ("pending", "then", "held")}
    action = next(f["action"] for f in visitor.page.all("form") if "sign-out" not in f["action"])
    response = visitor.post(action, {**form, "code": code(council, phone), **more})
    assert response.status_code == 200
    return phone, re.findall(r"\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b", visitor.page.text)


def log(council: Council) -> list[tuple[str, str, str]]:
    """The audit log: who, what and about, the oldest first."""
    with council.database.reading() as session:
        return [(line.who, line.act, line.about) for line in audit.whole(session)]
