"""Nothing in the repository is half done, has a name that says nothing, or knows of one person's machine."""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Written in pieces, so that this file does not find itself.
LEFT_UNDONE = re.compile(
    "|".join(rf"\b{a}{b}\b" for a, b in (("TO", "DO"), ("FIX", "ME"), ("XX", "X"), ("HA", "CK")))
)
PLACES = (("/ho", r"me/\w"), ("/Us", r"ers/\w"), ("/ro", r"ot/\w"), ("/wo", r"rk/\w"), ("[A-Z]:", r"\\Users"))
MACHINE_PATHS = re.compile("|".join(a + b for a, b in PLACES))
SAYS_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "misc",
    "stuff",
    "base",
}
MADE_BY_OTHERS = {"uv.lock", "requirements.txt", "requirements-dev.txt"}


MADE_WHILE_IT_RUNS = {"instance", "build", "dist", "__pycache__", "node_modules"}


def kept_files() -> list[Path]:
    """The repository's own files, without what is made while it runs."""
    git = [shutil.which("git") or "false", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:  # an unpacked copy, or a machine without git
        found = [p for p in ROOT.rglob("*") if not _is_made(p.relative_to(ROOT))]
    return [p for p in found if p.is_file() and p.name not in MADE_BY_OTHERS]


def _is_made(path: Path) -> bool:
    return any(part in MADE_WHILE_IT_RUNS or part.startswith(".") for part in path.parts)


def texts() -> dict[str, str]:
    found = {}
    for path in kept_files():
        raw = path.read_bytes()
        if b"\0" not in raw[:1024]:
            found[path.relative_to(ROOT).as_posix()] = raw.decode("utf-8", errors="replace")
    return found


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_there_are_files_to_look_at():
    assert {"feedback/cli.py", "README.md", "run", "surveys/care-leavers.yaml"} <= set(texts())


def test_nothing_is_left_to_do():
    assert lines_with(LEFT_UNDONE) == []


def test_nothing_knows_of_one_persons_machine():
    assert lines_with(MACHINE_PATHS) == []


def test_every_module_has_a_name_that_says_what_it_knows():
    names = {p.relative_to(ROOT).as_posix() for p in kept_files() if p.suffix == ".py"}
    assert {n for n in names if SAYS_NOTHING & set(re.split(r"[/_.]", n.removesuffix(".py")))} == set()


def test_every_text_is_utf_8_with_plain_line_ends_and_an_end_of_line_at_its_end():
    wrong = []
    for path in kept_files():
        raw = path.read_bytes()
        if b"\0" in raw[:1024] or not raw or path.suffix == ".svg":
            continue
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            wrong.append(f"{path.name}: not UTF-8")
        if b"\r\n" in raw or not raw.endswith(b"\n"):
            wrong.append(f"{path.name}: line ends")
    assert wrong == []


def test_the_search_finds_what_it_looks_for():
    assert LEFT_UNDONE.search("# " + "TO" + "DO: later")
    assert not LEFT_UNDONE.search("# a to-do list, mastodon")
    assert MACHINE_PATHS.search("see /ho" + "me/sam/x")
    assert not MACHINE_PATHS.search("/homework/ and /srv/")
