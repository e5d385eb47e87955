"""The parts of the settings: what each holds, read from its form and written into it. Knows no database."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from feedback.adapters import logos, media
from feedback.adapters.in_force import is_fixed
from feedback.adapters.languages import NAMES
from feedback.adapters.ringing import can_be_rung
from feedback.adapters.settings import Settings
from feedback.domain import colours
from feedback.domain.choices import DIGITS, FEWEST, MOST, Contact, Logo
from feedback.domain.hearing_back import FEWEST_WEEKS, MOST_WEEKS
from feedback.web.office import settings_rows as rows
from feedback.web.office.settings_sent import Answer, Sent

LONGEST_NAME, LONGEST_EMAIL, LONGEST_ALT, LONGEST_OFFICER, LONGEST_ADDRESS = 60, 120, 120, 160, 300
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_HOST = r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?"
_ADDRESS = re.compile(rf"https://{_HOST}(/[^\s;,\"'<>\\]*)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One page of the settings. `holds` names its choices."""

    key: str
    title: str
    holds: tuple[str, ...]
    read: Callable[[Sent], Answer]
    fill: Callable[[Settings], Mapping[str, str]]


def _read_name(sent: Sent) -> Answer:
    answer = Answer({"council": sent.words("council")})
    email, phone, officer = (sent.words(name) for name in ("email", "phone", "data_officer"))
    if len(sent.words("council")) > LONGEST_NAME:
        answer.wrong["council"] = f"The name is on every page: write it in at most {LONGEST_NAME} letters"
    if email and (not _EMAIL.fullmatch(email) or len(email) > LONGEST_EMAIL):
        answer.wrong["email"] = "Write an e-mail address, such as participation@example.gov.uk"
    if phone and not can_be_rung(phone):
        answer.wrong["phone"] = f"“{phone}” can’t be rung. Write a number such as 0300 123 5500"
    if len(officer) > LONGEST_OFFICER:
        answer.wrong["data_officer"] = f"Write it in at most {LONGEST_OFFICER} letters"
    typed, on = sent.words("statement_on"), None
    if typed:
        try:
            on = date.fromisoformat(typed)
        except ValueError:
            on = None
        if on is None or on > sent.today:
            answer.wrong["statement_on"] = "Write a day that has been, such as 2026-11-02"
    answer.changes["contact"] = Contact(email, phone, officer, on)
    return answer


def _fill_name(now: Settings) -> Mapping[str, str]:
    contact = {name: str(value or "") for name, value in vars(now.contact).items()}
    return {"council": now.council, **contact}


def _read_colour(sent: Sent) -> Answer:
    typed = sent.form.get("use") or sent.form.get("colour", "")
    if not typed.strip():
        return Answer({"colour": ""})
    colour = colours.read(typed)
    if colour is None:
        said = "Write the colour as it stands in your council’s guidelines: # and six digits, such as #0b5c55"
        return Answer(wrong={"colour": said})
    failing = colours.worn(colour).failing
    if not failing:
        return Answer({"colour": colour})
    worst, others = min(failing, key=lambda pair: pair.ratio / pair.least), len(failing) - 1
    nearest = colours.nearest(colour)
    where = worst.what[0].upper() + worst.what[1:]
    said = (
        f"{colour} is hard to see. {where}: {in_words(worst.ratio)} to 1, where {worst.least:g} to 1 is "
        f"needed. Other pairs that fall short: {others}. The nearest shade of the same hue that passes is "
        f"{nearest}"
    )
    return Answer(wrong={"colour": said}, suggested=nearest)


def in_words(ratio: float) -> str:
    """Two decimals, and never rounded up to what is needed."""
    return f"{int(ratio * 100) / 100:.2f}"


def _read_logo(sent: Sent) -> Answer:
    alt, chosen = sent.words("alt"), sent.files.get("file")
    if "remove" in sent.form:
        return Answer({"logo": None})
    answer = Answer()
    if len(alt) > LONGEST_ALT:
        answer.wrong["alt"] = f"Say it in at most {LONGEST_ALT} letters"
    if chosen is None or not chosen.filename:
        if sent.now.logo is None:
            answer.wrong["file"] = "Choose a file"
        else:
            answer.changes["logo"] = Logo(**{**vars(sent.now.logo), "alt": alt})
        return answer
    try:
        made = logos.made(chosen.read())
    except media.WrongFile as problem:
        answer.wrong["file"] = str(problem)
        return answer
    answer.file = made.file
    answer.changes["logo"] = Logo(made.file.digest[:DIGITS], alt, made.wide, made.high, made.weight)
    return answer


