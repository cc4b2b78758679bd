"""Words around numbers: which join the points of one series, and which change its sense.

Sentences are anybody's, so runs of words are matched possessively: “only” is both a listed
word and one in -ly, and trying both ways for each of forty would take as good as forever.
"""

from __future__ import annotations

import re

from chatbot.answering.series_values import Amount
from chatbot.datatypes import Span

_VERBS = (
    "rose rise rises rising risen fell fall falls falling fallen grew grow grows growing grown "
    "increased increase increases increasing decreased decrease decreases decreasing declined "
    "decline declines declining dropped drop drops dropping shrank shrunk shrink shrinking surged "
    "surge surging climbed climb climbing jumped jump jumping plunged plunge plunging plummeted "
    "plummeting soared soaring slid slipped slipping reduced reduce reducing lowered lower "
    "lowering raised raise raising expanded expanding contracted contracting dwindled dwindling "
    "doubled tripled quadrupled halved widened narrowed improved improving worsened recovered "
    "recovering rebounded boosted boosting cut moved gone went going advanced tumbled swelled"
)
CHANGE = rf"(?:{'|'.join(_VERBS.split())})"
_CHANGE_NOUN = (
    r"(?:increase|decrease|rise|fall|drop|decline|reduction|gain|loss|jump|surge|cut|growth|"
    r"improvement|difference|change)s?"
)
_REFERENCE = re.compile(r"\s?\[\d[\d,\s–-]*\]|\s?\((?:see\s)?(?:Fig|Figure|Table)s?\.?\s\d+\)")
_JOINING = re.compile(
    rf"(?:[,;()\s]|\b(?:and|to|but|then|up|down|from|compared|with|against|versus|just|even|"
    rf"again|later|before|further|reaching|reached|peaking|peaked|at|a|the|record|high|low|of|"
    rf"were|was|will|is|are|be|expected|forecast|projected|predicted|reach|had|"
    rf"{CHANGE}|still)\b|\b(?!respectively)\w+ly\b)*+",
    re.I,
)
_MOVES = re.compile(rf"\b(?:{CHANGE}|up|down|further)\b", re.I)
_TO_LEVEL = re.compile(r"\b(?:to|from|at|was|were)(?:\s(?:the|a|just|\w+ly)\b)*+\s*$", re.I)
_FORECAST = re.compile(r"\b(?:will|expected|forecast\w*|projected|predicted|estimated\sto)\b", re.I)
_CHANGED = re.compile(rf"\b(?:{CHANGE}|{_CHANGE_NOUN})\b[^.;]{{0,120}}$", re.I)
_LEADING = re.compile(
    r"^(?:[\s,;:()–—\"“]|\b(?:and|but|while|whereas|in\sfact|for\sexample|however|further|also|"
    r"meanwhile|thus|then|at\sthe\ssame\stime|similarly|receiving|with|where|which|"
    r"that(?!\sof\b)|(?:it|there)(?=\s|$)|of\s(?:them|these|those|all)|"
    r"in\scomparison)\b|\b\w+ly,)+",
    re.I,
)
_TRAILING = re.compile(
    rf"(?:[\s,:;–—(]|\b(?:a\smere|was|were|is|are|has|have|had|been|being|be|from|to|of|at|by|in|"
    rf"with|a|an|"
    rf"equal|equalled|stood|totalled|totaled|reached|amounted|numbered|averaged|remained|quite|"
    rf"modest|total|continues?|continued|began|record|just|estimated|more\sthan|"
    rf"less\sthan|nadir|peak|up|down|"
    rf"came|hit|some|worth|accounted\sfor|accounts\sfor|{CHANGE})\b|\b\w+ly\b)++",
    re.I,
)
_PLAIN_BEFORE = re.compile(
    r"(?:^|[:;,(–—]\s?|\b(?:from|to|of|was|were|is|are|only|just|reached|reaching|totalled|totaled|"
    r"numbered|averaged|averaging|equalled|stood\sat|total|recorded|had|have|has|receiving|with|"
    r"cases|a)\s)$",
    re.I,
)
_CHANGED_BEFORE = re.compile(
    rf"\b(?:by|{CHANGE}(?:\s\w+ly)?|{_CHANGE_NOUN}\sof|another|"
    rf"(?:an|a)\s(?:extra|additional|further))\s?$",
    re.I,
)
_LAST_WORD = re.compile(r"\b([A-Za-z][\w'’-]*)\s$")
_LABEL = re.compile(
    r"\b(?:phase|article|art\.|table|figure|fig\.|chapter|section|part|type|version|level|grade|"
    r"group|stage|round|volume|vol\.|page|pp?\.|day|week|goal|resolution|protocol|no\.|nos\.|"
    r"number|rule|clause|paragraph|items?|question|step|season|episode|aged?|ages|room|"
    r"route|flight|ranked|rank|place|op\.|note|line|case|model|class|category)\s$",
    re.I,
)
_COMPARED = (
    rf"(?:{_CHANGE_NOUN}|points?|times|fold|more|fewer|less|higher|lower|greater|than|larger|smaller|"
    r"above|below|up|down|better|worse|stronger|weaker|faster|slower|longer|shorter|extra|"
    r"additional|further)"
)
"""Words after a number that make a difference to another one of it."""
_COMPARED_AFTER = re.compile(rf"(?<![\w-]){_COMPARED}\b", re.I)
_TAIL_VETO = re.compile(
    rf"(?<![\w-])(?:{_COMPARED}|and|or|but|while|which|that|who|when|because|was|were|is|are|had|"
    r"has|have|am|pm|per\scent\schange|respectively|between|since|until|after|before|year-old|"
    r"years?\sold|earlier|later|to)\b",
    re.I,
)
_NEAR = 80
"""Characters before a number that can tell what it is; so a sentence takes linear time."""
_REACH = 140
"""Characters before a move from one value to another that may hold its verb."""

