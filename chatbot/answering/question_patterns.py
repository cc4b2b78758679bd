"""Patterns of the question analysis: what a wording asks for.

Each table is read from the top; all patterns that match a folded question (lower case,
plain quotes, politeness removed) add what they expect.
"""

from __future__ import annotations

import re
from typing import Literal

Expectation = Literal[
    "number",
    "money",
    "percent",
    "date",
    "period",
    "rank",
    "person",
    "organisation",
    "place",
    "definition",
    "abbreviation",
    "list",
    "list_item",
    "reason",
    "figure",
    "footnote",
    "about",
    "yes_no",
]

POLITE = re.compile(
    r"^(?:(?:hello|hi|hey|good (?:morning|afternoon|evening)|ok|okay|so|and|well|now|then|"
    r"please|pls|thanks|thank you)\b[\s,.!:;–-]*|"
    r"(?:can|could|would|will) (?:you|u) (?:please |kindly )?"
    r"(?=(?:tell|show|list|name|give|explain|say|find|quote|define|describe|display|enumerate|"
    r"let|bring|pull|open|point|cite|read)\b)|"
    r"(?:can|could|may|might) i (?:please |kindly |just )?(?=(?:see|have|get|look|view|take|"
    r"ask)\b)|"
    r"i(?: would|'d| will|'ll)(?: really)? (?:be (?:very |so |most )?(?:grateful|thankful|obliged|"
    r"happy|glad|pleased)|appreciate it|love it|like it) if you (?:could|would|can)\b(?: please)?|"
    r"(?:i was wondering|i wonder|wondering) (?:if|whether) you (?:could|would|can)(?: please)?\b|"
    r"(?:is it|would it be) possible (?:for you )?to\b|are you able to\b|"
    r"(?:please )?help me (?:to )?(?=(?:find|see|understand)\b)|"
    r"(?:i|we) (?:(?:am|are) (?:trying|hoping) to (?=find|see|understand)|"
    r"(?:need|have) to know)\b|(?:i'm|we're) (?:trying|hoping) to (?=find|see|understand)|"
    r"(?:i (?:would|'d) like(?: you)? to (?:know|see|ask|learn|tell me|show me)|"
    r"i want to (?:know|see)|"
    r"i wonder|i am wondering|i'm wondering|do you know|would you know|let me know|"
    r"tell me(?! (?:all|everything|the))|explain(?: to me)?|remind me)\b[\s,:]*(?:that )?|"
    r"(?:according to|in|from) (?:the|this) (?:paper|author|article|study|report|text|document)"
    r"\b(?:'s)?[\s,:]+)+",
)
POLITE_END = re.compile(
    r"(?:[\s,]+(?:please|pls|thanks|thank you|thx|according to (?:the|this) (?:paper|author|"
    r"article|"
    r"text|document|report|study)|in (?:the|this) (?:paper|article|document|text)))+[\s.!?]*$"
)

_MONEY_NOUN = (
    r"(?:price|cost|costs|budget|funding|revenue|revenues|income|salary|wage|fee|fees|investment|"
    r"investments|fdi|loan|debt|profit|turnover|capital|worth|payment|penalty|fine|money|grant|"
    r"exports|imports|spending|expenditure|endowment|market value)"
)
_NUMBER_NOUN = (
    r"(?:number|amount|size|population|total|quantity|count|level|volume|length|height|weight|"
    r"width|depth|distance|area|speed|temperature|frequency|dose|age|pressure|density|mass|"
    r"capacity|value|score|estimate|figure for|sum|average|mean|median|maximum|minimum|ratio|"
    r"sample size|limit|threshold|turnout|magnitude|dimension|diameter|odds|rate)"
)
_ORGANISATION_NOUN = (
    r"(?:banks?|company|companies|firms?|organi[sz]ations?|agency|agencies|ministry|ministries|"
    r"institutions?|institutes?|university|universities|party|committee|corporation|group|body|"
    r"bodies|club|team|"
    r"council|department|association|court|union|alliance|government|administration|newspaper|"
    r"publisher|parliament|commission|foundation|school|college|church|network|studio)"
)
_PLACE_NOUN = (
    r"(?:country|countries|city|cities|town|state|region|place|continent|province|location|"
    r"island|"
    r"river|sea|ocean|district|village|area of the world|part of the world|nation|nations|"
    r"capital|port|county|territory|neighbou?rhood|lake|mountain|valley|site)"
)
_PERSON_NOUN = (
    r"(?:persons?|people|man|men|woman|women|presidents?|leaders?|officials?|king|queen|"
    r"emperor|scientists?|scholars?|politicians?|"
    r"minister|mathematician|inventor|engineer|professor|philosopher|general|prime minister|"
    r"chancellor|writer|researcher|economist|khan|ruler|thinker|commander|governor|explorer)"
)

