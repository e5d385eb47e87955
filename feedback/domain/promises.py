"""What people are promised when a wave opens: who reads, when they hear back, who is there if someone is in
danger. Turns a survey into what this wave asks. Knows nothing of where either is kept.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from feedback.domain.surveys import Survey

SAID = ("who_reads", "hear_back", "in_danger")  # a survey may say them itself; what a wave says goes first
LONGEST, LONGEST_ROLE = 500, 100


@dataclass(frozen=True)
class Promise:
    """What a wave says of its own: nothing where the survey's words stand. `harm_reader` is a role or a job
    title, `harm_within` how soon they read. Without `comments` the wave asks nothing that is answered in
    words.
    """

    who_reads: str = ""
    hear_back: str = ""
    in_danger: str = ""
    harm_reader: str = ""
    harm_within: str = ""
    comments: bool = True

    @classmethod
    def of(cls, kept: Mapping[str, object]) -> "Promise":
        """From what `kept` gave; one that was kept before there were promises is empty."""
        words = {name: str(kept.get(name, "")) for name in (*SAID, "harm_reader", "harm_within")}
        return cls(**words, comments=bool(kept.get("comments", True)))

    def kept(self) -> dict[str, object]:
        return asdict(self)


def as_asked(survey: Survey, promise: Promise) -> Survey:
    """The survey as this wave asks it. Raises ValueError if no question is left without comment boxes."""
    own = {name: words for name in SAID if (words := getattr(promise, name)) != ""}
    own = {name: words for name, words in own.items() if words != getattr(survey, name)}
    changed: dict[str, object] = dict(own)
    if own:  # easy words for words that are no longer said would say something else
        changed["easy"] = survey.easy.model_copy(update=dict.fromkeys(own))
    if not promise.comments and has_comments(survey):
        left = tuple(q for q in survey.questions if not q.takes_words)
        if not left:
            raise ValueError("every question of this survey is a comment box, so they can’t be left out")
        changed["questions"] = left
    return survey.model_copy(update=changed) if changed else survey


def has_comments(survey: Survey) -> bool:
    return any(q.takes_words for q in survey.questions)


def missing(asked: Survey) -> list[str]:
    """What a survey as it would be asked doesn't say yet, by the name of its key in a survey's file."""
    needed = SAID if has_comments(asked) else SAID[:2]
    return [name.replace("_", "-") for name in needed if not getattr(asked, name)]
