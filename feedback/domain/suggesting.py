"""Learns from comments that a person coded what she might code another as. Knows nothing of who she is.

Ridge regression on words, pairs of words and runs of letters, each counted for less the more comments have
it. A
theme that few comments have weighs more. It's linear, so the words that led to a guess can be told.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FEWEST = 10  # comments that must be coded before anything is suggested
FEWEST_OF_A_THEME = 3
MOST = 600  # of the comments that were coded last
LIKELY = 0.35  # of 0 to 1: from here on a theme is suggested
RIDGE = 1.0
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = (3, 4, 5)
_MOST_WORDS = 400  # of one comment
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Suggestion:
    """A theme, how sure of it the computer is (0 to 1, no more than a guess), and the words that led to
    it.
    """

    theme: str
    strength: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Learnt:
    """What was learnt: a weight for each feature and theme."""

    themes: tuple[str, ...]
    places: Mapping[str, int]
    rarity: Floats
    weights: Floats
    usual: Floats

    def scores(self, words: str) -> Mapping[str, float]:
        """How likely each theme seems for a comment."""
        felt = self._row(features(words)) @ self.weights + self.usual
        return dict(zip(self.themes, (float(f) for f in felt), strict=True))

    def suggest(self, words: str) -> tuple[Suggestion, ...]:
        """The themes that seem likely, the likeliest first, each with up to four words that led to it."""
        scores = self.scores(words)
        likely = sorted((t for t in self.themes if scores[t] >= LIKELY), key=lambda t: -scores[t])
        return tuple(Suggestion(t, min(1.0, scores[t]), self._led(words, t)) for t in likely)

    def _led(self, words: str, theme: str) -> tuple[str, ...]:
        at = self.themes.index(theme)
        told = {}
        for word in dict.fromkeys(tokens(words)):
            row = self._row(Counter(_of_word(word)))
            told[word] = float(row @ self.weights[:, at])
        best = sorted(told, key=lambda w: -told[w])[:4]
        return tuple(w for w in best if told[w] > 0)

    def _row(self, counted: Counter[str]) -> Floats:
        row = np.zeros(len(self.places))
        for feature, many in counted.items():
            if feature in self.places:
                row[self.places[feature]] = 1 + math.log(many)
        row *= self.rarity
        length = float(np.sqrt(row @ row))
        return row / length if length else row


def tokens(words: str) -> list[str]:
    """The words of a comment in small letters, as many as are looked at."""
    return _TOKEN.findall(words.casefold())[:_MOST_WORDS]


def features(words: str) -> Counter[str]:
    """The words of a comment, each pair of neighbours, and the runs of letters in each word."""
    found: Counter[str] = Counter()
    before = ""
    for word in tokens(words):
        found.update(_of_word(word))
        if before:
            found[f"{before} {word}"] += 1
        before = word
    return found


def _of_word(word: str) -> Iterator[str]:
    yield word
    held = f"<{word[:30]}>"
    for size in _LETTERS:
        for start in range(len(held) - size + 1):
            yield "~" + held[start : start + size]


def learn(coded: Sequence[tuple[str, Set[str]]]) -> Learnt | None:
    """What comments with their themes teach, the latest last. None if there are too few of them."""
    coded = coded[-MOST:]
    many = Counter(theme for _, themes in coded for theme in themes)
    themes = tuple(sorted(t for t, n in many.items() if n >= FEWEST_OF_A_THEME))
    if len(coded) < FEWEST or not themes:
        return None
    counted = [features(words) for words, _ in coded]
    seen = Counter(feature for one in counted for feature in one)
    places = {
        f: i for i, f in enumerate(f for f, n in seen.items() if n > 1 or (" " not in f and f[0] != "~"))
    }
    rarity = np.array([math.log((1 + len(coded)) / (1 + seen[f])) + 1 for f in places])
    empty = Learnt(themes, places, rarity, np.zeros((len(places), len(themes))), np.zeros(len(themes)))
    rows = np.stack([empty._row(one) for one in counted])
    weights, usual = _ridge(rows, np.array([[t in of for t in themes] for _, of in coded], float))
    return Learnt(themes, places, rarity, weights, usual)


def _ridge(rows: Floats, truth: Floats) -> tuple[Floats, Floats]:
    """The weights and what is usual, theme by theme. Comments with a theme weigh as much as those without."""
    alike = rows @ rows.T
    weights = np.zeros((rows.shape[1], truth.shape[1]))
    usual = np.zeros(truth.shape[1])
    for at in range(truth.shape[1]):
        has = truth[:, at]
        share = float(has.mean())
        heavy = np.where(has > 0, 0.5 / max(share, 1e-9), 0.5 / max(1 - share, 1e-9)) ** 0.5
        usual[at] = float((heavy * has).sum() / heavy.sum())
        dual = np.linalg.solve(alike + RIDGE * np.diag(1 / heavy), has - usual[at])
        weights[:, at] = rows.T @ dual
    return weights, usual
