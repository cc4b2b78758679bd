"""Whether a question leans on what was said before it, read from its wording alone."""

from __future__ import annotations

import re
from typing import Literal

from chatbot.conversation.tables import WordTable, plain, table_of
from chatbot.documents.words import words_of

Leaning = Literal["none", "lightly", "fully"]
"""``fully``: it cannot be understood alone; ``lightly``: it may well go on from before."""

LONGEST = 7
"""Content words from which a question with a pronoun is taken to say what it is about."""
LONGEST_FOREIGN = 4
"""The same in Korean and Russian, whose small words are told less surely."""
FEW_FOREIGN = 4
"""Words up to which a Korean or Russian question of one content word leans."""
SHORT = 4
"""Content words up to which a question without a name may go on from the one before."""

_SENTENCE = re.compile(r"[^.!?…]*[.!?…]+(?=\s|$)|[^.!?…]+\S*")
_EXPLETIVE = re.compile(
    r"\bit\b(?= (?:(?:be|is|was|being|been|getting|become|becoming) )?(?:\w+ly )?"
    r"(?:more |less )?\w+ (?:for [\w' -]+ )?(?:to|that|if|whether|when)\b)"
    r"|\bit (?:takes?|took|is|was|would) (?:\w+ )?(?:to|that)\b",
    re.IGNORECASE,
)
"""“Is it possible to …”, “would it be good for Seoul if …”: it stands for what follows."""
_PAPER = re.compile(
    r"\b(?:(?:this|the|same) )+(?:papers?|articles?|study|report|text|document|authors?|writers?|"
    r"publication|title|abstract|conclusions?|summary|bibliography|references|footnotes?)\b",
    re.IGNORECASE,
)
_PAPER_FOREIGN = re.compile(
    r"(?:이|그|본) (?:논문|글|보고서|문서|저자|연구)\w*|"
    r"\bэт\w{1,3} (?:стать|работ|доклад|текст|автор|исследовани|публикаци)\w*",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:that|these|those|this|such) (\w+)\b", re.IGNORECASE)
_TOPIC_FIRST = re.compile(r"^[^—–:?]*?\b[A-Z][\w-]*(?: [\w-]+)*\s*(?::|\s[—–-]\s|,\s(?=what|who))")
_POSSESSIVE = re.compile(r"\b(?:its|their|his|her)(?= \w)", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:as|if|when|while|because|before|after|since|although|and|but|until|where|once)"
    r"\s+(?:it|they|he|she)\b",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"\b(?:of|about|in|on|for|by|with|to|after|before|since|from|like|than|around|is|was|are|were|"
    r"does|did|do|has|had|can|could|would|will|why|how|all|doing|mean|means)\s+that\b(?!\s+the\b)"
    r"|^that\b|\bthat\s*[?.!]*$|\bthat (?:year|time|one|day|period|case|way|kind|sort|deal|"
    r"agreement|project|policy|plan|list|figure|chart|measure|country|number)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:the|this|that|which|each|another|next|last|first|second|third|for|other|no|that) ones?\b"
    r"(?! of\b)|\bones?\s*[?.!]*$"
)
_PLACED = re.compile(
    r"\bthe (?:first|second|third|fourth|fifth|last|latter|former)"
    r"(?=\s*[?.!]*$|\s(?:is|was|are|were|based|used|called|made|built|founded|about|on|like)\b)",
    re.IGNORECASE,
)
_REACTION = re.compile(
    r"(?:(?:oh|ah|wow|cool|great|nice|good|interesting|fascinating|amazing|really|okay|ok|right|"
    r"i see|got it|good to know|that is good to know|hm+|thanks|thank you)\b[\s,.!…]*)+"
    r"(?=\w)",
    re.IGNORECASE,
)
"""What is said to an answer before going on from it."""
_THERE = re.compile(r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )\bthere\b", re.I)
_EXISTS = re.compile(r"\bthere (?:is|are|was|were|has|have|any|a|an)\b", re.IGNORECASE)
_MID_NAME = re.compile(r"(?<=[\w,;:’'] )[«“\"]?(?!I\b)[A-ZА-ЯЁ][\w’'-]*|\b[A-ZА-ЯЁ]{2,}\w*|\d")
_YEAR_AWAY = re.compile(
    r"\b(?:the|a|one) (?:year|month|decade) (?:after|later|before|earlier)(?! the\b| \w+ing\b)"
    r"|\bthe (?:following|previous|next|preceding) (?:year|month|decade)\b",
    re.IGNORECASE,
)
_CASED = re.compile(r"^(?:and|but|so|or|for|with|in|to|from|by|at|on|of|under|between)\s", re.I)


