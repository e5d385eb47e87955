"""PO files, as translators know them, to translations and back. Knows nothing of surveys or pages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polib

from feedback.adapters.yaml_files import MOST_BYTES, Mistake
from feedback.domain.translations import Status, Translation

_NOT_PO = "this is not a PO file as it should be: look at the quotes on this line and the one before"
STATUS, OF = "X-Told-Us-Status", "X-Told-Us-Of"
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PLACE = re.compile(r"%\([a-z_]+\)s")
# polib takes a line whose quote is never closed, without its last letter.
_UNCLOSED = re.compile(r'\s*(?:msgid|msgstr)?\s*"(?:[^"\\]|\\.)*\s*')
_NOT_WORDS = re.compile(r"<[a-zA-Z/!]")


@dataclass(frozen=True)
class Catalogue:
    """One PO file: which texts it is of ("interface" or a survey's key), in which language."""

    of: str
    language: str
    translation: Translation


def read(path: Path, name: str) -> tuple[Catalogue | None, list[Mistake]]:
    """The catalogue in a file, or what is wrong with it: all of it, with lines. Entries marked fuzzy wait for
    a person to look at them, and are left out.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return None, [Mistake(name, 1, f"the file is over {MOST_BYTES // 1_000_000} MB")]
        text = path.read_text("utf-8-sig")
        entries = polib.pofile(text, check_for_duplicates=True)
    except UnicodeDecodeError:
        return None, [Mistake(name, 1, "the file is not saved as UTF-8; save it again as UTF-8 text")]
    except (OSError, ValueError) as problem:
        line = re.search(r"line (\d+)", str(problem))
        return None, [Mistake(name, int(line[1]) if line else 1, _NOT_PO)]
    unclosed = [n for n, line in enumerate(text.splitlines(), 1) if _UNCLOSED.fullmatch(line)]
    mistakes = [
        *(Mistake(name, n, _NOT_PO) for n in unclosed),
        *_head_mistakes(entries.metadata, name),
        *_entry_mistakes(entries, name),
    ]
    if mistakes:
        return None, mistakes
    status, _, on = entries.metadata[STATUS].partition(" ")
    words = {e.msgid: e.msgstr for e in entries if e.translated() and not e.obsolete}
    made = Translation(status=Status(status), on=date.fromisoformat(on), words=words)
    return Catalogue(entries.metadata[OF], entries.metadata["Language"], made), []


def _head_mistakes(head: Mapping[str, str], name: str) -> Iterator[Mistake]:
    if not _LANGUAGE.fullmatch(head.get("Language", "")):
        yield Mistake(name, 1, "“Language” at the top should be a language’s code, such as cy")
    if not head.get(OF):
        yield Mistake(name, 1, f"“{OF}” at the top should name the survey, or say “interface”")
    status, _, on = head.get(STATUS, "").partition(" ")
    try:
        if Status(status) and date.fromisoformat(on).isoformat() == on:
            return
    except ValueError:
        pass
    yield Mistake(
        name,
        1,
        f"“{STATUS}” at the top should be “drafted” or “checked” and a date, such as drafted 2026-11-22",
    )


def _entry_mistakes(entries: Iterable[polib.POEntry], name: str) -> Iterator[Mistake]:
    for entry in entries:
        if entry.obsolete or not entry.translated():
            continue
        if sorted(_PLACE.findall(entry.msgid)) != sorted(_PLACE.findall(entry.msgstr)):
            wanted = ", ".join(_PLACE.findall(entry.msgid)) or "none"
            yield Mistake(
                name, entry.linenum, f"the places for other words must be those of the English: {wanted}"
            )
        elif "%" in _PLACE.sub("", entry.msgstr) and "%" not in _PLACE.sub("", entry.msgid):
            yield Mistake(name, entry.linenum, "there is a % too many here")
        if _NOT_WORDS.search(entry.msgstr):
            yield Mistake(name, entry.linenum, "words alone, please: no HTML")


def write(catalogue: Catalogue, said: Iterable[tuple[str, str]]) -> str:
    """A PO file for a translator: all that is said, where, and what is translated so far."""
    made = polib.POFile(wrapwidth=100)
    made.metadata = {
        "Project-Id-Version": "Told Us",
        "Language": catalogue.language,
        OF: catalogue.of,
        STATUS: f"{catalogue.translation.status.value} {catalogue.translation.on.isoformat()}",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    entries: dict[str, polib.POEntry] = {}
    for where, words in said:
        entry = entries.get(words)
        if entry is None:
            entries[words] = polib.POEntry(
                msgid=words,
                msgstr=catalogue.translation.words.get(words, ""),
                comment=where,
                flags=["python-format"] if _PLACE.search(words) else [],
            )
        elif where not in entry.comment.split("\n"):
            entry.comment = f"{entry.comment}\n{where}"
    made.extend(entries.values())
    return str(made)
