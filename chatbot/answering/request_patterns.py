"""Patterns of questions for figures, footnotes and their sources.

They are matched against a folded question (lower case, plain quotes, politeness removed).
"""

from __future__ import annotations

import re

from chatbot.answering.question_words import CARDINALS, ORDINALS

_STRONG = r"(?:figures?|fig\.?|charts?|graphs?|diagrams?|plots?|infographics?|visuali[sz]ations?)"
_WEAK = r"(?:tables?|maps?|pictures?|images?|illustrations?|visuals?|graphics?|exhibits?)"
_ANY = rf"(?:{_STRONG}|{_WEAK})"
PICTURED = rf"\b{_STRONG}|\bimages?|\bpictures?"
_WRITTEN = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|last|final)"
_PAPER = r"(?:paper|text|article|document|report|study|author)"
_SHOWING = r"(?:show|illustrat|depict|compar|present|display|plot|track|trac|cover|break|describ)"
_NUMBER = r"(?:no\.? ?|number |#)?\d{1,2}[a-z]?\b"
_SHOW = (
    r"(?:show|display|open|see|view|give|find|bring up|pull up|get|draw|present|want|need|have|"
    r"look at)"
)

_USES = (
    r"(?:data|sources?|based on|drawn|draws?|uses?|using|relies|rely|relied|come|comes|came|"
    r"statistics|suppl(?:y|ies|ied)|provided?|provides|compiled?|behind|credited?|cites?|"
    r"cited|taken)"
)
_BE = r"(?:is|are|was|were|do|does|did|has|have|had)"

