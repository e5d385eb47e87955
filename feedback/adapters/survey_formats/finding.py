"""What kind of survey file this is, by what is in it. Knows no more of a kind than how it begins."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from feedback.adapters.archives import DAMAGED, LOCKED
from feedback.adapters.survey_formats import (
    from_ddi,
    from_limesurvey,
    from_ons,
    from_qualtrics,
    from_surveyjs,
    from_xlsform,
    from_yaml,
)
from feedback.adapters.survey_formats.opened import json_of, xml_of, zip_of
from feedback.adapters.survey_formats.understood import NotUnderstood, Understood

Reader: TypeAlias = Callable[[str, bytes], Understood]
KNOWN = "our own YAML, XLSForm, LimeSurvey (.lss), SurveyJS, ONS, Qualtrics (.qsf) and DDI codebooks"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def reader_of(content: bytes) -> Reader:
    """The reader for this content. Raises NotUnderstood for what is no survey file that we know."""
    if content.startswith(b"PK"):
        return _zipped
    if content.startswith(_OLD_EXCEL):
        return from_xlsform.read_old
    start = _start(content)
    if start.startswith("<"):
        return _xml
    if start.startswith(("{", "[")):
        return _json
    if "\0" in start:
        raise unknown()
    return from_yaml.read


def unknown() -> NotUnderstood:
    return NotUnderstood(
        "This is not a survey file that Told Us knows.", f"It can bring in {KNOWN}. Export the survey as one."
    )


def _start(content: bytes) -> str:
    for bom, encoding in zip(_BOMS, ("utf-8", "utf-16-le", "utf-16-be"), strict=True):
        if content.startswith(bom):
            return content[len(bom) : 400].decode(encoding, "replace").lstrip()
    return content[:400].decode("utf-8", "replace").lstrip()


def _zipped(file_name: str, content: bytes) -> Understood:
    parts = zip_of(content)
    if "xl/workbook.xml" in parts:
        return from_xlsform.read_new(file_name, content)
    survey = next((name for name in parts if name.lower().endswith(".lss")), None)
    if survey is None:
        raise unknown()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.read(survey)
    except (*DAMAGED, *LOCKED):
        raise unknown() from None
    found = from_limesurvey.read_tree(xml_of(inside))
    answers = (
        "The archive’s answers, if it has any, were not brought in: bring them in as last year’s answers."
    )
    return Understood(found.definition, (*found.left_out, answers), found.kind)


def _xml(file_name: str, content: bytes) -> Understood:
    tree: Element = xml_of(content)
    name = tree.tag.rpartition("}")[2]
    if name == "document" and tree.find("LimeSurveyDocType") is not None:
        return from_limesurvey.read_tree(tree)
    if name == "codeBook":
        return from_ddi.read_tree(tree)
    raise unknown()


def _json(file_name: str, content: bytes) -> Understood:
    value: Any = json_of(content)
    if not isinstance(value, dict):
        raise unknown()
    if isinstance(value.get("SurveyElements"), list):
        return from_qualtrics.read_value(value)
    if isinstance(value.get("sections"), list) and "survey_id" in value:
        return from_ons.read_value(value)
    if "survey" in value and isinstance(value.get("questions"), list):
        return from_yaml.read(file_name, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    if any(isinstance(value.get(key), list) for key in ("pages", "elements", "questions")):
        return from_surveyjs.read_value(value)
    raise unknown()
