"""A small paper made by hand.

The paper has what pages must show: sections, numbered paragraphs, a list, a footnote whose
mark is in the source only, an escaped sign, figures with and without a title, and text
that would be markup if it were not escaped.
"""

import re

from chatbot.datatypes import (
    Document,
    Extract,
    ExtractFootnote,
    Figure,
    Footnote,
    Locator,
    Paragraph,
    Piece,
    Section,
    SourceFile,
    Span,
)

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