FIGURE_REQUEST: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_ANY} {_NUMBER}",
        rf"\b(?:was|were) there (?:an?|any) {_STRONG}\b",
        rf"\b(?:is|are) there (?:an?|any|some|the)? ?(?:\w+ )?{_ANY}\b",
        rf"^{_SHOW}(?: me| us)?\b.*\b{_STRONG}(?! of speech)\b(?! out\b)",
        rf"^{_SHOW}(?: me| us)?(?: the| an?| any| all| some)*(?: \w+){{0,2}} {_WEAK}\b",
        r"^(?:the |an? )?(?!(?:key|main|leading|public|historical|"
        r"political) )(?!figures (?:of|on|for) .*\b(?:19|20)\d\d\b)"
        rf"(?:[\w-]+ ){{0,3}}{_ANY} (?:of|on|about|for|showing|with|that shows?|"
        r"which shows?|from|by|using|based on|drawn from|according to|where|comparing)\b",
        r"\b(?:what|which) (?:do|does|did|is shown (?:in|on|by)|is in|can be seen in) (?:the |"
        r"this |that )"
        rf"(?:\w+ ){{0,3}}{_ANY}\b",
        rf"\b(?:what|which) (?:does|do) (?:the |that |this )?(?:\w+ ){{0,4}}{_STRONG}\b.*"
        r"\b(?:show|depict|illustrate|say|tell|display|present)",
        rf"\b(?:which|what) {_ANY} (?:show|depict|illustrate|present|deal|are|is|do|does|cover|use|"
        r"come|came|cite|mention|rel|draw|ha|contain|includ|compar|was|were|concern|belong|plot)",
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
        r"\b(?:in|on|for|behind|of|from|under) the (?:[\w'-]+ ){0,6}(?:chart|graph|diagram|"
        r"plot)\b",
        r"\b(?:in|on|under) the (?:[\w'-]+ ){1,6}figure\s*[?.!]*$",
        r"^(?:the )?(?:figures|charts|graphs|diagrams)[.?!]*$",
        rf"^(?:the )?(?:first|second|third|fourth|fifth|sixth|last|final) {_STRONG}[.?!]*$",
        rf"^(?:on|in|as|with) an? (?:\w+ )?{_STRONG}\b",
        rf"^(?:(?:can|could|may|might) (?:i|we)|let (?:me|us)) {_SHOW}(?: at)?"
        rf"(?: an?| the| any| some)(?: \w+){{0,2}} {_ANY} "
        r"(?:of|on|about|for|showing|with|that|which|how)\b",
        rf"^{_BE}\b(?=.*\b{_USES}\b).*\b(?:any|some|one|all|each|which|an?) "
        rf"(?:of (?:the|these|its) )?(?:\w+ )?{_STRONG}(?! of\b)"
        rf"(?=\s*[?.!]*$| (?:in (?:the|this) paper|{_USES}|from|{_BE}|here)\b)",
        rf"^look at (?:an?|the|any|some)(?: \w+){{0,2}} {_ANY} (?:of|on|about|for|showing)\b",
        rf"^(?:which|what|whose) {_ANY}'s? (?:sources?|data|title|caption|notes?)\b",
        rf"\b(?:which|what) (?:of the )?{_ANY} (?:suppl|reli|rely|base|cite|draws|provide)",
        r"\b(?:plotted|charted|visuali[sz]ed|graphed)\b",
        rf"\b(?:figure|fig\.?|chart|graph|diagram|table|exhibit) {_WRITTEN}\b(?! of\b)",
        r"\b(?:the|an?|any) (?:[\w-]+ ){0,2}figure (?:about|showing|sourced|based on|credited|"
        r"that shows|illustrating|depicting|comparing)\b",
        rf"\b{_ORDINAL} {_STRONG} (?:in|of|from) (?:the|this) {_PAPER}\b",
        rf"\bthe {_ORDINAL} {_STRONG}\b(?! (?:of|for|in|from|on) (?!the\b|this\b))",
        rf"^(?:(?:what|which) (?:is|are) )?(?:the )?"
        rf"(?:{_ORDINAL} {_STRONG}|(?:first|second|third|fourth|fifth) table)"
        r"(?:[?.!]*$| (?:about|title|source|caption|notes?|called|show))",
        rf"\b{_ANY} (?:titles?|captions?|sources?)\s*[?.!]*$",
        rf"^(?:does|do|is|are|was|were|has|have|did)\b.* (?:in|on|by|among|under|within|of) "
        rf"(?:(?:any|one|some)(?: of the)? {_STRONG}|an? (?:\w+ )?(?:chart|graph|diagram|plot|"
        r"figure))\s*[?]*$",
        rf"^(?:does|do) (?:an?|any)(?: \w+){{0,2}} {_ANY} (?:exist|show|deal|cover|illustrate|"
        r"depict|compare|present|refer|mention|list|include|name)\b",
        rf"^(?:i (?:need|want|am looking for|look for) )?(?:the|an?|any) (?:[\w-]+ ){{0,2}}{_ANY} "
        rf"(?:that|which) {_SHOWING}",
        rf"^(?:in|on|under|from) (?:which|what) {_ANY}\b",
        r"^(?:i (?:need|want|am looking for|look for)|where is|describe|explain|any) "
        rf"(?:the |an? )?(?:[\w'-]+ ){{0,4}}{_STRONG}"
        r"(?:[?.!]*$| (?:of|on|about|for|showing|with|from)\b)",
        r"\b(?:what|which) (?:charts|graphs|diagrams|tables|figures|plots) (?:are there|are given|"
        r"does|are included|exist)\b",
    )
)
_DETERMINER = r"(?:the|this|that|an?|any|which|what)"
_MODIFIERS = rf"((?:(?!{_DETERMINER}\b)[\w'’–-]+\s+){{0,6}}?)"
FIGURE_NAMED = re.compile(
    rf"\b{_DETERMINER}\s+{_MODIFIERS}(?:chart|graph|diagram|plot|infographic)s?\b"
    r"(?!\s+theor)(?:\s+(?:of|on|about|for|showing|with)\s+([^?.!]*))?"
    r"|^(?=.*\b(?:notes?|captions?|titles?|legends?|axis|axes|sources?|asterisks?|star|data|"
    r"numbers|statistics|organi[sz]ation|institution|agency|provided|supplied|compiled|below|beneath|underneath)\b)"
    rf".*\b(?:the|this|that)\s+{_MODIFIERS}figure\b"
)
"""A figure named in passing; it counts only where the paper has one that fits."""
FIGURE_ALL = re.compile(
    rf"^(?:{_SHOW}(?: me| us)?|list|name|enumerate|what|which|how many)?\s*(?:are |is )?(?:of )?"
    rf"(?:all )?(?:of )?(?:the )?(?:figures|charts|graphs|diagrams|tables|images|pictures)"
    rf"(?: (?:and|or) (?:figures|charts|graphs|diagrams|tables|images|pictures))?"
    r"(?:\s+(?:are there|are|does|do|in|of|has|is|appear|contain|have|it|there|this|the|paper|"
    r"document|article|text|report|include|shown|you|show|me)\b)*+[\s.?!]*$"
)
FIGURE_ALL_DETAILS = re.compile(
    r"\b(?:titles?|captions?|names?|sources?|notes|data|numbers|statistics)\b.*\b"
    r"(?<!any )(?<!one )(?<!some )(?<!which )(?<!each )"
    r"(?:of|for|behind|under|in|to) (?:(?:all|every|each|each of|every one of)(?: of)?"
    r"(?: the| its)? |(?:the|its|these) (?:(?:four|three|two|five|six) )?(?=figures|charts|graphs|"
    r"diagrams|tables))"
    r"(?:figures?|charts?|graphs?|diagrams?|tables?)"
    rf"(?: (?:come|comes|from|in|of|and|the|this|charts|graphs|tables|{_PAPER}))*\s*[?.!]*$"
    r"|^(?:list of (?:the |all )*(?:figures|charts|graphs)"
    r"|(?:figures|charts|graphs) (?:list|overview|index))\s*[?.!]*$"
    r"|^(?:what|which) (?:titles?|captions?|sources?|notes|data) (?:do|are|have|were|did) "
    r"(?:(?:all|used|given|cited) )*(?:in |for |of |under )?(?:the |its |these |all )*"
    r"(?:figures|charts|graphs|diagrams|tables)"
    r"(?: (?:and|or) (?:figures|charts|graphs|diagrams|tables))?(?: (?:have|has|use|cite|give|name|"
    r"rely|draw|based|taken|come|bear|carry|from|on|in|the|this|paper))*\s*[?.!]*$"
)
"""What is asked of all figures at once: their titles, their sources."""
FIGURE_UNTITLED = re.compile(
    rf"\b(?:untitled|unnamed|unlabell?ed) {_ANY}\b|"
    rf"\b{_ANY}\b.{{0,30}} (?:no|without (?:an?|any)|lacks? (?:an?|any)|not have (?:an?|any)) "
    r"(?:title|caption|heading|name)\b"
)
BEFORE = frozenset({"before", "precedes", "preceding", "above"})
FIGURE_BESIDE = re.compile(
    rf"\b{_ANY}\b.*\b(before|precedes|preceding|above|after|follows|following|below) "
    rf"(?:the )?(?:one|{_STRONG}) (?:of|on|about|for|with|showing)\b"
    rf"|^(?:(?:what|which)(?: one| {_ANY})?|the {_ANY}|the one) (?:(?:comes|is|stands|appears|"
    r"that|which|shown|directly|right|immediately|just) )*"
    r"(before|precedes|after|follows|preceding|following) "
    rf"(?:the )?(?=(?:[\w'-]+ ){{1,5}}{_STRONG}\s*[?.!]*$)"
)
"""A figure told by the one that stands next to it; its topic is that one's."""
FIGURE_NUMBER = re.compile(
    rf"\b({_ANY})\s*(?:no\.? ?|number |#)?(\d{{1,2}}[a-z]?|{_WRITTEN})\b|"
    rf"\b({_ORDINAL}) ({_ANY})\b"
)

