"""docs/access.md says what the app goes by."""

import re
from pathlib import Path

from feedback.domain.roles import ROLES, May
from feedback.web.access import ACCESS, OPENS, Who

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access.md"


def rows() -> dict[str, list[str]]:
    found = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {first: second.split(", ") for first, second in found}


def test_the_page_lists_what_each_right_opens() -> None:
    for right in (*Who, *May):
        opens = [endpoint for endpoint, wanted in ACCESS.items() if wanted == right]
        assert rows().get(str(right), []) == (opens or ["nothing yet"]), right


def test_no_page_is_opened_by_two_rights() -> None:
    named = " ".join(OPENS.values()).split()
    assert sorted(named) == sorted(ACCESS)


def test_the_page_lists_what_each_role_may_do() -> None:
    for role, rights in ROLES.items():
        assert rows()[str(role)] == [str(right) for right in May if right in rights], role
