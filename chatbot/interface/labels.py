"""Short names of documents, sections and places, as chips and headings show them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from chatbot.datatypes import Answer, Document, Figure, Locator, SectionPath, ShownFigure, Span
from chatbot.languages.phrases import DEFAULT, phrase

_NUMBER = re.compile(r"(?i:section|chapter|part)?\s*([IVXLCDM]+|\d+(?:\.\d+)*|[A-Z])[.):](?:\s|$)")
_HEADING_LENGTH = 28
_COUNTED = re.compile(r"(\w+) (?:one|two|three|four|five|six|[ivx]+|\d+)", re.I)
_ANNOUNCED = re.compile(
    r"\b(?:following|main|key|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+"
    r"(?:[\w-]+\s+){0,2}?([a-z]{3,}s)\b"
)


def short_section(path: SectionPath) -> str:
    """The innermost section by its number (“§ II”), else its heading, shortened."""
    if not path:
        return ""
    found = _NUMBER.match(path[-1])
    return f"§ {found[1]}" if found else shortened(path[-1], _HEADING_LENGTH)


def short_place(locator: Locator, language: str = DEFAULT) -> str:
    """A place in a few characters: “§ I · ¶ 15”, “§ I · p. 7”."""
    parts = [short_section(locator.section)]
    if locator.paragraph is not None:
        parts.append(f"¶ {locator.paragraph}")
    parts.append(_pages(locator, "places.page", language))
    return " · ".join(part for part in parts if part)


def full_place(locator: Locator, language: str = DEFAULT) -> str:
    """A place in words, for titles and screen readers."""
    parts = []
    if locator.section:
        parts.append(phrase("places.full_section", language, name=locator.section[-1]))
    if locator.paragraph is not None:
        parts.append(phrase("places.full_paragraph", language, number=locator.paragraph))
    parts.append(_pages(locator, "places.full_page", language))
    return ", ".join(part for part in parts if part)


def place_outside(document: Document, span: Span, language: str = DEFAULT) -> str:
    """What a span belongs to that stands in no paragraph: a figure, a note, a heading …"""
    if any(figure.anchor.overlap(span) for figure in document.figures):
        return phrase("places.figure", language)
    note = next((note for note in document.footnotes if note.span.overlap(span)), None)
    if note is not None:
        return phrase("answer.note", language, mark=note.mark)
    heads = (section for section in document.sections if section.heading.overlap(span))
    headed = next(heads, None)
    if headed is not None:
        return short_section(headed.path)
    roles = {part.role for part in document.paragraphs if part.span.overlap(span)}
    known = next((role for role in ("front", "back") if role in roles), None)
    return phrase(f"places.{known}", language) if known else ""


def _pages(locator: Locator, key: str, language: str) -> str:
    """One page or the first and last of several, in the words that a key begins."""
    pages = locator.pages or ((locator.page,) if locator.page else ())
    if not pages:
        return ""
    form = "one" if len(pages) == 1 else "other"
    return phrase(f"{key}.{form}", language, first=pages[0], last=pages[-1])


def locator_of(document: Document, span: Span, section: int | None, number: int | None) -> Locator:
    """Where a span of a document stands."""
    path = document.sections[section].path if section is not None else ()
    labels = tuple(page.label for page in document.pages if page.span.overlap(span))
    return Locator(path, number, labels[0] if labels else None, labels)


def list_noun(answer: Answer, documents: Mapping[str, Document]) -> str | None:
    """What the paper itself calls the items of the list shown: “reasons”, “goals”.

    Taken from the items' labels (“Goal One”) or from the sentence that announces the list
    (“for the following reasons”); None where neither names them.
    """
    first = next((extract for extract in answer.extracts if extract.list_item), None)
    if first is None or first.list_item is None or first.document not in documents:
        return None
    counted = _COUNTED.fullmatch(first.list_item.label)
    if counted:
        return f"{counted[1].lower()}s"
    document, wanted = documents[first.document], first.list_item.list
    lead = next((known.lead for known in document.lists if known.id == wanted), None)
    announced = _ANNOUNCED.findall(document.slice(lead)) if lead else []
    return str(announced[-1]) if announced else None


def figure_name(figure: Figure | ShownFigure, language: str = DEFAULT) -> str:
    """Label and title of a figure, or plainly that it has none."""
    name = " ".join(part for part in (figure.label, figure.title) if part)
    return name or phrase("source.untitled", language)


def byline(document: Document) -> str:
    """Authors, series and year of a document, as far as they are known."""
    series = document.metadata.get("collection-title") or document.metadata.get("container-title")
    number = document.metadata.get("collection-number") or document.metadata.get("number")
    titled = " ".join(str(part) for part in (series, number) if part)
    return " · ".join(
        part for part in (_authors(document.metadata), titled, _year(document)) if part
    )


def _authors(metadata: Mapping[str, object]) -> str:
    authors = metadata.get("author")
    if not isinstance(authors, list):
        return ""
    names = [_name(author) for author in authors if isinstance(author, Mapping)]
    names = [name for name in names if name]
    return ", ".join(names[:3]) + (" et al." if len(names) > 3 else "")


def _name(author: Mapping[str, object]) -> str:
    literal = author.get("literal")
    if isinstance(literal, str):
        return literal
    family_first = bool(author.get("static-ordering"))
    parts = ("family", "given") if family_first else ("given", "family")
    return " ".join(str(author[part]) for part in parts if author.get(part))


def _year(document: Document) -> str:
    issued = document.metadata.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return str(parts[0][0])
    return ""


def shortened(text: str, length: int) -> str:
    """``text`` cut at a word to at most ``length`` characters, with an ellipsis."""
    if len(text) <= length:
        return text
    cut = text[:length].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{cut or text[:length]} …"
