"""docs/access.md says what the app goes by."""

import re
from pathlib import Path

from feedback.web.access import ACCESS, Who

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access.md"


def test_the_page_lists_who_may_open_what() -> None:
    rows = dict(re.findall(r"^\| (\w+) \| ([\w., ]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    for who in Who:
        listed = set(rows[who].split(", "))
        assert listed == {endpoint for endpoint, allowed in ACCESS.items() if allowed is who}