_EXPECTATIONS: tuple[tuple[str, tuple[Expectation, ...]], ...] = (
    (
        r"\bhow (?:much|big|large) (?:more |less )?(?:money|does .* cost|did .* cost|"
        r"was .* worth|is .* worth|was paid|were paid|is invested|was invested)",
        ("money",),
    ),
    (r"\bwhat (?:sum|amount)\b", ("money", "number")),
    (
        r"\bby how much\b|\bhow much (?:has|have|had|did|does|do)\b.*\b(?:grow|grown|rise|risen|"
        r"increased?|expand(?:ed)?|decreased?|declined?|fall|fallen|drop(?:ped)?|shrink|shrunk|"
        r"changed?)\b",
        ("percent", "money", "number"),
    ),
    (r"\bhow much\b", ("money", "percent", "number")),
    (
        r"\bwhat (?:did|does|do|has|have|had) (?:[\w'-]+ ){1,5}(?:invest|invested|spend|spent|"
        r"pay|paid|cost|earn|earned|charge|charged)\b",
        ("money", "number"),
    ),
    (r"^(?:the )?(?:total )?number of\b", ("number",)),
    (
        r"\bhow many (?:years?|months?|weeks?|days?|hours?|minutes?|decades?|centuries)\b",
        ("period", "number"),
    ),
    (
        r"\b(?:in|during|over|between|from) (?:what|which) (?:years|period|months|decades)\b|"
        r"\bwhich (?:years|period)\b",
        ("period", "date"),
    ),
    (r"\bhow many (?:percent|per cent|percentage)\b", ("percent",)),
    (r"\bhow many\b", ("number",)),
    (
        r"\bhow (?:big|large|tall|high|deep|wide|far|heavy|fast|old|small|hot|cold|low|young|"
        r"strong|thick|populous|common|prevalent)\b",
        ("number", "money", "percent"),
    ),
    (r"\bhow often\b", ("number", "period")),
    (
        r"\bhow long (?:is|was|are|were) the (?:river|road|line|railway|bridge|wall|border|"
        r"coast|route|tunnel|pipeline)",
        ("number",),
    ),
    (
        r"\b(?:how long|(?:what|which) (?:time )?(?:period|time frame|timeframe|span|duration)|"
        r"for how long|what (?:is|was) the duration|what length of time|over what time)\b",
        ("period",),
    ),
    (
        r"\b(?:what|which) (?:percent|per cent|percentage|share|proportion|fraction)\b",
        ("percent", "number"),
    ),
    (
        r"\b(?:percentage|per cent|percent|share|proportion|growth rate|fraction) (?:of|in|did|"
        r"was|is|does|do)\b",
        ("percent",),
    ),
    (
        r"\b(?:at )?what rate\b|\bwhat (?:is|was|were) the (?:\w+ ){0,3}rate\b",
        ("percent", "number"),
    ),
    (
        r"\b(?:what|which) (?:year|date|day|month|decade|century|time)\b|\bin what year\b|"
        r"\bwhat (?:is|was) the (?:exact |start |starting |end |founding )?(?:year|date)\b|"
        r"^(?:please )?(?:give|name|state|tell)?(?: me| us)?\s*(?:the )?(?:exact )?(?:date|"
        r"year) (?:of|when)\b",
        ("date",),
    ),
    (
        r"^(?:.{0,60}[,:;] |and |but )?(?:(?:since|until|till|from|by|around|about) )?when\b|"
        r"\bwhen\s*[?.!]*$|\bsince what\b",
        ("date", "period"),
    ),
    (
        rf"\bwhat (?:is|was|were|are) (?:the |its |their )?(?:[\w'-]+ ){{0,4}}{_MONEY_NOUN}\b",
        ("money", "number"),
    ),
    (
        rf"\bwhat (?:is|was|were|are) (?:the |its |their )?(?:[\w'-]+ ){{0,2}}{_NUMBER_NOUN}\b",
        ("number", "money", "percent"),
    ),
    (
        rf"\b(?:what|which) {_NUMBER_NOUN} (?:of|did|does|do|was|is)\b",
        ("number", "money", "percent"),
    ),
    (
        r"\b(?:what|which) (?:rank|ranking|place|position|spot) (?:does|did|is|was|has|do|in|on|"
        r"for|among|of)\b|\bwhere (?:does|did|do|is|was|are) .* (?:rank|ranked|placed)\b|"
        r"\bhow (?:high )?(?:does|did|do|is|was) .* (?:rank|ranked)\b|\brank(?:ing|ed)? of\b|"
        r"\bwhat (?:is|was) .* (?:rank|ranking)\b|"
        r"\b(?:what|which) (?:[\w'-]+ ){1,3}rank(?:ing)? (?:does|did|had|has|was|is)\b|"
        r"\bwhat (?:is|was) [\w -]+(?:'s|s') (?:place|position|standing|spot) (?:in|on|among)\b",
        ("rank",),
    ),
    (r"\bwho(?:m|se)?\b", ("person", "organisation")),
    (rf"\b(?:what|which) (?:\w+ ){{0,2}}{_PERSON_NOUN}\b", ("person",)),
    (rf"\b(?:what|which) (?:\w+ ){{0,2}}{_ORGANISATION_NOUN}\b", ("organisation",)),
    (rf"\b(?:what|which) (?:\w+ ){{0,2}}{_PLACE_NOUN}\b", ("place",)),
    (
        r"\bwhat (?:is|was|are) the (?:\w+ )?name of (?:the )?(?:\w+ ){0,3}"
        rf"{_PERSON_NOUN}\b",
        ("person",),
    ),
    (r"^(?:.{0,60}[,:;] |and |but )?(?:from |to )?where\b|\bwhere\s*[?.!]*$", ("place",)),
    (
        r"\bwhat (?:do|does|did) (?:the (?:abbreviation|acronym|initials|letters?) )?['\"]?"
        r"[\w.&/-]+['\"]? stand for\b|\b(?:full (?:form|name)|expansion|long form) of\b|"
        r"\bspell out\b|\bshort for\b|\bstands? for what\b|"
        r"\b(?:abbreviation|acronym) \w+ (?:mean|means)\b",
        ("abbreviation", "definition"),
    ),
    (
        r"\bwhat (?:does|do|did) .+ mean\b|^define\b|\bdefinition of\b|\bmeaning of\b|"
        r"\bwhat is meant by\b|^[\w+/&.-]+ (?:meaning|definition|defined)[\s?.!]*$|"
        r"^who or what (?:is|are) |"
        r"^what (?:is|are|was|were) (?:an? |the )?['\"]?(?:[\w'’./&–-]+ ?){1,5}"
        r"['\"]?\??$|^(?:explain|describe) (?:the )?(?:term|notion|concept)\b",
        ("definition",),
    ),
    (
        r"^(?:why|how come|for what reasons?)\b|\bwhy\b|\bfor what reasons?\b|"
        r"\b(?:what|which) (?:is|was|are|were) the (?:\w+ ){0,2}(?:reason|cause)s?\b|"
        r"\bwhat (?:caused|led to|explains|explained|accounts for|accounted for|went wrong|"
        r"made|brought about)\b",
        ("reason",),
    ),
    (
        r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|"
        r"must)(?:n't)?\b(?! you\b)",
        ("yes_no",),
    ),
)
EXPECTATIONS = tuple((re.compile(pattern), kinds) for pattern, kinds in _EXPECTATIONS)

EVERYTHING = re.compile(
    r"\b(?:everything|anything and everything|every (?:mention|passage|statement|reference)|"
    r"all (?:the )?(?:mentions|passages|references|statements|information|quotes|quotations)|"
    r"all that (?:is|the paper)|(?:tell me|show me|give me|say) all about|"
    r"wherever|each mention)\b"
)

CHANGE = re.compile(
    r"\bhow (?:did|has|have|do|does)\b.*\b(?:chang\w*|develop\w*|evolv\w*|grow\w*|grew|"
    r"shr[aiu]nk\w*|"
    r"decline\w*|increas\w*|decreas\w*|mov\w*|ris\w*|fall|fallen|vary|varied|shift\w*)\b|"
    r"\bhow much (?:more |less )?(?:did|has|have)\b.*\b(?:chang\w*|grow\w*|shrink|decline|"
    r"increase|decrease|rise|risen|fall|fallen)\b|\bfrom what\b.*\bto what\b|\bcompar\w+\b"
)
