"""The audit of the lock fails when something is found, and says so when nobody could tell."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests import audited

HOLE = {
    "id": "OSV-2019-1",
    "summary": "A way out of the sandbox",
    "aliases": [],
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.10.1"}]}],
        }
    ],
}
ONE = {"name": "jinja2", "version": "2.10", "vulns": []}
SKIPPED = {"name": "brotli", "skip_reason": "not found"}


@contextmanager
def listing(*holes: object) -> Iterator[str]:
    """A list of known vulnerabilities on this machine, which says the same of every package; its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps({"vulns": list(holes)} if holes else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()
    thread.join()
    server.server_close()


def audit(tmp_path: Path, address: str) -> int:
    """Runs the real tool over one package."""
    pytest.importorskip("pip_audit", reason="pip-audit isn’t in this environment: ./run tests puts it there")
    lock = tmp_path / "lock.txt"
    lock.write_text(f"jinja2==2.10 --hash=sha256:{'0' * 64}\n")
    return audited.main(["--vulnerability-service", "osv", "--osv-url", address], lock)


def test_a_known_vulnerability_fails_and_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with listing(HOLE) as address:
        assert audit(tmp_path, address) == 1
    assert "jinja2 2.10: OSV-2019-1, mended in 2.10.1" in capfd.readouterr().err


def test_without_one_it_says_how_many_were_looked_up(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with listing() as address:
        assert audit(tmp_path, address) == 0
    assert "Audited: none of 1 packages" in capfd.readouterr().err


def test_a_list_that_can_not_be_reached_is_said_plainly(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert audit(tmp_path, "http://127.0.0.1:9/nothing") == 0
    assert "Not audited" in capfd.readouterr().err


def test_what_could_not_be_looked_up_is_never_called_well() -> None:
    assert audited.verdict([SKIPPED, SKIPPED])[0].startswith("Not audited")
    assert audited.verdict([ONE, SKIPPED]) == (
        "Not audited: brotli. The others have no known vulnerability.",
        1,
    )
    assert audited.verdict([{**ONE, "vulns": [{"id": "X-1", "fix_versions": []}]}, SKIPPED])[1] == 1