def _read_numbers(sent: Sent) -> Answer:
    answer = Answer()
    lower = False
    for name in ("threshold", "small_group"):
        if is_fixed(sent.now, name):
            continue
        typed, now = sent.words(name), getattr(sent.now.rules, name)
        if not typed:
            answer.changes[name] = None
            lower = lower or getattr(sent.unchosen.rules, name) < now
        elif not re.fullmatch(r"\d{1,4}", typed, re.ASCII) or not FEWEST <= int(typed) <= MOST:
            answer.wrong[name] = f"Write a whole number from {FEWEST} to {MOST}"
        else:
            answer.changes[name] = int(typed)
            lower = lower or int(typed) < now
    if lower and not answer.wrong and "lower" not in sent.form:
        answer.wrong["lower"] = "You made a number smaller, so more will be told. Tick the box if you mean it"
    return answer


def _fill_numbers(now: Settings) -> Mapping[str, str]:
    return {"threshold": str(now.rules.threshold), "small_group": str(now.rules.small_group)}


def _read_languages(sent: Sent) -> Answer:
    ticked = [code for code in NAMES if code in sent.form.getlist("language")]
    everything = len(ticked) >= len(NAMES) - 1  # English is always there, and has no box
    return Answer({"languages": () if everything else ("en", *(c for c in ticked if c != "en"))})


def _read_leaving(sent: Sent) -> Answer:
    typed = sent.form.get("leave_to", "").strip()
    sound = _ADDRESS.fullmatch(typed)
    if typed and (not sound or len(typed) > LONGEST_ADDRESS):
        said = "Write a whole address that begins with https://, such as https://www.bbc.co.uk/weather"
        return Answer(wrong={"leave_to": said})
    return Answer({"leave_to": typed})


def _fill_leaving(now: Settings) -> Mapping[str, str]:
    return {"leave_to": now.leave_to}


def _read_help_lines(sent: Sent) -> Answer:
    found, wrong = rows.read_help_lines(sent.form)
    return Answer({"help_lines": found}, wrong)


def _read_avoid(sent: Sent) -> Answer:
    found, wrong = rows.read_avoid(sent.form)
    return Answer({"avoid": found}, wrong)


def _read_take_out(sent: Sent) -> Answer:
    found, wrong = rows.read_take_out(sent.form)
    return Answer({"take_out": found}, wrong)


def _read_mood(sent: Sent) -> Answer:
    return Answer({"guess_mood": sent.form.get("guess_mood") == "yes"})


def _fill_mood(now: Settings) -> Mapping[str, str]:
    return {"guess_mood": "yes" if now.guess_mood else ""}


def _read_hearing(sent: Sent) -> Answer:
    typed = sent.words("hear_back_weeks")
    if not typed:
        return Answer({"hear_back_weeks": None})
    if not re.fullmatch(r"\d{1,2}", typed, re.ASCII) or not FEWEST_WEEKS <= int(typed) <= MOST_WEEKS:
        said = f"Write a whole number of weeks from {FEWEST_WEEKS} to {MOST_WEEKS}"
        return Answer(wrong={"hear_back_weeks": said})
    return Answer({"hear_back_weeks": int(typed)})


def _fill_hearing(now: Settings) -> Mapping[str, str]:
    return {"hear_back_weeks": str(now.hear_back_weeks)}


PARTS = {
    part.key: part
    for part in (
        Part("name", "Name and contact", ("council", "contact"), _read_name, _fill_name),
        Part("colour", "Colour", ("colour",), _read_colour, lambda now: {"colour": now.colour}),
        Part("logo", "Logo", ("logo",), _read_logo, lambda now: {"alt": now.logo.alt if now.logo else ""}),
        Part("helplines", "Helplines", ("help_lines",), _read_help_lines, rows.fill_help_lines),
        Part("words", "Words to avoid", ("avoid",), _read_avoid, rows.fill_avoid),
        Part("names", "Names to take out of comments", ("take_out",), _read_take_out, rows.fill_take_out),
        Part("mood", "Guess who is unhappy", ("guess_mood",), _read_mood, _fill_mood),
        Part("numbers", "Small numbers", ("threshold", "small_group"), _read_numbers, _fill_numbers),
        Part("hearing", "Hearing back", ("hear_back_weeks",), _read_hearing, _fill_hearing),
        Part("languages", "Languages", ("languages",), _read_languages, lambda now: {}),
        Part("leaving", "Leave this page", ("leave_to",), _read_leaving, _fill_leaving),
    )
}
