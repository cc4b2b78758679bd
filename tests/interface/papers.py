"""A small paper made by hand and a chatbot that knows a few answers about it.

The paper has what pages must show: sections, numbered paragraphs, a list, a footnote whose
mark is in the source only, an escaped sign, figures with and without a title, and text
that would be markup if it were not escaped.
"""

import re
from dataclasses import dataclass, field, replace

from chatbot.datatypes import (
    Answer,
    Conversation,
    Document,
    EnumerationShown,
    Extract,
    ExtractFootnote,
    Figure,
    Footnote,
    Hits,
    ItemLabel,
    Locator,
    Paragraph,
    Passage,
    Piece,
    ScoredPassage,
    Section,
    ShortAnswer,
    ShownFigure,
    SourceFile,
    Span,
    Turn,
)
from chatbot.errors import RunError
from chatbot.indexing.optional import OptionalModels

HOSTILE = (
    '<img src=x onerror="window.hacked=1"> [x](javascript:window.hacked=1) `code` $math$ $$m$$ '
    "| a | b | {{7*7}} ${7*7} *em* _em_ <script>window.hacked=1</script> &amp; # h"
)

_SOURCE = """\
HARBOURS OF THE NORTH

Ada Tern

I. Why harbours silt up

Every harbour in the survey lost depth between 1990 and 2010. The mean loss was \\$4 million worth \
of dredging a year.¹ Nobody had expected it.

The survey names three reasons.

First, rivers carry more sand since the forests upstream were cut.

Second, the piers stand across the current, so that the water slows down and drops its sand.

Third, dredging stopped in the war years and was never taken up again in earnest.

II. What was tried

In 2012 the port of *Hallin* moved its pier. The depth grew by 1.4 metres within two years, \
which no other port has matched.

__HOSTILE__

DEPTH OF SIX HARBOURS (1990–2010)

Source: Coastal Survey.

Source: Port of Hallin.

The figures above show the depth before and after. Ships of ten metres can enter again.

¹ In the prices of 2015, after the Coastal Survey.
"""


def make_paper(document_id="harbours", title="Harbours of the North"):
    """The paper as a reader of files would hand it over."""
    source = _SOURCE.replace("__HOSTILE__", f"The clerk wrote: {HOSTILE} and left.")
    text, ledger = _clean(source)
    sections = _sections(text)
    return Document(
        id=document_id,
        text=text,
        metadata={
            "id": document_id,
            "type": "report",
            "title": title,
            "author": [{"family": "Tern", "given": "Ada"}],
            "collection-title": "Coast Papers",
            "collection-number": "12",
            "publisher": "Coast Institute",
            "issued": {"date-parts": [[2018, 3]]},
            "custom": {
                "examples": [
                    {"kind": "A number", "question": "By how much did the depth at Hallin grow?"},
                    {"kind": "Reasons", "question": "Why do harbours silt up?"},
                    {"kind": "A figure", "question": "Show the figure of six harbours"},
                    {"kind": "A note", "question": "What did the loss of depth cost?"},
                    {"kind": "Uncertain", "question": "Did the port of Oslo move its pier?"},
                    {"kind": "Not in the paper", "question": "Who won the cup?"},
                ]
            },
        },
        source=SourceFile(f"{document_id}.txt", "0" * 64, "text/plain", "utf-8", source),
        ledger=ledger,
        sections=sections,
        paragraphs=_paragraphs(text, sections),
        lists=(),
        footnotes=(_footnote(text),),
        figures=_figures(text),
    )


def _clean(source):
    """The source without escapes, emphasis signs and footnote marks, with its ledger."""
    pieces, parts, at, length = [], [], 0, 0
    changes = {"\\$": ("$", "escape"), "¹": ("", "footnote_mark"), "*Hallin*": None}
    for found in re.finditer(r"\\\$|(?<=\.)¹|\*Hallin\*", source):
        wanted = changes[found[0]]
        cuts = (
            [(found.start(), found.end(), *wanted)]
            if wanted
            else [
                (found.start(), found.start() + 1, "", "emphasis"),
                (found.end() - 1, found.end(), "", "emphasis"),
            ]
        )
        for start, end, text, kind in cuts:
            for a, b, t, k in ((at, start, source[at:start], "copied"), (start, end, text, kind)):
                if a < b:
                    pieces.append(Piece(length, length + len(t), a, b, k))
                    parts.append(t)
                    length += len(t)
            at = end
    pieces.append(Piece(length, length + len(source) - at, at, len(source), "copied"))
    parts.append(source[at:])
    return "".join(parts), tuple(pieces)


