"""What was counted in every wave, short enough to stand in a backup: the same counts have the same seal."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from feedback.adapters.store import editions, tallies, waves
from feedback.adapters.tables import Wave


def seals(session: Session) -> Mapping[str, Any]:
    """How many responses each wave has, and the seal of its counts, by the wave's key."""
    return {wave.key: _sealed(session, wave) for wave in waves.every(session)}


def _sealed(session: Session, wave: Wave) -> dict[str, Any]:
    tally = tallies.tally(session, wave)
    survey = editions.get(session, wave.survey_key, wave.edition)
    counts = [tally.count(question.key) for question in survey.questions]
    told = [{**asdict(c), "question": c.question.key} if c else None for c in counts]
    whole = json.dumps(told, sort_keys=True).encode()
    return {"responses": tally.responses, "seal": sha256(whole).hexdigest()}


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The waves that aren't counted the same any more, by key."""
    return sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
