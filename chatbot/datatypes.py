"""Every noun of the house, as frozen dataclasses of plain values.

Offsets are Unicode code points, ends are exclusive, and every offset counts in
``Document.text`` unless its name says ``source``. Scores are higher-is-better.
Tuples keep the order that a reader of the paper would meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SectionPath = tuple[str, ...]
"""Headings from the outermost section to the innermost one."""

ParagraphRole = Literal["front", "body", "back"]
PieceKind = Literal[
    "copied",
    "line_break",
    "whitespace",
    "escape",
    "emphasis",
    "footnote_mark",
    "hyphenation",
    "ligature",
    "page_break",
    "running_head",
    "markup",
    "separator",
    "figure_text",
    "superscript",
]
Reading = Literal["usual", "multilingual", "crossing", "unread", "crossing unread"]
"""How a question was read: by all encoders; by the multilingual ones alone, the papers being in
another language than English; by these, being in another language than the papers; by none."""
LabelKind = Literal["written", "inferred", "counted"]
Status = Literal["answered", "uncertain", "not_found", "command"]
RequestKind = Literal[
    "more",
    "context",
    "before",
    "after",
    "where",
    "cite",
    "figures",
    "outline",
    "section",
    "about",
    "define",
    "greeting",
    "thanks",
    "help",
    "clear",
    "export",
    "incomplete",
    "unknown",
]


# --- documents ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of ``Document.text``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """Number of characters that both spans hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of the normalisation ledger.

    ``text[start:end]`` stands for ``source[source_start:source_end]``. A piece of
    kind ``copied`` has the same characters on both sides; any other kind is a change
    (an empty text range is a removal, an empty source range an insertion).
    """

    start: int
    end: int
    source_start: int
    source_end: int
    kind: PieceKind


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file that a document was read from.

    ``text`` is the decoded source (byte-order mark dropped, line ends kept) that the
    ledger's source offsets count in; ``located`` says whether these offsets mean
    anything to a person (text files: yes; PDFs: no, they have pages and boxes).
    """

    name: str
    sha256: str
    media_type: str
    encoding: str | None
    text: str
    located: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, whole even where a page break, footnote or figure cut it.

    ``number`` counts the body paragraphs of the document from 1 and is None in front
    and back matter. ``section`` is an index into ``Document.sections``.
    ``sentences`` tile the paragraph's sentences in order, without the blanks between.
    """

    span: Span
    role: ParagraphRole
    number: int | None
    section: int | None
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section; ``path`` includes its own heading and those above it."""

    heading: Span
    span: Span
    path: SectionPath
    level: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of an enumeration.

    ``label`` is as printed (“First”, “Goal One”, “3”); ``head`` is the opening sentence
    that names the item, ``span`` all of its text (to the end of its last paragraph, or
    the words themselves in an inline list). ``paragraphs`` are body paragraph numbers.
    """

    number: int
    label: str
    head: Span
    span: Span
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list that the paper gives, with the sentence that introduces it.

    ``kind`` is ``block`` where items are paragraphs (or sentences that begin with an
    ordinal) and ``inline`` where they are parts of one sentence (“a, b, and c”).
    ``trailer`` is a closing paragraph that adds further items in a sentence.
    """

    id: str
    kind: Literal["block", "inline"]
    lead: Span | None
    items: tuple[ListItem, ...]
    trailer: Span | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note with its text and the place of its mark.

    ``anchor`` is the offset in ``Document.text`` where the mark stood (just after the
    words that carry it), None when no mark was found.
    """

    mark: str
    span: Span
    anchor: int | None
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or table with what the text keeps of it.

    ``anchor`` is the span of its title, notes and source lines; ``paragraph`` is the
    body paragraph before it; ``mentions`` are the body paragraphs that discuss it.
    ``page`` is the label and ``region`` (left, top, right, bottom, in points from the top
    left corner) the place of what it shows, where the source has pages.
    """

    id: str
    label: str | None
    title: str | None
    source: str | None
    notes: tuple[str, ...]
    anchor: Span
    paragraph: int | None
    mentions: tuple[int, ...]
    page: str | None = None
    image: str | None = None
    region: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its label as printed, its number from 1, its size in points, its text.

    ``labelled`` says where the label is from: ``written`` in the file, ``inferred`` from
    printed page numbers, or the ``counted`` number. The pages' spans follow each other.
    """

    label: str
    number: int
    width: float
    height: float
    span: Span
    labelled: LabelKind = "written"


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as read: clean text, structure, and the way back to its source.

    ``metadata`` is one CSL-JSON item. ``ledger`` accounts for every character of
    ``source.text`` and of ``text`` (see ``documents.ledger``). ``ocr`` says that the text was
    recognised on pictures of pages, so that its words may be wrong.
    """

    id: str
    text: str
    metadata: Mapping[str, object]
    source: SourceFile
    ledger: tuple[Piece, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    lists: tuple[Enumeration, ...]
    footnotes: tuple[Footnote, ...]
    figures: tuple[Figure, ...]
    pages: tuple[Page, ...] = ()
    language: str = "en"
    ocr: bool = False

    @property
    def title(self) -> str:
        """The title from the metadata, else the id."""
        title = self.metadata.get("title")
        return title if isinstance(title, str) and title else self.id

    def slice(self, span: Span) -> str:
        """The characters of ``span``."""
        return self.text[span.start : span.end]


# --- retrieval ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one section; ``id`` is unique and sorts in order."""

    id: str
    document: str
    span: Span
    section: SectionPath
    paragraph: int | None
    sentences: tuple[Span, ...]
    role: ParagraphRole = "body"


@dataclass(frozen=True, slots=True)
class Query:
    """A question ready to be searched.

    ``text`` is as asked; ``interpreted`` is what is searched (the same, unless a
    follow-up was resolved); ``phrases`` must occur verbatim; ``documents`` limits the
    search (empty: all). ``language`` is the question's ISO 639-1 code; ``gloss`` what is
    known of a question in another language than the papers', in the papers' language:
    its asking words, names and numbers, empty where there is none. ``skipped`` are places
    (document, span) that were shown already and are not to be shown again. ``carried`` are
    words of ``interpreted`` that come from the conversation, each with what it weighs beside
    the 1 of the question's own words. ``near`` are places shown just before, by which the
    answer to a question that goes on from them may well stand.
    """

    text: str
    interpreted: str
    phrases: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    language: str = "en"
    gloss: str = ""
    skipped: tuple[tuple[str, Span], ...] = ()
    carried: tuple[tuple[str, float], ...] = ()
    near: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """Something asked about the answer or the conversation, not about the papers.

    ``argument`` is what the request is made of: a section, a citation style, a number;
    ``language`` the ISO 639-1 code in which it was made.
    """

    kind: RequestKind
    argument: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A content word of the question, as asked, its stem, its rarity and its places.

    ``idf`` is over the sentences of the documents searched, times ``weight``, which is below 1
    for a word carried from the conversation; ``known`` is False when no
    sentence there holds the stem; ``places`` are (start, end) in the searched question.
    ``alternatives`` stand for the word too, each as stems that must all be there: another
    spelling, an abbreviation, another name of the same thing.
    """

    word: str
    stem: str
    idf: float
    known: bool
    places: tuple[tuple[int, int], ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0

    def held_by(self, stems: frozenset[str] | set[str]) -> bool:
        """Whether the term, or all of one of its alternatives, is among some stems."""
        return self.stem in stems or any(stems.issuperset(form) for form in self.alternatives)


@dataclass(frozen=True, slots=True)
class SentenceSignals:
    """What retrieval measured of one sentence for one query (raw, unfused).

    By the first encoder: ``dense`` cosine of sentence and query; ``maxsim`` idf-weighted
    mean over the query's content words of the best token cosine; ``passage_dense`` the
    cosine of its passage. ``other_…``: the same by the other encoders, averaged, 0 where
    there are none; ``other_weakest`` the least echoed word's best cosine. By words:
    ``bm25`` the lexical score; ``coverage`` the idf-weighted share of the query's stems in
    the sentence, those in its neighbours counting half; ``passage_bm25`` its passage's
    lexical score. ``alone`` is the first encoder's cosine of the sentence encoded by itself,
    None where it was not looked at so closely.
    """

    dense: float
    maxsim: float
    passage_dense: float
    other_dense: float
    other_maxsim: float
    other_weakest: float
    other_passage_dense: float
    bm25: float
    coverage: float
    passage_bm25: float
    alone: float | None = None


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a retrieved passage with its signals."""

    document: str
    span: Span
    passage: str
    role: ParagraphRole
    signals: SentenceSignals


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage with its fused score."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Hits:
    """What retrieval hands to answering: ranked passages and their sentences' signals.

    ``reading`` says how the question could be read; ``shared`` is the share of its content
    words that papers in their language can hold at all, 1 where it is in that language.
    """

    passages: tuple[ScoredPassage, ...]
    sentences: tuple[ScoredSentence, ...]
    terms: tuple[QueryTerm, ...]
    reading: Reading = "usual"
    shared: float = 1.0


# --- answers -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Locator:
    """Where an extract stands, as a reader would cite it."""

    section: SectionPath
    paragraph: int | None
    page: str | None
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractFootnote:
    """A footnote whose mark stands in an extract; offsets are of the note's text."""

    mark: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ItemLabel:
    """The enumeration item that an extract opens."""

    list: str
    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Extract:
    """A verbatim quote: ``quote == document.text[start:end]``, always.

    ``highlights`` are (start, end) offsets in ``Document.text`` inside the extract;
    ``source_start``, ``source_end`` are offsets in the source file, None for PDFs.
    ``qualifier`` are the offsets of the next sentence where it takes back what is quoted
    (“However, …”) and is not itself shown. ``ocr`` says that its words were recognised on a
    picture of the page.
    """

    citation: int
    quote: str
    document: str
    locator: Locator
    start: int
    end: int
    as_printed: str
    source_start: int | None
    source_end: int | None
    highlights: tuple[tuple[int, int], ...]
    footnotes: tuple[ExtractFootnote, ...]
    list_item: ItemLabel | None
    score: float
    qualifier: tuple[int, int] | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The asked number, date, name or place: a highlight of the extract cited."""

    text: str
    citation: int


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as an answer shows it; ``mentions`` are paragraph numbers."""

    id: str
    label: str | None
    title: str | None
    source: str | None
    notes: tuple[str, ...]
    document: str
    page: str | None
    image: str | None
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EnumerationShown:
    """How many items of the asked enumeration the extracts show."""

    shown: int
    of: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program says to a question; see DESIGN.md §4 for each field.

    ``language`` is the ISO 639-1 code in which it was asked and its fixed phrases are to be
    given; ``request`` the kind of request that a ``command`` answers. ``figures_asked`` says
    that ``figures`` are what was asked for, and not what an extract refers to. ``searched`` is
    how many papers were asked, 0 where that is not known.
    """

    question: str
    interpreted_question: str
    status: Status
    confidence: float | None
    reason: str | None = None
    missing: tuple[str, ...] = ()
    short_answer: ShortAnswer | None = None
    extracts: tuple[Extract, ...] = ()
    figures: tuple[ShownFigure, ...] = ()
    enumeration: EnumerationShown | None = None
    nearest: tuple[Extract, ...] = ()
    message: str | None = None
    language: str = "en"
    request: RequestKind | None = None
    figures_asked: bool = False
    searched: int = 0
    timings_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with the answer it got."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns, oldest first."""

    turns: tuple[Turn, ...] = ()

    def after(self, turn: Turn) -> Conversation:
        """This conversation with one more turn."""
        return Conversation((*self.turns, turn))


# --- memos -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuotedPiece:
    """A verbatim part of a document: ``quote == document.text[start:end]``, always."""

    start: int
    end: int
    quote: str
    as_printed: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quotation kept for a memo, with all that is needed to cite and to check it.

    ``pieces`` stand in the order of the document; what is left out between two of them is
    shown as “[…]”. ``source`` and ``source_sha256`` are the name and hash of the file that
    was quoted. ``accessed`` is an ISO date. ``qualifiers`` are the sentences before or after
    that change what is quoted; ``quoting`` is who is quoted where the quotation is itself
    one. ``plotted`` shows with the words the chart of the numbers that they state.
    ``heading``, ``note`` and ``removed`` are the person's.
    """

    id: str
    document: str
    source: str
    source_sha256: str
    pieces: tuple[QuotedPiece, ...]
    locator: Locator
    footnotes: tuple[ExtractFootnote, ...] = ()
    question: str = ""
    accessed: str = ""
    heading: str = ""
    note: str = ""
    qualifiers: tuple[str, ...] = ()
    quoting: str | None = None
    figure: ShownFigure | None = None
    removed: bool = False
    plotted: bool = False

    @property
    def quote(self) -> str:
        """The words as they are shown, with “[…]” for what is left out."""
        return " […] ".join(piece.quote for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Memo:
    """Excerpts in order, with what a memo says around them.

    ``references`` are CSL-JSON items by document id, so that a memo can be written when its
    papers are no longer indexed. ``unanswered`` are questions that the papers do not answer.
    """

    title: str = ""
    recipient: str = ""
    sender: str = ""
    date: str = ""
    subject: str = ""
    findings: tuple[str, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    unanswered: tuple[str, ...] = ()
    references: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[Excerpt, ...]:
        """The excerpts that were not removed."""
        return tuple(excerpt for excerpt in self.excerpts if not excerpt.removed)


# --- evaluation --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """A judged piece of evidence; without ``quote`` the whole document is relevant.

    ``source_start`` is an offset in the decoded source file; ``relevance`` is a grade,
    0 for what was judged and found not relevant.
    """

    document: str
    quote: str | None = None
    source_start: int | None = None
    relevance: int = 1


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """One line of a query file; ``labels`` keeps every further key as read."""

    query_id: str
    query: str
    history: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    evidence: tuple[GoldEvidence, ...] = ()
    answers: tuple[str, ...] = ()
    answerable: bool | None = None
    labels: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Qrel:
    """A relevance judgement of the field: one query, one document or passage."""

    query_id: str
    doc_id: str
    relevance: int


@dataclass(frozen=True, slots=True)
class RunEntry:
    """One line of a run: a result of a query with its score."""

    query_id: str
    doc_id: str
    score: float
