"""What an address asks of a wave's results: groups, a part of the answers, the wave before. Draws nothing."""

from dataclasses import dataclass
from typing import Any

from flask import request

from feedback.adapters.lookup import NotFound, groups_asked, only
from feedback.domain.answered import WaveAnswers

MOST_CONDITIONS = 2


@dataclass(frozen=True)
class Asked:
    """Questions to break down by; answers that the people looked at gave, as (question, option); and whether
    the wave before is to stand beside.
    """

    by: tuple[str, ...]
    only: tuple[tuple[str, str], ...]
    before: bool

    @property
    def address(self) -> dict[str, Any]:
        """What makes url_for ask the same again. What somebody searches for is never in an address."""
        asked = {"by": self.by, "only": [f"{q}={o}" for q, o in self.only], "before": "yes"}
        return {name: value for name, value in asked.items() if value and (name != "before" or self.before)}

    def of(self, answers: WaveAnswers) -> WaveAnswers:
        """The answers of the part that is asked for. Raises NotFound for what the survey doesn't have."""
        if self.by:
            groups_asked(answers, self.by, marked=False)
        return self.part_of(answers)

    def part_of(self, answers: WaveAnswers) -> WaveAnswers:
        """Only those who gave the answers that are asked for. Raises NotFound."""
        if len(self.only) > MOST_CONDITIONS:
            raise NotFound(f"Look at those who gave one answer, or {MOST_CONDITIONS}.")
        for question, option in self.only:
            answers = only(answers, question, option)
        return answers


def asked() -> Asked:
    """What the address of this request asks."""
    by = tuple(dict.fromkeys(key for key in request.args.getlist("by") if key))
    pairs = (text.partition("=") for text in request.args.getlist("only") if text)
    conditions = tuple(dict.fromkeys((question, option) for question, _, option in pairs))
    return Asked(by, conditions, request.args.get("before") == "yes")


NOTHING = Asked((), (), before=False)
