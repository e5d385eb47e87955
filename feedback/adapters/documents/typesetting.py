"""Data and a template made into a tagged PDF, by typst, where it's installed. Knows nothing of what it says.

A template is fed data and no markup, so nothing that people wrote can be run. Letters that no font on this
machine has are told by their names, in brackets: PDF/UA allows no empty box.
"""

import re
import unicodedata
from collections.abc import Callable, Set

from feedback.adapters.settings import shipped

_UNDRAWN = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_ROUNDS = 10  # in each, every letter that is found to have no font is named


class NoFont(Exception):  # noqa: N818
    """No font on this machine has so many of the letters that their names would be no text."""


def compiled(
    template: str, told: str, readable: Callable[[Set[str]], bool] = lambda _: True, **more: str
) -> bytes:
    """The PDF of a template in templates/documents, which reads `told` and `more` as they are.

    Raises ImportError where typst isn't installed; and NoFont where it isn't `readable` with the letters that
    would have to be named.
    """
    import typst

    folder = shipped("templates") / "documents"
    named: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            return typst.compile(
                folder / template, root=folder, sys_inputs={"told": told, **more}, pdf_standards="ua-1"
            )
        except typst.TypstError as problem:
            undrawn = _undrawn(problem.diagnostic)
            if not undrawn:
                raise
            named |= undrawn
            if not readable(named):
                raise NoFont from problem
            told = "".join([_named(letter) if letter in undrawn else letter for letter in told])
    raise AssertionError("a letter without a font was met again after it was named")


def _undrawn(said: str) -> set[str]:
    found = "".join(_unescaped(text) for text in _UNDRAWN.findall(said))
    # A letter can be found together with a plain one that it stands on, which every font has.
    return {letter for letter in found if not letter.isascii()}


def _unescaped(found: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found)


def _named(letter: str) -> str:
    return f"[{unicodedata.name(letter, '').lower() or f'letter {ord(letter):04X}'}]"