_ORDINAL = rf"({'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_CARDINAL = rf"({'|'.join(CARDINALS)})"
_NOTE_ENDS = (
    r"(?=\s*[?.!]*$| (?:says?|cites?|contains?|refers?|reads?|mentions?|gives?|states?|names?|"
    r"supports?|backs?|about|(?:of|in|to) the (?:paper|article|text|document))\b)"
)
FOOTNOTE_IN_WORDS = re.compile(
    rf"\b{_ORDINAL} (?:(?:foot|end)notes?\b|note\b{_NOTE_ENDS})|"
    rf"\b(?:foot|end)note (?:no\.? ?|number )?{_CARDINAL}\b|"
    rf"\bnote (?:(?:no\.? ?|number ))?{_CARDINAL}\b{_NOTE_ENDS}"
)
"""A note named by an ordinal or a number word: “the tenth footnote”, “note number eight”."""
FOOTNOTE_REQUEST: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:foot|end)notes?\b",
        FOOTNOTE_IN_WORDS.pattern,
        r"\b(?:which|what) notes? (?:supports?|backs?|documents?|gives?|cites?|goes with|belongs|"
        r"contains?|mentions?|refers?|names?|is (?:attached|given|cited|about))\b",
        r"\b(?:what|which) (?:is the |was the |are the )?(?:\w+ )?(?:source|sources|reference|"
        r"references|citation|citations)\b (?:does|do|did|is|are|was|were|for|of (?:the|this|"
        r"that) "
        r"(?:data|figures?|numbers?|claim|information|statement|quote|estimate|statistics?)|"
        r"support|back|give|given|has|have|cite|cited|used)",
        r"\b(?:source|reference|citation)s? (?:is |are )?(?:given|cited|quoted|provided|used|"
        r"named) (?:for|as|in)\b",
        r"\b(?:source|reference|citation)s? (?:for|behind) (?:the|this|that|its|their)\b",
        r"\baccording to (?:whom|which (?:source|data)|what (?:source|data))\b",
        r"\bwho (?:reported|reports|states|stated|is cited|is quoted|is the source|"
        r"provided the data|supplied the data|collected the data|is referenced)\b",
        r"\bwhose (?:data|figures|numbers|statistics|estimates?)\b",
        r"\bwhere (?:does|do|did|is|are|was|were|has|have) .{0,60}(?:data|figures?|numbers?|"
        r"statistics?|information|estimates?|averages|shares|rates|percentages|values)\b.{0,80}"
        r"\b(?:come|came|comes|from|taken|get|got|"
        r"obtained|found)\b",
        r"\b(?:where|from where|who) (?:does|do|did) .{0,40}\b(?:gets?|takes?|draws?|"
        r"obtains?|finds?|"
        r"sources?|derives?|have|has) .{0,40}\b(?:data|figures?|numbers?|statistics?|information|"
        r"estimates?)\b",
        r"\bon what (?:source|data|evidence) (?:is|are|does|do)\b",
        r"\b(?:what|which) (?:work|works|publication|publications|literature|study|studies|book|"
        r"paper|article|report|author|source)s? (?:does|do|is|are) (?:the |this )?"
        r"(?:paper|author|it|text)?\s*(?:cites?|cited|references?|referenced|quotes?|refers?)\b",
        r"^(?:source|reference|citation)s? (?:for|of)\b",
        r"\b(?:as|is|are|was|were) (?:[\w'-]+ ){0,3}(?:an?|the|one of the|among the) (?:\w+ )?"
        r"sources?\b",
        r"\bwho (?:has )?(?:made|compiles?|compiled|collected|produced|published|provided|supplied|"
        r"gathered|computed|calculated|released|put together) (?:the |these |those )?"
        r"(?:[\w'-]+ ){0,5}(?:data|figures|numbers|statistics)\b",
        r"^(?:which|what) (?:[\w'-]+ ){1,4}(?:is|was|are|were)? ?(?:behind|provid\w+|suppl\w+|"
        r"compil\w+|made|produc\w+|gather\w+|collect\w+|publish\w+) (?:the |these |those )?"
        r"(?:[\w'-]+ ){0,5}(?:data|figures|numbers|statistics)\b",
        r"\bwhat (?:is|are) cited\b",
        r"\bwho (?:wrote|authored|is the author of|are the authors of) (?:the )?(?:article |report "
        r"|book |paper |study |piece |work )?'",
    )
)
FOOTNOTE_ALL = re.compile(
    r"^(?:(?:list|show|give|name|what are|which are)\b(?: me| us)? ?)?(?:all )?(?:of )?(?:the )?"
    r"(?:foot|end)?notes(?: (?:of|in) (?:the|this) (?:paper|article|document|text))?[\s.?!]*$"
)
FOOTNOTE_NUMBER = re.compile(
    r"\b(?:foot|end)?(?:note|reference|citation)s?\s*(?:no\.? ?|number |#)?(\d{1,3})\b|"
    r"\[(\d{1,3})\]"
)
