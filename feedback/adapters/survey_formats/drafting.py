"""Builds a survey of ours out of another tool’s, question by question. Knows no format; says its changes."""

from collections.abc import Mapping, Sized
from typing import Any

from feedback.adapters.imports.keys import short, slug, unique
from feedback.adapters.survey_formats.asking import AUDIENCE, NO, TO_ADD, YES, Asked, Choice
from feedback.adapters.survey_formats.conditions import (
    CannotSay,
    Is,
    Target,
    both,
    resolve,
)
from feedback.adapters.survey_formats.languages_in import Languages
from feedback.adapters.survey_formats.plain_text import cut, plain, puts_in_answers, quoted
from feedback.adapters.survey_formats.understood import (
    MOST_QUESTIONS,
    MOST_SAID,
    NotUnderstood,
    Understood,
    too_long,
)
from feedback.domain.questions import MOST_OPTIONS, Kind

_NO_BANDS = "asks for {what}. Told Us keeps that only as a band, and the file has no bands"


class Draft:
    """The survey so far, and the sentences about it. With `own_names`, the file's names are keys of ours."""

    def __init__(self, kind: str, title: object, *, own_names: bool = False) -> None:
        self.kind, self.own_names = kind, own_names
        self.title = plain(title)
        self.key = ""
        self.introduction = ""
        self.own: dict[str, str] = {}  # what the start page says, in a file that we wrote
        self.languages = Languages()
        self.questions: list[dict[str, Any]] = []
        self.targets: dict[str, Target] = {}
        self.said: dict[str, None] = dict.fromkeys((TO_ADD, AUDIENCE))

    def say(self, sentence: str) -> None:
        self.said[sentence] = None
        if len(self.said) > MOST_SAID:
            raise too_long("parts", MOST_SAID)

    def leave_out(self, words: object, why: str) -> None:
        """Says that something was not brought in; `why` finishes the sentence."""
        self.say(f"{quoted(plain(words) or 'A question without words')} was left out: {why}.")

    def ask(self, one: Asked) -> str | None:
        """Adds a question and gives its key, or None if it had to be left out."""
        words = self._words_of(one)
        if not self._can_be_asked(one, words):
            return None
        if len(self.questions) >= MOST_QUESTIONS:
            raise too_long("questions", MOST_QUESTIONS)
        one.key = self._key(one, words)
        whole: dict[str, Any] = {"key": one.key, "ask": words, "kind": one.kind.value}
        if hint := plain(one.hint):
            whole["hint"] = hint
            self.languages.add(hint, one.hint_said)
        if one.choices:
            whole["options"] = [self._option(one, choice) for choice in one.choices]
        if shown := self._shown(one, words):
            whole["show-if"] = shown
        if one.page:
            whole["page"] = one.page
        self.questions.append(whole)
        self.languages.add(words, one.said)
        if one.choices:
            self.refer(one.name, one, {c.name: c.key for c in one.choices})
        return one.key

    def refer(self, name: str, asked: Asked, options: Mapping[str, str]) -> None:
        """Lets later conditions name this question, or a part of it, so."""
        every = tuple(c.key for c in asked.choices)
        self.targets[name] = Target(asked.key, asked.kind, options, every)

    def ask_more(self, one: Asked, choice: str, words: object, said: Mapping[str, str] | None = None) -> None:
        """A box to write in for those who picked an answer, as Told Us has it: a question of its own."""
        when = both(Is(one.name, (choice,)))
        label = plain(words) or "Please tell us more"
        more = Asked(f"{one.name}_{choice}", label, Kind.COMMENT, when=when, said=said or {})
        more.key = f"{one.key[:50].rstrip('-')}-more"
        key = self.ask(more)
        if key:
            whose = quoted(plain(one.words) or one.name)
            self.say(f"{whose} had a box to write in beside an answer. It is a question of its own, “{key}”.")

    def ask_exact(self, one: Asked, what: str) -> None:
        """A question whose exact answers are not ours to keep, and that came without bands."""
        one.kind, one.choices = Kind.COMMENT, []
        if self.ask(one):
            why = _NO_BANDS.format(what=what)
            words = quoted(plain(one.words) or one.name)
            do = "Give it bands and the kind “number” or “date”, or take it out"
            self.say(f"{words} {why}. It came in as a comment. {do}.")

    def too_many(self, words: object, answers: Sized) -> bool:
        """True, and said, if these are more answers than a question can have. Ask before copying them."""
        if len(answers) <= MOST_OPTIONS:
            return False
        self.leave_out(words, f"it has {len(answers):,} answers, and a question can have {MOST_OPTIONS}")
        return True

    def rank(self, one: Asked) -> None:
        """A ranking: one question for each thing, with the places as answers."""
        if self.too_many(one.words or one.name, one.choices):
            return
        places = [Choice(str(n), str(n)) for n in range(1, len(one.choices) + 1)]
        words = plain(one.words)
        for choice in one.choices:
            thing = f"{words}: {plain(choice.label)}" if words else plain(choice.label)
            copies = [Choice(p.name, p.label) for p in places]
            self.ask(Asked(f"{one.name}_{choice.name}", thing, Kind.SCALE, copies, one.hint, one.when))
        self.say(
            f"{quoted(words or one.name)} is a ranking. It is one question for each thing, with the places."
        )

    def say_grid(self, words: object, rows: int) -> None:
        """Says that a grid became questions."""
        if rows > 1:
            self.say(f"{quoted(plain(words))} is a grid. It is {rows} questions, one for each row or box.")

    def say_required(self) -> None:
        """Says once that nothing has to be answered here."""
        self.say("Some questions had to be answered. In Told Us everyone may skip any question.")

    def finish(self) -> Understood:
        """The whole survey. Raises NotUnderstood if not one question is left."""
        if not self.questions:
            raise NotUnderstood(
                f"This {self.kind} file has no question that Told Us can ask.",
                "Check that it is the right file, and that it has questions with words.",
            )
        title = self.title or "A survey brought in"
        whole: dict[str, Any] = {
            "survey": self.key or slug(title, 40) or "brought-in",
            "title": title,
            "audience": {"key": "people", "many": "people", "one": "person"},
        }
        if self.introduction:
            whole["introduction"] = self.introduction
        whole |= self.own
        whole["questions"] = self.questions
        if found := self.languages.found():
            whole["languages"] = found
        return Understood(whole, (*self.said, *self.languages.left_out), self.kind)

    def _words_of(self, one: Asked) -> str:
        words = plain(one.words)
        if not words:
            words = cut(plain(one.name.replace("_", " ").replace("-", " ")), 200) or "Question"
            self.say(
                f"{quoted(words)} had no words; it is called by its name. Write what people should read."
            )
        if len(words) >= 2000:
            self.say(f"{quoted(words)} was cut to 2,000 letters.")
        if puts_in_answers(words):
            self.say(
                f"{quoted(words)} puts an earlier answer into its words. Write it so that it fits everyone."
            )
        return words

    def _can_be_asked(self, one: Asked, words: str) -> bool:
        if one.kind is Kind.COMMENT:
            return True
        if self.too_many(words, one.choices):
            return False
        if len(one.choices) == 1 and one.kind is Kind.CHOOSE_SEVERAL:
            label = plain(one.choices[0].label) or one.choices[0].name
            one.kind, name = Kind.YES_NO, one.choices[0].name
            one.choices = [Choice(name, "Yes", key=YES), Choice("", "No", key=NO)]
            self.say(
                f"{quoted(words)} was one box to tick, “{cut(label, 70)}”. It is a question for yes or no."
            )
        if len(one.choices) < 2:
            self.leave_out(words, "it has fewer than two answers to pick from")
            return False
        return True

    def _key(self, one: Asked, words: str) -> str:
        taken = [q["key"] for q in self.questions]
        if self.own_names:
            return unique(slug(one.name), taken, "question")
        made = one.key or short(words, 40) or slug(one.name, 40)
        if made in taken and len(words) > 40:
            made = short(words, 40, both_ends=True) or made
        return unique(made, taken, "question")

    def _option(self, one: Asked, choice: Choice) -> dict[str, Any]:
        label = plain(choice.label)
        if not label:
            label = plain(choice.name) or "Answer"
            self.say(
                f"An answer to {quoted(plain(one.words) or one.name)} has no words; it is called “{label}”."
            )
        taken = [c.key for c in one.choices if c.key and c is not choice]
        made = slug(choice.name) if self.own_names else choice.key or slug(label, 40) or slug(choice.name, 40)
        choice.key = unique(made, taken, "answer")
        self.languages.add(label, choice.said)
        found: dict[str, Any] = {"key": choice.key, "label": label}
        return {**found, "alone": True} if choice.alone and one.kind is Kind.CHOOSE_SEVERAL else found

    def _shown(self, one: Asked, words: str) -> list[dict[str, Any]]:
        try:
            shown = resolve(one.when, self.targets.get)
        except CannotSay as why:
            said = f"{quoted(words)} was asked only in some cases, which could not be brought in: {why}"
            self.say(f"{said}. It is asked of everyone until you set when.")
            return []
        if any(s.turned for s in shown):
            self.say(
                f"{quoted(words)} was asked unless an earlier answer was given. It is asked of those "
                "who gave "
                "another answer, and no longer of those who skipped that question."
            )
        return [{"question": s.question, "options": list(s.options)} for s in shown]
