"""Questions about the paper itself, told from questions about what it says.

Only a wording that names the paper (“this paper”, “the report”), or its author with
nothing of the author's named, asks about the paper: “who wrote the roadmap” does not.
"""

from __future__ import annotations

import re
from typing import Literal

AboutTopic = Literal[
    "author",
    "affiliation",
    "publisher",
    "date",
    "title",
    "series",
    "attribution",
    "contact",
    "outline",
    "subject",
]

_NOUN = (
    r"(?:paper|article|report|study|document|publication|text|essay|brief|manuscript|piece|work)"
)
_PAPER = rf"(?:this|the|that|your|our|present) (?:\w+ )?{_NOUN}"
_IT = rf"(?:{_PAPER}|it|this)"
_END = r"(?=\s*(?:[?.!,]|$|and\b|for\b|written|published|about\b|come from|available))"
_AUTHOR = rf"(?:the |its |this |that )?(?:{_NOUN}(?:'s)? )?authors?(?:'s|')?"
_OF_PAPER = rf"(?: (?:of|for|behind) {_PAPER})"
_AUTHOR_ALONE = rf"(?:{_AUTHOR}{_OF_PAPER}?)"
_CLUB = (
    r"(?:club|institute|institution|organi[sz]ation|publisher|government|university|council|"
    r"think tank|foundation|agency|bank|ministry|company|employer|society|association|"
    r"center|centre)"
)
_VIEWS = rf"(?:views?|opinions?|position|conclusions?|claims?|statements?|arguments?|{_NOUN})"

