"""A survey as one person reads it: in a language, standard or easy. Knows nothing of pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.domain.questions import Option, Question
from feedback.domain.surveys import Meaning, Survey, find_words
from feedback.domain.translations import ENGLISH


@dataclass(frozen=True)
class Said:
    """Words and the language that they are in, which may not be the one that was asked for."""

    words: str
    language: str = ENGLISH


@dataclass(frozen=True)
class Reading:
    """A survey, the language to read it in, and whether in easy read. What isn't translated is in English."""

    survey: Survey
    language: str = ENGLISH
    easy: bool = False

    def said(self, words: str) -> Said:
        """English words of the survey in the reader's language, as far as they are translated."""
        translation = self.survey.languages.get(self.language)
        if translation and words in translation.words:
            return Said(translation.words[words], self.language)
        return Said(words)

    def _best(self, standard: str, easy: str | None) -> Said:
        """Easy words if they are wanted and there; but standard words in the reader's own language rather
        than easy ones in English.
        """
        if not (self.easy and easy):
            return self.said(standard)
        said = self.said(easy)
        return said if said.language == self.language else self.said(standard)

    @property
    def title(self) -> Said:
        return self.said(self.survey.title)

    def ask(self, question: Question) -> Said:
        return self._best(question.ask, question.easy)

    def hint(self, question: Question) -> Said | None:
        """The hint; in easy read only an easy one, or one that has no easy form."""
        if question.hint:
            return self._best(question.hint, question.easy_hint)
        return self.said(question.easy_hint) if self.easy and question.easy_hint else None

    def skip(self, question: Question) -> Said:
        return self.said(question.skip)

    def option(self, option: Option) -> Said:
        return self._best(option.label, option.easy)

    def label(self, question: Question, key: str) -> Said:
        """What an option of a question is called."""
        return self.option(next(o for o in question.options if o.key == key))

    def start(self, name: str) -> Said | None:
        """A paragraph of the start page by its name in the survey: introduction, who_reads and so on."""
        standard: str | None = getattr(self.survey, name)
        return self._best(standard, getattr(self.survey.easy, name)) if standard else None

    def meanings(self, question: Question) -> tuple["Explained", ...]:
        """The words of this question that are explained, for this reader."""
        english = Reading(self.survey, easy=self.easy)
        searched = [english.ask(question), english.hint(question), *map(english.option, question.options)]
        # In other languages a word changes its ending, so it is looked for in the English.
        here = [m for m in self.survey.words if any(s and m.occurs_in(s.words) for s in searched)]
        shown = [said for said in (self.ask(question), self.hint(question)) if said]
        return tuple(self._explained(m, place, shown) for place, m in enumerate(here, 1))

    def _explained(self, meaning: Meaning, place: int, shown: Sequence[Said]) -> "Explained":
        forms = tuple(self.said(form) for form in meaning.forms())
        linked = any(
            f.language == s.language and find_words([f.words], s.words) for f in forms for s in shown
        )
        return Explained(place, forms, self.said(meaning.means), linked)


@dataclass(frozen=True)
class Explained:
    """A word that is explained: its place among those of a question, from 1; its forms, the first of which is
    its name; what it means; and whether it stands in the question or its hint, where it can be tapped.
    """

    place: int
    forms: tuple[Said, ...]
    means: Said
    linked: bool
