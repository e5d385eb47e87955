"""A theme of the code frame, and the words that lead to it. Knows nothing of who coded what."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_THEMES, MOST_RULES, LONGEST_RULE, LONGEST_NAME = 60, 60, 60, 80
SLIPS_FROM = 6  # letters: in shorter words a slip makes another word too easily
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Of a commitment's name, what says nothing of what it's about.
_EMPTY = """
a an and any as at be by children for from get good have in into is it its of on or our ours people right
their them they
things to up us we what will with would you young your yours parent care
caring working together
"""


@dataclass(frozen=True)
class Theme:
    """A name for what comments are about. `rules` are words and phrases; one that ends in * begins a word."""

    key: str
    name: str
    rules: tuple[str, ...] = ()
    place: int = 0
    retired: bool = False


def led(rules: Iterable[str], words: str) -> tuple[str, ...]:
    """The words of a comment that a theme's rules lead from, as they were written. Capitals and accents count
    for nothing; in a word of six letters or more, neither does one slip. The rules are few and short.
    """
    written = _TOKEN.findall(words)
    plain = [_plain(word) for word in written]
    found: dict[str, None] = {}
    for rule in rules:
        wanted = [_plain(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*\*?", rule)]
        for start in range(len(plain) - len(wanted) + 1) if wanted else ():
            if all(map(_alike, wanted, plain[start : start + len(wanted)])):
                found[" ".join(written[start : start + len(wanted)])] = None
    return tuple(found)


def rules_of(name: str) -> tuple[str, ...]:
    """The rules to begin with for a commitment: the words of its name that say what it's about."""
    empty = frozenset(_EMPTY.split())
    said = [word.casefold() for word in _TOKEN.findall(name)]
    return tuple(dict.fromkeys(word for word in said if word not in empty and len(word) > 2))


def rules_in(lines: str) -> tuple[str, ...]:
    """The rules of a form, one on a line, each once."""
    said = (" ".join(line.split()) for line in lines.splitlines())
    return tuple({_plain(rule): rule for rule in said if rule}.values())


def wrong_rules(rules: Sequence[str]) -> str:
    """What is wrong with the rules of a form; nothing if they're sound."""
    if len(rules) > MOST_RULES:
        return f"At most {MOST_RULES} lines; these are {len(rules)}"
    for rule in rules:
        if len(rule) > LONGEST_RULE:
            return f"Write at most {LONGEST_RULE} letters in a line: “{rule[:30]}…” is longer"
        if sum(c.isalnum() for c in rule) < 2 or not re.fullmatch(r"[^*]+\*?", rule):
            return (
                f"“{rule}” can’t be looked for. Write words, such as: social worker. A * may stand at the end"
            )
    return ""


def _plain(word: str) -> str:
    made = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold()
    return "".join(c for c in made if not unicodedata.combining(c))


def _alike(rule: str, word: str) -> bool:
    if rule.endswith("*"):
        return word.startswith(rule[:-1])
    if rule == word or word in (rule + "s", rule + "'s"):
        return True
    return len(rule) >= SLIPS_FROM and abs(len(rule) - len(word)) <= 1 and _a_slip_apart(rule, word)


def _a_slip_apart(one: str, other: str) -> bool:
    """True if one letter was left out, added, changed or swapped with the next. The first letter must fit."""
    if one[0] != other[0]:
        return False
    length = min(len(one), len(other))
    same = next((i for i in range(length) if one[i] != other[i]), length)
    rest, others = one[same:], other[same:]
    swapped = rest[1:2] + rest[:1] + rest[2:] == others
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] or swapped