_CLAUSE = re.compile(
    r"[,;:]\s(?:(?:and|but|while|whereas|where|so|as)\s)?"
    r"(?=(?:the|its|their|his|her|our|this|that|these|those)\s(?:[^\s,;:]+\s?){2})",
    re.I,
)


def joins(connector: str) -> bool:
    """Whether the words between two points only go on with the same series.

    A word of change has to lead to a level (“fell to”): “fell 31%” and “up 5%” would not be one.
    """
    bare = _REFERENCE.sub("", connector)
    if not _JOINING.fullmatch(bare):
        return False
    return _MOVES.search(bare) is None or _TO_LEVEL.search(bare) is not None


def foretells(words: str) -> bool:
    """Whether words say that what follows is expected."""
    return _FORECAST.search(words) is not None


def stands_plain(amount: Amount, text: str, tail: str) -> bool:
    """Whether an amount is a level: no change, no bound, and no number of a thing."""
    if amount.bound or differs(amount, text, tail) or _before(_LABEL, amount, text):
        return False
    if _TAIL_VETO.search(tail) or _REFERENCE.search(tail):
        return False
    return (
        not amount.bare or bool(_before(_PLAIN_BEFORE, amount, text)) or _counts(amount, text, tail)
    )


def differs(amount: Amount, text: str, tail: str) -> bool:
    """Whether an amount is told as a change or a difference: “10% higher”, “a further 20”."""
    return compares(tail) or _before(_CHANGED_BEFORE, amount, text) is not None


def compares(tail: str) -> bool:
    """Whether the words after a number make it a difference to another one."""
    return _COMPARED_AFTER.search(tail) is not None


def _before(pattern: re.Pattern[str], amount: Amount, text: str) -> re.Match[str] | None:
    """What a pattern finds right before an amount."""
    end = amount.words.start
    return pattern.search(text, max(0, end - _NEAR), end)


def _counts(amount: Amount, text: str, tail: str) -> bool:
    """Whether a bare number counts the things after it: “killed 25 soldiers”."""
    last = _before(_LAST_WORD, amount, text)
    return bool(tail.strip()) and last is not None and last[1].islower()


def changes_before(text: str, end: int) -> bool:
    """Whether a word of change governs what begins at ``end``."""
    return _CHANGED.search(text, max(0, end - _REACH), end) is not None


def measure_in(text: str, start: int, end: int) -> Span | None:
    """The words before a series that say what is measured; None where there are none."""
    trailing = (run for run in _TRAILING.finditer(text, start, end) if run.end() == end)
    end = next((run.start() for run in trailing), end)
    start = max([start, *(clause.end() for clause in _CLAUSE.finditer(text, start, end))])
    found = _LEADING.match(text[start:end])
    start += found.end() if found else 0
    return (
        Span(start, end) if end - start > 2 and re.search(r"[^\W\d]{3}", text[start:end]) else None
    )
