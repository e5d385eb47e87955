"""A leaflet as a page that stands alone, for an e-mail or a file: nothing is fetched, no script."""

from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from feedback.adapters.documents.leaflets import Around, from_right, grouped, tidied, written
from feedback.adapters.settings import shipped
from feedback.domain.leaflets import Leaflet


def write(leaflet: Leaflet, around: Around) -> bytes:
    """The page with its pictures in it."""
    return page(leaflet, around, lambda key: _data(around.pictures[key].png())).encode()


def page(leaflet: Leaflet, around: Around, address_of: Callable[[str], str]) -> str:
    """The page, each picture under the address that its key is given."""
    template = _environment().get_template("documents/leaflet.html")
    whole = tidied(leaflet)
    return template.render(
        leaflet=whole, blocks=list(grouped(whole.lines)), around=around, address_of=address_of
    )


def _data(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode()}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["written"] = written
    environment.tests["from_right"] = from_right
    return environment
