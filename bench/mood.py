"""How often the guess at a comment's mood is right, beside TextBlob's own.

    ./run bench mood [--show]

Patients wrote the comments to two NHS trusts (TOLDUS_SHARED/C_freetext); a person marked each as critical (-5
to -1) or positive (1 to 5). A third trust's are left out: most of its happy comments are marked 0. So are
answers
such as “Nothing” to “What could be better?”: they need their question. Ours was made with the odd rows in
view;
the figures are of the even ones.
"""

import csv
import sys
from collections import Counter
from collections.abc import Callable

from textblob import TextBlob

from bench.redaction import COMMENTS
from feedback.adapters.comments.mood import FIRST, Mood, mood

HAPPY, UNHAPPY = Mood.HAPPY, Mood.UNHAPPY
Guess = Callable[[str], Mood]
FAR = 0.05  # TextBlob: how far from nothing counts


def marked() -> list[tuple[str, Mood]]:
    """Each comment with what a person made of it."""
    found = []
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            score = row["criticality"]
            left_out = row["question"].startswith("Trust B") or row["label"] == "Couldn't be improved"
            if not left_out and score.lstrip("-").isdigit() and -5 <= int(score) <= 5 and int(score):
                found.append((row["feedback"], HAPPY if int(score) > 0 else UNHAPPY))
    return found


def textblob(words: str) -> Mood:
    """TextBlob's sentiment as it comes, which needs no corpora."""
    felt = TextBlob(words).sentiment.polarity
    return HAPPY if felt > FAR else UNHAPPY if felt < -FAR else Mood.NEITHER


def told(name: str, guess: Guess, comments: list[tuple[str, Mood]]) -> None:
    table = Counter((true, guess(words)) for words, true in comments)
    right = sum(table[m, m] for m in (HAPPY, UNHAPPY)) / len(comments)
    f1 = [_f1(table, m) for m in (HAPPY, UNHAPPY)]
    print(
        f"{name}: accuracy {right:.1%}, macro-F1 {sum(f1) / 2:.3f} (happy {f1[0]:.3f}, unhappy {f1[1]:.3f})"
    )
    print(f"  {'marked':10}" + "".join(f"{m.value:>18}" for m in FIRST))
    for true in (UNHAPPY, HAPPY):
        print(f"  {true.name.lower():10}" + "".join(f"{table[true, m]:18,}" for m in FIRST))


def _f1(table: Counter[tuple[Mood, Mood]], of: Mood) -> float:
    hit = table[of, of]
    said = sum(n for (_, g), n in table.items() if g is of)
    true = sum(n for (t, _), n in table.items() if t is of)
    return 2 * hit / (said + true) if said + true else 0.0


def main() -> int:
    if not COMMENTS.exists():
        print(f"The comments aren't at {COMMENTS}. Set TOLDUS_SHARED to the folder that holds C_freetext.")
        return 1
    show = "--show" in sys.argv
    comments = marked()[1::2] if show else marked()[::2]
    print(
        f"{len(comments):,} comments, {sum(t is UNHAPPY for _, t in comments):,} marked unhappy by a person"
    )
    told("Always happy", lambda words: HAPPY, comments)
    told("TextBlob alone", textblob, comments)
    told("Ours", mood, comments)
    if show:
        for words, true in [(w, t) for w, t in comments if mood(w) is not t][:150]:
            print(true.name, mood(words).name, words[:140].replace("\n", " "))
    return 0


if __name__ == "__main__":
    sys.exit(main())
