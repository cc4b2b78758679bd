"""Answers about the paper itself, quoted from its front and back matter.

The citation metadata guides the search (“this paragraph names the author”), but what is
shown is always the paper's own text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chatbot.answering.about_questions import AboutTopic, about_topic
from chatbot.answering.candidates import find_candidates
from chatbot.answering.outline import headings, subject
from chatbot.answering.places import paragraph_at, sentence_at
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.wording import STOPWORDS, content_stems
from chatbot.datatypes import Document, Paragraph, Span

_LONG = 60
"""Front matter of more words is an abstract or the like, not a name or an imprint."""

_DISCLAIMER = re.compile(
    r"\b(?:views?|opinions?|positions?)\b.{0,120}\b(?:represent|reflect|those of|attribut|solely|"
    r"own|responsib)\w*|\bnot necessarily\b|\bdoes not (?:necessarily )?(?:represent|reflect|"
    r"endorse)",
    re.IGNORECASE | re.DOTALL,
)
_CONTACT = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w[\w.-]*|\b(?:[\w-]+\.)+(?:com|org|net|edu|"
    r"info|ru|kr|eu|int|gov)\b(?:/\S*)?"
)
_POSITION = re.compile(
    r"\b(?:president|director|professor|fellow|researcher|head|dean|chair\w*|economist|analyst|"
    r"lecturer|scholar|scientist|department|faculty|university|institute|school|college|centre|"
    r"center|academy|laborator\w+|hospital|ministry|council|editor|consultant|adviser|advisor|"
    r"secretary|ambassador|officer|candidate|doctor|ph\.?d|student)\b",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"\b(?:papers?|series|reports?|vol(?:ume)?\.?|no\.?|issue|number|briefs?|"
    r"bulletin)\b.{0,20}?\d+|#?\d+\s+\w+\s+(?:papers?|reports?|briefs?|notes?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AboutMatch:
    """What the paper says of itself: spans to quote, and the short answer inside them."""

    topic: AboutTopic
    spans: tuple[Span, ...]
    short: Span | None


def answer_about(
    document: Document, analysis: QuestionAnalysis, question: str = ""
) -> AboutMatch | None:
    """The front or back matter that answers a question about the paper itself.

    None where the question is about the paper's contents, or the paper does not say.
    ``question`` is the question as searched, where it differs from the analysed one.
    """
    topic = analysis.about or (about_topic(question.casefold()) if question else None)
    if topic is None:
        return None
    spans, short = _FINDERS[topic](document)
    return AboutMatch(topic, spans, short) if spans else None


Found = tuple[tuple[Span, ...], Span | None]
_NOTHING: Found = ((), None)


def _matter(document: Document) -> tuple[Paragraph, ...]:
    return tuple(p for p in document.paragraphs if p.role != "body")


def _find(document: Document, needle: str, paragraphs: Sequence[Paragraph]) -> Iterator[Span]:
    """Where the words of ``needle`` stand in the paragraphs, any case and spacing."""
    parts = [re.escape(part) for part in re.findall(r"[^\W_]+", needle)]
    if not parts:
        return
    pattern = re.compile(r"(?<!\w)" + r"[\W_]+".join(parts) + r"(?!\w)", re.IGNORECASE)
    for paragraph in paragraphs:
        for match in pattern.finditer(document.text, paragraph.span.start, paragraph.span.end):
            yield Span(match.start(), match.end())


def _author_names(metadata: Mapping[str, object]) -> Iterator[str]:
    """Every usual way to write each author of the CSL metadata, fullest first."""
    authors = metadata.get("author")
    for author in authors if isinstance(authors, list) else ():
        if not isinstance(author, Mapping):
            continue
        family, given = (str(author.get(key, "") or "") for key in ("family", "given"))
        literal = str(author.get("literal", "") or "")
        yield from filter(None, (f"{given} {family}".strip(), f"{family} {given}".strip(), literal))


def _authors(document: Document) -> list[Span]:
    """Places in front or back matter that name an author, in order."""
    short = [p for p in _matter(document) if _count(document, p.span) <= _LONG]
    found = {
        span for name in _author_names(document.metadata) for span in _find(document, name, short)
    }
    return sorted(found)


def _author(document: Document) -> Found:
    names = _authors(document)
    if not names:
        return _NOTHING
    positions = _positions(document, names)
    first = _paragraph_of(document, names[0])
    spans = dict.fromkeys((first, *positions[:1]))
    return tuple(spans), names[0]


def _affiliation(document: Document) -> Found:
    names = _authors(document)
    positions = _positions(document, names)
    if not positions:
        return _NOTHING
    holder = [_paragraph_of(document, name) for name in names[-1:]]
    spans = tuple(dict.fromkeys((*positions[:2], *holder)))
    short = positions[0] if _count(document, positions[0]) <= 25 else None
    return spans, short


def _positions(document: Document, names: Sequence[Span]) -> list[Span]:
    """Paragraphs that give an author's position: at the name, or the one or two after it."""
    matter = _matter(document)
    found: list[Span] = []
    for place, paragraph in enumerate(matter):
        if not any(paragraph.span.contains(name) for name in names):
            continue
        for near in matter[place : place + 3]:
            text = document.slice(near.span)
            if _POSITION.search(text) and _count(document, near.span) <= _LONG * 2:
                is_disclaimer = _DISCLAIMER.search(text) is not None
                found += [] if is_disclaimer or near.span in found else [near.span]
    return found


