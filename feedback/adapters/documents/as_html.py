"""Sections as a web page that stands alone: no script, nothing fetched. Knows nothing of Flask.

The office's page shows the same section by the same macro, templates/macros/section.html: `teach` gives
its environment the words and shapes that the macro asks for.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import lru_cache
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from feedback.adapters import charts
from feedback.adapters.documents import carried, deeds, grid, pictures, words
from feedback.adapters.settings import shipped
from feedback.domain.deeds import Work
from feedback.domain.sections import Section


def write(sections: Sequence[Section]) -> bytes:
    template = _environment().get_template("documents/section.html")
    figures = carried.packed(sections)
    return template.render(sections=sections, title=words.title_of(sections), figures=figures).encode()


def teach(environment: Environment, address: Callable[[Work], str] | None = None) -> None:
    """Gives an environment the one name, `told`, that the section macro leans on. `address` says where a
    picture that somebody made can be seen, "" for nowhere; else it stands in the page itself.
    """
    environment.globals["told"] = SimpleNamespace(
        words=words,
        grid=grid,
        pictures=pictures,
        charts=charts,
        deeds=deeds,
        address=address or _in_the_page,
        bar=lambda length: charts.bar(length).svg(),
    )


def _in_the_page(work: Work) -> str:
    return f"data:{work.media_type};base64,{b64encode(work.content).decode()}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    teach(environment)
    return environment
