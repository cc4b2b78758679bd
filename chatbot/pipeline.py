"""The whole program in two readable functions: ``build`` and ``Chatbot.ask``.

A question flows through four components: ``resolve`` (conversation) makes a ``Query`` of it,
the speller corrects what is misspelt in it, the retriever finds ``Hits`` for the query, the
answerer makes an ``Answer`` of them.
"""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from chatbot.answering.abstention import load_calibration
from chatbot.answering.answerer import NO_MODELS, Answerer, Thresholds
from chatbot.answering.selection import Budget
from chatbot.conversation.resolve import resolve
from chatbot.datatypes import Answer, Conversation, Document, Hits, Query, ScoredPassage, Turn
from chatbot.errors import UnknownDocument
from chatbot.indexing.optional import OptionalModels, Reranker, SpanReader
from chatbot.locations import Folders, locate
from chatbot.retrieval.reranking import reranked_passages
from chatbot.settings import ModelSettings, Settings, load_settings

if TYPE_CHECKING:
    from chatbot.indexing.encoders import Encoder, Resolver
    from chatbot.indexing.index import Index
    from chatbot.indexing.progress import Progress
    from chatbot.retrieval.retriever import HybridRetriever
    from chatbot.retrieval.spelling import Speller

_SUGGESTED = 3
_LISTED = 10
_Model = TypeVar("_Model", Reranker, SpanReader)


@dataclass(frozen=True, slots=True)
class Chatbot:
    """Answers questions about the papers of one index.

    It keeps no state between questions: a conversation is passed in and handed back.
    """

    documents: Mapping[str, Document]
    index: Index
    speller: Speller
    retriever: HybridRetriever
    answerer: Answerer
    candidates: int
    models: OptionalModels = NO_MODELS

    def ask(
        self, question: str, history: Sequence[str] = (), documents: Sequence[str] = ()
    ) -> Answer:
        """The answer to a question asked after the earlier questions in ``history``.

        Raises:
            BlankQuestion: nothing was asked.
            UnknownDocument: ``documents`` names one that is not indexed.
        """
        return self.reply(question, self.replay(history, documents), documents)[0]

    def search(
        self,
        question: str,
        k: int = 10,
        history: Sequence[str] = (),
        documents: Sequence[str] = (),
    ) -> tuple[ScoredPassage, ...]:
        """The ``k`` best passages, best first, and nothing made of them."""
        query = self._query(question, self.replay(history, documents), documents)
        hits = self.retriever.search(query, max(k, self.candidates))
        return reranked_passages(self.documents, query, hits, self.models).passages[:k]

    def trace(
        self, question: str, history: Sequence[str] = (), documents: Sequence[str] = ()
    ) -> tuple[Answer, Hits]:
        """The answer with the hits that it was made from, for evaluation."""
        answer, query, hits = self._turn(question, self.replay(history, documents), documents)
        return answer, reranked_passages(self.documents, query, hits, self.models)

    def reply(
        self, question: str, conversation: Conversation, documents: Sequence[str] = ()
    ) -> tuple[Answer, Conversation]:
        """The answer to the next question of a conversation, and the conversation after it."""
        answer, _, _ = self._turn(question, conversation, documents)
        return answer, conversation.after(Turn(question, answer))

    def replay(self, history: Sequence[str], documents: Sequence[str] = ()) -> Conversation:
        """The conversation in which each earlier question was asked in turn."""
        conversation = Conversation()
        for question in history:
            _, conversation = self.reply(question, conversation, documents)
        return conversation

    def _query(self, question: str, conversation: Conversation, documents: Sequence[str]) -> Query:
        """The question with what it leaves to the conversation, and as it was meant."""
        asked = resolve(question, conversation, indexed(documents, self.documents))
        return self.speller.correct(asked)

    def _turn(
        self, question: str, conversation: Conversation, documents: Sequence[str]
    ) -> tuple[Answer, Query, Hits]:
        started = time.perf_counter()
        query = self._query(question, conversation, documents)
        hits = self.retriever.search(query, self.candidates)
        answer = self.answerer.answer(query, hits, self.models)
        elapsed = (time.perf_counter() - started) * 1000
        return replace(answer, timings_ms={"total": round(elapsed, 2)}), query, hits