_QUESTIONS: tuple[tuple[AboutTopic, tuple[str, ...]], ...] = (
    (
        "outline",
        (
            rf"^(?:what|which)\b.*\b(?:sections|chapters|headings)\b.*\b(?:{_PAPER}|it)\b",
            r"^(?:list|show|name|give)\b.*\b(?:sections|chapters|headings)"
            rf"(?: of {_PAPER})?[?.!]*$",
            r"^(?:the |an? )?(?:outline|table of contents|contents|structure)"
            rf"(?: of {_PAPER})?[?.!]*$",
            rf"\bhow (?:is|are) {_PAPER} (?:structured|organi[sz]ed|divided|laid out)",
            r"\bhow many (?:sections|chapters|parts) (?:does|do|has|are)\b"
            rf".*\b(?:{_PAPER}|it|there)\b",
            rf"\b(?:outline|structure|table of contents) of {_PAPER}",
        ),
    ),
    (
        "subject",
        (
            rf"^what(?:'s| is| was)? {_IT} (?:all )?about{_END}",
            rf"^what (?:does|do) {_PAPER} (?:cover|discuss|deal with|talk about|argue|say)[?.!]*$",
            r"^(?:the |an? )?(?:topic|subject|summary|abstract|gist|overview)"
            rf"(?: of {_PAPER})?[?.!]*$",
            rf"^(?:what is |what's |give me |show me )?(?:the |an? )?(?:main |general )?"
            rf"(?:topic|subject|summary|abstract|gist|overview|theme) of {_PAPER}",
            rf"^summari[sz]e {_PAPER}",
        ),
    ),
    (
        "attribution",
        (
            rf"\b(?:{_VIEWS})\b.*\b(?:represent|reflect|express|endorse)\w*\b.*\b(?:{_CLUB}|"
            r"official|position|views?)\b",
            r"\b(?:represent|reflect|express|endorse)\w*\b.*\b(?:views?|position|"
            rf"opinions?)\b.*\b{_CLUB}\b",
            r"\b(?:may|can|could|should|might) (?:i|we|one|you|it|this|the \w+|they|"
            rf"{_PAPER})\b.*\b(?:attribut|cite|quote|ascribe)\w*\b"
            rf".*\b(?:{_CLUB}|as (?:the|an?) (?:official )?(?:view|position)|to the)\b",
            rf"\b(?:attribut|ascrib)\w+ to (?:the |its )?(?:\w+ ){{0,3}}(?:{_CLUB}|author)\b",
            r"\b(?:endorse|endorsed|stand behind|stands behind|share|shares|agree with|"
            rf"responsible for)\b.*\b(?:{_PAPER}|views? (?:expressed|in {_PAPER}))",
            rf"\bis (?:this|it|{_PAPER}) (?:an? |the )?(?:official|{_CLUB}'s)\b.*\b(?:position|"
            r"view|opinion|statement|policy)\b",
            rf"\bwhose (?:views?|opinions?)\b.*\b(?:{_PAPER}|it|expressed)\b|\bdisclaimer\b",
            r"\b(?:opinions?|views?)\b.*\bof the author\b.*\bor\b",
        ),
    ),
    (
        "affiliation",
        (
            r"\b(?:position|job|title|affiliation|role|post|occupation|institution|institute|"
            r"employer|rank|background|profession|organi[sz]ation)s?"
            rf" (?:of|does|do|did|has|is held by) {_AUTHOR_ALONE}{_END}",
            rf"^(?:{_AUTHOR})(?: {_NOUN})? (?:position|job|affiliation|role|institution|"
            r"employer|post|biography|bio|background|occupation)\b",
            rf"\b(?:what|which)\b.*\b{_AUTHOR} (?:\w+ )?(?:position|job|affiliation|role|"
            r"institution|institute|employer|post|biography|bio|background|occupation|"
            r"profession|current position)\b",
            rf"\b(?:what|which) (?:\w+ ){{1,3}}(?:does|do|did) {_AUTHOR_ALONE} (?:hold|have|"
            r"occupy|work|belong|represent)",
            r"\b(?:where|for whom|who|which \w+|what \w+) (?:does|do|"
            rf"did) {_AUTHOR_ALONE} (?:currently )?(?:work|teach|belong)",
            rf"\b(?:is|are|what is|where is|what does) {_AUTHOR_ALONE} (?:affiliated|employed|"
            r"based|from|do(?:ing)?\b|a \w+\??$)",
            rf"\babout {_AUTHOR_ALONE}{_END}",
            rf"^who (?:is|are) (?:the|this|that) author{_END}.*\bwork\b",
        ),
    ),
    (
        "publisher",
        (
            r"\bwho (?:has )?(?:published|publishes|issued|released|printed|put out|"
            rf"commissioned|brought out) {_IT}{_END}",
            rf"\b(?:which|what) (?:\w+ ){{1,3}}(?:published|publishes|issued|released|"
            rf"printed) {_IT}{_END}",
            rf"\b(?:who|what|which \w+) (?:is|was|are) (?:the |its )?publisher(?:{_OF_PAPER}|"
            rf"{_END})",
            rf"\bby (?:whom|which \w+|what \w+) (?:was|is|were) {_IT} (?:published|issued|"
            r"released)",
            rf"\bwhere (?:was|is|were) {_IT} (?:first )?(?:published|issued|printed|"
            rf"released){_END}",
            rf"^(?:the )?publisher(?:{_OF_PAPER})?\s*[?.!]*$",
        ),
    ),
    (
        "date",
        (
            r"\b(?:when|what year|which year|what month|what date|how long ago) (?:was|is|"
            rf"were|did) {_IT} (?:first )?"
            r"(?:published|written|issued|released|come out|appear|printed|dated|finished|"
            r"completed|publicly)",
            rf"\b(?:date|year|month|time) of (?:publication|{_PAPER}|issue|"
            rf"release)(?:{_OF_PAPER})?{_END}",
            r"\b(?:publication|release|issue) (?:date|year|month)\b",
            rf"\b(?:how old|how recent|how current|how up[- ]to[- ]date) is {_IT}{_END}",
            rf"\b(?:what|which) (?:is )?(?:the )?(?:date|year) (?:of |on |is |was )?{_IT}{_END}",
            rf"\bin (?:what|which) (?:year|month) (?:was|is|did) {_IT} (?:published|written|"
            r"issued|released|come|appear)",
        ),
    ),
    (
        "series",
        (
            rf"\b(?:which|what|name of the|number in the) (?:\w+ )?series\b.*\b{_IT}\b",
            r"\b(?:in|part of) (?:which|what|a) series\b",
            rf"\b(?:what|which)(?: \w+)? (?:number|issue|volume|no\.?)\b.*\b(?:{_PAPER}|"
            r"series)\b(?! (?:give|mention|say|cite|report)s?)",
            rf"^(?:what|which) (?:number|issue|volume) is {_IT}{_END}",
            rf"^(?:series|paper number|number of {_PAPER}|issue number)\s*[?.!]*$",
        ),
    ),
    (
        "title",
        (
            rf"\b(?:title|name|heading) of {_PAPER}{_END}",
            rf"\b(?:what|how) (?:is|was) {_PAPER}(?: \w+)? (?:called|titled|entitled|named)",
            rf"\b(?:{_PAPER}|its|{_NOUN}'s)(?:'s)? (?:full |exact )?title\b",
            r"^(?:the )?title\s*[?.!]*$",
            r"\bhow (?:is|should) (?:this|the) (?:paper|article|report) (?:be )?cited\b",
        ),
    ),
    (
        "contact",
        (
            r"\bwhere (?:can|could|may|do) (?:i|we|one|you) (?:find|download|get|read|access|"
            rf"obtain|see) {_IT}(?: online| on the (?:web|internet))?{_END}",
            r"\b(?:web ?site|url|web ?page|homepage|e-?mail|email address|contact(?: details|"
            r" address)?|phone|social media|twitter|hashtag)\b"
            rf" (?:of|for|is|does|address|do)\b.*(?:\b(?:{_PAPER}|{_CLUB}|publisher|author|"
            r"it)\b|$)",
            r"\bhow (?:can|could|do|may) (?:i|we|one) (?:contact|reach|"
            rf"write to) (?:the )?(?:\w+ )?(?:{_CLUB}|authors?|publisher)\b",
            r"\b(?:publisher|club|author|institute)(?:'s)? (?:web ?site|e-?mail|contact|url|"
            r"address|homepage)\b",
            r"^(?:what is |give )?(?:the )?(?:contact|e-?mail)(?: address| details)?\s*[?.!]*$",
        ),
    ),
    (
        "author",
        (
            r"\bwho (?:has )?(?:wrote|written|writes|authored|penned|composed|"
            rf"prepared) {_IT}{_END}",
            rf"\bwho (?:is|are|was|were) {_AUTHOR_ALONE}{_END}",
            rf"\b(?:name|names) of {_AUTHOR_ALONE}{_END}",
            rf"\b(?:what (?:is|are) |give |tell me )?(?:the )?{_AUTHOR}'?s? (?:full )?names?\b",
            rf"\b(?:by whom|who) (?:is|was|were|has been) {_IT} (?:written|authored|prepared|"
            r"by)\b",
            rf"\b(?:is|are|does|has|was) {_IT} (?:written|authored) by\b",
            rf"\bwhose (?:{_NOUN}) is (?:this|it)\b|\bhow many authors\b",
            r"^(?:the )?authors?\s*[?.!]*$",
            rf"\b(?:which|what) (?:author|person|expert|scholar|researcher) wrote {_IT}{_END}",
        ),
    ),
)
_COMPILED = tuple(
    (topic, tuple(re.compile(pattern) for pattern in group)) for topic, group in _QUESTIONS
)


_NAMES_SOMETHING = re.compile(r"\b(?:does|did|do|would) (?:the|this) [a-z]+ (?:name|title|date)\b")


def about_topic(folded: str) -> AboutTopic | None:
    """What of the paper itself a folded question asks for; None for its contents."""
    if _NAMES_SOMETHING.search(folded):
        return None
    for topic, group in _COMPILED:
        if any(pattern.search(folded) for pattern in group):
            return topic
    return None
