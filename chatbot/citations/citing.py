"""Citations of a whole text by Pandoc's citation processor.

It knows what was cited before, so that short forms, ibid. and the bibliography follow the
rules of the style.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

from chatbot.citations.locators import csl_locator
from chatbot.citations.nodes import SPACE, words
from chatbot.citations.pandoc import Node, document_json, run_pandoc
from chatbot.citations.prepared import for_processor
from chatbot.datatypes import Locator

_LABELS = {
    "en": {"page": ("page", "pages"), "paragraph": ("paragraph",) * 2, "section": ("section",) * 2},
    "ru": {
        "page": ("страница", "страницы"),
        "paragraph": ("параграф",) * 2,
        "section": ("раздел",) * 2,
    },
}
"""The words by which the processor tells a locator's kind, by the style's own language."""


def cite_node(key: str, locator: Locator | None, note_number: int, style: Path) -> Node:
    """One citation; the processor fills it in.

    ``note_number`` is that of the footnote which it stands in or, in a style of notes,
    becomes; the processor tells by it what was cited just before.
    """
    place = csl_locator(locator) if locator is not None else None
    if place is None:
        return _cite(key, "", note_number)
    label, value = place
    # In braces it is a locator whatever it holds: a section may go by its heading.
    return _cite(key, f"{{{_word(label, value, style)} {value}}}", note_number)


def bare_cite_node(key: str, locator: Locator | None) -> Node:
    """One citation for a system with a processor of its own, such as biblatex.

    Pages stand as bare numbers, which such a system labels itself.
    """
    place = csl_locator(locator) if locator is not None else None
    if place is None:
        return _cite(key, "", 0)
    label, value = place
    short = {"page": "", "paragraph": "para. ", "section": "sec. "}[label]
    return _cite(key, f"{short}{value}", 0)


def _cite(key: str, place: str, note_number: int) -> Node:
    suffix = [{"t": "Str", "c": ","}, SPACE, *words(place)] if place else []
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": suffix,
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": note_number,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], words(f"[@{key}]")]}


def processed(
    blocks: Sequence[Node], references: Sequence[Mapping[str, object]], style: Path
) -> list[Node]:
    """The blocks with each citation in the form of the style, and the bibliography.

    ``references`` are CSL-JSON items. The bibliography stands in the division with the id
    ``refs``, else at the end.

    Raises:
        RunError: the processor fails.
    """
    prepared = [for_processor(item, style) for item in references]
    with tempfile.TemporaryDirectory() as folder:
        items = Path(folder) / "references.json"
        items.write_text(json.dumps(prepared, ensure_ascii=False), encoding="utf-8")
        arguments = ["-f", "json", "-t", "json", "--citeproc"]
        arguments += ["--bibliography", str(items), "--csl", str(style)]
        result: list[Node] = json.loads(run_pandoc(arguments, document_json(blocks)))["blocks"]
    return result


def makes_notes(style: Path) -> bool:
    """Whether the style cites in footnotes."""
    return ElementTree.parse(style).getroot().get("class") == "note"


def _word(label: str, value: str, style: Path) -> str:
    language = (ElementTree.parse(style).getroot().get("default-locale") or "en")[:2]
    single, several = _LABELS.get(language, _LABELS["en"])[label]
    return several if label == "page" and "-" in value else single
