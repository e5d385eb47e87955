"""Survey definitions of other tools to ours, and ours to what other tools read. Stores nothing."""

from pydantic import ValidationError

from feedback.adapters.survey_formats import as_ddi, as_xlsform, as_yaml, finding
from feedback.adapters.survey_formats.understood import MOST_BYTES, File, NotUnderstood, Understood, damaged
from feedback.domain.surveys import Survey

__all__ = ["KINDS", "File", "NotUnderstood", "Understood", "read", "write"]

KINDS = ("yaml", "xlsform", "ddi")


def read(file_name: str, content: bytes) -> Understood:
    """A survey from a file of any kind that we know, found by what is in it. Raises NotUnderstood."""
    if len(content) > MOST_BYTES:
        raise NotUnderstood(
            f"The file is over {MOST_BYTES // 2**20} MB, more than a survey’s questions need.",
            "Check that it has the questions and not the answers, or pictures, in it.",
        )
    if not content.strip():
        raise NotUnderstood("The file is empty.", "Export it again, and check that it opens in its own tool.")
    found = finding.reader_of(content)(file_name, content)
    try:
        Survey.model_validate(found.definition)
    except ValidationError:  # such as one of our own forms that was changed by hand
        raise damaged(found.kind) from None
    return found


def write(survey: Survey, kind: str, *, made_up: bool = False, producer: str = "Told Us") -> File:
    """A survey as a file of one of KINDS. Who made it, and whether the answers that it stands beside are made
    up, is said in a DDI codebook. Raises ValueError for another kind, and for words that no file can hold.
    """
    if kind == "yaml":
        return as_yaml.write(survey)
    if kind == "xlsform":
        return as_xlsform.write(survey)
    if kind == "ddi":
        return as_ddi.write(survey, made_up=made_up, producer=producer)
    raise ValueError(f"there is no format “{kind}”; there are: {', '.join(KINDS)}")