def leaning(text: str) -> Leaning:
    """How much a question leans on the one before it."""
    table = table_of(text)
    core = core_of(text, table)
    content = table.content(core)
    if table.language != "en":
        return _foreign(core, content, table)
    if _TOPIC_FIRST.match(core):
        return "none"
    if points(core, table):
        return "fully" if len(content) <= LONGEST else "none"
    opens = table.opener.match(core) is not None or _REACTION.match(text) is not None
    whole = table.whole.match(core) and content and not _definite(core, table)
    if whole or (not content and not opens and _PAPER.search(core)):
        return "none"
    if not content or (opens and len(content) <= 2):
        return "fully"
    return _by_length(core, content, table, opens=opens)


def _foreign(core: str, content: list[str], table: WordTable) -> Leaning:
    """The same of a question in Korean or Russian: it leans where it says next to nothing."""
    if points(_PAPER_FOREIGN.sub(" ", core), table):
        return "fully" if len(content) <= LONGEST_FOREIGN else "none"
    if table.whole.match(core) and content:
        return "none"
    if table.opener.match(core) is not None:
        return "fully" if len(content) <= 2 else "none"
    if names_something(core):
        return "none"
    return "fully" if len(content) <= 1 and len(words_of(core)) <= FEW_FOREIGN else "none"


def _by_length(core: str, content: list[str], table: WordTable, *, opens: bool) -> Leaning:
    """What the number of content words says of a question that points at nothing."""
    asks = table.asks.match(core) is not None
    if not asks and not opens:
        return "fully" if _fragment(core, content) else "none"
    if names_something(core):
        return "none"
    few = len(words_of(core)) <= 6 and len(content) <= 1
    return "fully" if few else "lightly" if len(content) <= SHORT else "none"


def core_of(text: str, table: WordTable) -> str:
    """The last sentence that asks, else the last that says something, else all of it."""
    sentences = [match.group().strip() for match in _SENTENCE.finditer(text)]
    asking = [one for one in sentences if one.endswith("?")]
    saying = [one for one in sentences if table.content(one)]
    return (asking or saying or [text])[-1]


def points(core: str, table: WordTable) -> bool:
    """Whether a pronoun in a sentence stands for something that the sentence does not name."""
    if table.language == "en":
        core = _without_own(_PAPER.sub(" ", _EXPLETIVE.sub(" ", core)), table)
        if any(pattern.search(core) for pattern in (_THAT, _ONE, _PLACED, _YEAR_AWAY)):
            return True
        if _THERE.search(core) and not _EXISTS.search(core):
            return True
    words = words_of(core)
    folded = [plain(word) for word in words]
    for place, word in enumerate(folded):
        if word in table.pointers and not (
            word in table.own and place > 1 and _named_before(core, words[place])
        ):
            return True
    return bool(table.weak_pointers.intersection(folded)) and not names_something(core)


def _without_own(core: str, table: WordTable) -> str:
    """A sentence without the pronouns that stand for something it says itself.

    That is “that deal” after a deal, “its” after two words that say something, and “it” after
    a conjunction and two such words: “what guides Russia as it widens cooperation”.
    """
    for match in list(_SAID.finditer(core)):
        earlier = [word.casefold() for word in words_of(core[: match.start()])]
        if match.group(1).casefold() in earlier:
            return core[: match.start()] + core[match.end() :]
    for pattern in (_POSSESSIVE, _CLAUSE):
        own = pattern.search(core)
        if own and len(table.content(core[: own.start()])) >= 2:
            core = core[: own.start()] + core[own.end() :]
    return core


def names_something(core: str) -> bool:
    """Whether a sentence holds a name inside it, an abbreviation, a number, or the paper."""
    return _MID_NAME.search(core) is not None or _PAPER.search(core) is not None


def _named_before(core: str, pointer: str) -> bool:
    """Whether a name stands before a pronoun: “Does Russia process its fish?”."""
    place = re.search(rf"\b{re.escape(pointer)}\b", core)
    return place is not None and names_something(core[: place.start()])


def _definite(core: str, table: WordTable) -> bool:
    """Whether it asks for a part of something unsaid: “what is the price?”."""
    return (
        table.language == "en"
        and not names_something(core)
        and re.search(r"\b(?:the|its|their) \w+\s*[?.!]*$", core) is not None
    )


def _fragment(core: str, content: list[str]) -> bool:
    """A few words with a question mark, or after a preposition; keywords are neither."""
    return len(content) <= 3 and (core.endswith("?") or _CASED.match(core) is not None)
