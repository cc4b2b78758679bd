"""Figures named as a thing, told from other senses of the same words.

“The KEXIM chart” and “which figure compares growth?” name a figure of the paper; “the graph
neural network”, “the figure for 2016” and “a public figure” do not.
"""

from __future__ import annotations

import re

from chatbot.answering.question_words import CARDINALS

_PLAIN = (
    r"(?:(?:bar |line |pie |flow ?)?charts?|(?:bar |line )?graphs?|diagrams?|infographics?|pies?|"
    r"histograms?|visuali[sz]ations?)"
)
"""Nouns that hardly name anything else."""
_DOUBTFUL = (
    r"(?:figures?|fig\.?|plots?|graphics?|illustrations?|pictures?|images?|visuals?|maps?|"
    r"tables?|exhibits?)"
)
_NOUN = rf"(?:{_PLAIN}|{_DOUBTFUL})"
_DETERMINER = (
    rf"(?:the|an?|any|that|this|some|both|all|each|every|another|those|these|"
    rf"{'|'.join(CARDINALS)})"
)
_MODIFIER = (
    r"(?:(?!(?:what|which|who|whose|how|why|where|when|is|are|was|were|do|does|did|has|have|had|"
    r"can|could|of|for|in|on|to|and|or|by|from|with|that|public|historical|political|key|leading|"
    r"sales|exact|latest|precise|official|actual|total)\b)[\w'&/–-]+ )"
)
_AS_NUMBER = re.compile(
    r"\bfigures? (?:for|of|in|from|as of) (?:[\w'-]+ ){0,4}(?:1[5-9]|20)\d\d\b(?! ?[-–]| to\b)"
    r"|^(?:what|how)(?: \w+)? (?:is|was|are|were) (?:the )?(?:(?!(?:below|under|beneath|"
    r"behind|above)\b)"
    r"[\w'&–-]+ ){0,4}figures?"
    r"(?! (?:about|on|that|which|showing|with|called|titled))\b"
    r"|^(?:what|which) figures? (?:is|are|was|were|do|does|did|has|have) (?:[\w'&–-]+ ){0,3}"
    r"(?:given|quoted|reported|stated|mentioned|give|quote|report|state|mention|put)\b"
    r"|\bfigures? (?:of speech|skat\w+|out)\b|\bgraph theor"
)
"""Figures that are numbers or no pictures at all."""
_NUMBERS = re.compile(
    r"\b(?:by|to|at) (?:what|which) figures?\b"
    r"|^(?:what|which) figure (?:is|was|does|do|did) (?:[\w'-]+ ){1,4}(?:give|quote|report|state|"
    r"mention|name|put)\b(?! (?:in|under|below)\b)"
    r"|^(?:what (?:are|were)|give(?: me| us)?|(?:do|can|could) you (?:have|give)(?: me| us)?) "
    r"(?:the |some |any )?figures (?:for|on|of|about|regarding)\b"
    r"|\b(?:slice|share|piece|part) of (?:the|this) pie\b"
)
"""The same where no other words of the question can make pictures of them."""

