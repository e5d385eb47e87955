"""Known vulnerabilities in the packages of the lock: asks pip-audit, and says plainly if nobody could tell.

    .venv/bin/python -m tests.audited        # ./run tests does it first; what follows is given to pip-audit

It fails where one is found, and where some packages were looked up and others weren't. Where none could be,
as on a machine that can't reach the list, it says that nothing was audited and goes on.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parents[1] / "requirements-dev.txt"  # it holds all that the app needs too
SECONDS = "10"


def main(more: Sequence[str] = (), lock: Path = LOCK) -> int:
    """Says what was found; 1 if somebody should act on it, else 0."""
    asked = ["--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", SECONDS]
    whole = [sys.executable, "-m", "pip_audit", *asked, "--requirement", str(lock), *more]
    done = subprocess.run(whole, capture_output=True, text=True, check=False)
    try:
        said, code = verdict(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError):  # it broke off, and its last line says why
        said, code = f"Not audited: the list can’t be reached. {done.stderr.strip()[-200:]}", 0
    sys.stderr.write(f"{said}\n")
    return code


def verdict(packages: Sequence[Mapping[str, Any]]) -> tuple[str, int]:
    """What to say of these packages, and 1 if it should fail."""
    missed = [p["name"] for p in packages if "skip_reason" in p]
    holes = [
        f"{p['name']} {p['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'none yet'}"
        for p in packages
        for hole in p.get("vulns", ())
    ]
    if holes:
        return "\n".join(["Known vulnerabilities:", *holes]), 1
    if len(missed) == len(packages):
        return "Not audited: the list of known vulnerabilities can’t be reached from here.", 0
    if missed:
        return f"Not audited: {', '.join(missed)}. The others have no known vulnerability.", 1
    return f"Audited: none of {len(packages)} packages has a known vulnerability.", 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
