"""What the types of an XLSForm’s rows come to with us, and the few patterns that are read in its columns."""

import re

SELECT = re.compile(
    r"^(?P<how>select[_ ]?one(?:[_ ]external)?|select1|select[_ ]multiple|select all that apply|rank"
    r"|select[_ ](?:one|multiple)[_ ]from[_ ]file)\s+(?:from\s+)?(?P<list>\S+)"
    r"(?P<other>\s+or[_ ]\w*\s*other)?$",
    re.IGNORECASE,
)
WORDS = {"text", "string"}
EXACT = {"integer": "a number", "int": "a number", "decimal": "a number", "range": "a number"}
EXACT |= {"date": "a date", "datetime": "a date and a time", "time": "a time"}
QUIET = {
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "email",
    "phonenumber",
    "simserial",
    "subscriberid",
}
QUIET |= {
    "audit",
    "start-geopoint",
    "background-audio",
    "hidden",
    "calculate",
    "xml-external",
    "csv-external",
}
WHY = {
    "note": "it is words to read, not a question",
    "acknowledge": "it is a box to tick before going on",
    "trigger": "it is a box to tick before going on",
    "geopoint": "Told Us doesn’t ask where people are",
    "geotrace": "Told Us doesn’t ask where people are",
    "geoshape": "Told Us doesn’t ask where people are",
    "image": "Told Us takes no pictures or files from those who answer",
    "photo": "Told Us takes no pictures or files from those who answer",
    "audio": "Told Us takes no recordings from those who answer",
    "video": "Told Us takes no recordings from those who answer",
    "file": "Told Us takes no pictures or files from those who answer",
    "barcode": "Told Us scans nothing",
}
ONLY = (
    r"not\s?\(\s?selected\s?\(\s?\.\s?,\s?'([^']+)'\s?\)\s?and\s?count-selected\s?\(\s?\.\s?\)\s?>\s?1\s?\)"
)
ALONE = re.compile(ONLY)
ALL_ALONE = re.compile(rf"{ONLY}(?: and {ONLY})*")
RANGE = re.compile(r"(start|end|step)\s*=\s*(-?\d+)\b")
NUMBER = re.compile(r"-?\d{1,300}(\.\d+)?([eE][-+]?\d{1,3})?")
MOST_STEPS = 11
