"""An Answer as one message of the chat: pure functions from values to a string.

A message is a single block of HTML inside Markdown, without a blank line, so that nothing
in it is ever read as Markdown; all text goes through ``escape``. What the answer says is in
the language in which it was asked, what can be done with it in the page's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.datatypes import Answer, Document, ShownFigure
from chatbot.interface.escaping import escape, escape_lines
from chatbot.interface.extracts_view import chip, extracts_html
from chatbot.interface.figures_view import figure_card
from chatbot.interface.gallery import gallery, in_gallery
from chatbot.interface.labels import figure_name, list_noun
from chatbot.interface.thumbs import answer_thumbs
from chatbot.languages.counting import counted, number
from chatbot.languages.phrases import DEFAULT, LANGUAGES, phrase
from chatbot.languages.reasons import NOT_EXACTLY, translated_reason

QUICK = ("more", "context", "cite")
"""The commands offered as buttons under an answer that quotes something."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How an answer is shown on the page.

    ``exchange`` is its id, needed for what can be done with it; ``marking`` offers thumbs;
    ``context`` says whether it was asked with the conversation before it; ``language`` is
    the page's.
    """

    exchange: str = ""
    marking: bool = False
    context: bool = True
    language: str = DEFAULT


PLAIN = Manner()


def render_question(question: str) -> str:
    """A question as it was typed."""
    return f'<div class="question">{escape_lines(question.strip())}</div>'


def render_note(text: str, kind: str = "note") -> str:
    """A line of the program itself, such as an error."""
    return f'<div class="answer {kind}"><p class="verdict">{escape(text)}</p></div>'


def render_answer(answer: Answer, documents: Mapping[str, Document], manner: Manner = PLAIN) -> str:
    """Verdict, what was searched, quotes with their chips, figures, closest passages."""
    language = answer_language(answer, manner.language)
    rating = manner.exchange if manner.marking and answer.status != "command" else ""
    thumbs = (rating, manner.language)
    quotes = extracts_html(answer.extracts, documents, "e", thumbs, language)
    figures = (_figure(figure, documents, language) for figure in answer.figures)
    shown = (*figures, *quotes) if answer.figures_asked else (*quotes, *figures)
    if in_gallery(answer, documents):
        shown = (gallery(answer, documents, language),)
    parts = [
        _verdict(answer, documents, language),
        _searched(answer, manner, language),
        _reservation(answer, language),
        *shown,
        _nearest(answer, documents, thumbs, language),
        _downloads(answer, language),
        _actions(answer, manner),
        answer_thumbs(rating, manner.language) if rating else "",
    ]
    return f'<div class="answer {answer.status}" lang="{language}">{"".join(parts)}</div>'


def answer_language(answer: Answer, page: str) -> str:
    """The language of an answer's fixed phrases: its own where there are any in it."""
    return answer.language if answer.language in LANGUAGES else page


def verdict(
    answer: Answer, several: bool = False, noun: str | None = None, language: str = DEFAULT
) -> str:
    """The first line of an answer, as plain text.

    ``several`` says that more than one document was there to be searched, where the answer
    does not know; ``noun`` is what the paper calls the items of the list shown, where that is
    known.
    """
    several = answer.searched > 1 if answer.searched else several
    many = "_several" if several else ""
    if answer.message:
        return answer.message
    if answer.status in ("not_found", "uncertain"):
        return phrase(f"answer.{answer.status}{many}", language)
    if answer.enumeration is not None:
        return _list(answer.enumeration.shown, answer.enumeration.of, many, noun, language)
    if answer.short_answer is not None:
        return answer.short_answer.text
    return phrase(f"answer.{_finding(answer, many)}", language)


def _finding(answer: Answer, many: str) -> str:
    """The name of the phrase above what is shown."""
    if answer.extracts and not answer.figures_asked:
        several = len({extract.document for extract in answer.extracts}) > 1
        return f"says{many if several else ''}"
    if answer.figures:
        return "the_figure" if len(answer.figures) == 1 else "the_figures"
    return "nothing"


def _list(shown: int, of: int, many: str, noun: str | None, language: str) -> str:
    """What a list shows of its items; the paper's own word for them is English."""
    points = counted("answer.points", of, language)
    items = f"{of} {noun}" if noun and of != 1 and language == DEFAULT else points
    counts = {"shown": number(shown, language), "of": number(of, language)}
    return phrase(f"answer.list{many}", language, items=items, **counts)


