"""What counts as a word, a number and a mark when two texts are compared. Knows nothing of documents."""

import re

MARK = re.compile(r"\[[a-z]\]")
WORD = re.compile(r"\[[a-z]\]|[0-9]+(?:[.,][0-9]+)*%?|[^\W\d_]+(?:[’'-][^\W\d_]+)*|[^\W_]+%?")


def words(text: str) -> list[str]:
    """The words, numbers and marks of a text, without what stands between them."""
    return WORD.findall(text)


def look(word: str) -> str:
    """What kind of word it is: a mark, a percentage, another number, or letters."""
    if MARK.fullmatch(word) or not word[0].isalnum():
        return word[0]
    if word[0].isdigit():
        return "%" if word.endswith("%") else "1"
    return "a"
