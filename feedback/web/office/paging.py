"""Long lists a page at a time. Knows nothing of what is listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

A_PAGE = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """One page of a list: its items, its number from 1, and how many pages and items there are in all."""

    items: Sequence[T]
    number: int
    pages: int
    total: int


def leaf(items: Sequence[T], asked: str, size: int = A_PAGE) -> Leaf[T]:
    """The page that an address asks for; the nearest one there is, for a number that no page has."""
    pages = max(1, -(-len(items) // size))
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    number = min(max(1, number), pages)
    return Leaf(items[(number - 1) * size : number * size], number, pages, len(items))


def page_of(place: int, size: int = A_PAGE) -> int:
    """The number of the page that the item at this place, counted from 0, is on."""
    return place // size + 1
