"""Words that are hard to read or that young people asked us not to use, with why and what to say instead."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from feedback.domain.frameworks import Avoid, Framework, Jargon
from feedback.domain.plain_words import PLAINER
from feedback.domain.surveys import find_words

MOST_WORDS = 15  # in a sentence
HARD_SYLLABLES = 5
QUOTED_WORDS = 7  # so many words of a promise in a row are a quotation
EVERYONE_KNOWS = frozenset({"TV", "UK", "NHS", "GP", "OK", "PE", "ID", "DVD", "USA", "TOGETHER", "SMS"})


@dataclass(frozen=True)
class Finding:
    """One thing to look at: the field it's in, the words it's about (or none), why it matters, what to do."""

    at: str
    words: str
    why: str
    instead: str


@dataclass(frozen=True)
class Vocabulary:
    """The words to look for: to avoid, to explain, and the promises as they're written."""

    avoid: Sequence[Avoid] = ()
    terms: Sequence[str] = ()
    promises: Sequence[str] = ()
    explained: Sequence[str] = field(default=())  # words that the survey itself explains, or is about

    def explaining(self, words: Iterable[str]) -> "Vocabulary":
        """The same where a survey explains these words."""
        return Vocabulary(self.avoid, self.terms, self.promises, (*self.explained, *(w for w in words if w)))


def vocabulary(jargon: Jargon | None, frameworks: Iterable[Framework]) -> Vocabulary:
    """The words of a council's own jargon buster and promises."""
    terms = [w for t in jargon.terms for w in (t.term, t.short) if w] if jargon else []
    promises = [
        words
        for framework in frameworks
        for c in framework.commitments
        for words in (c.words, *(p.words for p in c.priorities))
    ]
    return Vocabulary(jargon.avoid if jargon else (), terms, promises)


def of_words(at: str, words: str, known: Vocabulary) -> list[Finding]:
    """What to look at in some words that people read."""
    rules = (_avoided, _needs_explaining, _office_words, _letters, _quoted, _long_sentences, _hard_words)
    found: list[Finding] = []
    for rule in rules if words.strip() else ():
        for one in rule(at, words, known):
            if not any(one.words and one.words.casefold() in f.words.casefold() for f in found):
                found.append(one)
    return found


def _avoided(at: str, words: str, known: Vocabulary) -> Iterator[Finding]:
    by_length = sorted(known.avoid, key=lambda a: len(a.word), reverse=True)
    for avoid in by_length:
        if hit := find_words([avoid.word, f"{avoid.word}s"], words):
            yield Finding(at, hit[0], avoid.why, f"Say “{avoid.instead}”.")


def _needs_explaining(at: str, words: str, known: Vocabulary) -> Iterator[Finding]:
    for term in known.terms:
        hit = find_words([term, f"{term}s"], words)
        if hit and not _explains(known, hit[0]):
            why = "It’s in the jargon buster: not everyone knows what it means."
            yield Finding(at, hit[0], why, "Use other words, or explain it on “Words that are explained”.")


def _office_words(at: str, words: str, known: Vocabulary) -> Iterator[Finding]:
    for word, plainer in PLAINER.items():
        hit = find_words([word, f"{word}s"], words)
        if hit and not _explains(known, hit[0]):
            yield Finding(at, hit[0], "It’s a word that people use in offices.", f"Try “{plainer}”.")


def _letters(at: str, words: str, known: Vocabulary) -> Iterator[Finding]:
    if words.isupper():
        return  # shouted, and not an abbreviation
    for letters in dict.fromkeys(re.findall(r"\b[A-Z]{2,6}s?\b(?!’)", words)):
        if letters.rstrip("s") not in EVERYONE_KNOWS and not _explains(known, letters.rstrip("s")):
            yield Finding(at, letters, "Not everyone knows what these letters stand for.", "Write it out.")


def _quoted(at: str, words: str, known: Vocabulary) -> Iterator[Finding]:
    said = _plain(words)
    for promise in known.promises:
        for run in _runs(_plain(promise)):
            if f" {run} " in f" {' '.join(said)} ":
                why = "These are the council’s own words for a promise."
                yield Finding(at, run, why, "Say it as a young person would.")
                return


def _runs(words: Sequence[str]) -> list[str]:
    return [" ".join(words[i : i + QUOTED_WORDS]) for i in range(len(words) - QUOTED_WORDS + 1)]


def _plain(words: str) -> list[str]:
    return re.findall(r"[\w’'-]+", words.casefold())


def _long_sentences(at: str, words: str, _known: Vocabulary) -> Iterator[Finding]:
    for sentence in sentences(words):
        if (n := len(_counted(sentence))) > MOST_WORDS:
            first = " ".join(sentence.split()[:6])
            why = f"This sentence has {n} words. Up to {MOST_WORDS} are easy to read on a phone."
            yield Finding(at, f"{first} …", why, "Cut it, or make it two sentences.")


def _counted(sentence: str) -> list[str]:
    return [w for w in sentence.split() if re.search(r"\w", w)]


def sentences(words: str) -> list[str]:
    """The sentences of a text. “e.g. this” and “Mr. Smith” don't end one; a new line does."""
    joined = re.sub(r"\b(e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St)\.", r"\1", words)
    return [s.strip() for s in re.split(r"(?<=[.!?])[\"”’)]?\s+|\n+", joined) if s.strip()]


def _hard_words(at: str, words: str, known: Vocabulary) -> Iterator[Finding]:
    for word in dict.fromkeys(re.findall(r"[A-Za-z’]+(?! teams?\b)\b", words)):  # a team’s name stays
        if syllables(word) >= HARD_SYLLABLES and not _explains(known, word):
            yield Finding(at, word, "It’s a long word to read.", "Use a shorter one, or explain it.")


def syllables(word: str) -> int:
    """About how many there are in an English word: its groups of vowels, without a silent e at the end."""
    plain = word.casefold().replace("’", "")
    plain = re.sub(r"(?<=[^aeiouyl])es?$|(?<=[^aeiouytd])ed$", "", plain) or plain
    return max(1, len(re.findall(r"[aeiouy]+", plain)))


def _explains(known: Vocabulary, word: str) -> bool:
    return any(find_words([word, word.rstrip("s")], e) or find_words([e], word) for e in known.explained)


def reading_age(words: str) -> int | None:
    """About the age at which most people can read this, from how long its words and sentences are; None where
    there is too little to say. Flesch and Kincaid (1975): a grade, and five years more for an age.
    """
    found = [w for w in re.findall(r"[A-Za-z’]+", words)]
    if len(found) < 30:
        return None
    counted = max(1, len(sentences(words)))
    grade = 0.39 * len(found) / counted + 11.8 * sum(map(syllables, found)) / len(found) - 15.59
    return max(5, round(grade) + 5)
