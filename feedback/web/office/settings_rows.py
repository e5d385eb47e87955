"""Settings that are lists: helplines, and words to avoid. A line that is emptied goes. Knows no page."""

from collections.abc import Iterable, Iterator, Mapping

from werkzeug.datastructures import MultiDict

from feedback.adapters.languages import NAMES
from feedback.adapters.ringing import can_be_rung
from feedback.adapters.settings import Settings
from feedback.domain.choices import Avoid, HelpLine, TakeOut

MOST_LINES, MOST_WORDS = 12, 60
MOST_NAMES, LONGEST_NAME, SHORTEST_NAME = 1_000, 80, 2
HELP_LINE, AVOID = ("name", "number", "note", "language"), ("word", "instead", "who")
_LONGEST = {"name": 60, "number": 20, "note": 80, "language": 3, "word": 60, "instead": 100, "who": 160}


def count(form: Mapping[str, str], names: Iterable[str], most: int) -> int:
    """How many lines a form shows: those that are filled in and one more, or one more than it had."""
    had = "more" in form
    last = [
        n
        for n in range(1, most + 1)
        if any(form.get(f"{name}-{n}", "").strip() or (had and f"{name}-{n}" in form) for name in names)
    ]
    return min(max(last, default=0) + 1, most)


def _lines(
    form: MultiDict[str, str], names: tuple[str, ...], most: int, wrong: dict[str, str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line that has something in it, with its number. What is too long is noted."""
    for number in range(1, most + 1):
        line = {name: " ".join(form.get(f"{name}-{number}", "").split()) for name in names}
        if any(value for name, value in line.items() if name != "language"):
            for name, value in line.items():
                if len(value) > _LONGEST[name]:
                    wrong[f"{name}-{number}"] = f"Line {number}: write at most {_LONGEST[name]} letters"
            yield number, line


def read_help_lines(form: MultiDict[str, str]) -> tuple[tuple[HelpLine, ...], dict[str, str]]:
    """The helplines, and what is wrong by field."""
    wrong: dict[str, str] = {}
    found = []
    for n, line in _lines(form, HELP_LINE, MOST_LINES, wrong):
        if not line["name"]:
            wrong[f"name-{n}"] = f"Line {n}: write who answers, such as Childline"
        if not can_be_rung(line["number"]):
            wrong[f"number-{n}"] = (
                f"Line {n}: “{line['number']}” can’t be rung here. Check it; it should be like 0800 1111"
            )
        if line["language"] not in ("", *NAMES):
            wrong[f"language-{n}"] = f"Line {n}: choose a language, or every page"
        found.append(HelpLine(**line))
    if found and not any(h.language in ("", "en") for h in found):
        wrong.setdefault("name-1", "Leave one helpline for every page: else most pages have none")
    return tuple(found), wrong


def read_avoid(form: MultiDict[str, str]) -> tuple[tuple[Avoid, ...], dict[str, str]]:
    """The words to avoid, and what is wrong by field."""
    wrong: dict[str, str] = {}
    asks = {
        "word": "write the word that is not to be used",
        "instead": "write what to say instead",
        "who": "write who asked, such as: our youth council, May 2026",
    }
    found: list[Avoid] = []
    for n, line in _lines(form, AVOID, MOST_WORDS, wrong):
        for name, said in asks.items():
            if not line[name]:
                wrong[f"{name}-{n}"] = f"Line {n}: {said}"
        if line["word"].casefold() in {a.word.casefold() for a in found if a.word}:
            wrong[f"word-{n}"] = f"Line {n}: “{line['word']}” is there twice"
        found.append(Avoid(**line))
    return tuple(found), wrong


def read_take_out(form: MultiDict[str, str]) -> tuple[TakeOut, dict[str, str]]:
    """The lists of names, one a line, and what is wrong by field. A name that is there twice is kept once."""
    wrong: dict[str, str] = {}
    found: dict[str, tuple[str, ...]] = {}
    for name in vars(TakeOut()):
        lines = [" ".join(line.split()) for line in form.get(name, "").splitlines()]
        kept = {line.casefold(): line for line in reversed(lines) if line}
        found[name] = tuple(reversed(kept.values()))
        long = next((line for line in found[name] if len(line) > LONGEST_NAME), None)
        short = next((line for line in found[name] if sum(map(str.isalnum, line)) < SHORTEST_NAME), None)
        if len(found[name]) > MOST_NAMES:
            wrong[name] = f"At most {MOST_NAMES:,} lines; these are {len(found[name]):,}"
        elif long:
            wrong[name] = f"Write at most {LONGEST_NAME} letters in a line: “{long[:40]}…” is longer"
        elif short:
            wrong[name] = f"“{short}” is too short: it would be taken out of too much"
    return TakeOut(**found), wrong


def fill_take_out(now: Settings) -> Mapping[str, str]:
    return {name: "\n".join(lines) for name, lines in vars(now.take_out).items()}


def fill_help_lines(now: Settings) -> Mapping[str, str]:
    return _filled(map(vars, now.help_lines))


def fill_avoid(now: Settings) -> Mapping[str, str]:
    return _filled(map(vars, now.avoid))


def _filled(lines: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {f"{name}-{n}": value for n, line in enumerate(lines, 1) for name, value in line.items()}
