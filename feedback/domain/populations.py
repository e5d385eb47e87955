"""How many people there are who could have answered, by the council's own count. Knows nothing of answers."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from feedback.domain.frameworks import Content, Key, Words


class Population(Content):
    """The council's totals for one wave: everyone, and by group where it knows them.

    `groups` has people by option key under the key of a question marked as a breakdown. `weigh_by` names
    those of these questions that figures are to be weighted by, too.
    """

    source: Words
    counted_on: date
    people: Annotated[int, Field(ge=1)]
    groups: Mapping[Key, Mapping[Key, Annotated[int, Field(ge=0)]]] = Field(default_factory=dict)
    weigh_by: tuple[Key, ...] = ()
