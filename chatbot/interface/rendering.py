"""An Answer as one message of the chat: pure functions from values to a string.

A message is a single block of HTML inside Markdown, without a blank line, so that nothing
in it is ever read as Markdown; all text goes through ``escape``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chatbot.answering.answerer import NOT_EXACTLY
from chatbot.datatypes import Answer, Document, Extract, ExtractFootnote, ShownFigure, Span
from chatbot.interface import messages
from chatbot.interface.escaping import escape, escape_lines, marked
from chatbot.interface.figures_view import figure_card
from chatbot.interface.labels import full_place, list_noun, place_outside, short_place, shortened
from chatbot.interface.places import address, place_of
from chatbot.interface.thumbs import answer_thumbs, extract_thumbs

_DOCUMENT_LENGTH = 32


def render_question(question: str) -> str:
    """A question as it was typed."""
    return f'<div class="question">{escape_lines(question.strip())}</div>'


def render_note(text: str, kind: str = "note") -> str:
    """A line of the program itself, such as an error."""
    return f'<div class="answer {kind}"><p class="verdict">{escape(text)}</p></div>'


def render_answer(
    answer: Answer, documents: Mapping[str, Document], rating: str | None = None
) -> str:
    """Verdict, what was searched, quotes with their chips, figures, closest passages.

    ``rating`` is the exchange's id where the answer and its extracts can be marked.
    """
    rated = rating if answer.status != "command" else None
    parts = [
        _verdict(answer, documents),
        _searched(answer),
        _reservation(answer),
        *_extracts(answer.extracts, documents, rated, "e"),
        *(_figure(figure, documents) for figure in answer.figures),
        _nearest(answer, documents, rated),
        answer_thumbs(rated) if rated else "",
    ]
    return f'<div class="answer {answer.status}">{"".join(parts)}</div>'


def verdict(answer: Answer, several: bool = False, noun: str | None = None) -> str:
    """The first line of an answer, as plain text.

    ``several`` says that more than one document was there to be searched; ``noun`` is what
    the paper calls the items of the list shown, where that is known.
    """
    if answer.message:
        return answer.message
    if answer.status == "not_found":
        return messages.NOT_FOUND_SEVERAL if several else messages.NOT_FOUND
    if answer.status == "uncertain":
        return messages.UNCERTAIN_SEVERAL if several else messages.UNCERTAIN
    return _finding(answer, several, noun)


def _finding(answer: Answer, several: bool, noun: str | None) -> str:
    if answer.enumeration is not None:
        shown, of = answer.enumeration.shown, answer.enumeration.of
        return messages.enumeration(shown, of, several, noun)
    if answer.short_answer is not None:
        return answer.short_answer.text
    if answer.extracts:
        return messages.SAYS_SEVERAL if several else messages.SAYS
    if answer.figures:
        return messages.THE_FIGURE if len(answer.figures) == 1 else messages.THE_FIGURES
    return messages.NOTHING


def _verdict(answer: Answer, documents: Mapping[str, Document]) -> str:
    noun = list_noun(answer, documents)
    text = escape_lines(verdict(answer, len(documents) > 1, noun))
    short = answer.short_answer
    if short is None or answer.status != "answered" or answer.enumeration or answer.message:
        return f'<p class="verdict">{text}</p>'
    cited = next((e for e in answer.extracts if e.citation == short.citation), None)
    chip = f" {_chip(cited, f'[{cited.citation}]', documents)}" if cited else ""
    return f'<p class="verdict short">{text}{chip}</p>'


def searched_for(answer: Answer) -> str | None:
    """What was searched, where it is not what was asked but for capitals."""
    asked, searched = answer.question, answer.interpreted_question
    same = searched.casefold() == asked.casefold()
    unsearched = answer.status == "command" or answer.request not in (None, "define")
    return None if same or unsearched else searched


def _searched(answer: Answer) -> str:
    searched = searched_for(answer)
    if searched is None:
        return ""
    return f'<p class="aside">{escape(messages.SEARCHED_FOR)} <q>{escape(searched)}</q></p>'


def held_back(answer: Answer) -> str | None:
    """Why the program holds back, where its verdict does not say so already."""
    if answer.status not in ("uncertain", "not_found") or answer.reason == NOT_EXACTLY:
        return None
    return answer.reason


def _reservation(answer: Answer) -> str:
    """Why the program holds back, and the question's words that nothing accounts for."""
    if answer.status not in ("uncertain", "not_found"):
        return ""
    held = held_back(answer)
    why = escape(_sentence(held)) if held else ""
    reason = f'<p class="aside">{why}</p>' if why else ""
    if not answer.missing:
        return reason
    words = " ".join(f"<em>{escape(word)}</em>" for word in answer.missing)
    return f'{reason}<p class="aside missing">{escape(messages.MISSING)} {words}</p>'