def _verdict(answer: Answer, documents: Mapping[str, Document], language: str) -> str:
    noun = list_noun(answer, documents)
    text = escape_lines(verdict(answer, len(documents) > 1, noun, language))
    if answer.message:
        return f'<p class="verdict message">{text}</p>'
    short = answer.short_answer
    if short is None or answer.status != "answered" or answer.enumeration:
        return f'<p class="verdict">{text}</p>'
    cited = next((e for e in answer.extracts if e.citation == short.citation), None)
    if cited is None:
        return f'<p class="verdict short">{text}</p>'
    own = (
        f'lang="{escape(documents[cited.document].language)}"'
        if cited.document in documents
        else ""
    )
    link = chip(cited, f"[{cited.citation}]", documents, language)
    return f'<p class="verdict short"><span {own}>{text}</span> {link}</p>'


def searched_for(answer: Answer) -> str | None:
    """What was searched, where it is not what was asked but for capitals."""
    asked, searched = answer.question, answer.interpreted_question
    same = searched.casefold() == asked.casefold()
    unsearched = answer.status == "command" or answer.request not in (None, "define")
    return None if same or unsearched else searched


def _searched(answer: Answer, manner: Manner, language: str) -> str:
    """What was searched; it can be changed, or the question asked without its context."""
    searched = searched_for(answer)
    if searched is None:
        return ""
    actions = ""
    if manner.exchange:
        found = [_action("edit", manner.exchange, "answer.edit", manner.language)]
        if manner.context:
            found.append(_action("typed", manner.exchange, "answer.as_typed", manner.language))
        actions = f' <span class="acts">{" ".join(found)}</span>'
    words = escape(phrase("answer.searched_for", language))
    return f'<p class="aside searched">{words} <q>{escape(searched)}</q>{actions}</p>'


def _action(name: str, target: str, key: str, language: str, hint: str = "") -> str:
    """A link that the page's script makes a button of."""
    title = f' title="{escape(phrase(hint, language))}"' if hint else ""
    words = escape(phrase(key, language))
    return f'<a class="act" lang="{language}" href="#{name}={target}"{title}>{words}</a>'


def held_back(answer: Answer, language: str = DEFAULT) -> str | None:
    """Why the program holds back, where its verdict does not say so already."""
    if answer.status not in ("uncertain", "not_found") or answer.reason == NOT_EXACTLY:
        return None
    return translated_reason(answer.reason, language) if answer.reason else None


def _reservation(answer: Answer, language: str) -> str:
    """Why the program holds back, and the question's words that nothing accounts for."""
    if answer.status not in ("uncertain", "not_found"):
        return ""
    held = held_back(answer, language)
    why = escape(_sentence(held)) if held else ""
    reason = f'<p class="aside">{why}</p>' if why else ""
    if not answer.missing:
        return reason
    words = " ".join(f"<em>{escape(word)}</em>" for word in answer.missing)
    missing = escape(phrase("answer.missing", language))
    return f'{reason}<p class="aside missing">{missing} {words}</p>'


def _sentence(text: str) -> str:
    """A phrase with the capital and the stop of a sentence."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _nearest(
    answer: Answer, documents: Mapping[str, Document], thumbs: tuple[str, str], language: str
) -> str:
    if not answer.nearest:
        return ""
    quotes = "".join(extracts_html(answer.nearest, documents, "n", thumbs, language))
    heading = escape(phrase("answer.nearest", language))
    return f'<div class="nearest"><p class="aside">{heading}</p>{quotes}</div>'


def _figure(figure: ShownFigure, documents: Mapping[str, Document], language: str) -> str:
    document = documents.get(figure.document)
    if document is None:
        gone = phrase("papers.removed_mark", language, name=figure.document)
        return f'<p class="aside">{escape(figure_name(figure, language))} · {escape(gone)}</p>'
    return figure_card(figure, document, language=language)


def _downloads(answer: Answer, language: str) -> str:
    """The two forms in which a conversation can be kept, where that was asked for."""
    if answer.request != "export":
        return ""
    links = " ".join(
        _action("export", form, f"answer.save_{form}", language) for form in ("markdown", "json")
    )
    return f'<p class="acts">{links}</p>'


def _actions(answer: Answer, manner: Manner) -> str:
    """What is often asked next; the styles show it under the last answer only."""
    if not (manner.exchange and answer.extracts):
        return ""
    links = " ".join(
        _action("do", name, f"answer.{name}", manner.language, f"answer.{name}_hint")
        for name in QUICK
    )
    return f'<p class="acts quick">{links}</p>'
