"""CSL-JSON items as Pandoc's processor needs them, to cite as the standard says.

Nothing of this is seen in the reference files that are handed out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from chatbot.citations.metadata import processor_item

_STOP_WORDS = frozenset(
    """a according across afore after against ahead along alongside amid amidst among amongst an
    and anenst apart apropos around as aside astride at athwart atop back barring because before
    behind below beneath beside besides between beyond but by circa despite down due during
    except far following for forenenst from given in inside instead into lest like mid midst
    minus modulo near next nor notwithstanding of off on onto or out outside over per plus pro
    qua regardless sans since so than that the thence though through throughout thru till to
    toward towards under underneath until unto up upon versus via vis-à-vis vs while with within
    without yet""".split()
)
"""CSL 1.0.2, appendix “Title case conversion”: words that stay in lower case."""

_TITLES = ("title", "container-title", "collection-title", "title-short")
_WORD = re.compile(r"(?<![\w’'-])[a-z][\w’'-]*(?![\w’'-])")
_CYRILLIC = re.compile("[Ѐ-ӿ]")


def for_processor(metadata: Mapping[str, object], style: Path) -> dict[str, object]:
    """The well-formed part of one item, prepared for one style.

    - The stop words of the standard are kept from title case: the processor knows fewer.
    - GOST sorts Cyrillic before Latin and works without an author last; its style leaves this
      to the variable ``note``, which it does not print.
    """
    item = processor_item(metadata)
    for key in _TITLES:
        value = item.get(key)
        if isinstance(value, str) and "<span" not in value and _english(item):
            item[key] = _protected(value)
    if style.stem.startswith("gost-"):
        item["note"] = _gost_order(item)
    return item


def _english(item: Mapping[str, object]) -> bool:
    return str(item.get("language") or "en").lower().startswith("en")


def _protected(title: str) -> str:
    """Stop words in lower case marked, but for the first and last word and after a colon."""

    def marked(found: re.Match[str]) -> str:
        before = title[: found.start()].rstrip()
        edge = not before or before[-1] in ":.?!" or not re.search(r"\w", title[found.end() :])
        if edge or found[0] not in _STOP_WORDS:
            return found[0]
        return f'<span class="nocase">{found[0]}</span>'

    return _WORD.sub(marked, title)


def _gost_order(item: Mapping[str, object]) -> str:
    names = item.get("author")
    if not isinstance(names, list) or not names:
        return "ZZ"
    return "A" if _CYRILLIC.search(" ".join(map(str, names[0].values()))) else ""
