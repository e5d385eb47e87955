"""Keeps words from being run as a formula by a spreadsheet. Knows nothing of what the words say."""

# What a spreadsheet takes for the start of a formula, in plain and full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def defused(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would run it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
