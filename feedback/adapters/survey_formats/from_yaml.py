"""Our own survey files, read back. Knows nothing of the content folder around them."""

import re

from feedback.adapters.survey_files import survey_of
from feedback.adapters.survey_formats.understood import MOST_QUESTIONS, NotUnderstood, Understood, too_long
from feedback.adapters.yaml_files import Lined, Mistake, read_content

KIND = "Told Us"
_MOST_SAID = 12
_BEGINS = re.compile(rb"""^[\s{]*["']?survey["']?\s*:""", re.MULTILINE)
_MOST_BYTES = 500_000  # a thousand questions; the parser takes its time
_DEEPEST = 30
_BRACKETS = re.compile(rb"[\[\]{}]")


def read(file_name: str, content: bytes) -> Understood:
    """A survey as its file has it. Raises NotUnderstood with the file's mistakes, each with its line."""
    if len(content) > _MOST_BYTES:
        raise NotUnderstood(
            "The file is over 500 KB, which no survey of ours needs.", "Check that it is the right one."
        )
    if not _BEGINS.search(content):
        raise _not_ours()
    if _is_deep(content):
        raise NotUnderstood("The file is nested too deeply to be read.", "Check that it is a survey of ours.")
    lined = read_content(content, file_name)
    if not isinstance(lined.value, dict):
        raise _refused(lined) if lined.mistakes else _not_ours()
    if "survey" not in lined.value:
        raise _not_ours()
    if isinstance(asked := lined.value.get("questions"), list) and len(asked) > MOST_QUESTIONS:
        raise too_long("questions", MOST_QUESTIONS)
    found = survey_of(lined, need_tags=False).survey
    if found is None or lined.mistakes:
        raise _refused(lined)
    untagged = [q.key for q in found.questions if not q.tags]
    said = [f"These questions have no “tags” yet: {', '.join(untagged)}."] if untagged else []
    definition = found.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return Understood(definition, tuple(said), KIND)


def _is_deep(content: bytes) -> bool:
    """True of brackets in brackets that no survey has: the parser would take minutes to say so."""
    depth = 0
    for bracket in _BRACKETS.finditer(content):
        depth += 1 if bracket[0] in b"[{" else -1
        if depth > _DEEPEST:
            return True
    return False


def _not_ours() -> NotUnderstood:
    return NotUnderstood(
        "This is not a survey file that Told Us knows.",
        "A survey of ours begins with “survey:” and its key. From other tools, bring in "
        "XLSForm, LimeSurvey (.lss), "
        "SurveyJS, ONS, Qualtrics (.qsf) or a DDI codebook.",
    )


def _refused(lined: Lined) -> NotUnderstood:
    found: list[Mistake] = sorted(set(lined.mistakes))
    more = f"\n… and {len(found) - _MOST_SAID} more" if len(found) > _MOST_SAID else ""
    listed = "\n".join(str(mistake) for mistake in found[:_MOST_SAID])
    return NotUnderstood(
        f"The file has mistakes:\n{listed}{more}\n", "Put them right, and bring it in again."
    )