def _sections(text):
    headings = [Span(*m.span()) for m in re.finditer(r"^I+\. .*$", text, re.MULTILINE)]
    ends = [*(h.start for h in headings[1:]), text.index("¹ In the prices")]
    return tuple(
        Section(h, Span(h.start, end), (text[h.start : h.end],), 1)
        for h, end in zip(headings, ends, strict=True)
    )


def _paragraphs(text, sections):
    found, number = [], 0
    for match in re.finditer(r"[^\n]+", text):
        line, span = match[0], Span(*match.span())
        if span in [s.heading for s in sections] or line.startswith(("DEPTH", "Source", "¹")):
            continue
        section = next((i for i, s in enumerate(sections) if s.span.contains(span)), None)
        if section is not None:
            number += 1
        role = "front" if section is None else "body"
        sentences = tuple(
            Span(span.start + m.start(), span.start + m.end())
            for m in re.finditer(r"\S.*?[.!?](?=\s|$)|\S.*$", line)
        )
        numbered = number if section is not None else None
        found.append(Paragraph(span, role, numbered, section, sentences))
    return tuple(found)


def _footnote(text):
    start = text.index("¹ In the prices") + 2
    anchor = text.index("a year.") + len("a year.")
    return Footnote("1", Span(start, text.index("\n", start)), anchor, 1)


def _figures(text):
    titled = text.index("DEPTH OF")
    first = Span(titled, text.index("Survey.", titled) + len("Survey."))
    second = text.index("Source: Port")
    return (
        Figure(
            "fig-1",
            None,
            "DEPTH OF SIX HARBOURS (1990–2010)",
            "Coastal Survey",
            ("In metres at low water.",),
            first,
            7,
            (8,),
        ),
        Figure("fig-2", None, None, "Port of Hallin", (), Span(second, second + 23), 7, ()),
    )


def extract(document, quote, citation=1, highlights=(), item=None):
    """A real extract of a document: the offsets are those of ``quote``."""
    start = document.text.index(quote)
    span = Span(start, start + len(quote))
    holder = next((p for p in document.paragraphs if p.span.contains(span)), None)
    path = (
        document.sections[holder.section].path
        if holder is not None and holder.section is not None
        else ()
    )
    notes = tuple(
        ExtractFootnote(n.mark, document.slice(n.span), n.span.start, n.span.end)
        for n in document.footnotes
        if span.start < n.anchor <= span.end
    )
    return Extract(
        citation=citation,
        quote=quote,
        document=document.id,
        locator=Locator(path, holder.number if holder else None, None),
        start=span.start,
        end=span.end,
        as_printed=quote,
        source_start=span.start,
        source_end=span.end,
        highlights=tuple(
            (start + quote.index(word), start + quote.index(word) + len(word))
            for word in highlights
        ),
        footnotes=notes,
        list_item=item,
        score=0.9,
    )


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


@dataclass(frozen=True)
class Passages:
    """An index as far as an evaluation looks at it: each numbered paragraph is a passage."""

    passages: tuple = ()
    boxes: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Fixed:
    """A component without any switch."""


@dataclass
class KnowingChatbot:
    """Answers from a table; ``breaks`` makes it fail as a program does, ``asked`` records.

    An evaluation waits for ``gate``, if there is one, before each of its questions.
    """

    documents: dict = field(default_factory=lambda: {"harbours": make_paper()})
    asked: list = field(default_factory=list)
    gate: object = None
    speller: Fixed = Fixed()
    retriever: Fixed = Fixed()
    closer: Fixed = Fixed()
    answerer: Fixed = Fixed()
    models: OptionalModels = field(default_factory=OptionalModels)
    boxes: dict = field(default_factory=dict)

    @property
    def index(self):
        return Passages(
            tuple(
                Passage(f"{paper.id}#{p.number}", paper.id, p.span, (), p.number, p.sentences)
                for paper in self.documents.values()
                for p in paper.paragraphs
                if p.number
            ),
            self.boxes,
        )

    def trace(self, question, history=(), documents=()):
        if self.gate is not None:
            self.gate.acquire(timeout=20)
        answer = answer_to(question, next(iter(self.documents.values())), history)
        found = tuple(
            ScoredPassage(passage, 1.0 / rank)
            for rank, passage in enumerate(self.index.passages, start=1)
        )
        return answer, Hits(found, (), ())

    def reply(self, question, conversation: Conversation, documents=(), *, context=True):
        earlier = conversation if context else Conversation()
        history = tuple(turn.question for turn in earlier.turns)
        self.asked.append((question, history))
        if "break down" in question:
            raise RunError("the index is gone")
        if "crash" in question:
            raise ZeroDivisionError(question)
        answer = answer_to(question, next(iter(self.documents.values())), history)
        return answer, conversation.after(Turn(question, answer))