def _sentence(text: str) -> str:
    """A phrase with the capital and the stop of a sentence."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _nearest(answer: Answer, documents: Mapping[str, Document], rating: str | None) -> str:
    if not answer.nearest:
        return ""
    quotes = "".join(_extracts(answer.nearest, documents, rating, "n"))
    return f'<div class="nearest"><p class="aside">{escape(messages.NEAREST)}</p>{quotes}</div>'


def _extracts(
    extracts: Sequence[Extract], documents: Mapping[str, Document], rating: str | None, group: str
) -> Iterator[str]:
    for number, extract in enumerate(extracts):
        thumbs = extract_thumbs(rating, f"{group}{number}") if rating else ""
        yield _extract(extract, documents, thumbs)


def _extract(extract: Extract, documents: Mapping[str, Document], thumbs: str) -> str:
    quote = marked(extract.quote, extract.start, extract.highlights)
    notes = "".join(_footnote(note) for note in extract.footnotes)
    chip = _chip(extract, _chip_label(extract, documents), documents)
    flag = f'<p class="aside">{escape(messages.QUALIFIED)}</p>' if extract.qualifier else ""
    return (
        f'<div class="extract">{_item(extract)}<blockquote>{quote}</blockquote>{flag}'
        f'<p class="cite">{chip}{thumbs}</p>{notes}</div>'
    )


def _item(extract: Extract) -> str:
    """The item's label, unless the quote begins with it anyway."""
    item = extract.list_item
    if item is None or extract.quote.casefold().startswith(item.label.casefold()):
        return ""
    return f'<p class="item">{escape(item.label)}</p>'


def _chip(extract: Extract, label: str, documents: Mapping[str, Document]) -> str:
    place = full_place(extract.locator) or _outside(extract, documents)
    title = messages.source_title(extract.citation, place)
    target = escape(address(place_of(extract)))
    return f'<a class="chip" href="#src={target}" title="{escape(title)}">{escape(label)}</a>'


def _chip_label(extract: Extract, documents: Mapping[str, Document]) -> str:
    place = short_place(extract.locator) or _outside(extract, documents)
    parts = [f"[{extract.citation}]", place]
    if len(documents) > 1 and extract.document in documents:
        parts.insert(1, shortened(documents[extract.document].title, _DOCUMENT_LENGTH) + " ·")
    return " ".join(part for part in parts if part)


def _outside(extract: Extract, documents: Mapping[str, Document]) -> str:
    document = documents.get(extract.document)
    return place_outside(document, Span(extract.start, extract.end)) if document else ""


def _footnote(note: ExtractFootnote) -> str:
    name = escape(messages.note(note.mark))
    return (
        f'<details class="footnote"><summary>{name}</summary><p>{escape(note.text)}</p></details>'
    )


def _figure(figure: ShownFigure, documents: Mapping[str, Document]) -> str:
    document = documents.get(figure.document)
    return figure_card(figure, document) if document else ""
