"""Space, voice, audience and influence: what being heard needs, and what of a survey fills each."""

from dataclasses import dataclass

from feedback.domain.designs import Design
from feedback.domain.questions import Kind


@dataclass(frozen=True)
class Need:
    """One of Lundy's four: what it is, the field that fills it, and whether it is filled."""

    name: str
    means: str
    field: str
    filled: bool


def lundy(design: Design) -> tuple[Need, ...]:
    """Space, voice, audience and influence: what young people need to be heard (Lundy, 2007)."""
    writes = any(q.kind is Kind.COMMENT for q in design.questions)
    space = bool(design.in_danger) or not writes
    return (
        Need("Space", "It’s safe to speak, and people know who reads words of harm.", "in_danger", space),
        Need("Voice", "People know what it’s about, and that they can skip.", "introduction",
             bool(design.introduction)),
        Need("Audience", "People know who will read what they say.", "who_reads", bool(design.who_reads)),
        Need("Influence", "People know when and how they will hear what changed.", "hear_back",
             bool(design.hear_back)),
    )  # fmt: skip