def _attribution(document: Document) -> Found:
    for paragraph in _matter(document):
        if _DISCLAIMER.search(document.slice(paragraph.span)):
            sentences = [s for s in paragraph.sentences if _DISCLAIMER.search(document.slice(s))]
            spans = tuple(sentences) or (paragraph.span,)
            return spans, None
    return _NOTHING


def _publisher(document: Document) -> Found:
    short = [p for p in _matter(document) if _count(document, p.span) <= _LONG * 2]
    for key in ("publisher", "container-title", "collection-title"):
        name = document.metadata.get(key)
        for span in _find(document, name, short) if isinstance(name, str) else ():
            return (_sentence_or_paragraph(document, span), *_series(document)[0]), span
    return _NOTHING


def _date(document: Document) -> Found:
    year = _issued_year(document.metadata)
    for paragraph in _matter(document):
        if _count(document, paragraph.span) > _LONG:
            continue
        text = document.slice(paragraph.span)
        for candidate in find_candidates(text, "date"):
            start = paragraph.span.start + candidate.start
            span = Span(start, start + candidate.end - candidate.start)
            if re.search(r"\d{4}", document.slice(span)) and (
                year is None or year in document.slice(span)
            ):
                return (paragraph.span,), span
    return _NOTHING


def _issued_year(metadata: Mapping[str, object]) -> str | None:
    issued = metadata.get("issued")
    if not isinstance(issued, Mapping):
        return None
    match = re.search(r"\b\d{4}\b", str(issued))
    return match.group() if match else None


def _title(document: Document) -> Found:
    title = document.metadata.get("title")
    spans = _find(document, title, document.paragraphs) if isinstance(title, str) else iter(())
    for span in spans:
        return (_sentence_or_paragraph(document, span),), span
    heading = next((p.span for p in _matter(document) if _is_title(document, p)), None)
    return ((heading,), heading) if heading else _NOTHING


def _is_title(document: Document, paragraph: Paragraph) -> bool:
    """Whether front matter looks like this document's title: most title words, no stop."""
    text = document.slice(paragraph.span)
    wanted = content_stems(document.title, document.language)
    own = content_stems(text, document.language)
    return paragraph.role == "front" and len(wanted) > 2 and len(wanted & own) >= 0.7 * len(wanted)


def _series(document: Document) -> Found:
    for paragraph in _matter(document):
        if _count(document, paragraph.span) > _LONG // 2:
            continue
        text = document.slice(paragraph.span)
        number = document.metadata.get("number") or document.metadata.get("collection-number")
        series = document.metadata.get("collection-title")
        by_metadata = (
            number is not None
            and re.search(rf"\b{re.escape(str(number))}\b", text) is not None
            and bool(_stems_of(series) & content_stems(text) or not series)
        )
        if by_metadata or (number is None and _SERIES.search(text)):
            return (paragraph.span,), paragraph.span
    return _NOTHING


def _stems_of(value: object) -> frozenset[str]:
    return content_stems(value) | _plain(value) if isinstance(value, str) else frozenset()


def _plain(value: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", value.casefold()) if w not in STOPWORDS)


def _contact(document: Document) -> Found:
    spans = []
    for paragraph in _matter(document):
        match = _CONTACT.search(document.text, paragraph.span.start, paragraph.span.end)
        if match and _count(document, paragraph.span) <= _LONG:
            spans.append((paragraph.span, Span(match.start(), match.end())))
    return (tuple(dict.fromkeys(s for s, _ in spans[:3])), spans[0][1]) if spans else _NOTHING


def _paragraph_of(document: Document, span: Span) -> Span:
    paragraph = paragraph_at(document, span.start)
    return paragraph.span if paragraph else span


def _sentence_or_paragraph(document: Document, span: Span) -> Span:
    sentence = sentence_at(document, span.start)
    return sentence if sentence and sentence.contains(span) else _paragraph_of(document, span)


def _count(document: Document, span: Span) -> int:
    return len(document.slice(span).split())


_FINDERS: Mapping[AboutTopic, Callable[[Document], Found]] = {
    "author": _author,
    "affiliation": _affiliation,
    "publisher": _publisher,
    "date": _date,
    "title": _title,
    "series": _series,
    "attribution": _attribution,
    "contact": _contact,
    "outline": lambda document: (headings(document), None),
    "subject": lambda document: (subject(document), None),
}
