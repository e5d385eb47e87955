"""How well themes are suggested after 200 comments were coded, beside always guessing the commonest and
beside TextBlob's own classifier with our tokens (its own need downloads).

    ./run bench themes

Patients wrote the comments; a person gave each one of nine themes (TOLDUS_SHARED/C_freetext). Five times
200 are
drawn to learn from, and 2,000 others to try it on. The theme with the highest score is the guess.
"""

import csv
import random
import sys
from collections import Counter

from textblob.classifiers import NaiveBayesClassifier, contains_extractor

from bench.redaction import COMMENTS
from feedback.domain.suggesting import learn, tokens

LEARN, TRY, TIMES = 200, 2_000, 5
Coded = tuple[str, str]


def macro_f1(pairs: list[tuple[str, str]], themes: list[str]) -> float:
    """The mean over themes of F1; a theme that is never guessed right has 0."""
    hit = Counter(true for true, guess in pairs if true == guess)
    true, said = Counter(t for t, _ in pairs), Counter(g for _, g in pairs)
    return sum(2 * hit[t] / (true[t] + said[t]) if true[t] + said[t] else 0.0 for t in themes) / len(themes)


def blob(coded: list[Coded]) -> NaiveBayesClassifier:
    """TextBlob's classifier of which words there are, in our tokens."""

    return NaiveBayesClassifier(
        [(tokens(words), theme) for words, theme in coded], feature_extractor=contains_extractor
    )


def main() -> int:
    if not COMMENTS.exists():
        print(f"The comments aren't at {COMMENTS}. Set TOLDUS_SHARED to the folder that holds C_freetext.")
        return 1
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        real: list[Coded] = [(row["feedback"], row["label"]) for row in csv.DictReader(file)]
    themes = sorted({theme for _, theme in real})
    ours, theirs, blobs, right = [], [], [], []
    pairs: list[tuple[str, str]] = []
    for time in range(TIMES):
        drawn = random.Random(time).sample(real, LEARN + TRY)
        learnt = learn([(words, {theme}) for words, theme in drawn[:LEARN]])
        assert learnt is not None
        commonest = Counter(theme for _, theme in drawn[:LEARN]).most_common(1)[0][0]
        guessed = []
        for words, theme in drawn[LEARN:]:
            scores = learnt.scores(words)
            guessed.append((theme, max(scores, key=lambda t: scores[t])))
        ours.append(macro_f1(guessed, themes))
        theirs.append(macro_f1([(theme, commonest) for _, theme in drawn[LEARN:]], themes))
        textblob = blob(drawn[:LEARN])
        said = [(theme, textblob.classify(tokens(words))) for words, theme in drawn[LEARN:]]
        blobs.append(macro_f1(said, themes))
        right.append(sum(t == g for t, g in guessed) / TRY)
        pairs += guessed
    print(f"{len(themes)} themes; {TIMES} times {LEARN} comments to learn from and {TRY:,} to try")
    print(f"Always the commonest:  macro-F1 {sum(theirs) / TIMES:.3f}")
    print(f"TextBlob's classifier: macro-F1 {sum(blobs) / TIMES:.3f} ({min(blobs):.3f} to {max(blobs):.3f})")
    print(f"Suggested:             macro-F1 {sum(ours) / TIMES:.3f} ({min(ours):.3f} to {max(ours):.3f})")
    print(f"                       right {sum(right) / TIMES:.1%}")
    for theme in themes:
        print(f"  {theme:26} F1 {macro_f1(pairs, [theme]):.3f}  of {sum(t == theme for t, _ in pairs):,}")
    return 0 if sum(ours) > sum(theirs) else 1


if __name__ == "__main__":
    sys.exit(main())