def indexed(wanted: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """The wanted document ids, each of which is known.

    Raises:
        UnknownDocument: one is not; the message lists the ids nearest to it.
    """
    for document in wanted:
        if document in known:
            continue
        near = difflib.get_close_matches(document, known, n=_SUGGESTED, cutoff=0.4)
        if near:
            hint = f"nearest are {', '.join(near)}"
        else:
            more = ", …" if len(known) > _LISTED else ""
            hint = f"known are {', '.join(sorted(known)[:_LISTED])}{more}"
        raise UnknownDocument(f"no document {document!r} is indexed: {hint}")
    return tuple(wanted)


def build(
    corpus: Path | None = None,
    index: Path | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Index:
    """Build or update the index of a corpus; ``report`` of the result says what was done.

    Raises:
        UsageError: the folders do not go together, or the corpus does not exist.
        RunError: nothing could be read, a model or the index could not be used.
    """
    from chatbot.indexing.build import build_index
    from chatbot.indexing.encoders import remembering

    chosen = settings or load_settings()
    return _prepared(build_index, locate(corpus, index), chosen, remembering(), progress)


def open_index(
    corpus: Path | str | None = None,
    index: Path | str | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Chatbot:
    """Open the index of a corpus for questions, building or updating it first if needed.

    Raises what ``build`` raises.
    """
    from chatbot.indexing.build import open_or_build
    from chatbot.indexing.encoders import remembering

    chosen = settings or load_settings()
    folders, optional = locate(corpus, index), load_models(chosen.models)
    models = remembering()
    opened = _prepared(open_or_build, folders, chosen, models, progress)
    encoders = [models(name).load() for name in encoder_names(chosen)]
    return assemble(opened, encoders, chosen, optional)


def load_models(chosen: ModelSettings, present: Sequence[OptionalModels] = ()) -> OptionalModels:
    """The optional models that settings name; one that is present is not loaded again.

    Raises:
        ModelError: one is missing, of another kind or cannot be loaded.
    """
    from chatbot.indexing.cross_encoder import load_reranker
    from chatbot.indexing.span_reader import load_reader

    rerankers = [models.reranker for models in present]
    readers = [models.reader for models in present]
    return OptionalModels(
        reranker=_named(chosen.reranker, rerankers, load_reranker),
        reader=_named(chosen.reader, readers, load_reader),
        reranked=chosen.reranked,
        rerank_weight=chosen.rerank_weight,
        read=chosen.read,
        no_answer_margin=chosen.no_answer_margin,
    )


def _named(
    name: str | None, present: Sequence[_Model | None], load: Callable[[str], _Model]
) -> _Model | None:
    if name is None:
        return None
    same = (model for model in present if model is not None and model.name == name)
    return next(same, None) or load(name)


def open_papers(
    corpus: Path | str | None = None,
    index: Path | str | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Index:
    """The index alone, up to date, for what needs no model: its documents.

    Raises what ``build`` raises.
    """
    from chatbot.indexing.build import open_or_build
    from chatbot.indexing.encoders import remembering

    chosen = settings or load_settings()
    return _prepared(open_or_build, locate(corpus, index), chosen, remembering(), progress)


def _prepared(
    prepare: Callable[..., Index],
    folders: Folders,
    settings: Settings,
    models: Resolver,
    progress: Progress | None,
) -> Index:
    """The index that ``build_index`` or ``open_or_build`` gives for these settings."""
    from chatbot.documents import ReadingLimits
    from chatbot.indexing.progress import silent

    return prepare(
        folders.corpus,
        folders.index,
        encoder_names=encoder_names(settings),
        target_words=settings.passages.target_words,
        heading=settings.passages.heading,
        limits=ReadingLimits(
            settings.pdf.seconds,
            settings.pdf.memory_mb,
            settings.pdf.max_pages,
            settings.pdf.passwords,
        ),
        progress=progress or silent,
        resolve=models,
    )


def encoder_names(settings: Settings) -> tuple[str, ...]:
    """The embedding models that settings name, else the bundled ones that are installed."""
    from chatbot.indexing.encoders import installed

    return settings.encoders.names or installed()


def assemble(
    index: Index,
    encoders: Sequence[Encoder],
    settings: Settings,
    models: OptionalModels = NO_MODELS,
) -> Chatbot:
    """The chatbot over an index, its parts set up by plain values of the settings."""
    from chatbot.retrieval.retriever import HybridRetriever
    from chatbot.retrieval.spelling import Speller
    from chatbot.retrieval.variants import Variants
    from chatbot.retrieval.vocabulary import Vocabularies

    answers = settings.answers
    vocabularies = Vocabularies(index.documents)
    return Chatbot(
        documents=index.documents,
        index=index,
        speller=Speller(index, vocabularies),
        retriever=HybridRetriever(
            index,
            encoders,
            dense_weight=settings.retrieval.dense_weight,
            late_weight=settings.retrieval.late_weight,
            variants=Variants(index, vocabularies),
        ),
        answerer=Answerer(
            index.documents,
            load_calibration(len(encoders)),
            budget=Budget(answers.extract_words, answers.total_words),
            thresholds=Thresholds(answers.answered_from, answers.uncertain_from),
        ),
        candidates=settings.retrieval.candidates,
        models=models,
    )
