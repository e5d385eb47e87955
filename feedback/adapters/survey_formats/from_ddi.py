"""DDI codebooks (1.0 to 2.5), as data archives keep them: variables with their questions and categories."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from feedback.adapters.survey_formats.asking import Asked, Choice, a_choice
from feedback.adapters.survey_formats.drafting import Draft
from feedback.adapters.survey_formats.plain_text import plain, quoted
from feedback.adapters.survey_formats.understood import MOST_SAID, Understood, too_long
from feedback.domain.questions import Kind

KIND = "DDI codebook"
_YES = {"1", "y", "yes", "true"}


def read_tree(tree: Element) -> Understood:
    """The questions in a codebook's tree. Raises NotUnderstood."""
    for node in tree.iter():
        node.tag = str(node.tag).rpartition("}")[2]
    draft = Draft(KIND, tree.findtext("./stdyDscr/citation/titlStmt/titl") or "")
    draft.introduction = plain(tree.findtext("./stdyDscr/stdyInfo/abstract"))
    variables = {name: v for v in tree.iterfind("./dataDscr/var") if (name := v.get("ID") or v.get("name"))}
    if len(variables) > MOST_SAID:
        raise too_long("variables", MOST_SAID)
    several = list(_several(tree, variables))
    first = {parts[0].get("ID") or parts[0].get("name"): (words, parts) for words, parts in several}
    rest = {id(part) for _, parts in several for part in parts}
    for name, variable in variables.items():
        if name in first:
            words, parts = first[name]
            choices = [Choice(p.get("name") or "", _label(p)) for p in parts]
            draft.ask(Asked(name, words, Kind.CHOOSE_SEVERAL, choices))
        elif id(variable) not in rest:
            _variable(draft, name, variable)
    if draft.questions:
        draft.say(
            "A codebook doesn’t say in a way that can be read who was asked what. Everyone is "
            "asked everything."
        )
    return draft.finish()


def _several(tree: Element, variables: dict[str, Element]) -> Iterator[tuple[str, list[Element]]]:
    """Groups of variables that are one question with several answers, with its words."""
    for group in tree.iterfind("./dataDscr/varGrp"):
        names = (group.get("var") or "").split()
        parts = [variables[n] for n in names if n in variables]
        if group.get("type") == "multipleResp" and len(parts) > 1:
            yield plain(group.findtext("txt")) or plain(group.findtext("labl")) or _asked(parts[0]), parts


def _label(variable: Element) -> str:
    return plain(variable.findtext("labl")) or plain(variable.get("name"))


def _asked(variable: Element) -> str:
    return plain(variable.findtext("./qstn/qstnLit")) or plain(variable.findtext("qstn")) or _label(variable)


def _variable(draft: Draft, name: str, variable: Element) -> None:
    words = _asked(variable)
    categories = [c for c in variable.iterfind("catgry") if c.get("missing") not in ("Y", "y")]
    choices = [
        Choice(plain(c.findtext("catValu")), plain(c.findtext("labl")) or plain(c.findtext("catValu")))
        for c in categories
    ]
    if choices:
        draft.ask(Asked(name, words, a_choice(choices), choices, plain(variable.findtext("./qstn/preQTxt"))))
        if any(c.find("catStat") is not None for c in categories):
            draft.say("How many people gave each answer was left out.")
    elif variable.find("qstn") is not None:
        kind = variable.find("varFormat")
        one = Asked(name, words, Kind.COMMENT)
        if kind is not None and kind.get("type") == "numeric":
            draft.ask_exact(one, "a number")
        else:
            draft.ask(one)
    else:
        draft.say(
            f"{quoted(words)} was left out: it is a column of data without a question or answers to pick."
        )
