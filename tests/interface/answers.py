"""What the stand-in for the program answers about the small paper: one answer of every kind."""

import re
from dataclasses import replace

from chatbot.datatypes import (
    Answer,
    EnumerationShown,
    ItemLabel,
    ShortAnswer,
    ShownFigure,
)

from .papers import extract


def shown_figure(document, index=0):
    """A figure as an answer shows it."""
    figure = document.figures[index]
    return ShownFigure(
        figure.id,
        figure.label,
        figure.title,
        figure.source,
        figure.notes,
        document.id,
        figure.page,
        figure.image,
        figure.mentions,
    )


def answer_to(question, document, history=()):
    """The answer that the stand-in knows to a question: one of every kind."""
    known = (
        ("/export", _export),
        ("/clear", _clear),
        ("/more", _more),
        ("hallin grow", _number),
        ("silt", _reasons),
        ("figure", _figure),
        ("cost", _note),
        ("oslo", _uncertain),
        ("clerk", _hostile),
        ("hello", _command),
        ("what about", _follow_up),
    )
    make = next((make for word, make in known if word in question.lower()), _not_found)
    return replace(make(question, document, history), language=language_of(question))


def language_of(question):
    """Korean and Russian by their letters, as far as the stand-in goes."""
    scripts = {"ko": "[가-힣]", "ru": "[а-яё]"}
    found = (name for name, letters in scripts.items() if re.search(letters, question.lower()))
    return next(found, "en")


def _answer(question, status="answered", **parts):
    parts.setdefault("interpreted_question", question)
    return Answer(question=question, status=status, confidence=0.9, **parts)


def _number(question, document, history):
    return _answer(
        question,
        short_answer=ShortAnswer("1.4 metres", 1),
        extracts=(
            extract(
                document,
                "The depth grew by 1.4 metres within two years, which no other port has matched.",
                highlights=("1.4 metres",),
            ),
            extract(document, "In 2012 the port of Hallin moved its pier.", 2, ("Hallin",)),
        ),
    )


def _reasons(question, document, history):
    quotes = [document.slice(p.span) for p in document.paragraphs if p.number in (3, 4, 5)]
    return _answer(
        question,
        extracts=tuple(
            extract(document, quote, n, item=ItemLabel("list-1", n, quote.split(",")[0]))
            for n, quote in enumerate(quotes, start=1)
        ),
        enumeration=EnumerationShown(3, 3),
    )


def _figure(question, document, history):
    return _answer(question, figures=(shown_figure(document),))


def _note(question, document, history):
    quote = "The mean loss was $4 million worth of dredging a year."
    return _answer(question, extracts=(extract(document, quote, highlights=("$4 million",)),))


def _uncertain(question, document, history):
    quote = "In 2012 the port of Hallin moved its pier."
    return _answer(
        question,
        "uncertain",
        reason="Some words of the question are not in the passages found.",
        missing=("Oslo",),
        extracts=(extract(document, quote),),
    )


def _not_found(question, document, history):
    quote = "Nobody had expected it."
    return _answer(
        question,
        "not_found",
        reason="Nothing in the paper is near enough to the question.",
        nearest=(extract(document, quote),),
    )


def _hostile(question, document, history):
    quote = next(
        document.slice(p.span) for p in document.paragraphs if "clerk" in document.slice(p.span)
    )
    return _answer(question, extracts=(extract(document, quote, highlights=("`code`",)),))


def _command(question, document, history):
    return _answer(question, "command", message="Hello. Ask a question about the paper.")


def _export(question, document, history):
    return _answer(question, "command", message="Choose a form.", request="export")


def _clear(question, document, history):
    return _answer(question, "command", message="Cleared.", request="clear")


def _more(question, document, history):
    return _answer(
        question,
        "command",
        message=f"More on {history[-1] if history else 'nothing'}",
        request="more",
        extracts=(extract(document, "Ships of ten metres can enter again.", 3),),
    )


def _follow_up(question, document, history):
    earlier = history[-1] if history else "nothing"
    return _answer(
        question,
        interpreted_question=f"{question} (after: {earlier})",
        extracts=(extract(document, "Ships of ten metres can enter again."),),
    )
