"""Reminders in plain words, for whoever will pass them on. They name nobody, and say that nobody has to.

In English: whoever knows the people writes to them in their language. Knows nothing of where a survey is
served.
"""

from dataclasses import dataclass

LONGEST_TEXT = 160  # one text message, in letters that every phone has


@dataclass(frozen=True)
class About:
    """What a reminder is about: the survey's title, who is asked, its address, its last day in words, and
    whether they need a code.
    """

    title: str
    many: str
    link: str
    last_day: str
    needs_code: bool

    @property
    def _code(self) -> str:
        return " You need the code on your card or letter." if self.needs_code else ""


def to_pass_on(about: About) -> str:
    """For social workers, personal advisers and foster carers."""
    return (
        f"Please pass this on to the {about.many} you know.\n\n"
        f"The council wants to know what they think. The survey is called “{about.title}”. "
        f"It works on any phone: {about.link}\n\n"
        f"It closes on {about.last_day}.{about._code} Nobody has to answer, and any question can be "
        "skipped. Nobody can see which answers are whose.\n\n"
        "Please let them answer alone. If they ask for help, read the questions out and keep what they say "
        "to yourself."
    )


def email(about: About) -> tuple[str, str]:
    """(the subject, the words), to send to those who are asked."""
    return (
        f"Tell us what you think by {about.last_day}",
        "Hello,\n\n"
        f"Have you told us what you think yet? “{about.title}” is open until {about.last_day}.\n\n"
        f"{about.link}\n\n"
        f"You can skip any question.{about._code} Nobody can see which answers are yours. If you have "
        "answered already, thank you: you need do nothing.",
    )


def text(about: About) -> str | None:
    """A text message that fits into one; None if the address alone is too long for that."""
    code = " Have your code ready." if about.needs_code else ""
    tries = (
        f"{about.title}: tell us what you think by {about.last_day}. Skip what you like.{code} {about.link}",
        f"Tell us what you think by {about.last_day}.{code} {about.link}",
        f"By {about.last_day}: {about.link}",
        about.link,
    )
    return next((words for words in tries if words.isascii() and len(words) <= LONGEST_TEXT), None)


def poster_line(about: About) -> str:
    """One line for a poster or a newsletter."""
    return f"Tell us what you think: “{about.title}”, until {about.last_day}. {about.link}"
