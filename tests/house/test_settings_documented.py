"""docs/settings.md names every setting that is read, with the default that it has, and no other."""

import ast
import re
from pathlib import Path

from docx import Document

from feedback.adapters import settings
from feedback.adapters.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "settings.md"
NAME = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")


def names_in(source: str) -> set[str]:
    """The words in a module that are written as the environment's names are."""
    texts = {n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant)}
    return {t for t in texts if isinstance(t, str) and NAME.fullmatch(t)}


def rows() -> dict[str, list[str]]:
    """Each setting's other cells: what it's for, its default, an example."""
    table = re.findall(r"^\| `([A-Z_]+)` \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: cells.split(" | ") for name, cells in table}


def test_the_page_has_every_setting_that_is_read_and_no_other():
    read = names_in(Path(settings.__file__).read_text(encoding="utf-8"))
    assert set(rows()) == read
    assert {"DATABASE_URL", "SECRET_KEY", "TOLDUS_COUNCIL"} < read


def test_each_setting_says_what_it_is_for_its_default_and_an_example():
    assert {name for name, cells in rows().items() if len(cells) != 3 or not all(cells)} == set()


def test_the_defaults_on_the_page_are_the_defaults(tmp_path):
    found = Settings.from_environment({"TOLDUS_INSTANCE": str(tmp_path)})
    yes_no = {False: "no", True: "yes"}
    defaults = {
        "TOLDUS_COUNCIL": found.council,
        "TOLDUS_HELP_LINES": "; ".join(f"{h.name}: {h.number}, {h.note}" for h in found.help_lines),
        "TOLDUS_LEAVE_TO": found.leave_to,
        "TOLDUS_PLAIN_HTTP": yes_no[found.plain_http],
        "TOLDUS_BEHIND_PROXY": yes_no[found.behind_proxy],
        "TOLDUS_THRESHOLD": str(found.rules.threshold),
        "TOLDUS_SMALL_GROUP": str(found.rules.small_group),
    }
    assert {name: rows()[name][1].strip("`") for name in defaults} == defaults


def test_the_examples_on_the_page_can_be_used(tmp_path):
    given = {name: cells[2].strip("`") for name, cells in rows().items()}
    Document().save(tmp_path / "template.docx")
    given |= {"TOLDUS_INSTANCE": str(tmp_path), "TOLDUS_SURVEYS": str(tmp_path)}
    given |= {"TOLDUS_WORD_TEMPLATE": str(tmp_path / "template.docx")}
    found = Settings.from_environment(given)
    assert found.council == given["TOLDUS_COUNCIL"]
    assert found.database_url.startswith("postgresql+psycopg://")


def test_nothing_else_in_the_package_reads_the_environment():
    readers = set()
    for path in (ROOT / "feedback").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"\b(os\.environ|getenv|environ\[)", text):
            readers.add(path.relative_to(ROOT).as_posix())
    # serving.py hands prometheus_client its folder, which that takes from the environment alone.
    allowed = {"feedback/adapters/settings.py", "feedback/demo.py", "feedback/serving.py"}
    assert readers <= allowed


def test_the_search_for_names_finds_them():
    assert names_in('env.get("TOLDUS_NEW"); f"TOLDUS_OLD is wrong"; x = "Plain words"') == {"TOLDUS_NEW"}
