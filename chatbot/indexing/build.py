"""Building an index and keeping it true to its corpus, embedding only what changed."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chatbot.datatypes import Document, Passage
from chatbot.documents import ReadingLimits
from chatbot.errors import CorpusError, IndexFault, MissingInput, NoIndex
from chatbot.indexing.analysis import stems
from chatbot.indexing.encode import PassagesByDocument, encode_corpus
from chatbot.indexing.encoders import Resolver, resolve
from chatbot.indexing.index import Index, assemble
from chatbot.indexing.library import Library, read_library
from chatbot.indexing.manifest import (
    FORMAT,
    BuildReport,
    EncoderRecord,
    Manifest,
    PassageForm,
    program_fingerprint,
)
from chatbot.indexing.models import Models
from chatbot.indexing.morphemes import installed, segmenter_of
from chatbot.indexing.passages import TARGET_WORDS, chunk
from chatbot.indexing.postings import Postings, build_postings, vocabulary_of
from chatbot.indexing.progress import Progress, silent
from chatbot.indexing.sources import CorpusFiles, list_corpus, unchanged
from chatbot.indexing.store import (
    load_index,
    load_manifest,
    locked,
    read_pointer,
    remove_leftovers,
    save_index,
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an index is to be: its passages' form, its encoders, and what reading may cost."""

    form: PassageForm
    models: Models
    limits: ReadingLimits


def open_or_build(
    corpus: Path,
    folder: Path,
    *,
    encoder_names: Sequence[str],
    target_words: int = TARGET_WORDS,
    heading: bool = False,
    limits: ReadingLimits | None = None,
    progress: Progress = silent,
    resolve: Resolver = resolve,
) -> Index:
    """The index in ``folder``, brought up to date with ``corpus`` where it is not.

    An index that is current is only read: its folder need not be writable and no model
    is loaded. One that is damaged, or was built by other code, settings or models, is
    built anew.

    Raises:
        MissingInput: there is no corpus folder.
        CorpusError: it holds no document that can be read.
        EncoderError: a model is missing, altered or cannot be loaded.
        IndexFault: the index cannot be written, or is damaged and cannot be rebuilt.
    """
    plan = Plan(
        PassageForm(target_words, heading),
        Models(encoder_names, resolve),
        limits or ReadingLimits(),
    )
    damage = None
    try:
        if is_current(load_manifest(folder), list_corpus(corpus), plan):
            return load_index(folder)
    except IndexFault as fault:
        damage = fault
    try:
        return _update(corpus, folder, plan, progress)
    except (MissingInput, CorpusError) as error:
        if damage is None or isinstance(damage, NoIndex):
            raise
        raise type(error)(f"{error} (and {damage})") from error


def build_index(
    corpus: Path,
    folder: Path,
    *,
    encoder_names: Sequence[str],
    target_words: int = TARGET_WORDS,
    heading: bool = False,
    limits: ReadingLimits | None = None,
    progress: Progress = silent,
    resolve: Resolver = resolve,
) -> Index:
    """Build the index in ``folder`` or update it; ``Index.report`` says what was done.

    A file that cannot be read is left out and named in the report. A folder whose index
    is current is left as it is. Raises what ``open_or_build`` raises.
    """
    plan = Plan(
        PassageForm(target_words, heading),
        Models(encoder_names, resolve),
        limits or ReadingLimits(),
    )
    return _update(corpus, folder, plan, progress)


def is_current(manifest: Manifest, corpus: CorpusFiles, plan: Plan) -> bool:
    """Whether an index is what building it now would give.

    Files are compared by size and time, and by hash where these leave a doubt.
    """
    recorded = tuple((record.name, record.fingerprint) for record in manifest.encoders)
    files = {source.document: corpus.folder / source.file.path for source in manifest.sources}
    return (
        manifest.program == program_fingerprint()
        and manifest.form == plan.form
        and manifest.segmenter in ("", installed().name)
        and recorded == plan.models.fingerprints
        and manifest.corpus == str(corpus.folder)
        and manifest.skipped == corpus.skipped
        and files == corpus.files
        and all(
            unchanged(source, corpus.folder, manifest.built_ns, plan.limits)
            for source in manifest.sources
        )
    )


