"""What an officer said of one question, from the form to an entry of the mapping. Knows nothing of files."""

from collections.abc import Mapping, Set

from werkzeug.datastructures import MultiDict

from feedback.adapters.imports.cells import date as day
from feedback.adapters.imports.cells import identity, number
from feedback.adapters.imports.mapping import BandEntry, OptionEntry, QuestionEntry
from feedback.adapters.imports.showing import ShownOption, ShownQuestion
from feedback.domain.questions import Kind

KINDS: Mapping[Kind, str] = {
    Kind.CHOOSE_ONE: "Choose one",
    Kind.CHOOSE_SEVERAL: "Choose several",
    Kind.SCALE: "A scale, its options in order",
    Kind.YES_NO: "Yes or no",
    Kind.NUMBER: "A number, kept in bands",
    Kind.DATE: "A date, kept in bands",
    Kind.COMMENT: "Words of their own",
}
PICKED = (Kind.CHOOSE_ONE, Kind.SCALE, Kind.YES_NO)
OWN, NONE, MERGED = "", "-none", "="
MOST_LETTERS = 1000


class Said:
    """One question as the form says. `wrong` is what is wrong with it, by field."""

    def __init__(self, question: ShownQuestion, form: MultiDict[str, str], tags: Set[str]) -> None:
        self.question, self.form, self.known_tags = question, form, tags
        self.wrong: dict[str, str] = {}

    def _text(self, name: str) -> str:
        return " ".join(str(self.form.get(name, "")).split())

    def entry(self, before: QuestionEntry) -> QuestionEntry:
        """The entry that says it; worth nothing if something is wrong."""
        ask, kind = self._text("ask"), self._kind()
        if not 1 <= len(ask) <= MOST_LETTERS:
            self.wrong["ask"] = f"Write the question, in up to {MOST_LETTERS} letters"
        update: dict[str, object] = {"ask": ask, "kind": kind, "leave_out": False}
        update |= {"split": self._text("split") or None, "options": None, "bands": None}
        no_answer = [x for line in self._lines("no-answer") if (x := identity(line))]
        gone: set[str] = set()
        same = kind is self.question.kind or (kind in PICKED and self.question.kind in PICKED)
        if same and self.question.banded:
            update["bands"] = self._bands()
        elif same and self.question.options:
            options, silent, gone = self._options()
            update["options"] = options
            no_answer += [v for v in silent if v not in no_answer]
        update["no_answer"] = tuple(no_answer)
        return before.model_copy(update=update | self._telling(kind, gone, same))

    def _kind(self) -> Kind:
        given = self.form.get("kind", "")
        return Kind(given) if given in {str(k.value) for k in Kind} else self.question.kind

    def _lines(self, name: str) -> list[str]:
        return [
            line.strip()[:MOST_LETTERS] for line in str(self.form.get(name, "")).splitlines() if line.strip()
        ]

    def _options(self) -> tuple[tuple[OptionEntry, ...], list[str], set[str]]:
        """The options in their order, merged; the answers that are none; and the keys that are gone."""
        shown = self.question.options
        what = [str(self.form.get(f"is-{n}", OWN)) for n in range(len(shown))]
        into = {o.key: self._end(o, what) for o in shown}
        silent = [v for o in shown if into[o.key] is None for v in o.values]
        kept = [(n, o) for n, o in enumerate(shown) if into[o.key] == o.key]
        kept.sort(key=lambda pair: (self._place(pair[0]), pair[0]))
        made = []
        for n, option in kept:
            label = self._text(f"label-{n}")
            if not 1 <= len(label) <= MOST_LETTERS:
                self.wrong[f"label-{n}"] = f"Write the words of option {n + 1}"
                continue
            values = tuple(v for o in shown if into[o.key] == option.key for v in o.values)
            made.append(OptionEntry(key=option.key, label=label, values=values))
        if len(kept) < 2 and shown:
            self.wrong["is-0"] = "Keep at least two options, or leave the question out"
        return tuple(made), silent, {key for key, end in into.items() if end != key}

    def _end(self, option: ShownOption, what: list[str]) -> str | None:
        """Which option this one ends up in, through all that are merged: None if it's no answer."""
        by_key = {o.key: what[n] for n, o in enumerate(self.question.options)}
        key, seen = option.key, {option.key}
        while by_key[key].startswith(MERGED):
            key = by_key[key].removeprefix(MERGED)
            if key in seen or key not in by_key:
                place = list(by_key).index(option.key)
                self.wrong[f"is-{place}"] = f"“{option.label}” can’t be merged in a circle: keep one of them"
                return option.key
            seen.add(key)
        return None if by_key[key] == NONE else key

    def _place(self, n: int) -> float:
        """Where an option is to stand: what isn't a number leaves it where it was."""
        given = number(self._text(f"place-{n}"))
        return n + 1 if given is None else given

    def _bands(self) -> tuple[BandEntry, ...]:
        made = []
        last = len(self.question.options) - 1
        for n, option in enumerate(self.question.options):
            label, to = self._text(f"label-{n}"), self._text(f"to-{n}")
            if n == last:
                made.append(BandEntry(key=option.key, label=label or None))
                continue
            if not label and not to:
                continue  # emptied: the next band takes its answers too
            end = number(to) if self.question.kind is Kind.NUMBER else day(to)
            if end is None:
                what = "the last number" if self.question.kind is Kind.NUMBER else "the last day"
                self.wrong[f"to-{n}"] = f"Write {what} that belongs to band {n + 1}"
                continue
            made.append(BandEntry(key=option.key, label=label or None, to=end))
        return tuple(made)

    def _telling(self, kind: Kind, gone: set[str], same: bool) -> dict[str, object]:
        """What is told of it: the sentence, the options that count, the promises, breakdowns."""
        keys = {o.key for o in self.question.options} - gone if same else set()
        tags = [t for t in self.form.getlist("tags") if t in self.known_tags]
        counts = tuple(k for k in self.form.getlist("counts") if k in keys)
        told_us = self._text("told-us") or None
        if told_us and not counts and kind is not Kind.COMMENT:
            self.wrong["told-us"] = "Tick the options that this sentence is about, or leave it empty"
        return {
            "told_us": told_us if counts else None,
            "counts": counts if told_us else (),
            "tags": tuple(tags),
            "breakdown": "breakdown" in self.form and bool(keys) and kind is not Kind.CHOOSE_SEVERAL,
        }
