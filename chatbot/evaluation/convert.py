"""Query files ↔ BEIR folders ↔ TREC topics with qrels.

What a form cannot hold is left out and counted: BEIR and TREC know neither histories nor
quotes nor short answers nor labels, so evidence becomes a judgement of its whole document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chatbot.datatypes import Document, JudgedQuery
from chatbot.errors import RunError, UsageError
from chatbot.evaluation import beir, trec
from chatbot.evaluation.judgements import document_qrels
from chatbot.evaluation.outputs import writing
from chatbot.evaluation.queries import query_line

Read = Callable[[], Iterator[JudgedQuery]]
TARGETS = ("jsonl", "beir", "trec")
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Conversion:
    """What was written, and what could not be taken over."""

    queries: int
    written: tuple[Path, ...]
    notes: tuple[str, ...]


def convert(
    read: Read,
    form: str,
    target: Path,
    documents: Collection[Document] = (),
) -> Conversion:
    """Write queries in another form.

    Args:
        read: gives the queries, from the first one on, whenever it is called.
        form: one of ``TARGETS``.
        target: the file to write (``jsonl``) or the folder to fill (``beir``, ``trec``).
        documents: what a BEIR corpus is to hold.

    Raises:
        UsageError: the form is unknown, the file is there already, or the folder holds
            something.
        RunError: a file cannot be written.
    """
    if form not in TARGETS:
        raise UsageError(f"unknown format {form!r}: known are {', '.join(TARGETS)}")
    if form == "jsonl":
        if target.is_file() or target.is_dir():
            raise UsageError(f"{target} is there already: name a new file")
        _write(target, (query_line(query) for query in read()))
        return Conversion(sum(1 for _ in read()), (target,), ())
    folder = _empty_folder(target)
    write = _write_trec if form == "trec" else _write_beir
    written = write(folder, read, documents)
    notes = _left_out(read())
    if form == "beir":
        notes += _outside(read(), {document.id for document in documents})
    return Conversion(sum(1 for _ in read()), written, notes)


def _write_trec(folder: Path, read: Read, documents: Collection[Document]) -> tuple[Path, ...]:
    del documents  # TREC files name documents and do not hold them
    topics, qrels = folder / "topics.tsv", folder / "qrels.txt"
    _write(topics, (trec.topic_line(query.query_id, query.query) for query in read()))
    _write(qrels, (trec.qrel_line(qrel) for query in read() for qrel in document_qrels(query)))
    return topics, qrels


def _write_beir(folder: Path, read: Read, documents: Collection[Document]) -> tuple[Path, ...]:
    (folder / "qrels").mkdir()
    corpus, queries = folder / "corpus.jsonl", folder / "queries.jsonl"
    qrels = folder / "qrels" / "test.tsv"
    entries = (beir.CorpusEntry(each.id, each.title, each.text) for each in documents)
    _write(corpus, (beir.corpus_line(entry) for entry in entries))
    _write(queries, (beir.query_line(query.query_id, query.query) for query in read()))
    _write(qrels, beir.tsv_qrels(qrel for query in read() for qrel in document_qrels(query)))
    return corpus, queries, qrels


def unpack_corpus(folder: Path, target: Path) -> tuple[Path, ...]:
    """Write each document of a BEIR folder as a text file, ready to be indexed.

    Raises:
        MissingInput: there is no ``corpus.jsonl``.
        UsageError: the target holds something already, or two ids name the same file.
        RunError: a file cannot be written.
    """
    written: list[Path] = []
    names: dict[str, str] = {}
    chosen = _empty_folder(target)
    for entry in beir.read_corpus(folder):
        name = beir.file_name(entry.doc_id)
        other = names.setdefault(name.casefold(), entry.doc_id)
        if other != entry.doc_id:
            raise UsageError(f"documents {other!r} and {entry.doc_id!r} would be the same file")
        path = chosen / f"{name}.txt"
        if path.exists():
            raise UsageError(f"document {entry.doc_id!r} is given twice")
        _write(path, (part for part in (f"{entry.title}\n\n" if entry.title else "", entry.text)))
        written.append(path)
    return tuple(written)


def _left_out(queries: Iterable[JudgedQuery]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for query in queries:
        counts["a history"] += bool(query.history)
        counts["a choice of documents"] += bool(query.documents)
        counts["quotes"] += any(piece.quote is not None for piece in query.evidence)
        counts["short answers"] += bool(query.answers)
        counts["labels"] += bool(query.labels)
        counts["no evidence"] += not query.evidence
    lost = ", which this format cannot hold"
    return tuple(
        f"{count:,} {'query has' if count == 1 else 'queries have'} {what}"
        f"{', which no judgement can name' if what == 'no evidence' else lost}"
        for what, count in counts.items()
        if count
    )


def _outside(queries: Iterable[JudgedQuery], corpus: Collection[str]) -> tuple[str, ...]:
    """At most one line, on judged documents that the corpus written does not hold."""
    judged = {piece.document for query in queries for piece in query.evidence}
    missing = sorted(judged - set(corpus))
    if not missing:
        return ()
    named = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
    subject = "document is" if len(missing) == 1 else "documents are"
    return (f"{len(missing):,} judged {subject} not indexed, and so not in the corpus: {named}",)


def _empty_folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise UsageError(f"{path} is not empty: name a new folder")
    except OSError as error:
        raise RunError(f"cannot write to {path}: {error.strerror or error}") from error
    return path


def _write(path: Path, lines: Iterable[str]) -> None:
    with writing(path) as file:
        file.writelines(lines)