def _update(corpus: Path, folder: Path, plan: Plan, progress: Progress) -> Index:
    list_corpus(corpus)  # a wrong corpus is told before anything is written
    with locked(folder, progress):
        files = list_corpus(corpus)
        looked_ns = time.time_ns()
        previous = _previous(folder)
        if previous is not None and is_current(previous.manifest, files, plan):
            return replace(previous, report=_report(previous, previous, ()))
        remove_leftovers(folder, None if previous is None else read_pointer(folder).generation)
        library = read_library(files, previous, progress, plan.limits)
        index = _index(files, looked_ns, library, plan, previous, progress)
        progress("saving the index", 0, 1)
        save_index(folder, index)
        progress("saving the index", 1, 1)
        return replace(index, report=_report(index, previous, library.read))


def _previous(folder: Path) -> Index | None:
    """The index that is there, unless it is missing or damaged."""
    try:
        return load_index(folder)
    except IndexFault as fault:
        _log.info("building from scratch: %s", fault)
        return None


def _index(
    files: CorpusFiles,
    looked_ns: int,
    library: Library,
    plan: Plan,
    previous: Index | None,
    progress: Progress,
) -> Index:
    passages = _passages(library, plan, previous)
    encoded = encode_corpus(
        plan.models, library.documents, passages, plan.form.heading, previous, progress
    )
    in_order = [passage for name in library.documents for passage in passages[name]]
    records = tuple(
        EncoderRecord(
            corpus.name, corpus.fingerprint, corpus.dimension, corpus.vectors.tokens is not None
        )
        for corpus in encoded
    )
    manifest = Manifest(
        format=FORMAT,
        program=program_fingerprint(),
        corpus=str(files.folder),
        built_ns=looked_ns,
        form=plan.form,
        encoders=records,
        sources=library.sources,
        segmenter=segmenter_of(each.language for each in library.documents.values()),
        skipped=files.skipped,
    )
    postings = _postings(library.documents, in_order, progress)
    return assemble(library.documents, in_order, encoded, postings, manifest, boxes=library.boxes)


def _passages(library: Library, plan: Plan, previous: Index | None) -> PassagesByDocument:
    """The passages of each document: those it had, where nothing that shapes them changed."""
    kept: set[str] = set()
    if previous is not None:
        recorded = tuple((each.name, each.fingerprint) for each in previous.manifest.encoders)
        if previous.manifest.form == plan.form and recorded == plan.models.fingerprints:
            kept = set(previous.documents) & set(library.documents) - set(library.read)
    passages: dict[str, tuple[Passage, ...]] = {}
    for name, document in library.documents.items():
        if previous is not None and name in kept:
            rows = previous.passage_ranges[name]
            passages[name] = previous.passages[rows.start : rows.stop]
        else:
            encoder = plan.models.reader(document.language)
            passages[name] = chunk(
                document,
                plan.form.target_words,
                count_tokens=encoder.count_tokens,
                max_tokens=encoder.max_tokens,
            )
    return passages


def _postings(
    documents: Mapping[str, Document], passages: Sequence[Passage], progress: Progress
) -> tuple[Postings, Postings]:
    """The postings of passages and of sentences, over the same stems."""
    of_sentences: list[list[str]] = []
    of_passages: list[list[str]] = []
    for done, passage in enumerate(passages):
        if done % 100 == 0:
            progress("indexing words", done, len(passages))
        document = documents[passage.document]
        parts = [stems(document.slice(span), document.language) for span in passage.sentences]
        of_sentences.extend(parts)
        of_passages.append([stem for part in parts for stem in part])
    progress("indexing words", len(passages), len(passages))
    vocabulary = vocabulary_of(of_sentences)
    return build_postings(of_passages, vocabulary), build_postings(of_sentences, vocabulary)


def _report(index: Index, previous: Index | None, read: tuple[str, ...]) -> BuildReport:
    before = () if previous is None else previous.documents
    return BuildReport(
        read=read,
        kept=tuple(name for name in index.documents if name not in read),
        removed=tuple(name for name in before if name not in index.documents),
        failed=tuple((entry.file.path, entry.failure or "") for entry in index.manifest.failures),
        skipped=index.manifest.skipped,
    )
