"""The officer commands: who may sign in, from the command line, such as for the first of them."""

import sys
from datetime import datetime

import click
from sqlalchemy.orm import Session

from feedback.adapters.first_guesses import first_guesses
from feedback.adapters.store import audit, invitations, officers, people
from feedback.adapters.tables_people import Officer
from feedback.domain import passwords
from feedback.domain.roles import Role
from feedback.starting import ready
from feedback.web.context import clock

_WHO = "the command line"
_ROLE = click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice([str(role) for role in Role]),
    help="What they may do. Give it several times for several. Someone new is officer and administrator.",
)


@click.group()
def officer() -> None:
    """The people who may sign in to the office."""


@officer.command("add")
@click.argument("name")
@_ROLE
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(name: str, roles: tuple[str, ...], password_stdin: bool) -> None:
    """Add an officer, or give one a new password or other roles. Ends all of their sessions."""
    settings, database = ready()
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    chosen = [Role(role) for role in roles] or None
    try:
        with database.writing() as session:
            if chosen and (known := officers.named(session, name)):
                people.give_roles(session, known, chosen)
            officers.add(session, name, password, clock().date(), chosen)
            if said := passwords.why_not(password, (name.strip(), settings.council), first_guesses()):
                raise ValueError(f"{said[0].lower()}{said[1:]}")
            invitations.withdraw(session, _found(session, name))
            _note(session, "gave someone a password", name)
    except (ValueError, people.LastAdministrator) as problem:
        raise click.ClickException(f"{problem}. Nothing was changed.") from problem
    click.echo(f"{name.strip().lower()} can sign in now.")


@officer.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Remove an officer, and end their sessions."""
    _, database = ready()
    try:
        with database.writing() as session:
            found = _found(session, name)
            people.remove(session, found)
            _note(session, "removed someone", found.name)
    except people.LastAdministrator as problem:
        raise click.ClickException(f"{problem}. Nothing was changed.") from problem
    click.echo(f"{name.strip().lower()} is removed, and signed out everywhere.")


@officer.command("list")
def list_() -> None:
    """Everyone, with their roles and how they sign in."""
    _, database = ready()
    with database.reading() as session:
        for person in people.every(session):
            click.echo(f"{person.officer.name}\t{', '.join(person.officer.roles)}\t{_how(person)}")


@officer.command("reset")
@click.argument("name")
def reset(name: str) -> None:
    """Take away every way that an officer signs in, and print the path of a link to choose anew."""
    _, database = ready()
    with database.writing() as session:
        found = _found(session, name)
        people.start_afresh(session, found, everything=True)
        token = invitations.invite(session, found, int(clock().timestamp()))
        _note(session, "reset how someone signs in", found.name)
    click.echo(f"/office/invitation/{token}")
    click.echo(
        f"Put the address of your office before it. It works once, within {invitations.DAYS} days.", err=True
    )


def _found(session: Session, name: str) -> Officer:
    found = officers.named(session, name)
    if found is None:
        said = f"There is nobody called {name.strip().lower()}. Nothing was changed."
        raise click.ClickException(f"{said} “toldus officer list” has everyone.")
    return found


def _how(person: people.Person) -> str:
    if person.invited_until is not None:
        ends = datetime.fromtimestamp(person.invited_until, clock().tzinfo)
        return f"invited until {ends.date()}" if ends >= clock() else "invited, the link is too old"
    ways = {
        "the council’s sign-on": person.officer.sign_on_hash,
        "a password and a code": person.officer.password_hash and person.officer.second_sealed,
        "a password": person.officer.password_hash and not person.officer.second_sealed,
    }
    return ", ".join(way for way, has in ways.items() if has) or "can’t sign in"


def _note(session: Session, act: str, about: str) -> None:
    audit.record(session, _WHO, act, about.strip().lower(), clock())
