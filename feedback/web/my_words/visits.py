"""One visit with three words: what they lead to, and how this person reads it. Keeps nothing between visits:
each form carries the words on. No routes.
"""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from feedback.adapters import after_sending
from feedback.adapters.after_sending import Mine
from feedback.adapters.store import comments
from feedback.adapters.tables import Comment
from feedback.domain.questions import Question
from feedback.domain.reading import Reading
from feedback.web import language
from feedback.web.answering.visits import promised

my_words = Blueprint("my_words", __name__)
Page = str | tuple[str, int]


@dataclass(frozen=True)
class Visit:
    """What the words led to. `typed` are the words, as they were typed."""

    session: Session
    mine: Mine
    typed: str

    def page(self, name: str, **more: object) -> str:
        return render_template(
            f"my_words/{name}.html",
            reading=self.reading,
            survey=self.mine.survey,
            typed=self.typed,
            promise=promised(self.mine.wave),
            **more,
        )

    @property
    def reading(self) -> Reading:
        survey = self.mine.survey
        return Reading(survey, language.current(), language.easy() and survey.has_easy)

    def written(self) -> list[tuple[Comment, Question]]:
        """Each comment of theirs with the question that it answers."""
        every = after_sending.written(self.session, self.mine)
        asked = ((comment, self.mine.survey.question(comment.question)) for comment in every)
        return [(comment, question) for comment, question in asked if question]

    def chosen(self, to_change: bool = False) -> tuple[Comment, Question] | None:
        """The comment that the form is about; None if there is none, or no more. One that is to be changed is
        held until then.
        """
        question = self.mine.survey.question(request.form.get("question", ""))
        if question is None:
            return None
        wave, seq = self.mine.wave, self.mine.seq
        if to_change:
            comment = comments.hold(self.session, wave, seq, question.key)
        else:
            comment = self.session.get(Comment, (wave.id, seq, question.key))
        return (comment, question) if comment else None
