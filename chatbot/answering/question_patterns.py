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
    r"let)\b)|"
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
    r"(?:bank|company|companies|firm|organi[sz]ations?|agency|agencies|ministry|ministries|"
    r"institution|institute|university|party|committee|corporation|group|body|bodies|club|team|"
    r"council|department|association|court|union|alliance|government|administration|newspaper|"
    r"publisher|parliament|commission|foundation|school|college|church|network|studio)"
)
_PLACE_NOUN = (
    r"(?:country|countries|city|cities|town|state|region|place|continent|province|location|"
    r"island|"
    r"river|sea|ocean|district|village|area of the world|part of the world|nation|nations|"
    r"capital|"
    r"port|county|territory|neighbou?rhood|lake|mountain|valley|site)"
)
_PERSON_NOUN = (
    r"(?:person|man|woman|president|leader|king|queen|emperor|scientist|scholar|politician|"
    r"minister|mathematician|inventor|engineer|professor|philosopher|general|prime minister|"
    r"chancellor|writer|researcher|economist|khan|ruler|thinker|commander|governor|explorer)"
)

_EXPECTATIONS: tuple[tuple[str, tuple[Expectation, ...]], ...] = (
    (
        r"\bhow (?:much|big|large) (?:more |less )?(?:money|does .* cost|did .* cost|"
        r"was .* worth|"
        r"is .* worth|was paid|were paid|is invested|was invested)",
        ("money",),
    ),
    (r"\bhow much\b", ("money", "percent", "number")),
    (r"\bby how much\b", ("percent", "money", "number")),
    (
        r"\bhow many (?:years?|months?|weeks?|days?|hours?|minutes?|decades?|centuries)\b",
        ("number", "period"),
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
        r"\bwhat (?:is|was) the (?:exact |start |starting |end |founding )?(?:year|date)\b",
        ("date",),
    ),
    (
        r"^(?:.{0,60}[,:;] |and |but )?(?:(?:since|until|till|from|by|around|about) )?when\b|"
        r"\bwhen\s*[?.!]*$|\bsince what\b",
        ("date", "period"),
    ),
    (
        rf"\bwhat (?:is|was|were|are) (?:the |its |their )?(?:\w+ ){{0,4}}{_MONEY_NOUN}\b",
        ("money", "number"),
    ),
    (
        rf"\bwhat (?:is|was|were|are) (?:the |its |their )?(?:\w+ ){{0,2}}{_NUMBER_NOUN}\b",
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
        r"\bwhat (?:is|was) .* (?:rank|ranking)\b",
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
        r"\bspell out\b|\b(?:abbreviation|acronym) \w+ (?:mean|means)\b|\bis short for\b",
        ("abbreviation", "definition"),
    ),
    (
        r"\bwhat (?:does|do|did) .+ mean\b|^define\b|\bdefinition of\b|\bmeaning of\b|"
        r"\bwhat is meant by\b|"
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
    r"increase|"
    r"decrease|rise|risen|fall|fallen)\b|\bfrom what\b.*\bto what\b|\bcompar\w+\b"
)

_STRONG = r"(?:figures?|fig\.?|charts?|graphs?|diagrams?|plots?|infographics?)"
_WEAK = r"(?:tables?|maps?|pictures?|images?|illustrations?|visuals?|graphics?|exhibits?)"
_ANY = rf"(?:{_STRONG}|{_WEAK})"
_NUMBER = r"(?:no\.? ?|number |#)?\d{1,2}[a-z]?\b"
_SHOW = (
    r"(?:show|display|open|see|view|give|find|bring up|pull up|get|draw|present|want|need|have|"
    r"look at)"
)

FIGURE_REQUEST: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_ANY} {_NUMBER}",
        rf"\b(?:is|are) there (?:an?|any|some|the)? ?(?:\w+ )?{_ANY}\b",
        rf"^{_SHOW}(?: me| us)?\b.*\b{_STRONG}(?! of speech)\b(?! out\b)",
        rf"^{_SHOW}(?: me| us)?(?: the| an?| any| all| some)*(?: \w+){{0,2}} {_WEAK}\b",
        r"^(?:the |an? )?(?!(?:key|main|leading|public|historical|"
        rf"political) )(?:\w+ )?{_ANY} (?:of|on|about|for|showing|with|that shows?|"
        r"which shows?)\b",
        r"\b(?:what|which) (?:do|does|did|is shown (?:in|on|by)|is in|can be seen in) (?:the |"
        r"this |that )"
        rf"(?:\w+ ){{0,3}}{_ANY}\b",
        rf"\b(?:what|which) (?:does|do) (?:the |that |this )?(?:\w+ ){{0,4}}{_STRONG}\b.*"
        r"\b(?:show|depict|illustrate|say|tell|display|present)",
        rf"\b(?:which|what) {_ANY} (?:show|depict|illustrate|present|deal|are|is|do|does|cover)",
        r"^(?:which|what) (?:charts?|graphs?|diagrams?|plots?|infographics?) \w+",
        rf"\b(?:list|all|name|how many|enumerate)(?: of)?(?: the)? {_STRONG}(?: and {_ANY})?"
        r"(?: (?:are there|does|do|in|of the paper|has|is|appear|contain).*)?[.?!]*$",
        rf"\b(?:list|all|name|how many|enumerate)(?: of)?(?: the)? {_WEAK}"
        r"(?: (?:are there|does|do|in|has|appear).*)?[.?!]*$",
        rf"\b(?:does|do) (?:the |this )?(?:paper|author|article|document|text|report|study) "
        rf"(?:\w+ )?(?:have|include|contain|show|give|provide|offer|present|use) "
        rf"(?:an?|any|some) ?(?:\w+ )?{_ANY}\b",
        r"\b(?:source|notes?|caption|title) (?:of|for|to|under|"
        rf"below) the (?:\w+ ){{0,6}}{_ANY}\b",
        rf"\b(?:in|on|from|under) the {_STRONG}\b (?:of|on|about|for|showing)\b",
        r"^(?:the )?(?:figures|charts|graphs|diagrams)[.?!]*$",
        r"\b(?:plotted|charted|visuali[sz]ed|graphed)\b",
    )
)
FIGURE_ALL = re.compile(
    rf"^(?:{_SHOW}(?: me| us)?|list|name|enumerate|what|which|how many)?\s*(?:are |is )?(?:of )?"
    rf"(?:all )?(?:of )?(?:the )?(?:figures|charts|graphs|diagrams|tables|images|pictures)"
    rf"(?: (?:and|or) (?:figures|charts|graphs|diagrams|tables|images|pictures))?"
    r"(?:\s+(?:are there|are|does|do|in|of|has|is|appear|contain|have|it|there|this|the|paper|"
    r"document|article|text|report|include|shown|you|show|me)\b)*[\s.?!]*$"
)
FIGURE_NUMBER = re.compile(
    rf"\b({_ANY})\s*(?:no\.? ?|number |#)?(\d{{1,2}}[a-z]?)\b|"
    rf"\b(first|second|third|fourth|fifth|sixth|last|final) ({_ANY})\b"
)

