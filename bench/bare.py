"""A bare Flask view that draws a page of the same size, to hold ours against. Nothing but Flask and Jinja:
no database, no session, no header of ours, nothing packed.

Its template is a page of ours in which every word is a variable, so that it sends the same to the letter.
"""

import os
import re
import sys
from html import unescape
from itertools import count
from pathlib import Path

from flask import Flask, render_template
from jinja2 import DictLoader

from bench.servers import Web

PAGE = "TOLDUS_BENCH_PAGE"  # the file with the page
_WORDS = re.compile(r">([^<>]*\S[^<>]*)<")


def of(html: str) -> Flask:
    """The app that sends this page at every address."""
    said = [unescape(words) for words in _WORDS.findall(html)]
    places = count()
    template = _WORDS.sub(lambda _: f">{{{{ said[{next(places)}] }}}}<", html)
    app = Flask("bare")
    app.jinja_env.loader = DictLoader({"page.html": template})

    @app.get("/")
    @app.get("/<path:_where>")
    def page(_where: str = "") -> str:
        return render_template("page.html", said=said)

    return app


class Bare(Web):
    """The same gunicorn, started the same way."""

    @property
    def command(self) -> list[str]:
        served = [sys.executable, "-m", "gunicorn", "bench.bare:served()"]
        return [*served, "--bind", f"127.0.0.1:{self.port}", "--workers", str(self.workers)]


def served() -> Flask:
    """For gunicorn, which reads gunicorn.conf.py as for ours."""
    return of(Path(os.environ[PAGE]).read_text())
