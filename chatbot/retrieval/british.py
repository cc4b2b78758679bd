"""British and American spellings of one word."""

from __future__ import annotations

import re
from functools import lru_cache

_PAIRS: tuple[tuple[str, str], ...] = (
    (r"our(?=$|s$|ed$|ing$|er|ab|ful|less|it|al|hood|ly$)", "or"),
    (r"is(?=e$|ed$|es$|er$|ers$|ing$|ation|able$)", "iz"),
    (r"ys(?=e$|ed$|es$|er$|ers$|ing$)", "yz"),
    (r"(?<=[bct])re(?=$|s$|d$)", "er"),
    (r"ogue(?=$|s$)", "og"),
    (r"(?<=n)ce(?=$|s$|less$)", "se"),
    (r"ll(?=ed$|ing$|er$|ers$|or$|ors$|ous$|ery$)", "l"),
    (r"(?<=[a-z]{3})l(?=$|s$|ment|ful)", "ll"),
    (r"amme(?=$|s$)", "am"),
    (r"ae|oe", "e"),
    (r"^grey", "gray"),
    (r"yre(?=$|s$)", "ire"),
    (r"ough(?=$|s$)", "ow"),
    (r"dgement", "dgment"),
    (r"mould", "mold"),
    (r"aluminium", "aluminum"),
    (r"que(?=$|s$)", "ck"),
    (r"tt(?=ed$|ing$)", "t"),
    (r"pp(?=ed$|ing$)", "p"),
)
_BRITISH = tuple((re.compile(british), american) for british, american in _PAIRS)
_AMERICAN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(american), british)
    for american, british in (
        (r"or(?=$|s$|ed$|ing$|er|ab|ful|less|it|al|hood|ly$)", "our"),
        (r"iz(?=e$|ed$|es$|er$|ers$|ing$|ation|able$)", "is"),
        (r"yz(?=e$|ed$|es$|er$|ers$|ing$)", "ys"),
        (r"(?<=[bct])er(?=$|s$)", "re"),
        (r"(?<=[bct])ered$", "red"),
        (r"og(?=$|s$)", "ogue"),
        (r"(?<=n)se(?=$|s$|less$)", "ce"),
        (r"(?<=[aeiou])l(?=ed$|ing$|er$|ers$|or$|ors$|ous$|ery$)", "ll"),
        (r"ll(?=$|s$|ment|ful)", "l"),
        (r"(?<=gr)am(?=$|s$)", "amme"),
        (r"e", "ae"),
        (r"e", "oe"),
        (r"^gray", "grey"),
        (r"(?<=t)ire(?=$|s$)", "yre"),
        (r"(?<=l)ow(?=$|s$)", "ough"),
        (r"dgment", "dgement"),
        (r"mold", "mould"),
        (r"aluminum", "aluminium"),
        (r"(?<=e)ck(?=$|s$)", "que"),
    )
)


_SHORT = {"gray": {"grey"}, "grey": {"gray"}, "tyre": {"tire"}, "tire": {"tyre"}}


@lru_cache(1 << 14)
def other_spellings(word: str) -> frozenset[str]:
    """Spellings of a folded word by the other country's rules; most are no words at all.

    A caller keeps those that it knows.
    """
    if len(word) < 5:
        return frozenset(_SHORT.get(word, ()))
    found = set()
    for pattern, written in (*_BRITISH, *_AMERICAN):
        for match in pattern.finditer(word):
            found.add(word[: match.start()] + written + word[match.end() :])
    return frozenset(found - {word})
