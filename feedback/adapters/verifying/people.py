"""How people are spoken of beside numbers, as patterns for one paragraph. Knows no arithmetic.

Every pattern is for text with single spaces, in any case of letters. None may take long over hostile text, so
each part is short and has an end.
"""

import re


def _any(*lines: str) -> str:
    """Any of these: names and patterns with a comma between them."""
    return f"(?:{'|'.join(one for line in lines for one in line.split(', '))})"


NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,9})"
COUNT = rf"(?<![\w£$€.,/–-])({NUMBER})(?![\w%]|[.,/–:-]\d| ?(?:%|per ?cent))"
PERCENT = r"(?<![\w£$€.,/–+±<>~≈-])(\d{1,3}(?:\.\d{1,6})?) ?(?:%|per ?cent\b)"
_OUT_OF = r"(?: ?/ ?| (?:out )?of (?:(?:the|our|all|all the|a total of) )?)"
RATIO = rf"(?<![\w£$€.,/–-])({NUMBER}){_OUT_OF}({NUMBER})(?![\w%/]|[.,]\d)"

GROUP = _any(
    "children and young people, young people, young adults, young women, young men, young carers",
    "care leavers, foster carers, parents and carers, children, people, pupils, students, parents, carers",
    "families, members, respondents, participants, adults, professionals, staff, residents, girls, boys",
    "teenagers",
)
ANYONE = frozenset({"", "people", "respondents", "participants", "members"})
THE_YOUNG = frozenset({"children and young people", "young people", "children"})
ALSO_YOUNG = frozenset({"care leavers", "pupils", "students", "young adults", "young carers", "teenagers"})

TOOK_PART = _any(
    "responded, replied, took part, completed, filled, returned, participated, had their say, shared their",
    r"answered(?! (?:yes|no)\b| [“\"‘']), gave (?:us )?(?:their|an answer)",
)
HEARD = _any("surveyed, interviewed, spoke to, spoke with, heard from")
FORMS = _any("surveys, questionnaires, forms, responses, replies, returns")
SAID = _any(
    "said, say, saying, told us, felt, feel, feeling, agreed, agree, agreeing, disagreed, disagree, answered",
    "reported, report, stated, state, thought, think, know, knew, want, wanted, would, had, have, were, are",
    "chose, ticked, rated, believed, believe, described, identified, selected, indicated, understood",
    "understand, enjoyed, enjoy, liked, like",
)
_HOW = _any("also, still, either, now, strongly, only, always, often, never, did not, do not, don[’']t")
HOW = rf"(?:{_HOW} )?"

# What a percentage must not stand behind, to be exact and a share.
_LOOSE = _any(
    "by, up, down, from, to, than, between, over, under, above, below, around, about, approximately",
    r"approx\.?, nearly, almost, roughly, least, most, some, circa, c\.?, just, increase of, rise of",
    "fall of, drop of, target of, rate of",
)
NOT_EXACTLY = re.compile(rf"\b(?:{_LOOSE}|between \S{{1,12}} and) $", re.IGNORECASE)

# What a number must not stand behind, to be how many answered.
_NOT_PEOPLE = _any(
    "about, around, over, under, nearly, almost, more than, fewer than, less than, at least, up to, some",
    r"approximately, approx\.?, aged?, years?, pledges?, outcomes?, questions?, pages?, sections?, tables?",
    "figures?, priority, theme, since, until, in, to, spring, summer, autumn, winter, january, february",
    "march, april, may, june, july, august, september, october, november, december",
)
NOT_A_COUNT = re.compile(rf"\b{_NOT_PEOPLE} $|\d(?: [^\W\d]+){{1,4}} (?:and|or) $", re.IGNORECASE)

# What shows near a percentage that it's of other people, or of some of them.
_OTHERS = _any(
    "national, nationally, england, average, target, last year, last time, previous, previously, compared",
    r"earlier, ofsted, benchmark, neighbours, in (?:19|20)\d\d",
)
ELSEWHERE = re.compile(rf"\b{_OTHERS}\b", re.IGNORECASE)
_SOME = _any(
    "among, amongst, of these, of those, of them, of which, of whom, for those, for the, girls, boys, aged",
    "women, men, male, female, where, when, if",
)
OF_A_PART = re.compile(rf"\b{_SOME}\b", re.IGNORECASE)
