"""Word tables of the question analysis: general English, no paper's own words.

Every table maps what people write to the house's word for it. A language other than
English adds entries in ``question_languages.json``, never code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LIST_NOUNS: Mapping[str, tuple[str, ...]] = {
    "reason": ("reason", "cause", "factor", "explanation", "driver"),
    "goal": ("goal", "aim", "objective", "target", "purpose", "priority"),
    "area": ("area", "field", "direction", "sphere", "sector", "domain", "dimension", "focus"),
    "issue": (
        "issue",
        "problem",
        "challenge",
        "obstacle",
        "barrier",
        "difficulty",
        "constraint",
        "concern",
        "weakness",
        "shortcoming",
        "deficiency",
    ),
    "step": (
        "step",
        "measure",
        "action",
        "recommendation",
        "proposal",
        "suggestion",
        "task",
        "solution",
        "option",
    ),
    "principle": ("principle", "rule", "pillar", "assumption", "hypothesis", "argument"),
    "feature": ("feature", "characteristic", "property", "trait", "attribute", "aspect"),
    "advantage": ("advantage", "benefit", "strength", "merit", "opportunity"),
    "disadvantage": ("disadvantage", "drawback", "limitation", "risk", "threat"),
    "type": ("type", "kind", "category", "form", "class", "sort", "variety", "group"),
    "stage": ("stage", "phase", "period"),
    "condition": ("condition", "requirement", "criterion", "prerequisite"),
    "result": (
        "result",
        "outcome",
        "achievement",
        "effect",
        "consequence",
        "finding",
        "conclusion",
        "success",
        "implication",
    ),
    "project": ("project", "programme", "program", "initiative", "policy", "plan"),
    "country": ("country", "nation", "state", "member", "region", "city"),
    "method": ("method", "approach", "way", "technique", "strategy", "mechanism", "tool"),
    "part": ("part", "component", "element", "point", "item", "example", "ingredient"),
    "contribution": ("contribution",),
    "industry": ("industry", "branch", "service", "good", "product"),
    "organisation": ("organisation", "organization", "company", "institution", "agency"),
    "symptom": ("symptom", "sign"),
    "stakeholder": ("participant", "partner", "actor", "author", "person", "people"),
}
"""Nouns that name the items of an enumeration, by synonym group."""

IRREGULAR_PLURALS: Mapping[str, str] = {
    "criteria": "criterion",
    "people": "person",
    "hypotheses": "hypothesis",
    "phenomena": "phenomenon",
    "weaknesses": "weakness",
    "strategies": "strategy",
    "analyses": "analysis",
    "men": "man",
    "women": "woman",
    "children": "child",
}
SINGULAR_IN_S = frozenset(
    """is was has does its this his status basis crisis bus gas process progress access business
    success loss class analysis emphasis thesis virus consensus focus axis bias campus always
    perhaps thus us as less press pass cross across news series species means politics physics
    economics mathematics congress address witness illness disease diagnosis synthesis hers yes
    census surplus chaos cosmos corpus genius nucleus""".split()
)

ORDINALS: Mapping[str, int] = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "last": -1,
    "final": -1,
    "penultimate": -2,
    "antepenultimate": -3,
}
CARDINALS: Mapping[str, int] = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
ROMANS: Mapping[str, int] = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}

FIGURE_WORDS = frozenset(
    """figure fig chart graph diagram plot table map picture image illustration box exhibit
    visual visualisation visualization infographic graphic""".split()
)
"""What people call a figure; the ambiguous ones need a pattern around them."""

FAILURE = re.compile(
    r"\b(?:fail\w*|stall\w*|collaps\w*|unsuccessful\w*|stagnat\w*|standstill|break\w* down|"
    r"broke\w* down|not (?:\w+ ){0,2}(?:succe\w+|work\w*|viable|deliver\w*|yield\w*|implement\w*|"
    r"achiev\w*)|unviable|came to nothing|come to nothing|stuck|deadlock\w*|impasse|"
    r"dead end|fizzl\w*|peter\w* out|lost steam|"
    r"(?:ran|run) out of steam|grind\w* to|ground to a|unfulfilled|"
    r"fell through|fall through|flop\w*|"
    r"go\w* wrong|went wrong|fall\w* short|fell short|unimplemented|setback\w*|falter\w*|"
    r"(?:didn|hasn|doesn|wasn|isn|haven|couldn|weren)['’]?t (?:\w+ ){0,2}(?:succe\w+|work\w*|"
    r"deliver\w*|yield\w*|achiev\w*|implement\w*|take off|get off)|slow\w* down|los\w+ momentum|"
    r"stop\w* (?:short|working)|r[au]n(?:s|ning)? aground|run into trouble|lack of success|"
    r"halt\w*|disappoint\w*|(?:not|never) (?:\w+ )?(?:live|lived) up|in vain|bogged down|"
    r"never (?:\w+ )?(?:took off|take off|work\w*|succe\w+))\b",
    re.IGNORECASE,
)
"""Ways of saying that something did not succeed: one class of meaning."""

HINDRANCE = re.compile(
    r"\b(?:prevent\w*|hamper\w*|hinder\w*|imped\w*|obstruct\w*|block\w*|"
    r"(?:held|hold\w*) (?:[\w'-]+ ){0,4}back|"
    r"undermin\w*|thwart\w*|stood in the way|stand\w* in the way|slow\w* down|constrain\w*|"
    r"derail\w*|doom\w*|limit\w*|(?:kept|keep\w*|stop\w*) (?:\w+ ){1,6}from(?: \w+ing)?|"
    r"in the way of|(?:ruin|sank|sunk|killed)\w*)\b",
    re.IGNORECASE,
)
"""Verbs of what keeps something from succeeding."""

_GROUP_OF = {noun: group for group, nouns in LIST_NOUNS.items() for noun in nouns}


def singular(word: str) -> str:
    """The singular of an English noun in lower case, the word itself where it is none."""
    lower = word.casefold()
    if lower in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[lower]
    if lower in SINGULAR_IN_S or len(lower) < 4 or not lower.endswith("s") or lower.endswith("ss"):
        return lower
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    if re.search(r"(?:ch|sh|ss|x|zz)es$", lower):
        return lower[:-2]
    return lower[:-1]


def is_plural(word: str) -> bool:
    """Whether an English noun is in the plural, by its form."""
    return singular(word) != word.casefold()


def noun_group(noun: str) -> tuple[str, ...]:
    """The nouns that may stand for ``noun`` as the name of an enumeration's items."""
    group = _GROUP_OF.get(singular(noun))
    return LIST_NOUNS[group] if group else (singular(noun),)


def is_list_noun(noun: str) -> bool:
    """Whether a noun (singular or plural) commonly names the items of a list."""
    return singular(noun) in _GROUP_OF