_KEYWORDS = rf"^(?:{_DETERMINER} )*{_MODIFIER}{{1,7}}"
_SEE = (
    r"(?:show|display|open|see|view|find|bring up|pull up|get|give|draw|present|want|need|"
    r"like|have|"
    r"look (?:at|for)|looking for|fetch|print|provide|include|contain|offer|put up|call up|"
    r"locate|put|place|compare|contrast|point (?:me )?to|take me to|go to|interested in)"
)
_GOES_ON = (
    r"(?=\s*(?:[?.!,;:]|$)| (?:of|on|about|for|showing|with|from|by|using|based|drawn|where|"
    r"comparing|that|which|whose|how|what|sourced|titled|called|entitled|credited|in|and|made|"
    r"relating|related|concerning|regarding|depicting|illustrating|taken|built|covering|to|is|"
    r"are|was|were|has|have|come|comes|does|as|or|at|under|over|plus)\b)"
)
_CERTAIN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_KEYWORDS}{_PLAIN}\s*[?.!]*$",
        rf"^(?:[\w'-]+ ){{0,5}}{_SEE}(?: me| us)?(?: out)? (?:{_DETERMINER} )*{_MODIFIER}{{0,6}}"
        rf"(?:{_PLAIN}|figures?|visuals?|graphics?|illustrations?){_GOES_ON}",
        rf"^(?:does|do|is|are|was|were) (?:[\w'-]+ ){{1,4}}(?:an?|any|some|the) {_MODIFIER}{{0,4}}"
        rf"(?:{_PLAIN}|figures?|visuals?|graphics?|illustrations?){_GOES_ON}",
        rf"^(?:in |on |from |under |by )?(?:which|what) (?:one )?(?:of the )?"
        rf"(?:{_PLAIN}|figures?) (?!of\b|for\b)[\w']+",
        rf"^(?:which|what) {_DOUBTFUL} (?!is\b|was\b|has\b|does\b|as\b)[a-z]+s\b",
        rf"^(?:{_DETERMINER} )?(?:{_PLAIN}|figures?) "
        r"(?:of|on|about|showing|that|which|comparing|with|from|by|sourced|based|drawn|"
        r"depicting|illustrating|titled|called|whose)\b",
        rf"^{_PLAIN}:? ",
        rf"^(?:what|which) (?:kind|type|sort)s? of {_PLAIN} (?:is|are|was|"
        rf"were) (?:\w+ )?(?:given|shown|"
        r"used|drawn|presented|printed|included)\b",
        r"\b(?:visual|graphic|graphical) (?:overview|representation|presentation|summary|depiction|"
        r"display|comparison|breakdown|impression|aid|form|account)\b",
        rf"^{_MODIFIER}{{0,6}}(?:in|on|as|by) (?:an? )?(?:{_PLAIN})\s*[?.!]*$",
        rf"\bin (?:which|what) (?:{_PLAIN}|figures?|tables?)\s*[?.!]*$",
        rf"^(?:{_DETERMINER} )*{_MODIFIER}{{0,6}}{_PLAIN}(?:,| and| with| plus| \+| &) "
        r"(?:its |the )?(?:sources?|notes?|titles?|captions?)\b",
        r"\b(?:any|some)thing (?:graphical|visual|graphic|drawn|plotted|charted)\b",
    )
)
_PASSING = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:figures?|visuals?) (?!(?:of|for|in|from|out|skat\w+|"
        r"eights?)\b)[\w'-]+(?: [\w'-]+){0,7}"
        r"\s*[?.!]*$",
        rf"^(?!(?:what|which|who|whom|whose|how|why|where|when|is|are|was|were|do|does|did|"
        rf"has|have|"
        rf"can|could|should|will|would|may|might)\b)(?:[\w'&/–-]+ ){{1,8}}(?:{_PLAIN}|"
        rf"figures?)\s*[?.!]*$",
        rf"\b(?:the|that|this) {_MODIFIER}{{1,6}}figure (?:span|cover|show|compar|illustrat|"
        rf"includ|list|"
        r"use|draw|rel[iy]|depict|present|contain|cit|tell|represent|start|begin|end|run)",
        r"\b(?:graphically|visually|pictorially)\b",
        r"\basterisk\b",
        r"^where (?:can|could|may|do) (?:i|we|one) see\b",
        rf"^(?:[\w'-]+ ){{0,3}}{_SEE}(?: me| us)? the one (?:from|by|based on|sourced|credited)\b",
        r"^(?:do|does|did|is|are|was|were) (?:[\w'-]+ ){1,6}illustrated?\b",
        r"^(?:where |how )?(?:do|does|did) (?:the |this )?(?:papers?|authors?|articles?|reports?|"
        r"study|text|it) (?:chart|plot|graph|visuali[sz]e|illustrate)\b",
        rf"^(?:what|which|who|how|is|are|was|were)\b.* (?:by|from) the {_MODIFIER}{{1,6}}figure\s*"
        r"[?.!]*$",
        r"\b(?:uses? to illustrate|illustrated (?:with|by|in)|how (?:is|are|does|"
        r"do) .*\billustrate)",
        rf"{_KEYWORDS}(?:figures?|visuals?|graphics?|illustrations?)\s*[?.!]*$",
        rf"(?<!kind of )(?<!type of )(?<!sort of )\b{_PLAIN}{_GOES_ON}",
        rf"\b(?:{_DETERMINER}|which|what|whose) {_MODIFIER}{{0,6}}(?:figures?|graphics?|visuals?|"
        r"illustrations?) (?:about|on|showing|with|by|using|based|drawn|where|comparing|that|"
        r"which|whose|sourced|titled|called|entitled|credited|depicting|illustrating|covering)\b",
        rf"\b(?:below|beneath|under|underneath|behind|above) the {_MODIFIER}{{0,6}}"
        rf"(?:{_PLAIN}|figures?)\b",
        rf"\b(?:source|notes?|footnote|caption|title|asterisk|legend|data|axis)\b.* "
        rf"(?:of|for|to|under|below|in|behind|on|with) (?:{_DETERMINER} )?{_MODIFIER}{{0,6}}"
        rf"{_NOUN}\b",
    )
)
_VERB = re.compile(r"\b(?:to|can|could|will|would|we|you|they|i) (?:chart|graph|plot|picture)\b")


def asks_for_figure(folded: str) -> bool:
    """Whether a folded question plainly asks to see a figure or which one it is."""
    return not _other_sense(folded) and any(p.search(folded) for p in _CERTAIN)


def mentions_figure(folded: str) -> bool:
    """Whether it names a figure along the way."""
    return not _other_sense(folded) and any(p.search(folded) for p in _PASSING)


def asks_for_numbers(folded: str) -> bool:
    """Whether the figures that a folded question speaks of are plainly numbers."""
    return _NUMBERS.search(folded) is not None


def _other_sense(folded: str) -> bool:
    return asks_for_numbers(folded) or bool(_AS_NUMBER.search(folded) or _VERB.search(folded))
