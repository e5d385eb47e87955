"""Nothing in the package runs what it was given: no commands, no code made of text, no objects from bytes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import feedback

ROOT = Path(feedback.__file__).parent
IMPORTS = {"subprocess", "pickle", "marshal", "shelve", "dill", "ctypes", "telnetlib", "pty"}
CALLS = {"eval", "exec", "compile", "__import__", "system", "popen", "render_template_string", "from_string"}
WEAK = {"md5", "sha1", "random"}
# Why each may: an old workbook is opened by a process of our own that can be stopped, and nothing of the file
# is in the command; a demonstration's answers are made up and the same each time.
MAY = {
    "adapters/old_excel.py: subprocess",
    "demo.py: random",
}


def found_in(source: str) -> Iterator[str]:
    """The names of dangerous parts that a module uses."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or ""
            names = {module.split(".")[0], *(n.name.split(".")[0] for n in node.names)}
            yield from names & (IMPORTS | WEAK)
        elif isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            whose = called.value.id if _of_a_name(called) else ""  # type: ignore[attr-defined]
            if name in CALLS and whose not in ("re", "typst"):  # which compile something else
                yield name
            if name in ("md5", "sha1"):
                yield name


def _of_a_name(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)


def test_no_module_uses_a_dangerous_part_but_where_it_says_why() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {name}"
        for path in ROOT.rglob("*.py")
        for name in found_in(path.read_text(encoding="utf-8"))
    }
    assert found == MAY


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from subprocess import run",
        "eval('1')",
        "import os\nos.system('ls')",
        "import hashlib\nhashlib.sha1(b'')",
        "render_template_string(given)",
        "from random import choice",
    ],
)
def test_the_search_finds_it(source: str) -> None:
    assert list(found_in(source))
