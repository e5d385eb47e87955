"""What was heard elsewhere than in a survey: a meeting, a workshop, minutes, creative work. No surveys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from feedback.domain.disclosure import Rules

LONGEST, LONGEST_GROUP, LONGEST_ALT = 2000, 120, 200
MOST_PEOPLE = 100_000
FIRST_DAY = date(2000, 1, 1)
PICTURE, POEM, RECORDING = "picture", "poem", "recording"
KINDS: Mapping[str, str] = {
    "meeting": "Meeting",
    "workshop": "Workshop",
    "minutes": "Youth council minutes",
    "think-tank": "Think tank",
    PICTURE: "Picture",
    POEM: "Poem",
    RECORDING: "Recording",
}
CREATIVE = (PICTURE, POEM, RECORDING)
WITH_FILE = (PICTURE, RECORDING)
CONSENTS: Mapping[str, str] = {
    "own": "The young person, who is 13 or older",
    "both": "The young person, who is under 13, and whoever looks after them",
}


@dataclass(frozen=True)
class Elsewhere:
    """One thing heard. `people` is how many were there, None where nobody counted. `words` have no personal
    details left in them. `file` is the digest of a creative work that is kept with it, `alt` what is seen or
    heard in that; `consent` says who allowed it, by a key of CONSENTS.
    """

    kind: str = ""
    group: str = ""
    people: int | None = None
    on: date | None = None
    words: str = ""
    commitments: tuple[str, ...] = ()
    consent: str = ""
    alt: str = ""
    file: str = ""

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> "Elsewhere":
        names = ("kind", "group", "words", "consent", "alt", "file")
        given = {name: str(held.get(name, "")) for name in names}
        people, on = held.get("people"), held.get("on")
        return cls(
            people=None if people is None else int(people),
            on=date.fromisoformat(on) if on else None,
            commitments=tuple(held.get("commitments", ())),
            **given,
        )

    def held(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "group": self.group,
            "people": self.people,
            "on": self.on.isoformat() if self.on else None,
            "words": self.words,
            "commitments": list(self.commitments),
            "consent": self.consent,
            "alt": self.alt,
            "file": self.file,
        }

    def how_many(self, rules: Rules) -> str:
        """How many were there, in words; small groups aren't counted in public."""
        if self.people is None:
            return "Nobody counted how many were there"
        counted = self.counted(rules)
        return "A small group was there" if counted is None else f"{counted} people were there"

    def counted(self, rules: Rules) -> int | None:
        """How many were there, where that may be told."""
        if self.people is None or self.people < rules.small_group or rules.small(self.people):
            return None
        return self.people


def problems(heard: Elsewhere, known: Iterable[str], today: date) -> dict[str, str]:
    """Why it can't be kept as it is, by field in the order of the form; nothing if it can. `known` are the
    keys of all commitments.
    """
    wrong: dict[str, str] = {}
    if heard.kind not in KINDS:
        wrong["kind"] = "Choose what it was"
    if not 1 <= len(heard.group) <= LONGEST_GROUP:
        wrong["group"] = f"Say which group, without anyone’s name, in up to {LONGEST_GROUP} letters"
    if heard.people is not None and not 1 <= heard.people <= MOST_PEOPLE:
        wrong["people"] = "Write a whole number from 1, or leave it empty if nobody counted"
    if heard.on is None or not FIRST_DAY <= heard.on <= today:
        wrong["on"] = "Give the day. It can’t be after today"
    if not 1 <= len(heard.words) <= LONGEST:
        wrong["words"] = f"Write what was said, in up to {LONGEST} letters"
    if not heard.commitments or not set(heard.commitments) <= set(known):
        wrong["commitments"] = "Choose at least one promise that it’s about"
    return wrong | _wrong_work(heard)


def _wrong_work(heard: Elsewhere) -> dict[str, str]:
    """What creative work needs beside all that: consent, and words for those who can't see or hear it."""
    wrong: dict[str, str] = {}
    if heard.kind in CREATIVE and heard.consent not in CONSENTS:
        wrong["consent"] = "Say who agreed that it may be shown. Without consent it can’t be kept"
    if heard.kind in WITH_FILE and not heard.file:
        wrong["file"] = "Choose the file"
    if heard.kind in WITH_FILE and not 2 <= len(heard.alt) <= LONGEST_ALT:
        wrong["alt"] = f"Say what is seen or heard in it, in up to {LONGEST_ALT} letters"
    return wrong


def tidied(heard: Elsewhere) -> Elsewhere:
    """The same without what its kind doesn't have."""
    if heard.kind not in CREATIVE:
        return replace(heard, consent="", alt="", file="")
    return heard if heard.kind in WITH_FILE else replace(heard, alt="", file="")
