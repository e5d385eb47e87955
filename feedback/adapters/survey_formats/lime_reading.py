"""A LimeSurvey file on its way to a survey of ours: words in their languages, parts of questions."""

from collections.abc import Iterable, Mapping, Sequence

from feedback.adapters.survey_formats.asking import Asked, Choice
from feedback.adapters.survey_formats.drafting import Draft
from feedback.adapters.survey_formats.equations import condition
from feedback.adapters.survey_formats.lime_rows import Asking, Lime, Part
from feedback.adapters.survey_formats.plain_text import plain
from feedback.domain.questions import Kind

KIND = "LimeSurvey"


class Reading:
    """A file and the survey that is made of it."""

    def __init__(self, lime: Lime) -> None:
        self.lime = lime
        own = lime.survey.get(lime.base, {})
        self.draft = Draft(KIND, own.get("surveyls_title", ""))
        self.draft.introduction = plain(own.get("surveyls_welcometext") or own.get("surveyls_description"))

    def say(self, words: Mapping[str, str]) -> tuple[str, dict[str, str]]:
        """Words in the survey's own language, and in its others."""
        first = words.get(self.lime.base) or words.get("") or next(iter(words.values()), "")
        return first, {name: words[name] for name in self.lime.others if name in words}

    def choices(self, parts: Iterable[Part], scale: str = "0") -> list[Choice]:
        found = []
        for part in parts:
            if part.scale == scale:
                label, said = self.say(part.words)
                found.append(Choice(part.code, label, said=said))
        return found

    def asked(self, one: Asking, kind: Kind, choices: Sequence[Choice] = ()) -> Asked:
        words, said = self.say(one.words)
        hint, hint_said = self.say(one.help)
        made = Asked(one.code, words, kind, list(choices), hint, condition(one.relevance), said)
        made.hint_said = hint_said
        return made

    def part(self, one: Asking, parts: Sequence[Part], kind: Kind, choices: Sequence[Choice] = ()) -> Asked:
        """One row of a grid, or one cell of it, as a question of its own."""
        made = self.asked(one, kind, choices)
        for part in parts:
            words, said = self.say(part.words)
            whole = plain(made.words)
            made.said = {n: f"{plain(made.said[n])}: {plain(w)}" for n, w in said.items() if n in made.said}
            made.words = f"{whole}: {plain(words) or part.code}" if whole else plain(words)
        made.name = "_".join([one.code, *(p.code for p in parts)])
        return made