FOOTNOTE_REQUEST: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:foot|end)notes?\b",
        r"\b(?:what|which) (?:is the |was the |are the )?(?:\w+ )?(?:source|sources|reference|"
        r"references|citation|citations)\b (?:does|do|did|is|are|was|were|for|of (?:the|this|"
        r"that) "
        r"(?:data|figures?|numbers?|claim|information|statement|quote|estimate|statistics?)|"
        r"support|back|give|given|has|have|cite|cited|used)",
        r"\b(?:source|reference|citation)s? (?:is |are )?(?:given|cited|quoted|provided|used|"
        r"named) "
        r"(?:for|as|in)\b",
        r"\b(?:source|reference|citation)s? (?:for|behind) (?:the|this|that|its|their)\b",
        r"\baccording to (?:whom|which (?:source|data)|what (?:source|data))\b",
        r"\bwho (?:reported|reports|states|stated|is cited|is quoted|is the source|"
        r"provided the data|"
        r"supplied the data|collected the data|is referenced)\b",
        r"\bwhose (?:data|figures|numbers|statistics|estimates?)\b",
        r"\bwhere (?:does|do|did|is|are|was|were|has|have) .*(?:data|figures?|numbers?|"
        r"statistics?|"
        r"information|estimates?)\b.*\b(?:come|came|comes|from|taken|get|got|obtained|found)\b",
        r"\bon what (?:source|data|evidence) (?:is|are|does|do)\b",
        r"\b(?:what|which) (?:work|works|publication|publications|literature|study|studies|book|"
        r"paper|article)s? (?:does|do|is|are) (?:the |this )?(?:paper|author|it|"
        r"text)?\s*(?:cites?|"
        r"cited|references?|referenced|quotes?|refers?)\b",
        r"^(?:source|reference|citation)s? (?:for|of)\b",
        r"\bwhat (?:is|are) cited\b",
    )
)
FOOTNOTE_NUMBER = re.compile(
    r"\b(?:foot|end)?(?:note|reference|citation)s?\s*(?:no\.? ?|number |#)?(\d{1,3})\b|"
    r"\[(\d{1,3})\]"
)
