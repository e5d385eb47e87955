"""Nothing that opens something real is kept in the repository: no key, no token, no password, no data."""

import math
import re
from collections import Counter

import pytest

from tests.house.test_plain_words import kept_files, texts

NEVER_KEPT = re.compile(
    r"(^|/)(\.env(\..+)?|secret_key|id_(rsa|ed25519|ecdsa)|.*\.(pem|key|p12|pfx|sqlite3?|db|told))$"
)
# What makers of tokens begin them with, and the first line of a private key; in pieces, as elsewhere here.
MARKED = re.compile(
    "|".join(
        (
            "-----BEGIN" + r" [A-Z ]*PRIVATE KEY",
            r"\bgh[pousr]" + r"_\w{30,}",
            r"\bgithub" + r"_pat_\w{30,}",
            r"\bglpat" + r"-[\w-]{20}",
            r"\bAKIA" + r"[0-9A-Z]{16}\b",
            r"\bxox" + r"[abprs]-[\w-]{10,}",
            r"\bsk" + r"_live_\w{16,}",
            r"\bAIza" + r"[\w-]{35}",
            r"\beyJ" + r"[\w-]{20,}\.eyJ[\w-]{20,}\.",
            "AGE-SECRET" + "-KEY-1",
            r"://[^\s/:@${]+:" + r"(?=[^\s@]*\d)[^\s/:@{$]{6,}@",
        )
    )
)
ASSIGNED = re.compile(
    r"""(?:secret|passw|token|api.?key|credential)\w*["']?\s*[:=]\s*["']?([\w+/=.-]{16,})["']?\s*(?:$|[,)}#;])""",
    re.IGNORECASE,
)
BITS_EACH = 3.6  # words and names have fewer, random letters and digits more


def is_random(value: str) -> bool:
    """True of what nobody would think up: letters and digits with no pattern in them."""
    counts = Counter(value)
    bits = -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())
    return bits > BITS_EACH and any(c.isdigit() for c in value) and any(c.isalpha() for c in value)


def suspect(line: str) -> bool:
    """True if a line looks as if it held a secret."""
    return bool(MARKED.search(line)) or any(is_random(found) for found in ASSIGNED.findall(line))


def test_no_file_is_kept_that_holds_keys_or_answers() -> None:
    root = kept_files()
    assert [path.name for path in root if NEVER_KEPT.search(path.as_posix())] == []


def test_no_line_looks_as_if_it_held_a_secret() -> None:
    found = [
        f"{name}:{number}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if suspect(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "-----BEGIN" + " RSA PRIVATE KEY-----",
        "url = postgresql://toldus:" + "hunter2hunter2@db/toldus",
        "SECRET_KEY=" + "9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c",
        '"client_secret": "' + 'Zx8vQ2mN7pLk4RtY",',
        "token = " + "'ghp" + "_abcdefghijklmnopqrstuvwxyz0123456789'",
    ],
)
def test_the_search_finds_what_is_one(line: str) -> None:
    assert suspect(line)


@pytest.mark.parametrize(
    "line",
    [
        "DATABASE_URL: postgresql://toldus:${POSTGRES_PASSWORD}@db/toldus",
        "token = secrets.token_urlsafe(24)",
        'SECRET_KEY="a key for tests alone"',
        'TOKEN = "made-up-token-of-forty-letters-and-digits"',
    ],
)
def test_and_nothing_that_is_none(line: str) -> None:
    assert not suspect(line)
