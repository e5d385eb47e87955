"""Conditions written as a line of text, as XLSForm, LimeSurvey and SurveyJS write them. Never runs them."""

import re
from dataclasses import dataclass

from feedback.adapters.survey_formats.conditions import (
    ALWAYS,
    CannotSay,
    Condition,
    Every,
    Is,
    Not,
    Some,
    Unsaid,
)

MOST_LETTERS, DEEPEST = 4_000, 40
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"[^"]*"|'[^']*')
  | (?P<ref>\$?\{[^{}]*\})
  | (?P<number>-?\d+(?:\.\d+)?)(?![\w.])
  | (?P<sign>==|!=|<>|>=|<=|&&|\|\||[=<>!(),\[\]])
  | (?P<word>[^\W\d][\w.:-]*)
    )""",
    re.VERBOSE,
)
_AND, _OR, _NOT = {"and", "&&"}, {"or", "||"}, {"not", "!"}
_EQUAL, _UNEQUAL = {"=", "==", "eq", "equal", "contains", "contain"}, {"!=", "<>", "ne", "notequal"}
_LISTED = {"anyof", "noneof", "notcontains"}
_EMPTY, _FILLED = {"empty"}, {"notempty"}
_SUFFIX = re.compile(r"\.(?:NAOK|shown|value|valueNAOK|code)$")
_TOO_MUCH = "it is more than a comparison with an answer"


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


def condition(text: str) -> Condition:
    """The condition in a line, or why it can’t be said."""
    try:
        return parse(text)
    except CannotSay as why:
        return Unsaid(str(why))


def parse(text: str) -> Condition:
    """The condition in a line. Raises CannotSay for what compares anything but an answer with a value."""
    if len(text) > MOST_LETTERS:
        raise CannotSay("it is too long")
    if not text.strip():
        return ALWAYS
    reader = _Reader(_tokens(text))
    found = reader.some(0)
    if reader.left:
        raise CannotSay(_TOO_MUCH)
    return found


def _tokens(text: str) -> list[_Token]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise CannotSay(_TOO_MUCH)
        found.append(_Token(match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


class _Reader:
    """Takes tokens from the front, one rule a method."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.left = tokens[::-1]

    def next(self) -> _Token:
        if not self.left:
            raise CannotSay(_TOO_MUCH)
        return self.left.pop()

    def at(self, words: set[str]) -> bool:
        """Takes the next token if it is one of these."""
        if self.left and self.left[-1].kind in ("sign", "word") and self.left[-1].text.lower() in words:
            self.left.pop()
            return True
        return False

    def need(self, sign: str) -> None:
        if not self.at({sign}):
            raise CannotSay(_TOO_MUCH)

    def some(self, depth: int) -> Condition:
        parts = [self.every(depth)]
        while self.at(_OR):
            parts.append(self.every(depth))
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def every(self, depth: int) -> Condition:
        parts = [self.one(depth)]
        while self.at(_AND):
            parts.append(self.one(depth))
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def one(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise CannotSay("it is nested too deeply")
        if self.at(_NOT):
            return Not(self.one(depth + 1))
        if self.at({"("}):
            inside = self.some(depth + 1)
            self.need(")")
            return inside
        return self.comparison()

    def comparison(self) -> Condition:
        first = self.next()
        if first.kind == "number" and first.text == "1":
            return ALWAYS
        if first.kind == "word" and first.text == "true" and self.at({"("}):
            self.need(")")
            return ALWAYS
        if first.kind == "word" and first.text in ("selected", "is_empty", "empty") and self.at({"("}):
            return self.call(first.text)
        if first.kind in ("text", "number"):
            return self.compared(None, first)
        return self.compared(first, None)

    def call(self, called: str) -> Condition:
        name = _name(self.next())
        if called == "selected":
            self.need(",")
            value = _value(self.next())
            self.need(")")
            return Is(name, (value,))
        self.need(")")
        return Not(Is(name, None))

    def compared(self, name: _Token | None, value: _Token | None) -> Condition:
        sign = self.next().text.lower()
        if sign in _EMPTY | _FILLED and name:
            filled = Is(_name(name), None)
            return filled if sign in _FILLED else Not(filled)
        if sign in _LISTED and name:
            listed = Is(_name(name), self.listed())
            return listed if sign == "anyof" else Not(listed)
        if sign not in _EQUAL | _UNEQUAL:
            raise CannotSay("it compares numbers, dates or words" if sign in "<=>=" else _TOO_MUCH)
        other = self.next()
        said = _value(value or other)
        found = Is(_name(name or other), (said,) if said else None)
        return found if (sign in _EQUAL) == bool(said) else Not(found)

    def listed(self) -> tuple[str, ...]:
        if not self.at({"["}):
            return (_value(self.next()),)
        values = [_value(self.next())]
        while self.at({","}):
            values.append(_value(self.next()))
        self.need("]")
        return tuple(values)


def _name(token: _Token) -> str:
    if token.kind == "ref":
        return token.text.strip("${} ")
    if token.kind == "word":
        return _SUFFIX.sub("", token.text)
    raise CannotSay(_TOO_MUCH)


def _value(token: _Token) -> str:
    if token.kind == "text":
        return token.text[1:-1]
    if token.kind == "number" or (token.kind == "word" and token.text in ("true", "false")):
        return token.text
    raise CannotSay(_TOO_MUCH)
