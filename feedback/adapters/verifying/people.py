"""How people are spoken of beside numbers, as patterns for one paragraph. Knows no arithmetic.

Every pattern is for text with single spaces, in any case of letters. None may take long over hostile text, so
each part is short and has an end.
"""

import re

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,9})"
COUNT = rf"(?<![\w£$€.,/–-])({NUMBER})(?![\w%]|[.,/–:-]\d| ?(?:%|per ?cent))"
PERCENT = r"(?<![\w£$€.,/–+±<>~≈-])(\d{1,3}(?:\.\d{1,6})?) ?(?:%|per ?cent\b)"
OF = r"(?: ?/ ?| (?:out )?of (?:(?:the|our|all|all the|a total of) )?)"
RATIO = rf"(?<![\w£$€.,/–-])({NUMBER}){OF}({NUMBER})(?![\w%/]|[.,]\d)"

GROUP = (
    r"(?:children and young people|young people|young adults|care leavers|foster carers|young carers|parents and carers|"
    r"children|people|pupils|students|parents|carers|families|respondents|participants|members|adults|professionals|"
    r"staff|residents|girls|boys|young women|young men|teenagers)"
)
ANYONE = frozenset({"", "people", "respondents", "participants", "members"})
THE_YOUNG = frozenset({"children and young people", "young people", "children"})
ALSO_YOUNG = frozenset({"care leavers", "pupils", "students", "young adults", "young carers", "teenagers"})

TOOK_PART = (
    r"(?:responded|replied|took part|completed|filled|returned|participated|answered (?!yes|no\b|[“\"‘'])|answered\b(?! )|"
    r"gave (?:us )?(?:their|an answer)|shared their|had their say)"
)
HEARD = r"(?:surveyed|interviewed|spoke (?:to|with)|heard from)"
FORMS = r"(?:surveys|questionnaires|forms|responses|replies|returns)"
SAID = (
    r"(?:said|say|saying|told us|felt|feel|feeling|agreed|agree|agreeing|disagreed|disagree|answered|reported|report|"
    r"stated|state|thought|think|know|knew|want|wanted|would|had|have|were|are|chose|ticked|rated|believed|believe|"
    r"described|identified|selected|indicated|understood|understand|enjoyed|enjoy|liked|like)"
)
HOW = r"(?:(?:also|still|either|now|strongly|only|always|often|never|did not|do not|don[’']t|didn[’']t) )?"

NOT_EXACTLY = re.compile(
    r"\b(?:by|up|down|from|to|than|compared with|between|over|under|above|below|around|about|approximately|approx\.?|"
    r"nearly|almost|roughly|least|most|some|circa|target of|rate of|increase of|rise of|fall of|drop of|\bc\.?) $",
    re.IGNORECASE,
)
NOT_A_COUNT = re.compile(
    r"\b(?:about|around|over|under|nearly|almost|more than|fewer than|less than|at least|up to|some|approximately|approx\.?|"
    r"aged?|years?|pledges?|outcomes?|questions?|pages?|sections?|tables?|figures?|priority|theme|in|since|"
    r"until|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|to) $|\d(?: [^\W\d]+){1,4} (?:and|or) $",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:national|nationally|england|average|target|last (?:year|time)|previous|previously|compared|earlier|ofsted|"
    r"benchmark|neighbours|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
OF_A_PART = re.compile(
    r"\b(?:among|amongst|of (?:these|those|them|which|whom)|for (?:those|the)|girls|boys|aged|women|men|male|female|"
    r"where|when|if)\b",
    re.IGNORECASE,
)
